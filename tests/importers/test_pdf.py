"""Reading order, furniture, hyphens, pages: what a PDF's layout means."""

from __future__ import annotations

import pytest

from studyapp.domain.documents import BlockKind, InlineKind
from tests.importers.pdf_texts import blocks_of, clauses, page_of, prose, read, text_of, wanted
from tests.importers.pdf_writer import PdfPage, Text, write_pdf


def columns_page(lefts: list[int], width: int, seeds: list[int], top: float = 120) -> PdfPage:
    """Return a page with one paragraph a column, lines written row by row as some programs do."""
    page = PdfPage()
    for left, seed in zip(lefts, seeds, strict=True):
        page.lines(prose(seed, 9), left, top, size=9, width=width)
    page.texts.sort(key=lambda text: (text.y, text.x))
    return page


@pytest.mark.parametrize(("lefts", "width"), [([70, 320], 48), ([50, 225, 400], 32)])
def test_columns_are_read_one_after_the_other(lefts: list[int], width: int) -> None:
    seeds = list(range(1, len(lefts) + 1))
    document = read(write_pdf([columns_page(lefts, width, seeds)]))
    assert clauses(document) == wanted(*seeds, sentences=9)


def test_a_title_over_two_columns_comes_first_and_a_foot_below_them_last() -> None:
    page = columns_page([70, 320], 48, [1, 2], top=160)
    page.add("A Title That Goes Over Both of the Columns", 100, 80, 20, "bold")
    page.lines(prose(3, 3), 70, 620, size=9, width=105)
    document = read(write_pdf([page]))
    assert document.title == "A Title That Goes Over Both of the Columns"
    assert clauses(document) == [*wanted(1, 2, sentences=9), *wanted(3, sentences=3)]


def test_a_table_is_not_taken_for_columns() -> None:
    page = page_of(prose(1))
    rows = [
        ("Harbour", "Ships", "Boats"),
        ("Hull", "112", "30"),
        ("Bremen", "97", "41"),
        ("Havre", "140", "7"),
    ]
    for number, row in enumerate(rows):
        for cell, x in zip(row, (90, 220, 330), strict=True):
            page.add(cell, x, 300 + 14 * number)
    page.lines(prose(2), 80, 400, width=80)
    tables = [b for b in blocks_of(read(write_pdf([page]))) if b.kind is BlockKind.TABLE]
    assert [t.text for t in tables] == ["Harbour\tShips\tBoats\nHull\t112\t30\nBremen\t97\t41\nHavre\t140\t7"]


def test_the_lines_of_a_cell_are_one_row_though_the_rows_stand_no_further_apart() -> None:
    page = page_of(prose(1))
    cells = (
        ("Harbour", "What the pilots say of it"),
        ("Hull", "Entered at any tide and in any"),
        ("", "weather, with a pilot from the"),
        ("", "roads"),
        ("Bremen", "Only for boats, since the river"),
        ("", "has silted up below the town"),
        ("Havre", "The best of the three"),
    )
    for row, texts in enumerate(cells):
        for x, text in zip((70, 150), texts, strict=True):
            if text:
                page.add(text, x, 500 + 12 * row)
    tables = [b for b in blocks_of(read(write_pdf([page]))) if b.kind is BlockKind.TABLE]
    assert [t.text.split("\n") for t in tables] == [
        [
            "Harbour\tWhat the pilots say of it",
            "Hull\tEntered at any tide and in any weather, with a pilot from the roads",
            "Bremen\tOnly for boats, since the river has silted up below the town",
            "Havre\tThe best of the three",
        ]
    ]


def test_a_displayed_formula_is_one_line_and_figures_are_raised_and_lowered() -> None:
    page = page_of(prose(1))
    page.texts += [
        *(Text(t, x, 500) for t, x in (("v", 250), ("=", 258), ("+ c", 290))),
        *(Text(t, x, 493) for t, x in (("a", 268), ("+", 275), ("b", 283))),
        Text("2", 275, 507),
        *(Text(t, x, 540) for t, x in (("An area of 5 m", 70), ("is wet with H", 140), ("O.", 198))),
        Text("2", 129, 536, 6),
        Text("2", 195, 542, 6),
    ]
    texts = [block.text for block in blocks_of(read(write_pdf([page])))]
    assert "v = a + b 2 + c" in texts
    assert "An area of 5 m² is wet with H₂O." in texts


