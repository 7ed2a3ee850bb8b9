"""Plain texts made for training: their headings stand in them, and are found again in the units."""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "packaging"))

from headings.gutenberg import read_titles
from headings.labels import HEADING, OTHER, UNCLEAR, label
from headings.manners import STYLES, choose_manner
from headings.rendering import render

from studyapp.domain.documents import Block, BlockKind, ParsedDocument, Section
from studyapp.importers.plain.document import read_units

PROSE = "The ferry was a boat on a rope that went over the river and back again, year after year. " * 2


def made_document() -> ParsedDocument:
    paragraph = Block(BlockKind.PARAGRAPH, PROSE)
    sections = tuple(
        Section(title, level, (paragraph, paragraph))
        for title, level in (("The rope", 1), ("Who pulls it", 2), ("Ice on the river", 1))
    )
    return ParsedDocument("The Ferry", ("Mira Holt",), "en", "markdown", sections)


@pytest.mark.parametrize("seed", range(12))
def test_every_heading_that_is_listed_stands_in_the_text(seed: int) -> None:
    made = render(made_document(), Random(seed), from_web=seed % 2 == 0)
    words = " ".join(" ".join(made.lines).split()).casefold()
    assert all(word.casefold() in words for title in made.headings for word in title.split())


def test_manners_differ_and_know_their_styles() -> None:
    manners = [choose_manner(Random(seed), from_web=False) for seed in range(60)]
    assert {style for manner in manners for style in manner.styles} <= set(STYLES)
    assert len({manner.width for manner in manners}) > 3


def test_headings_are_labelled_in_order_and_what_says_the_same_is_unclear() -> None:
    text = f"Ropes\n\n{PROSE}\n\nBoats\n\n{PROSE}\n\nRopes\n\n{PROSE}\n"
    units = read_units(text).units
    assert [unit.text for unit in units][1::2] == ["Boats", "Ropes"] or units[0].text == "Ropes"
    labels = dict(enumerate(label(units, ["Boats", "Ropes"], [])))
    assert [labels[n] for n, unit in enumerate(units) if unit.text in {"Boats", "Ropes"}][-2:] == [
        HEADING
    ] * 2
    first = [labels[n] for n, unit in enumerate(units) if unit.text == "Ropes"][:-1]
    assert first in ([], [UNCLEAR])
    assert {labels[n] for n, unit in enumerate(units) if unit.text == PROSE.strip()} <= {OTHER}


def test_a_book_that_differs_from_its_page_is_no_witness() -> None:
    page = f"<title>T</title><h1>T</h1><p>{PROSE * 2}</p>" + "".join(
        f"<h2>Part {n}</h2><p>{PROSE}</p>" for n in ("one", "two", "three")
    )
    agreeing = read_titles(f"Part one\n{PROSE}\nPart two\n{PROSE}\nPart three", page.encode())
    assert agreeing is not None
    assert agreeing.headings == ["Part one", "Part two", "Part three"]
    assert read_titles(f"Part one\n{PROSE}", page.encode()) is None
