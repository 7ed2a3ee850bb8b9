"""Plain text: paragraphs, headings by form and place, title and authors, levels."""

from __future__ import annotations

import pytest

from studyapp.domain.documents import BlockKind, ParsedDocument
from studyapp.importers.plain import paragraphs, parse_plain

PROSE = (
    "The river rises in the hills above Tavna, and for eighty miles nobody ever built a bridge across it. "
    "Carters had to wait at the ford until the water fell, which in a wet spring could take a month."
)


def parse(text: str) -> ParsedDocument:
    return parse_plain(text, name="letter.txt")


def blocks(text: str) -> list[str]:
    return [block.text for section in parse(text).sections for block in section.blocks]


def outline(text: str) -> list[tuple[int, str]]:
    return [(s.level, s.title) for s in parse(text).sections if s.title is not None]


def test_hard_wrapped_lines_are_joined() -> None:
    assert blocks("One line\nand another\n  indented.\n\n\nIt has a second.\n \t\nAnd a third.") == [
        "One line and another indented.",
        "It has a second.",
        "And a third.",
    ]


def test_lines_too_long_to_be_wrapped_are_paragraphs() -> None:
    long = "word " * 40
    assert blocks(f"{long}\nShort one.\n{long}\n") == [long.strip(), "Short one.", long.strip()]


def test_a_form_feed_ends_a_paragraph() -> None:
    assert blocks("one\ntwo.\f\nThree") == ["one two.", "Three"]


def test_an_indent_begins_a_paragraph_where_no_empty_line_does() -> None:
    text = "    The ferry was a boat on\na rope; Dray pulled it.\n    He was paid by the head,\na penny each."
    assert blocks(text) == [
        "The ferry was a boat on a rope; Dray pulled it.",
        "He was paid by the head, a penny each.",
    ]


def test_a_paragraph_over_a_page_break_is_whole() -> None:
    pages = "The ferry was a boat\non a rope that went\n\f\nover the river\nand back again."
    assert blocks(pages) == ["The ferry was a boat on a rope that went over the river and back again."]


def test_verse_keeps_its_lines() -> None:
    document = parse("The evening lays its copper on the quay\nAnd gulls go over, counting in the grey\n")
    (block,) = document.sections[0].blocks
    assert block.kind == BlockKind.VERSE
    assert block.text.count("\n") == 1


def test_items_of_a_list_are_items() -> None:
    document = parse(f"{PROSE}\n\n- wool\n- salt that came\n  by road\n- sheep\n")
    items = [b.text for s in document.sections for b in s.blocks if b.kind == BlockKind.LIST_ITEM]
    assert items == ["- wool", "- salt that came by road", "- sheep"]


def test_columns_and_programs_keep_their_lines() -> None:
    document = parse("Year    Ships\n1901       12\n1902       15\n")
    assert [b.kind for b in document.sections[0].blocks] == [BlockKind.CODE]


@pytest.mark.parametrize(
    "line",
    [
        "CHAPTER I",
        "Chapter 12: The Rope",
        "Part Two",
        "THE THIRD ACT",
        "1. Introduction",
        "2.4 The Books of the Ferry",
        "Appendix B. Fares",
        "IV. Of Ropes",
        "THE FERRY AT LORN",
        "A River Without Bridges",
        "Where the water comes from",
        "Why was the bridge never built?",
        "The ferry: a short history",
        "Preface",
        "第三章 川",
        "Kapitel 3",
        "_Of the Rope._",
        "The Ferry\n=========",
        "=========\nThe Ferry\n=========",
    ],
)
def test_a_heading_between_paragraphs_is_found(line: str) -> None:
    assert [t for _, t in outline(f"{PROSE}\n\n{line}\n\n{PROSE}\n")] == [line.strip("=\n_")]


