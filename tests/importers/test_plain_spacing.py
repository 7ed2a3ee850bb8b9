"""Texts whose empty lines say nothing."""

from __future__ import annotations

from studyapp.importers.plain.document import read_structure
from studyapp.importers.plain.spacing import single_spaced

LINES = [
    "The ferry was a boat on a rope that went over the river",
    "and back again, and nobody in the village had ever asked",
    "for a bridge until the year of the great flood.",
]


def test_an_empty_line_after_every_line_parts_nothing() -> None:
    text = "\n\n".join(LINES * 10).split("\n")
    assert single_spaced(text) == LINES * 10


def test_paragraphs_of_one_line_stay_apart() -> None:
    text = "\n\n".join(f"Paragraph {n} is a line." for n in range(30)).split("\n")
    assert single_spaced(text) == text


def test_without_any_empty_line_short_last_lines_end_paragraphs_and_headings_stand_out() -> None:
    parts = []
    for head in ("THE ROPE", "THE RIVER", "THE FLOOD", "THE BRIDGE"):
        parts += [head, *LINES, *LINES, "So it went on for years."]
    sections = read_structure("\n".join(parts)).sections
    titles = [section.title for section in sections if section.title]
    assert titles[-3:] == ["THE RIVER", "THE FLOOD", "THE BRIDGE"]
    assert all(section.blocks[-1].text.endswith("for years.") for section in sections)


def test_a_line_of_one_sign_is_read() -> None:
    assert read_structure(f"{' '.join(LINES)}\n\n#\n\n{' '.join(LINES)}\n\n_\n\n{' '.join(LINES)}\n").sections
