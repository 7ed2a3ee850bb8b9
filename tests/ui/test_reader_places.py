"""The reader's edge: code points in, code points out, whatever Qt counts in between."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studyapp.domain.documents import Block, BlockKind, Section
from studyapp.domain.places import Place
from studyapp.ui.look import Look, Type
from studyapp.ui.outline.names import short_title
from studyapp.ui.reader.document import SectionPage, pieces, split_heading
from studyapp.ui.reader.marks import boxes_of
from studyapp.ui.reader.view import ReaderView
from tests.ui.conftest import odd_document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

TRICKY = st.text(
    alphabet=st.one_of(
        st.sampled_from(list("ab \n\t😀👩\u200d💻e\u0301שלוםمرحبا漢字𠮷🇮🇷\u2028\u2029\ufdd0\ufffc\r")),
        st.characters(exclude_categories=["Cs"]),
    ),
    min_size=1,
    max_size=40,
)


@pytest.fixture(scope="module")
def look(qapp: object) -> Look:
    return Look("light", Type())


@pytest.fixture
def view(look: Look, qtbot: QtBot) -> Iterator[ReaderView]:
    view = ReaderView(look)
    qtbot.addWidget(view)
    view.resize(900, 700)
    yield view
    view.deleteLater()


def page_of(look: Look, *texts: str) -> SectionPage:
    section = Section("A: B", 1, tuple(Block(BlockKind.PARAGRAPH, text) for text in texts))
    return SectionPage(section, "A: B", look, head_px=56, head_gap_px=36)


@given(texts=st.lists(TRICKY, min_size=1, max_size=4), data=st.data())
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_place_survives_the_way_through_qt(look: Look, texts: list[str], data: st.DataObject) -> None:
    page = page_of(look, *texts)
    block = data.draw(st.integers(0, len(texts) - 1))
    offset = data.draw(st.integers(0, len(texts[block])))
    assert page.place_at(page.position(block, offset)) == (block, offset)


@given(texts=st.lists(TRICKY, min_size=1, max_size=4))
@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_each_block_is_one_block_of_qt_and_as_long(look: Look, texts: list[str]) -> None:
    page = page_of(look, *texts)
    assert page.document.blockCount() == len(texts) + page.head_blocks
    for number, text in enumerate(texts):
        shown = page.document.findBlockByNumber(number + page.head_blocks).text()
        assert len(shown) == len(text)


def test_the_heading_is_no_place(look: Look) -> None:
    page = page_of(look, "text")
    assert page.head_blocks == 2
    assert page.place_at(0) is None


def test_every_kind_of_block_is_set_and_painted(view: ReaderView, qtbot: QtBot) -> None:
    document = odd_document()
    view.show_section(document.sections[0], "Odd: Signs", (None, None))
    view.show()
    qtbot.waitExposed(view)
    assert not view.grab().isNull()
    assert view.loadResource(2, "file:///etc/passwd") is None
    assert "for x in y" in view.toPlainText()


@pytest.mark.parametrize("word", ["salt", "漢字", "e\u0301", "שלום", "𠮷"])
def test_a_marked_word_is_the_word_selected(view: ReaderView, word: str) -> None:
    section = odd_document().sections[0]
    view.show_section(section, "Odd: Signs", (None, None))
    start = section.blocks[0].text.index(word)
    place = Place(0, 0, start, 0, start + len(word))
    view.select(place)
    assert view.selected_text() == word
    assert view.selection(0) == place
    assert view.page is not None
    boxes = boxes_of(view.page, place)
    assert boxes
    assert all(box.width() > 2 for box in boxes)


def test_a_mark_over_two_blocks_has_boxes_in_both(view: ReaderView) -> None:
    section = odd_document().sections[0]
    view.show_section(section, "Odd: Signs", (None, None))
    assert view.page is not None
    boxes = boxes_of(view.page, Place(0, 0, 5, 1, 4))
    assert len({round(box.top()) for box in boxes}) == 2


def test_a_selection_that_ends_before_the_next_block_stays_in_its_own(view: ReaderView) -> None:
    section = odd_document().sections[0]
    view.show_section(section, "Odd: Signs", (None, None))
    assert view.page is not None
    cursor = view.textCursor()
    cursor.setPosition(view.page.position(2, 0))
    cursor.setPosition(view.page.position(3, 0), cursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    assert view.selection(0) == Place(0, 2, 0, 2, len(section.blocks[2].text))


def test_a_hit_in_the_dark_theme_has_dark_letters(qapp: object, qtbot: QtBot) -> None:
    look = Look("dark", Type())
    view = ReaderView(look)
    qtbot.addWidget(view)
    view.resize(900, 700)
    view.show_section(odd_document().sections[0], "Odd: Signs", (None, None))
    view.show_search_marks([Place(0, 0, 3, 0, 7)], Place(0, 0, 3, 0, 7))
    selections = view.extraSelections()
    assert len(selections) == 1
    assert selections[0].format.foreground().color() == look.theme.hit_text


@pytest.mark.parametrize(
    ("heading", "parts"),
    [
        ("A: B", ("A", "B")),
        ("A: B: C", ("A", "B: C")),
        ("Plain", ("Plain", "")),
        (": odd", (": odd", "")),
        ("odd:", ("odd:", "")),
    ],
)
def test_a_heading_splits_at_its_first_colon(heading: str, parts: tuple[str, str]) -> None:
    assert split_heading(heading) == parts


def test_pieces_cover_the_text_without_gap() -> None:
    block = odd_document().sections[0].blocks[0]
    cut = list(pieces(block))
    assert "".join(block.text[start:end] for start, end, _ in cut) == block.text
    assert [len(inlines) for _, _, inlines in cut] == [1, 2, 1, 0]


@pytest.mark.parametrize("heading", ["A title: and its rest", "One part 😀 only", "Odd : spaced 😀: twice"])
@pytest.mark.parametrize("word", ["t", "o", "😀"])
def test_a_mark_in_the_heading_stands_on_its_letters(look: Look, heading: str, word: str) -> None:
    section = Section(heading, 1, (Block(BlockKind.PARAGRAPH, "text"),))
    page = SectionPage(section, heading, look, head_px=56, head_gap_px=36)
    for start in (i for i in range(len(heading)) if heading.startswith(word, i)):
        units = len(word.encode("utf-16-le")) // 2
        position = page.heading_position(start)
        assert page.heading_position(start + len(word)) == position + units
        block = page.document.findBlock(position)
        at = position - block.position()
        assert block.text().encode("utf-16-le")[2 * at : 2 * (at + units)] == word.encode("utf-16-le")


def test_a_list_ends_with_the_gap_of_a_paragraph(look: Look) -> None:
    kinds = (BlockKind.LIST_ITEM, BlockKind.LIST_ITEM, BlockKind.PARAGRAPH)
    section = Section(None, 0, tuple(Block(kind, "text") for kind in kinds))
    page = SectionPage(section, "", look, head_px=56, head_gap_px=36)
    gaps = [page.document.findBlockByNumber(n).blockFormat().bottomMargin() for n in range(3)]
    assert gaps == [8, 20, 20]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("I: Variation Under Domestication", "I: Variation Under Domestication"),
        ("Chapter 4: The Ferry", "Chapter 4: The Ferry"),
        ("Part Two: 1812", "Part Two: 1812"),
        ("Iran: A Shield", "Iran"),
        ("The Pact: A Shield Against Sanctions", "The Pact"),
        ("Civil: war", "Civil"),
    ],
)
def test_a_number_before_the_colon_is_no_name_by_itself(title: str, name: str) -> None:
    assert short_title(title) == name


def test_the_cells_of_a_table_that_is_too_wide_stand_below_each_other(look: Look) -> None:
    wide = "Country\tRemark\nLumea 😀\t" + "a long remark " * 8 + "\nVarn\tshort"
    narrow = "Country\tYear\nVarn\t1201"
    blocks = (Block(BlockKind.TABLE, wide), Block(BlockKind.TABLE, narrow))
    page = SectionPage(Section(None, 0, blocks), "", look, head_px=56, head_gap_px=36)
    assert page.stacked == {0}
    shown = page.document.findBlockByNumber(0).text()
    assert "\t" not in shown
    assert page.document.findBlockByNumber(1).text() == narrow.replace("\n", "\u2028")
    for offset in (0, 8, wide.index("a long"), wide.index("Varn"), len(wide)):
        assert page.place_at(page.position(0, offset)) == (0, offset)
    assert page.place_at(page.position(1, 8)) == (1, 8)
