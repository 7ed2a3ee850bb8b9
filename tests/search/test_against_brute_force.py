"""The set of matching entries equals a plain evaluation of the query over the texts."""

import tempfile
from collections import Counter
from math import log
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studyapp.domain.hits import HitKind
from studyapp.search.analysis import words
from studyapp.search.index import Entry, SearchIndex
from studyapp.search.marks import Marker
from studyapp.search.postings import BM25_B, BM25_K1
from studyapp.search.query import And, Kinds, Near, Not, Or, Phrase, Prefix, Query, Scope, Titled, Word

_WORDS = ["a", "ab", "abc", "b", "ba", "Über", "uber", "京", "都", "x-y", "it's", "كتاب", "👩", "cafe\u0301"]
_FOLDED = sorted({word for text in _WORDS for word in words(text)})
_TEXTS = st.lists(st.sampled_from(_WORDS), max_size=7).map(" ".join)

_leaf = st.one_of(
    st.sampled_from(_FOLDED).map(lambda word: Word(word, exact=True)),
    st.builds(Prefix, st.sampled_from(["a", "ab", "u", "京", "z"]), st.booleans(), st.just(value=True)),
    st.builds(Phrase, st.lists(st.sampled_from(_FOLDED), min_size=2, max_size=3).map(tuple), st.booleans()),
    st.builds(Near, st.lists(st.sampled_from(_FOLDED), min_size=2, max_size=3).map(tuple), st.integers(0, 3)),
)
_queries: st.SearchStrategy[Query] = st.recursive(
    _leaf,
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: And(tuple(parts))),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: Or(tuple(parts))),
        inner.map(Not),
    ),
    max_leaves=5,
)


def _holds(found: list[str], query: Query) -> bool:  # noqa: PLR0911 - one for each kind
    match query:
        case Word(text):
            return text in found
        case Prefix(stem):
            return any(word.startswith(stem) for word in found)
        case Phrase(sought, open_ended):
            return any(_follows(found[at:], sought, open_ended=open_ended) for at in range(len(found)))
        case And(parts):
            return all(_holds(found, part) for part in parts)
        case Or(parts):
            return any(_holds(found, part) for part in parts)
        case Not(part):
            return not _holds(found, part)
        case Near(sought, between):
            length = len(sought) + between
            return any(
                not Counter(sought) - Counter(found[at : at + length]) for at in range(max(len(found), 1))
            )
        case _:
            raise AssertionError(query)


def _follows(found: list[str], sought: tuple[str, ...], *, open_ended: bool) -> bool:
    if len(found) < len(sought):
        return False
    last = found[len(sought) - 1]
    ends = last.startswith(sought[-1]) if open_ended else last == sought[-1]
    return ends and list(sought[:-1]) == found[: len(sought) - 1]


@settings(max_examples=60)
@given(
    batches=st.lists(st.lists(st.tuples(st.integers(0, 12), _TEXTS), max_size=8), min_size=1, max_size=4),
    gone=st.sets(st.integers(0, 12), max_size=3),
    queries=st.lists(_queries, min_size=1, max_size=12),
)
def test_every_entry_that_matches_is_found_and_no_other(
    batches: list[list[tuple[int, str]]], gone: set[int], queries: list[Query]
) -> None:
    held: dict[str, str] = {}
    with tempfile.TemporaryDirectory() as folder:
        index = SearchIndex.create(Path(folder) / "index", "library")
        for seq, batch in enumerate(batches):
            entries = [Entry(HitKind.NOTE, "1", text, item_id=str(number)) for number, text in batch]
            index.apply(entries, [], [], seq, "token")
            held.update((entry.key, entry.text) for entry in entries)
        index.apply([], [], [f"note:{number}" for number in gone], len(batches), "token")
        for number in gone:
            held.pop(f"note:{number}", None)
        for query in queries:
            found = index.search(query, 1000)
            expected = {key for key, text in held.items() if _holds(words(text), query)}
            assert {f"note:{match.item_id}" for match in found.matches} == expected
            assert found.total == len(found.matches) == len(expected)
        index.close()


@given(text=_TEXTS, query=_leaf)
def test_a_text_has_marks_exactly_where_it_matches(text: str, query: Query) -> None:
    assert bool(Marker(query).marks(text)) == _holds(words(text), query)


