from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.domain.places import Place, QuoteSelector
from studyapp.text.alignment import Words, align, folded
from studyapp.text.anchoring import Anchor, Revision, WholeText
from studyapp.text.selectors import describe

if TYPE_CHECKING:
    from types import ModuleType

OLD = [
    [
        "The lamp burned oil. It gave a yellow light that could be seen for nine miles.",
        "The keeper complained that the oil froze. The harbour paid him in cloth.",
    ],
    [
        "The second lamp burned gas. It gave a white light that could be seen for ten miles.",
        "The keeper liked the fog. “Fog.” “Fog.” “Fog, and a whale.”",
    ],
]


def find(new: list[list[str]], quote: str, *, nth: int = 0, old: list[list[str]] = OLD) -> str | None:
    """Return what a note on the nth occurrence of a quote in the old text covers in the new one."""
    before, after = WholeText(old), WholeText(new)
    at = -1
    for _ in range(nth + 1):
        at = before.text.index(quote, at + 1)
    place = before.place(at, at + len(quote))
    assert place is not None
    found = Revision(before, after).find_again(place)
    return after.slice(found) if found is not None else None


def changed(*replaced: tuple[str, str]) -> list[list[str]]:
    """Return the old text with some of it replaced; a newline in it begins another block."""
    sections = []
    for blocks in OLD:
        text = "\n".join(blocks)
        for old, new in replaced:
            text = text.replace(old, new)
        sections.append([block for block in text.split("\n") if block])
    return sections


def test_a_passage_is_found_where_it_was_and_where_it_went() -> None:
    quote = "The harbour paid him in cloth."
    assert find(OLD, quote) == quote
    assert find([["A new section of some words."], *OLD], quote) == quote
    assert find([OLD[1], ["Something else."], OLD[0]], quote) == quote
    assert find([[" ".join(OLD[0])], OLD[1]], quote) == quote
    moved = changed((f" {quote}", ""), ("The keeper liked", f"{quote} The keeper liked"))
    assert find(moved, quote) == quote


def test_a_passage_over_a_joint_is_found_when_the_paragraphs_become_one() -> None:
    quote = "for nine miles.\nThe keeper complained"
    assert find([[" ".join(OLD[0])], OLD[1]], quote) == quote.replace("\n", " ")


def test_an_edited_passage_is_found_whole() -> None:
    new = changed(("yellow light that could be seen for nine", "weak yellow light that was seen for eight"))
    assert (
        find(new, "It gave a yellow light that could be seen for nine miles.")
        == "It gave a weak yellow light that was seen for eight miles."
    )
    assert find(changed(("cloth", "clothes")), "paid him in cloth.") == "paid him in clothes."


def test_another_typography_is_no_other_text() -> None:
    new = changed(("“", '"'), ("”", '"'), (" ", "\u00a0"))
    assert find(new, "“Fog, and a whale.”") == '"Fog,\u00a0and\u00a0a\u00a0whale."'


def test_of_equal_passages_each_keeps_its_own() -> None:
    new = [["An opening of a few words."], *changed(("oil froze", "oil often froze"))]
    after = WholeText(new)
    revision = Revision(WholeText(OLD), after)
    places = []
    for nth in range(2):
        old = WholeText(OLD)
        at = old.text.index("“Fog.”") if nth == 0 else old.text.rindex("“Fog.”")
        place = old.place(at, at + 6)
        assert place is not None
        places.append(revision.find_again(place))
    assert None not in places
    assert [place and place.start for place in places] == [26, 33]


@pytest.mark.parametrize(
    ("gone", "quote"),
    [
        ("The lamp burned oil. ", "The lamp burned oil."),
        ("It gave a yellow light that could be seen for nine miles.", "It gave a yellow light that could be"),
        (" “Fog.” “Fog.” “Fog, and a whale.”", "“Fog.”"),
        ("The keeper complained that the oil froze. ", "The keeper"),
    ],
)
def test_a_passage_that_is_gone_is_given_up_though_a_look_alike_is_left(gone: str, quote: str) -> None:
    assert find(changed((gone, "")), quote) is None


def test_a_look_alike_that_comes_in_elsewhere_is_no_passage() -> None:
    quote = "The harbour paid him in cloth."
    new = changed((f" {quote}", ""), ("The keeper liked", "The harbour paid them in coin. The keeper liked"))
    assert find(new, quote) is None


def test_notes_of_one_text_are_given_up_on_another() -> None:
    other = [["The road burned white. It gave out. The keeper of the inn could be seen for miles.", "Fog."]]
    before = WholeText(OLD)
    revision = Revision(before, WholeText(other))
    for start in range(0, len(before.text) - 30, 3):
        for length in (1, 4, 12, 30):
            place = before.place(start, start + length)
            assert place is None or revision.find_again(place) is None


def test_a_whole_chapter_is_found_again() -> None:
    chapter = " ".join(f"Sentence {n} says that {n * n} carts of salt came in." for n in range(1500))
    old, new = (
        [["A foreword.", chapter]],
        [["A longer foreword than before."], [chapter.replace("99 says", "0")]],
    )
    assert find(old, chapter, old=old) == chapter
    assert find(new, chapter, old=old) == new[1][0]


