"""Whatever facts come in, of whatever kind and however odd, a draft keeps its invariants."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.domain.cards import CardKind
from studyapp.domain.facts import FactKind, Modality, Part, Period, Polarity
from studyapp.domain.places import Place
from studyapp.flashcards.drafting import make_drafts
from studyapp.flashcards.rules import MAX_ANSWER_WORDS, MAX_FRONT_WORDS, MAX_ITEMS, stands_in, words
from studyapp.flashcards.wording import squeezed
from tests.flashcards.fact_cases import base_form, make_fact

if TYPE_CHECKING:
    from studyapp.domain.cards import Draft
    from studyapp.domain.facts import Fact

POINTERS = {"it", "he", "she", "they", "this", "these", "such", "there", "them", "we"}
SIGNS = ("not", "never", "may", "perhaps", "reportedly", "without", "no", "hardly")
PLAIN = [
    "Velm",
    "Orsk",
    "Lumea",
    "Guild",
    "Brem",
    "water",
    "locks",
    "of",
    "and",
    "Minister",
    "Ünlü",
    "北京",
    "VWA",
]
POINTING = ["it", "this", "he", "they", "its", "her", "such", "there"]
ODD = [
    "and,",
    "which",
    "water’s",
    "1922",
    "NATO’s",
    "O'Hara",
    "x-y",
    "“Tarn”",
    "(old)",
    "😀",
    "<b>",
    "&amp;",
    "\n",
    "the",
]
WORDS = st.sampled_from([*PLAIN, *POINTING, *ODD, "not", "never", "may", "perhaps", "no", "met"])
PHRASES = st.one_of(
    st.lists(st.sampled_from(PLAIN), min_size=1, max_size=5).map(" ".join),
    st.lists(WORDS, min_size=1, max_size=12).map(" ".join),
)
RELATIONS = st.sampled_from(
    [
        "founded",
        "met",
        "refitted",
        "was founded",
        "holds",
        "belongs to",
        "is",
        "took place",
        "was made",
        "joins",
    ]
)
PRECISIONS = st.sampled_from(["day", "month", "year", "range"])
LEADS = st.sampled_from(["", "", "The ", "In ", "\n“", "Perhaps ", "It is said that ", "Not "])
TAILS = st.sampled_from([".", "", "?", " in it.", " that it knew.", " that Velm keeps."])
GAPS = st.sampled_from([" ", ", ", " the ", " in ", " (", ") ", "\n"] * 3 + [" not ", " it ", " perhaps "])


@st.composite
def facts(draw: st.DrawFn) -> Fact:
    """Draw a fact of any kind: parts one after the other in a sentence, in either order."""
    at = draw(st.integers(0, 40))
    sentence, parts = draw(LEADS), []
    for text in draw(st.lists(PHRASES, min_size=2, max_size=10)):
        start = at + len(sentence)
        parts.append(Part(text, start, start + len(text)))
        sentence += text + draw(GAPS)
    sentence += draw(TAILS)
    subject, *others = draw(st.permutations(parts)) if draw(st.booleans()) else parts
    kind = draw(st.sampled_from(FactKind))
    last = others[-1]
    time = Period(*last[:3], "1922-01-01", "1922-12-31", draw(PRECISIONS))
    return make_fact(kind, "", subject=None)._replace(
        id=f"{kind.value}-{draw(st.integers(0, 3))}",
        subject=subject if draw(st.integers(0, 9)) else None,
        relation=draw(RELATIONS),
        object=others[0] if len(others) > 1 and draw(st.booleans()) else None,
        items=tuple(others) if kind is FactKind.LIST else (),
        time=time if kind is FactKind.EVENT else None,
        polarity=draw(st.sampled_from([Polarity.POSITIVE, Polarity.POSITIVE, Polarity.NEGATIVE])),
        modality=draw(st.sampled_from([Modality.STATED, Modality.STATED, Modality.POSSIBLE])),
        place=Place(2, 3, at, 3, at + len(sentence)),
        sentence=sentence,
    )


def check(draft: Draft, by_id: dict[str, list[Fact]]) -> None:
    """Assert all invariants of a draft that was made of one of these facts."""
    for source in draft.sources:
        at = source.sentence_place.start
        literal = source.sentence[source.place.start - at : source.place.end - at]
        made_of = [fact for fact in by_id[draft.fact_id] if fact.sentence == source.sentence] or [
            fact for same in by_id.values() for fact in same if fact.sentence == source.sentence
        ]
        if draft.kind is CardKind.LIST:
            assert draft.answer in {", ".join(squeezed(item.text) for item in fact.items) for fact in made_of}
            assert all(len(fact.items) <= MAX_ITEMS for fact in made_of if len(made_of) == 1)
        else:
            assert squeezed(literal) == draft.answer != ""
            assert len(words(draft.answer)) <= MAX_ANSWER_WORDS
            assert not stands_in(draft.answer, draft.front)
        assert any(f.modality is Modality.STATED and f.polarity is Polarity.POSITIVE for f in made_of)
    asked = words(draft.front)
    assert not POINTERS & set(asked)
    assert len(asked) <= MAX_FRONT_WORDS
    assert ("[" in draft.front) == (draft.kind in {CardKind.CLOZE, CardKind.LIST})
    assert draft.front == squeezed(draft.front)
    assert 0 <= draft.quality <= 1
    assert draft.reasons


@given(st.lists(facts(), max_size=6))
def test_every_draft_of_any_facts_keeps_the_invariants(found: list[Fact]) -> None:
    by_id: dict[str, list[Fact]] = {}
    for fact in found:
        by_id.setdefault(fact.id, []).append(fact)
    drafts = make_drafts(found, base_form)
    for draft in drafts:
        check(draft, by_id)
    assert len({draft.id for draft in drafts}) == len(drafts)
    assert len({draft.front.casefold() for draft in drafts}) == len(drafts)
    places = [draft.sources[0].place for draft in drafts]
    assert places == sorted(places, key=lambda place: (place.section, place.block, place.start))


REFERRING = {"it", "he", "she", "they", "them", "him"}


@given(facts(), st.booleans())
def test_every_draft_of_any_whole_sentence_keeps_the_invariants(found: Fact, timed: bool) -> None:
    """The sentence may refer back to a name or the gap in it; nothing else may point out of it."""
    said = found.sentence.rstrip(" .?")
    start = found.place.start
    fact = found._replace(
        kind=FactKind.STATEMENT, subject=None, relation="", items=found.items[:2],
        object=Part(said, start, start + len(said)), time=found.time if timed else None,
    )  # fmt: skip
    for draft in make_drafts([fact], base_form):
        source = draft.sources[0]
        at = source.sentence_place.start
        assert squeezed(source.sentence[source.place.start - at : source.place.end - at]) == draft.answer
        assert not stands_in(draft.answer, draft.front)
        asked = words(draft.front)
        assert not (POINTERS - REFERRING) & set(asked)
        assert not REFERRING & set(asked[:1])
        assert len(asked) <= MAX_FRONT_WORDS
        assert draft.kind is CardKind.CLOZE
        assert "[" in draft.front
        kept = set(words(f"{draft.front} {draft.answer}"))
        assert not {"not", "never", "perhaps"} & set(words(said)) - kept


KINDS = st.sampled_from([FactKind.EVENT, FactKind.LIST, FactKind.DEFINITION])


@given(PHRASES, PHRASES, st.sampled_from(SIGNS), KINDS)
def test_a_sign_between_the_parts_is_kept_or_nothing_is_asked(
    subject: str, rest: str, sign: str, kind: FactKind
) -> None:
    sentence = f"{subject} {sign} founded {rest}, Lumea and Tarn in 1899."
    fact = make_fact(
        kind, sentence, subject=subject, relation="founded", object_=f"{rest}, Lumea and Tarn",
        items=(rest, "Lumea", "Tarn"), year="1899",
    )  # fmt: skip
    for draft in make_drafts([fact], base_form):
        assert sign in words(f"{draft.front} {draft.answer}")


@pytest.mark.parametrize("sign", ["Perhaps", "Reportedly,", "It may be that", "Not", "According to nobody"])
def test_a_sign_in_front_of_the_clause_is_kept_or_nothing_is_asked(sign: str) -> None:
    sentence = f"{sign} Ada Lorn met Brem Oslak in 1922."
    fact = make_fact(
        FactKind.EVENT, sentence, subject="Ada Lorn", relation="met", object_="Brem Oslak", year="1922"
    )
    assert (make_drafts([fact], base_form) == ()) == (sign != "According to nobody")


def test_a_doubt_after_the_clause_asks_nothing() -> None:
    sentence = "Ada Lorn met Brem Oslak in 1922, although some historians doubt the date."
    fact = make_fact(
        FactKind.EVENT, sentence, subject="Ada Lorn", relation="met", object_="Brem Oslak", year="1922"
    )
    assert make_drafts([fact], base_form) == ()


def test_two_drafts_of_one_fact_said_twice_have_one_id() -> None:
    first = make_fact(
        FactKind.DEFINITION,
        "The Orsk Canal, a waterway of nine locks, is closed.",
        subject="Orsk Canal",
        relation="is",
        object_="a waterway of nine locks",
    )
    second = make_fact(
        FactKind.DEFINITION,
        "Orsk Canal, a waterway of nine locks, is closed.",
        subject="Orsk Canal",
        relation="is",
        object_="a waterway of nine locks",
    )
    drafts = make_drafts([first, second._replace(id=first.id)], base_form)
    assert len({draft.id for draft in drafts}) == len(drafts) > 0