def test_a_prefix_of_very_many_words_finds_every_entry(tmp_path: Path) -> None:
    texts = {f"note:{n}": f"w{n:05} w{n % 7}x" for n in range(3000)}
    index = SearchIndex.create(tmp_path / "index", "library")
    entries = (Entry(HitKind.NOTE, "1", text, item_id=key[5:]) for key, text in texts.items())
    index.apply(entries, [], [], 1, "token")
    for typed in (False, True):
        found = index.search(Prefix("w", typed=typed), 5000)
        assert {f"note:{match.item_id}" for match in found.matches} == set(texts)
    index.close()


def _bm25f(texts: list[str], query: list[str]) -> list[float]:
    """Return the scores by the formula of Robertson and Zaragoza, for one field."""
    spoken = [words(text) for text in texts]
    mean = sum(map(len, spoken)) / len(spoken)
    scores = []
    for said in spoken:
        score = 0.0
        for word in query:
            holding = sum(word in other for other in spoken)
            often = said.count(word) / (1 - BM25_B + BM25_B * len(said) / mean)
            rarity = log(1 + (len(texts) - holding + 0.5) / (holding + 0.5))
            score += rarity * often * (BM25_K1 + 1) / (often + BM25_K1)
        scores.append(score if all(word in said for word in query) else 0.0)
    return scores


@settings(max_examples=40, deadline=None)
@given(
    texts=st.lists(
        st.lists(st.sampled_from("abcde"), min_size=1, max_size=9).map(" ".join), min_size=1, max_size=12
    ),
    query=st.lists(st.sampled_from("abc"), min_size=1, max_size=3, unique=True),
)
def test_whole_words_are_scored_and_ordered_by_bm25f(texts: list[str], query: list[str]) -> None:
    expected = _bm25f(texts, query)
    with tempfile.TemporaryDirectory() as folder:
        index = SearchIndex.create(Path(folder) / "index", "library")
        index.apply(
            [Entry(HitKind.TEXT, "1", text, 0, n) for n, text in enumerate(texts)], [], [], 1, "token"
        )
        found = index.search(And(tuple(Word(word, exact=True) for word in query)), 100)
        index.close()
    assert {m.block: pytest.approx(m.score) for m in found.matches} == {
        number: score for number, score in enumerate(expected) if score
    }
    ranked = [expected[match.block or 0] for match in found.matches]
    assert ranked == sorted(ranked, reverse=True, key=lambda score: round(score, 9))


def test_scopes_kinds_and_titles_narrow_what_is_found(tmp_path: Path) -> None:
    entries = [
        Entry(HitKind.TITLE, "1", "salt", 0),
        Entry(HitKind.TEXT, "1", "salt", 0, 0),
        Entry(HitKind.TEXT, "1", "salt", 1, 0),
        Entry(HitKind.NOTE, "1", "salt", 1, 0, "7"),
        Entry(HitKind.CARD, "2", "salt", 0, 3, "8"),
        Entry(HitKind.NOTE, "2", "salt", item_id="9"),
    ]
    index = SearchIndex.create(tmp_path / "index", "library")
    index.apply(entries, [], [], 1, "token")
    salt = Word("salt", exact=True)
    cases: list[tuple[Query, list[int]]] = [
        (Titled(salt), [0]),
        (Kinds(frozenset({HitKind.NOTE})), [3, 5]),
        (Scope(documents=frozenset({2})), [4, 5]),
        (Scope(sections=frozenset({(1, 1), (2, 0)})), [2, 3, 4]),
        (Scope(blocks={(1, 1, 0): (), (2, 0, 3): ()}, notes=frozenset({9})), [2, 3, 4, 5]),
        (Scope(), []),
        (And((salt, Not(Scope(documents=frozenset({1}))))), [4, 5]),
        (Or((Titled(salt), Kinds(frozenset({HitKind.CARD})))), [0, 4]),
    ]
    for query, numbers in cases:
        found = index.search(query, 100)
        keys = {Entry(m.kind, m.document_id, "", m.section, m.block, m.item_id).key for m in found.matches}
        assert keys == {entries[number].key for number in numbers}
    index.close()