@pytest.mark.parametrize(
    "line",
    [
        "He went home.",
        "and so on",
        "Dear Adela,",
        "12 October 1874",
        "https://example.org/ferry",
        "Figure 3. The rope",
        "[Illustration: The Rope]",
        "MAX_FERRIES = 12",
        "- Wool",
        "“Pull!”",
        "1874",
        "--Old Saying",
        "Enter Dray",
        "* * *",
        "Wool    12    14",
    ],
)
def test_a_line_of_another_kind_is_no_heading(line: str) -> None:
    text = f"{PROSE}\n\n{line}\n\n{PROSE}\n"
    assert outline(text) == []
    assert " ".join(line.split()) in [" ".join(block.split()) for block in blocks(text)]


def test_a_line_above_its_paragraph_is_a_heading_without_an_empty_line_between() -> None:
    wrapped = (
        "The river rises above Tavna, and for miles nobody has ever\nbuilt a bridge across it, which is odd."
    )
    assert outline(f"{wrapped}\n\nTHE RIVER\n{wrapped}\n\nTHE FERRY\n{wrapped}\n") == [
        (1, "THE RIVER"),
        (1, "THE FERRY"),
    ]


def test_a_first_line_that_is_no_heading_stays_with_its_paragraph() -> None:
    text = "".join(
        f"{name}\nPull the rope, and mind the bell.\n\n" for name in ("DRAY", "MIRA", "DRAY", "MIRA")
    )
    assert outline(text) == []
    assert blocks(text)[0].startswith("DRAY")


def test_numbers_with_points_say_their_level() -> None:
    text = "\n\n".join(f"{head}\n\n{PROSE}" for head in ("1. One", "1.1 Two", "1.1.1 Three", "2. Four"))
    assert outline(text) == [(1, "1. One"), (2, "1.1 Two"), (3, "1.1.1 Three"), (1, "2. Four")]


def test_labels_are_ranked() -> None:
    text = "\n\n".join(f"{head}\n\n{PROSE}" for head in ("PART ONE", "CHAPTER I", "CHAPTER II", "PART TWO"))
    assert [level for level, _ in outline(text)] == [1, 2, 2, 1]


def test_rules_are_ranked() -> None:
    text = f"{PROSE}\n\nThe Rope\n========\n\n{PROSE}\n\nThe Knot\n--------\n\n{PROSE}\n"
    assert outline(text) == [(1, "The Rope"), (2, "The Knot")]


def test_a_label_and_the_title_below_it_are_one_heading() -> None:
    text = f"CHAPTER I\n\nThe Ford.\n\n{PROSE}\n\nCHAPTER II\n\nThe Rope.\n\n{PROSE}\n"
    assert outline(text) == [(1, "CHAPTER I The Ford."), (1, "CHAPTER II The Rope.")]


def test_the_first_prominent_line_is_the_title_and_the_by_line_names_the_authors() -> None:
    document = parse(f"The Ferry at Lorn\n\nBy Mirela Haug and A. Dray\n\n{PROSE}\n")
    assert (document.title, document.authors) == ("The Ferry at Lorn", ("Mirela Haug", "A. Dray"))
    assert [b.text for s in document.sections for b in s.blocks] == [PROSE]


def test_a_text_that_begins_with_prose_is_titled_by_its_file() -> None:
    assert parse(f"{PROSE}\n\n{PROSE}").title == "letter"


def test_text_without_structure_is_blocks_alone() -> None:
    assert [block.text for block in paragraphs("Contents\n\nThe Ferry\n\nPull.")] == [
        "Contents",
        "The Ferry",
        "Pull.",
    ]


def test_numbered_lines_with_their_titles_below_are_one_heading_each() -> None:
    days = ("First", "Second", "Third", "Fourth")
    text = "".join(
        f"\n\n\n{n}. {day} Day.\n\nThe Ferry of the {day} Night\n\n\n{PROSE}\n\n{PROSE}\n"
        for n, day in enumerate(days, start=1)
    )
    assert outline(f"{PROSE}\n{text}") == [
        (1, f"{n}. {day} Day. The Ferry of the {day} Night") for n, day in enumerate(days, start=1)
    ]


def test_a_picture_parts_no_heading_from_its_text() -> None:
    text = f"{PROSE}\n\n\nTHE SALT ROAD.\n\n\n[Illustration: carts]\n\n{PROSE}\n"
    assert outline(text) == [(1, "THE SALT ROAD.")]