def test_a_sign_without_words_is_found_between_its_neighbours() -> None:
    old = [["The lamp 😀 burned oil for many years, and nobody minded it."]]
    new = [["A word before. The lamp 😀 burned oil for many years, and nobody minded it."]]
    assert find(new, "😀", old=old) == "😀"


def test_a_place_outside_the_text_is_given_up() -> None:
    revision = Revision(WholeText(OLD), WholeText(OLD))
    assert revision.find_again(Place(7, 0, 0, 0, 3)) is None
    assert revision.find_again(Place(0, 9, 0, 9, 3)) is None
    assert revision.carry(7, 0, 0) is None


def test_the_reading_place_goes_with_its_words() -> None:
    revision = Revision(WholeText(OLD), WholeText([["New.", "Newer."], *OLD]))
    point = revision.carry(1, 1, 4)
    assert point is not None
    assert (point.section, point.block, point.start) == (2, 1, 4)
    gone = Revision(WholeText(OLD), WholeText([OLD[0]])).carry(1, 1, 0)
    assert gone is not None
    assert gone.section == 0


def test_by_its_quote_alone_a_passage_needs_its_context() -> None:
    anchor = Anchor(WholeText(OLD))
    quote = describe(anchor.text.sections[1], Place(1, 1, 11, 1, 24))
    assert anchor.find(quote) == Place(1, 1, 11, 1, 24)
    assert anchor.find(QuoteSelector("The keeper", "", "")) is None
    assert anchor.find(QuoteSelector("The keeper", "another word ", " of the inn")) is None
    assert anchor.find(QuoteSelector("It never was.", "", "")) is None
    assert anchor.find(QuoteSelector(" ", "", "")) is None


def test_candidates_are_the_best_look_alikes_and_do_not_touch_each_other() -> None:
    anchor = Anchor(WholeText(OLD))
    quote = QuoteSelector("It gave a green light that could be seen for six miles.", "", "")
    found = anchor.candidates(quote)
    assert {anchor.text.slice(c.place).split()[-9] for c in found} == {"yellow", "white"}
    assert all(0 < c.score < 1 for c in found)
    assert [anchor.text.slice(c.place) for c in anchor.candidates(QuoteSelector("“fog.”", "", ""))] == [
        "“Fog.”",
        "“Fog.”",
    ]


WORD = st.sampled_from(["salt", "road", "varn", "lumea", "漢字", "it's", "Été", "x", "😀", "–", "“the”"])
BLOCKS = st.lists(st.lists(WORD, min_size=1, max_size=30).map(" ".join), min_size=1, max_size=4)
TEXT = st.lists(BLOCKS, min_size=1, max_size=3)


@given(TEXT, TEXT, st.data())
def test_an_alignment_is_one_to_one_and_of_equal_words(
    old: list[list[str]], new: list[list[str]], data: st.DataObject
) -> None:
    one, other = Words(WholeText(old).text), Words(WholeText(new).text)
    found = align(one.keys, other.keys)
    for at, to in enumerate(found.forward):
        assert to < 0 or (found.backward[to] == at and one.keys[at] == other.keys[to])
    assert sum(to >= 0 for to in found.forward) == sum(at >= 0 for at in found.backward)


@given(TEXT, TEXT, st.data())
def test_whatever_is_found_lies_in_the_text_and_is_like_the_passage(
    old: list[list[str]], new: list[list[str]], data: st.DataObject
) -> None:
    before, after = WholeText(old), WholeText(new)
    start = data.draw(st.integers(0, len(before.text) - 1))
    place = before.place(start, data.draw(st.integers(start, len(before.text))))
    found = Revision(before, after).find_again(place) if place is not None else None
    if found is not None and place is not None:
        assert (
            set(Words(after.slice(found)).keys) & set(Words(before.slice(place)).keys)
            or not Words(before.slice(place)).keys
        )


@given(TEXT, st.data())
def test_in_an_unchanged_text_every_passage_keeps_its_place_or_is_said_to_be_unsure(
    text: list[list[str]], data: st.DataObject
) -> None:
    whole = WholeText(text)
    start = data.draw(st.integers(0, len(whole.text) - 1))
    place = whole.place(start, data.draw(st.integers(start, len(whole.text))))
    if place is not None:
        assert Revision(whole, whole).find_again(place) in {place, None}


@given(st.text(max_size=200))
def test_folding_keeps_every_position(text: str) -> None:
    assert len(folded(text)) == len(text)


def scorer() -> ModuleType:
    path = Path(__file__).parents[1] / "scores" / "score_anchors.py"
    spec = importlib.util.spec_from_file_location("score_anchors", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    import sys

    sys.modules["score_anchors"] = module
    spec.loader.exec_module(module)
    return module


def test_the_committed_texts_keep_their_scores() -> None:
    score: Any = scorer()
    texts = score.read_texts(score.TEXTS)
    assert len(texts) == 3
    revised, gone = score.Tally(), score.Tally()
    for way in score.WAYS:
        for seed in range(3):
            for name, sections in texts.items():
                tally = score.score_text(sections, way, 40, f"{seed} {way} {name}")
                if way in {"take_out", "leave_look_alikes"}:
                    gone += tally
                elif way != "everything":
                    revised += tally
    others = score.score_others(texts, 40, "1")
    assert revised.right / revised.there >= 0.97
    assert revised.wrong / revised.notes <= 0.005
    assert gone.wrong / gone.notes <= 0.03
    assert others.wrong == 0
