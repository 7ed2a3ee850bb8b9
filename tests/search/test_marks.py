import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.domain.places import Mark
from studyapp.search.analysis import words
from studyapp.search.marks import Marker, cut_snippet
from studyapp.search.parser import parse_query
from studyapp.search.query import Word


def _marked(text: str, query: str) -> list[str]:
    return [text[m.start : m.end] for m in Marker(parse_query(query)).marks(text)]


@pytest.mark.parametrize(
    ("text", "query", "marked"),
    [
        ("Iran and Iran's ally", "iran", ["Iran", "Iran"]),
        ("the Cold War, cold wars, war", '"cold war"', ["Cold War"]),
        ("the Cold War, cold wars", '"cold war*"', ["Cold War", "cold wars"]),
        ("the north–south corridor", "north-south", ["north–south"]),
        ("Prefixes and pre-war", "pre*", ["Prefixes", "pre"]),
        ("a b c", "a -b (c OR d)", ["a", "c"]),
        ("👩\u200d👩\u200d👧 cafe\u0301 x", "café", ["cafe\u0301"]),
        ("他去北京了", "北京", ["北京"]),
        ("قال كِتَابٌ هنا", "كتاب", ["كِتَابٌ"]),
        ("a b a b", '"a b" b', ["a b", "a b"]),
    ],
)
def test_marks_cover_what_matched(text: str, query: str, marked: list[str]) -> None:
    assert _marked(text, query) == marked


_TEXTS = st.text(alphabet=st.sampled_from("ab éü\u0301京لم👩\u200d🏽-'’\n\u202e"), max_size=400)


@given(_TEXTS, st.sampled_from(["a", "b", "ab", "京", "لم", "é"]))
def test_each_mark_of_a_word_reads_as_the_word(text: str, word: str) -> None:
    (sought,) = words(word)
    for mark in Marker(Word(sought)).marks(text):
        assert words(text[mark.start : mark.end]) == [sought]


@given(_TEXTS, st.sampled_from(["a", "b*", '"a b"', "京", "a OR b"]), st.integers(20, 120))
def test_a_snippet_is_a_short_part_of_the_text_and_its_marks_read_the_same(
    text: str, query: str, width: int
) -> None:
    marks = Marker(parse_query(query)).marks(text)
    snippet = cut_snippet(text, marks, width)
    plain = "".join(" " if c.isspace() else c for c in text)
    assert snippet.text.strip("…") in plain
    assert all(0 <= m.start < m.end <= len(snippet.text) for m in snippet.marks)
    shown = [snippet.text[m.start : m.end] for m in snippet.marks]
    originals = [plain[m.start : m.end] for m in marks]
    assert all(any(part in whole for whole in originals) for part in shown)
    assert bool(marks) == bool(shown)


def test_a_snippet_shows_the_place_with_the_most_marks_between_whole_words() -> None:
    text = (
        "iran "
        + "filler words here " * 30
        + "russia and iran signed with iran and russia "
        + "more words " * 30
    )
    snippet = cut_snippet(text, Marker(parse_query("iran russia")).marks(text), 100)
    assert len(snippet.marks) == 4
    assert snippet.text.startswith("…")
    assert snippet.text.endswith("…")
    assert all(part in text.split() for part in snippet.text.strip("…").split())
    assert len(snippet.text) <= 102


def test_a_short_text_is_its_own_snippet_on_one_line() -> None:
    snippet = cut_snippet("one\ttwo\nthree", (Mark(4, 7),))
    assert (snippet.text, snippet.marks) == ("one two three", (Mark(4, 7),))


def test_a_snippet_does_not_cut_through_a_character() -> None:
    text = "x" * 19 + "e\u0301" + "y" * 40
    assert cut_snippet(text, (), 20).text == "x" * 19 + "e\u0301…"


def test_a_mark_longer_than_the_snippet_is_clipped() -> None:
    text = "x" * 500
    snippet = cut_snippet(text, (Mark(0, 500),), 100)
    assert snippet.marks == (Mark(0, 100),)
