"""Title, authors, language, headings, contents, cover and page labels of PDF files."""

from __future__ import annotations

import pytest

from studyapp.domain.documents import BlockKind, InlineKind
from studyapp.importers.pdf import parse_pdf
from studyapp.importers.pdf.headings import is_formula
from studyapp.importers.source import Source
from tests.importers.pdf_texts import blocks_of, clauses, page_of, prose, read, text_of, wanted
from tests.importers.pdf_writer import Mark, PdfPage, write_pdf


def headed_pages() -> list[PdfPage]:
    """Return two pages with headings of two sizes and one that only is bold."""
    first, second = PdfPage(), PdfPage()
    first.add("The Book of Harbours", 150, 80, 24, "bold")
    first.add("1 Winter", 80, 140, 14, "bold")
    first.lines(prose(1), 80, 160, width=80)
    first.add("1.1 Ice", 80, 300, 12, "bold")
    first.lines(prose(2), 80, 320, width=80)
    second.add("2 Summer", 80, 100, 14, "bold")
    second.lines(prose(3), 80, 120, width=80)
    second.add("Remarks", 80, 250, 10, "bold")
    second.lines(prose(4), 80, 270, width=80)
    return [first, second]


def outline_of(data: bytes) -> list[tuple[int, str | None]]:
    return [(section.level, section.title) for section in read(data).sections if section.title is not None]


def test_headings_come_from_size_weight_and_numbers() -> None:
    assert outline_of(write_pdf(headed_pages())) == [
        (1, "1 Winter"),
        (2, "1.1 Ice"),
        (1, "2 Summer"),
        (3, "Remarks"),
    ]


def test_the_outline_decides_where_there_is_one() -> None:
    outline = [Mark("Winter", 0, 130), Mark("Ice", 0, 290, 2), Mark("Summer", 1, 90)]
    data = write_pdf(headed_pages(), outline=outline)
    assert outline_of(data) == [(1, "Winter"), (2, "Ice"), (1, "Summer")]
    minor = [b.text for b in blocks_of(read(data)) if b.kind is BlockKind.HEADING]
    assert minor == ["Remarks"]
    assert clauses(read(data)) == wanted(1, 2, 3, 4)


def test_an_outline_of_another_text_is_not_followed() -> None:
    data = write_pdf(headed_pages(), outline=[Mark("Slide 1", 0, 100), Mark("Slide 2", 1, 100)])
    assert [title for _, title in outline_of(data)] == ["1 Winter", "1.1 Ice", "2 Summer", "Remarks"]


@pytest.mark.parametrize(
    ("title", "wanted_title"),
    [
        ("The Book of Harbours", "The Book of Harbours"),
        ("", "The Book of Harbours"),
        ("Microsoft Word - harbours_final2.doc", "The Book of Harbours"),
        ("Journal of Something Else", "The Book of Harbours"),
        ("untitled", "The Book of Harbours"),
    ],
)
def test_the_title_is_the_metadata_if_it_stands_there_else_the_largest_text(
    title: str, wanted_title: str
) -> None:
    document = read(write_pdf(headed_pages(), information={"Title": title}))
    assert document.title == wanted_title
    assert "The Book of Harbours" not in text_of(document)


def test_without_any_title_the_name_is_one() -> None:
    assert read(write_pdf([page_of(prose(1))]), name="My notes.pdf").title == "My notes"


@pytest.mark.parametrize(
    ("author", "authors"),
    [
        ("Ann Lee", ("Ann Lee",)),
        ("Ann Lee, Bo Chen and Cy Dorn", ("Ann Lee", "Bo Chen", "Cy Dorn")),
        ("Woolf, Virginia; Lee, Ann", ("Woolf, Virginia", "Lee, Ann")),
        ("Woolf, Virginia", ("Woolf, Virginia",)),
        ("Administrator", ()),
        ("", ()),
    ],
)
def test_authors(author: str, authors: tuple[str, ...]) -> None:
    assert read(write_pdf([page_of(prose(1))], information={"Author": author})).authors == authors


def test_language_and_page_labels() -> None:
    pages = [page_of(prose(n)) for n in (1, 2, 3)]
    document = read(write_pdf(pages, language="de-DE", labels="0 << /S /r >> 1 << /S /D /St 7 >>"))
    assert document.language == "de-DE"
    marks = [i.target for b in blocks_of(document) for i in b.inlines if i.kind is InlineKind.PAGE]
    assert marks == ["i", "7", "8"]


def test_a_printed_contents_list_is_left_out_when_the_headings_say_the_same() -> None:
    contents = PdfPage()
    contents.add("Contents", 80, 100, 14, "bold")
    for number, title in enumerate(("Winter", "Spring", "Summer", "Autumn", "Ice")):
        contents.add(f"{number + 1} {title} {'. ' * 40} {number + 2}", 80, 130 + 14 * number)
    pages = [contents]
    for number, title in enumerate(("Winter", "Spring", "Summer", "Autumn", "Ice")):
        page = PdfPage()
        page.add(f"{number + 1} {title}", 80, 100, 14, "bold")
        page.lines(prose(number + 1), 80, 120, width=80)
        pages.append(page)
    document = read(write_pdf(pages))
    assert ". . ." not in text_of(document)
    assert [s.title for s in document.sections if s.title] == [
        "1 Winter",
        "2 Spring",
        "3 Summer",
        "4 Autumn",
        "5 Ice",
    ]


def test_lines_with_leaders_stay_when_no_heading_has_them() -> None:
    page = page_of(prose(1))
    for number, title in enumerate(("Rope", "Anchor", "Lantern", "Mast", "Sail")):
        page.add(f"{title} {'. ' * 40} {number + 2}", 80, 330 + 14 * number)
    assert "Lantern" in text_of(read(write_pdf([page])))


def test_bold_words_within_the_text_are_no_headings() -> None:
    page = page_of(prose(1))
    page.add("Beware:", 80, 300, 10, "bold")
    page.add("the tide is strong at this place in winter.", 122, 300)
    assert outline_of(write_pdf([page])) == []


def test_the_first_page_is_the_cover_and_progress_is_told() -> None:
    told: list[float] = []
    source = Source("test.pdf", write_pdf(headed_pages()), on_progress=told.append)
    document = parse_pdf(source)
    assert source.pictures.kept[document.cover].startswith(b"\x89PNG")
    assert len(source.pictures.kept[document.cover]) < 100_000
    assert told == sorted(told)
    assert len(told) >= 3
    assert 0 < told[0] <= told[-1] <= 1


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        ("qz=", True),
        ("1 if p≤q", True),
        ("{q/p if p q}", True),
        ("If ~-P{Q}R and ~-R D S then ~-P{Q}S", True),
        ("true{Q} ~y ~< rAx = r + y X q", True),
        ("3. Rules of Consequence", False),
        ("Supply and demand: when price = cost", False),
        ("From Tavna → Varn by Carriage", False),
        ("IV", False),
    ],
)
def test_a_formula_in_large_type_is_no_heading(text: str, formula: bool) -> None:
    assert is_formula(text) is formula
