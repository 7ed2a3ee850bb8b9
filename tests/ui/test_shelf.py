"""The library screen in the window: documents are found, opened, described and removed by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from studyapp.domain.documents import Block, BlockKind, Inline, InlineKind, ParsedDocument, Section
from studyapp.importers.originals import picture_path
from studyapp.services.library import open_library
from studyapp.ui.look import control_font
from studyapp.ui.pictures import picture_size, read_picture
from studyapp.ui.shelf.delegate import line_starts

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from studyapp.ui.application import Application
    from studyapp.ui.shelf.view import ShelfScreen
    from tests.ui.conftest import Start

BOOKS = (
    ("The Ferry", "Mara Lindqvist", "epub"),
    ("Grain", "J. R. Oduya", "pdf"),
    ("Rivers", "Wen Li", "epub"),
)
PICTURE = "ab" * 32 + ".png"


def plate(folder: Path) -> None:
    """Put a picture of 400 by 200 points into a library."""
    path = picture_path(folder / "pictures", PICTURE)
    path.parent.mkdir(parents=True)
    image = QImage(400, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("#204060"))
    assert image.save(str(path))


@pytest.fixture
def shelved(tmp_path: Path, clock: Callable[[], datetime], start: Start) -> Application:
    """The window on a library of four documents, one of them with a cover and a plate."""
    library = open_library(tmp_path / "library", clock)
    plate(library.folder)
    for number, (title, author, form) in enumerate(BOOKS):
        blocks = (
            Block(BlockKind.PARAGRAPH, "See the plate.", (Inline(8, 13, InlineKind.LINK, "#1.0"),)),
            Block(BlockKind.IMAGE, "A plate of the ferry", image=PICTURE),
        )
        sections = (Section(None, 0, blocks), Section("Plates", 1, blocks))
        cover = PICTURE if title == "Rivers" else ""
        parsed = ParsedDocument(title, (author,), "en", form, sections, cover=cover)
        library.add_document(parsed, sha256=str(number), path=None)
    library.close()
    return start()


def opened(window: Application, qtbot: QtBot) -> ShelfScreen:
    """Open the library screen by its key."""
    QTest.keyClick(window.window.page.view, Qt.Key.Key_L)
    screen = window.screens.shelf.screen
    qtbot.waitUntil(lambda: len(screen.rows.rows) == 4, timeout=5000)
    assert screen.isVisible()
    return screen


def titles(screen: ShelfScreen) -> list[str]:
    return [one.record.title for one in screen.rows.rows]


def test_typing_narrows_the_shelf_and_return_opens(shelved: Application, qtbot: QtBot) -> None:
    screen = opened(shelved, qtbot)
    screen.field.edit.setFocus()
    QTest.keyClicks(screen.field.edit, "oduya")
    assert titles(screen) == ["Grain"]
    QTest.keyClick(screen.field.edit, Qt.Key.Key_Return)
    QTest.keyClick(screen.list, Qt.Key.Key_Return)
    assert shelved.reading is not None
    assert shelved.reading.document is not None
    assert shelved.reading.document.title == "Grain"
    assert not screen.isVisible()


def test_words_that_fit_nothing_say_so(shelved: Application, qtbot: QtBot) -> None:
    screen = opened(shelved, qtbot)
    QTest.keyClicks(screen.field.edit, "xylophone")
    assert titles(screen) == []
    screen.grab()
    screen.field.clear.click()
    assert len(titles(screen)) == 4


def test_a_choice_at_the_left_narrows_and_the_order_sorts(shelved: Application, qtbot: QtBot) -> None:
    screen = opened(shelved, qtbot)
    row = screen.choices.row_of("format", "epub")
    rect = screen.choice_list.visualRect(screen.choices.index(row, 0))
    QTest.mouseClick(screen.choice_list.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert set(titles(screen)) == {"The Ferry", "Rivers"}
    QTest.keyClick(screen.orders, Qt.Key.Key_Left)  # from the first to the last: by author
    assert titles(screen) == ["Rivers", "The Ferry"]


def test_the_choice_keeps_the_keyboard_when_the_numbers_change(shelved: Application, qtbot: QtBot) -> None:
    screen = opened(shelved, qtbot)
    row = screen.choices.row_of("format", "epub")
    screen.choice_list.setFocus()
    screen.choice_list.setCurrentIndex(screen.choices.index(row, 0))
    assert set(titles(screen)) == {"The Ferry", "Rivers"}
    ferry = next(one.record.id for one in screen.rows.rows if one.record.title == "The Ferry")
    shelved.screens.library.remove(ferry)
    qtbot.waitUntil(lambda: titles(screen) == ["Rivers"], timeout=5000)
    assert screen.choice_list.currentIndex().row() == screen.choices.row_of("format", "epub")


def test_all_documents_are_shown_when_the_last_one_of_a_choice_goes(
    shelved: Application, qtbot: QtBot
) -> None:
    screen = opened(shelved, qtbot)
    row = screen.choices.row_of("format", "pdf")
    rect = screen.choice_list.visualRect(screen.choices.index(row, 0))
    QTest.mouseClick(screen.choice_list.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert titles(screen) == ["Grain"]
    shelved.screens.library.remove(screen.rows.rows[0].record.id)
    qtbot.waitUntil(lambda: len(titles(screen)) == 3, timeout=5000)
    assert screen.choice_list.currentIndex().row() == 0


def test_a_heading_among_the_choices_is_no_choice(shelved: Application, qtbot: QtBot) -> None:
    screen = opened(shelved, qtbot)
    headings = [row for row, choice in enumerate(screen.choices.rows) if not choice.field]
    assert headings
    assert screen.choices.flags(screen.choices.index(headings[0], 0)) == Qt.ItemFlag.NoItemFlags


def test_a_document_is_described_by_keys_and_it_can_be_undone(shelved: Application, qtbot: QtBot) -> None:
    screen = opened(shelved, qtbot)
    screen.choose_document(next(one.record.id for one in screen.rows.rows if one.record.title == "Grain"))
    QTest.keyClick(screen.list, Qt.Key.Key_E)
    details = shelved.screens.shelf.details
    assert details.title.text() == "Grain"
    details.title.clear()
    assert not details.save.isEnabled()
    QTest.keyClicks(details.title, "Grain and Bread")
    QTest.keyClicks(details.tags, "prices, food")
    QTest.keyClick(details.tags, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Grain and Bread" in titles(screen), timeout=5000)
    assert [row.text for row in screen.choices.rows if row.field == "tag"] == ["food", "prices"]
    shelved.screens.undo()
    qtbot.waitUntil(lambda: "Grain" in titles(screen), timeout=5000)


def test_escape_leaves_what_was_written_and_then_the_screen(shelved: Application, qtbot: QtBot) -> None:
    screen = opened(shelved, qtbot)
    QTest.keyClick(screen.list, Qt.Key.Key_E)
    details = shelved.screens.shelf.details
    QTest.keyClicks(details.title, "x")
    QTest.keyClick(details.title, Qt.Key.Key_Escape)
    assert not details.isVisible()
    assert screen.isVisible()
    QTest.keyClick(screen.list, Qt.Key.Key_Escape)
    assert not screen.isVisible()
    assert shelved.desk is not None
    assert "x" not in {record.title for record in shelved.desk.library.documents()}


def test_delete_removes_a_document_and_undo_brings_it_back(shelved: Application, qtbot: QtBot) -> None:
    screen = opened(shelved, qtbot)
    screen.choose_document(next(one.record.id for one in screen.rows.rows if one.record.title == "Grain"))
    QTest.keyClick(screen.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: "Grain" not in titles(screen), timeout=5000)
    shelved.screens.messages.step.click()
    qtbot.waitUntil(lambda: "Grain" in titles(screen), timeout=5000)


def test_the_screen_stays_when_the_open_document_is_removed(shelved: Application, qtbot: QtBot) -> None:
    screen = opened(shelved, qtbot)
    assert shelved.reading is not None
    assert shelved.reading.document is not None
    screen.choose_document(shelved.reading.document.id)
    with qtbot.waitSignal(screen.rows.modelReset, timeout=5000):
        QTest.keyClick(screen.list, Qt.Key.Key_Delete)
    assert screen.isVisible()
    assert shelved.reading.document.title == "The Ferry"


def test_what_was_removed_lies_in_the_trash_and_is_put_back_by_a_key(
    shelved: Application, qtbot: QtBot
) -> None:
    screen = opened(shelved, qtbot)
    assert screen.choices.row_of("trash", None) == 0  # no trash yet: all documents
    for title in ("Grain", "Rivers"):
        screen.choose_document(next(one.record.id for one in screen.rows.rows if one.record.title == title))
        with qtbot.waitSignal(screen.rows.modelReset, timeout=5000):
            QTest.keyClick(screen.list, Qt.Key.Key_Delete)
    row = screen.choices.row_of("trash", None)
    rect = screen.choice_list.visualRect(screen.choices.index(row, 0))
    QTest.mouseClick(screen.choice_list.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert screen.shows_trash
    assert screen.trash.isVisible()
    assert not screen.list.isVisible()
    assert [removed.title for removed in screen.trash.rows.rows] == ["Rivers", "Grain"]
    assert screen.trash.rows.under(screen.trash.rows.rows[0]) == "Document · stays 30 days longer"
    screen.grab()
    screen.trash.setFocus()
    QTest.keyClick(screen.trash, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(screen.trash.rows.rows) == 1, timeout=5000)
    QTest.keyClick(screen.trash, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: not screen.shows_trash, timeout=5000)  # nothing is left in it
    assert set(titles(screen)) == {"The Ferry", "Rivers", "The Salt Road: A Journey"}
    shelved.screens.undo()
    qtbot.waitUntil(lambda: screen.choices.row_of("trash", None) > 0, timeout=5000)


def test_a_cover_is_read_behind_and_painted(shelved: Application, qtbot: QtBot) -> None:
    screen = opened(shelved, qtbot)
    row = next(row for row, one in enumerate(screen.rows.rows) if one.record.cover)
    box = screen.list.visualRect(screen.rows.index(row, 0))
    point = QPoint(box.center().x(), box.top() + 80)

    def is_painted() -> bool:  # the list asks for the picture when it is painted
        return screen.list.viewport().grab().toImage().pixelColor(point) == QColor("#204060")

    qtbot.waitUntil(is_painted, timeout=5000)


def test_a_picture_stands_over_its_text_and_a_link_leads_to_it(shelved: Application, qtbot: QtBot) -> None:
    reading, view = shelved.reading, shelved.window.page.view
    assert reading is not None
    assert shelved.desk is not None
    record = next(r for r in shelved.desk.library.documents() if r.title == "Rivers")
    reading.show_document(record.id)
    page = view.page
    assert page is not None
    assert (page.picture_boxes[1].width(), page.picture_boxes[1].height()) == (400, 200)
    with qtbot.waitSignal(shelved.desk.pictures.arrived, timeout=5000):
        view.viewport().grab()
    line = view.cursorRect().center()
    shown = page.document.findBlockByNumber(page.head_blocks + 1).layout().position()
    middle = QPoint(line.x() + 300, round(shown.y()) - 100 - view.verticalScrollBar().value())
    assert view.viewport().grab().toImage().pixelColor(middle) == QColor("#204060")
    view.anchorClicked.emit("#1.0")
    assert reading.section == 1
    assert reading.can_go_back
    view.anchorClicked.emit("#0.-1")
    assert reading.section == 0


def test_what_is_no_picture_gives_none(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n not a picture")
    assert read_picture(path, QSize(10, 10), fill=True).isNull()
    assert read_picture(tmp_path / "none.png", QSize(10, 10), fill=False).isNull()


def test_a_drawing_is_read_in_the_size_that_is_wanted(qapp: QApplication, tmp_path: Path) -> None:
    assert qapp is not None
    path = tmp_path / "a.svg"
    head = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20" width="40" height="20">'
    path.write_text(f'{head}<rect width="40" height="20" fill="#204060"/></svg>')
    assert picture_size(path) == QSize(40, 20)
    image = read_picture(path, QSize(400, 200), fill=False)
    assert (image.size(), image.pixelColor(399, 199)) == (QSize(400, 200), QColor("#204060"))
    assert read_picture(path, QSize(100, 100), fill=True).size() == QSize(100, 100)
    path.write_text("<svg>no size</svg>")
    assert picture_size(path).isEmpty()
    assert read_picture(path, QSize(10, 10), fill=False).isNull()


def test_on_a_dark_page_ink_is_light_and_colours_stand_on_white(qapp: QApplication, tmp_path: Path) -> None:
    assert qapp is not None
    path = tmp_path / "a.svg"
    head = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20" width="40" height="20">'
    size, light = QSize(40, 20), QColor("#dddddd")
    path.write_text(f'{head}<rect width="20" height="20" fill="#101010"/></svg>')
    image = read_picture(path, size, fill=False, ink=light)
    assert (image.pixelColor(5, 10), image.pixelColor(35, 10).alpha()) == (light, 0)
    assert read_picture(path, size, fill=False).pixelColor(5, 10) == QColor("#101010")
    path.write_text(f'{head}<rect width="20" height="20" fill="#c02020"/></svg>')
    image = read_picture(path, size, fill=False, ink=light)
    assert (image.pixelColor(5, 10), image.pixelColor(35, 10)) == (QColor("#c02020"), QColor("#ffffff"))


def test_the_outline_of_a_drawn_map_is_not_cut_short(shelved: Application, tmp_path: Path) -> None:
    """Beyond 32,767 points Qt takes an outline for an attack, unless it is told that we looked."""
    assert shelved.desk is not None
    assert shelved.desk.pictures is not None
    path = tmp_path / "map.svg"
    way = "L 0,0 L 40,0 " * 20_000
    head = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20" width="40" height="20">'
    path.write_text(f'{head}<path fill="#204060" d="M 0,0 {way} L 40,20 L 0,20 Z"/></svg>')
    image = read_picture(path, QSize(40, 20), fill=False)
    assert image.pixelColor(20, 10) == QColor("#204060")


def test_a_title_of_signs_beyond_utf_16s_first_plane_is_cut_in_code_points(qapp: QApplication) -> None:
    assert qapp is not None
    title = "😀😀😀 😀😀😀 😀😀😀 😀😀😀"
    starts = line_starts(title, control_font(13), 60, 5)
    assert starts[0] == 0
    assert all(title[start - 1] == " " or title[start] == "😀" for start in starts[1:])
    assert max(starts) < len(title)


def test_the_selection_is_copied_with_what_it_is_cited_by(shelved: Application) -> None:
    assert shelved.desk is not None
    assert shelved.reading is not None
    record = next(r for r in shelved.desk.library.documents() if r.title == "Grain")
    shelved.reading.show_document(record.id)
    view = shelved.window.page.view
    from studyapp.domain.places import Place

    view.select(Place(0, 0, 0, 0, 3))
    shelved.screens.notes.copy_with_source()
    assert QApplication.clipboard().text() == "“See”\n— J. R. Oduya, Grain"
