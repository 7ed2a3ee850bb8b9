"""Marks of notes: what is one, and the text without them."""

from __future__ import annotations

import pytest

from studyapp.domain.documents import Block, BlockKind, Inline, InlineKind
from studyapp.text.note_marks import without_note_marks


def linked(text: str, mark: str, target: str = "#3.1", kind: InlineKind = InlineKind.LINK) -> Block:
    start = text.index(mark)
    return Block(BlockKind.PARAGRAPH, text, (Inline(start, start + len(mark), kind, target),))


@pytest.mark.parametrize("mark", ["8012", "⁸⁰¹²", "*", "[4]", "‡"])
def test_marks_of_notes_give_way_to_spaces(mark: str) -> None:
    text = f"The chief of the emirs{mark}, whose banner stood there."
    without = without_note_marks(linked(text, mark))
    assert without == f"The chief of the emirs{' ' * len(mark)}, whose banner stood there."
    assert len(without) == len(text)


@pytest.mark.parametrize(
    ("mark", "target", "kind"),
    [
        ("1979", "https://example.org/1979", InlineKind.LINK),  # a year that leads to a page on it
        ("Chapter 2", "#2.0", InlineKind.LINK),
        ("1979", "", InlineKind.EMPHASIS),
    ],
)
def test_other_words_stay(mark: str, target: str, kind: InlineKind) -> None:
    block = linked(f"So it was in {mark} as well.", mark, target, kind)
    assert without_note_marks(block) == block.text


@pytest.mark.parametrize(
    "text", ["It was³⁹²³ so.", "the emirs⁸ of", "in 48,382.³⁸⁴⁷ The two", "(as he says)⁴ and"]
)
def test_raised_figures_behind_words_are_marks_without_a_link_too(text: str) -> None:
    without = without_note_marks(Block(BlockKind.PARAGRAPH, text))
    assert not any(c in "³⁸⁴⁷⁹²" for c in without)
    assert len(without) == len(text)


@pytest.mark.parametrize(
    "text", ["10⁶ men", "12 km² of land", "x² + y²", "H₂O and CO₂", "m³", "1⁄₂", "2¹⁰⁰ ways"]
)
def test_figures_of_powers_and_units_stay(text: str) -> None:
    assert without_note_marks(Block(BlockKind.PARAGRAPH, text)) == text


def test_numbers_in_brackets_behind_words_are_marks() -> None:
    text = "The ferry[3] sank in 1853.[12][a] Its owner (a widow)[note 4] said so[citation needed]."
    without = without_note_marks(Block(BlockKind.PARAGRAPH, text))
    assert len(without) == len(text)
    assert without_note_marks(Block(BlockKind.PARAGRAPH, "in 1854[5] too")) == "in 1854    too"
    assert " ".join(without.split()) == "The ferry sank in 1853. Its owner (a widow) said so ."


@pytest.mark.parametrize(
    "text", ["a[1] and x[12]", "as shown in [12], the", "[3] Thorne, A.", "the word [sic]"]
)
def test_other_brackets_stay(text: str) -> None:
    assert without_note_marks(Block(BlockKind.PARAGRAPH, text)) == text