def test_heads_feet_and_page_numbers_are_no_text() -> None:
    pages = []
    for number in range(1, 7):
        page = page_of(prose(number), prose(number + 20))
        page.add("The Book of Harbours" if number % 2 else "Chapter One", 80, 50, 9, "italic")
        page.add(str(number + 10), 290, 800, 9)
        pages.append(page)
    document = read(write_pdf(pages))
    assert "Harbours" not in text_of(document)
    assert "Chapter" not in text_of(document)
    assert not any(word.isdecimal() for word in text_of(document).split())
    assert [i.target for b in blocks_of(document) for i in b.inlines if i.kind is InlineKind.PAGE] == [
        str(number) for number in range(11, 17)
    ]


def test_the_same_first_line_on_each_page_is_text_when_it_belongs_to_a_paragraph() -> None:
    pages = [
        page_of("The same words begin each of these pages, as a filler has it. " + prose(n))
        for n in (1, 2, 3)
    ]
    assert text_of(read(write_pdf(pages))).count("The same words begin") == 3


def test_page_numbers_far_from_the_edge_are_no_text() -> None:
    pages = []
    for number in range(1, 5):
        page = page_of(prose(number), prose(number + 20))
        page.add(str(number), 250, 560)
        pages.append(page)
    assert not any(word.isdecimal() for word in text_of(read(write_pdf(pages))).split())


def test_a_year_at_a_page_end_is_text() -> None:
    page = page_of(prose(1), "All of this was written down in the book of the harbour in the year 1850")
    assert text_of(read(write_pdf([page]))).endswith("1850")


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        (
            "It was of great impor-",
            "tance to them. What is of importance here?",
            "of great importance to them",
        ),
        (
            "They called it well-",
            "known once. It is well-known now, and well known.",
            "called it well-known once",
        ),
        ("He met the Anglo-", "American captain there and then, they say.", "the Anglo-American captain"),
        ("It was the year 1849-", "1850 when they came to the harbour first.", "the year 1849-1850 when"),
        ("The long and unbro-", "ken line of ships that lay there was counted.", "and unbroken line"),
    ],
)
def test_hyphens_at_a_line_end(first: str, second: str, whole: str) -> None:
    page = page_of(prose(1))
    page.add(first, 80, 400)
    page.add(second, 80, 412)
    assert whole in text_of(read(write_pdf([page])))


def test_a_paragraph_over_a_page_break_is_one_block_with_a_page_mark_in_it() -> None:
    first, second = PdfPage(), PdfPage()
    words = prose(1, 12).split()
    y = first.lines(" ".join(words[:150]), 80, 500, width=80)
    last = first.texts[-1]
    first.texts[-1] = last._replace(
        text="and the mast and the lantern and the cargo and the pilot and the winter and"
    )
    assert y > 0
    second.lines("the ledger " + " ".join(words[150:]), 80, 100, width=80)
    blocks = blocks_of(read(write_pdf([first, second])))
    assert len(blocks) == 1
    marks = [i for i in blocks[0].inlines if i.kind is InlineKind.PAGE]
    assert [(m.target, m.start == m.end) for m in marks] == [("1", True), ("2", True)]
    assert blocks[0].text[marks[1].start :].startswith("the ledger")


def test_paragraphs_are_parted_by_indents_and_by_short_lines() -> None:
    page = PdfPage()
    y = 100.0
    for seed in (1, 2, 3):
        page.add(prose(seed, 1)[:60], 92, y)
        y = page.lines(prose(seed + 10, 3), 80, y + 12, width=80)
    assert len(blocks_of(read(write_pdf([page])))) == 3


def test_lists_keep_their_numbers_and_lose_their_bullets() -> None:
    page = page_of(prose(1))
    for number, item in enumerate(("iron pays by weight", "timber pays by length", "a pilot pays nothing")):
        page.add("•", 85, 300 + 14 * number)
        page.add(item, 97, 300 + 14 * number)
        page.add(f"{number + 1}.", 85, 400 + 14 * number)
        page.add(item, 100, 400 + 14 * number)
    items = [b.text for b in blocks_of(read(write_pdf([page]))) if b.kind is BlockKind.LIST_ITEM]
    assert items[:3] == ["iron pays by weight", "timber pays by length", "a pilot pays nothing"]
    assert items[3:] == ["1. iron pays by weight", "2. timber pays by length", "3. a pilot pays nothing"]


def test_footnotes_end_the_section_and_are_linked() -> None:
    page = page_of(prose(1, 9))
    width = 0
    page.add("The pilots knew this well", 80, 330)
    page.add("1", 182, 326.5, 6)
    page.add("and told nobody about it at all.", 190, 330)
    page.lines(prose(2, 9), 80, 360, width=80)
    page.add("1", 80, 757, 6)
    page.add("So says the second book of the harbour.", 85 + width, 760, 8)
    second = page_of(prose(3))
    blocks = blocks_of(read(write_pdf([page, second])))
    assert (blocks[-1].kind, blocks[-1].text) == (
        BlockKind.FOOTNOTE,
        "[1] So says the second book of the harbour.",
    )
    reference = next(b for b in blocks if "pilots knew" in b.text)
    assert "this well[1] and told" in reference.text
    assert any(i.kind is InlineKind.LINK and i.target == f"#0.{len(blocks) - 1}" for i in reference.inlines)


def test_footnotes_as_large_as_the_text_are_told_by_their_mark() -> None:
    page = page_of(prose(1, 9), prose(2, 9), prose(3, 9))
    page.add("1", 80, 757, 6)
    page.add("So says the second book of the harbour.", 85, 760)
    blocks = blocks_of(read(write_pdf([page])))
    assert (blocks[-1].kind, blocks[-1].text) == (
        BlockKind.FOOTNOTE,
        "[1] So says the second book of the harbour.",
    )


def test_captions_are_no_part_of_the_paragraph_around_them() -> None:
    page = page_of(prose(1))
    page.lines("Figure 1. The harbour in winter, as it was drawn by a pilot.", 80, 300, size=9, width=80)
    page.lines("Figure 1 shows what was said above. " + prose(2), 80, 340, width=80)
    blocks = blocks_of(read(write_pdf([page])))
    assert [b.kind for b in blocks] == [BlockKind.PARAGRAPH, BlockKind.CAPTION, BlockKind.PARAGRAPH]


def test_what_is_printed_twice_is_read_once() -> None:
    page = page_of(prose(1))
    page.texts += [t._replace(x=t.x + 0.3) for t in page.texts]
    assert clauses(read(write_pdf([page]))) == wanted(1)


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_turned_page_is_read_upright(rotate: int) -> None:
    page = page_of(prose(1), prose(2))
    page.rotate = rotate
    assert clauses(read(write_pdf([page]))) == wanted(1, 2)


@pytest.mark.parametrize("matrix", [(0, 1, -1, 0), (0, -1, 1, 0), (-1, 0, 0, -1)])
def test_text_that_is_drawn_sideways_is_read(matrix: tuple[float, float, float, float]) -> None:
    a, b, c, d = matrix
    page = page_of(prose(1), prose(2))
    page.texts = [
        text._replace(
            matrix=matrix,
            x=330 + a * (text.x - 300) - c * (text.y - 200),
            y=400 - b * (text.x - 300) + d * (text.y - 200),
        )
        for text in page.texts
    ]
    assert clauses(read(write_pdf([page]))) == wanted(1, 2)


def test_stamps_and_text_outside_the_visible_page_are_left_out() -> None:
    page = page_of(prose(1), prose(2))
    page.texts.append(Text("preprint:1234.5678v1 [harbours] 1 Jan 1850", 30, 600, 20, "roman", (0, 1, -1, 0)))
    page.texts.append(Text("DRAFT COPY", 150, 600, 60, "sans", (0.7, 0.7, -0.7, 0.7)))
    page.add("Printer's marks", 80, 20)
    page.crop = (0, 0, 595, 800)
    text = text_of(read(write_pdf([page])))
    assert clauses(read(write_pdf([page]))) == wanted(1, 2)
    assert not any(word in text for word in ("preprint", "DRAFT", "Printer"))


def test_emphasis_is_kept() -> None:
    page = page_of(prose(1))
    page.add("They called it", 80, 300)
    page.add("strange", 144, 300, 10, "italic")
    page.add("indeed.", 180, 300)
    block = next(b for b in blocks_of(read(write_pdf([page]))) if "strange" in b.text)
    assert [block.text[i.start : i.end] for i in block.inlines if i.kind is InlineKind.EMPHASIS] == [
        "strange"
    ]
