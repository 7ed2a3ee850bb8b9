"""Reading: sections, paging, places, history, zoom, and what is there again after a restart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from studyapp.domain.documents import Block, BlockKind, ParsedDocument, ReadingPlace, Section
from studyapp.domain.places import Place
from studyapp.runtime.settings import load_settings
from studyapp.services.library import open_library
from tests.ui.conftest import odd_document

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from studyapp.domain.changes import ChangeSet
    from studyapp.runtime.folders import Folders
    from studyapp.services.library import Library
    from studyapp.ui.application import Application
    from tests.ui.conftest import Start

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


def section(window: Application) -> int:
    assert window.reading is not None
    return window.reading.section


def press(window: Application, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(window.window.page.view, key, modifier)


def test_the_window_opens_on_the_text_with_title_and_subtitle(window: Application) -> None:
    text = window.window.page.view.toPlainText()
    assert text.startswith("The Salt Road\nA Journey\nParagraph 0 of part 0.")
    assert window.window.windowTitle() == "The Salt Road – studyapp"


def test_next_and_previous_section_by_key(window: Application) -> None:
    press(window, Qt.Key.Key_PageDown, CTRL)
    assert section(window) == 1
    assert "Paragraph 0 of part 1" in window.window.page.view.toPlainText()
    press(window, Qt.Key.Key_PageUp, CTRL)
    assert section(window) == 0


def test_space_pages_on_and_flows_into_the_next_section(window: Application) -> None:
    view = window.window.page.view
    for _ in range(30):
        before = view.verticalScrollBar().value()
        press(window, Qt.Key.Key_Space)
        if section(window) == 1:
            break
        assert view.verticalScrollBar().value() > before
    assert section(window) == 1
    press(window, Qt.Key.Key_Space, SHIFT)
    assert section(window) == 0
    assert view.is_at_end()


def test_space_at_the_very_end_stays_there(window: Application) -> None:
    assert window.reading is not None
    window.reading.show_section(4)
    window.window.page.view.to_end()
    press(window, Qt.Key.Key_Space)
    assert section(window) == 4


def test_the_outline_goes_to_a_section_and_back_returns_to_the_line(window: Application) -> None:
    view = window.window.page.view
    view.verticalScrollBar().setValue(400)
    place = view.place(0)
    outline = window.screens.left.outline
    index = outline.rows.index(outline.rows.row_of(3), 0)
    QTest.mouseClick(outline.viewport(), Qt.MouseButton.LeftButton, pos=outline.visualRect(index).center())
    assert section(window) == 3
    press(window, Qt.Key.Key_Left, ALT)
    assert section(window) == 0
    assert view.place(0) == place
    press(window, Qt.Key.Key_Right, ALT)
    assert section(window) == 3


def test_a_closed_parent_hides_its_children_until_the_reader_goes_there(window: Application) -> None:
    outline = window.screens.left.outline
    outline.setFocus()
    outline.setCurrentIndex(outline.rows.index(1, 0))
    QTest.keyClick(outline, Qt.Key.Key_Left)
    assert outline.rows.row_of(2) == -1
    assert window.reading is not None
    window.reading.show_section(2)
    assert outline.rows.row_of(2) == 2


def test_the_path_leads_to_the_parents(window: Application) -> None:
    assert window.reading is not None
    window.reading.show_section(2)
    crumbs = [crumb.text() for crumb in window.window.top._crumbs]
    assert crumbs == ["The Salt Road", "Part 1: On the Way", "Part 2: On the Way"]
    window.window.top._crumbs[1].click()
    assert section(window) == 1


def test_the_status_line_says_where(window: Application) -> None:
    assert window.reading is not None
    window.reading.show_section(4)
    window.window.page.view.to_end()
    assert window.window.status.text == "Section 5 of 5  ·  100 %"


def test_the_place_is_there_again_after_a_restart(start: Start, qtbot: QtBot) -> None:
    first = start()
    assert first.reading is not None
    assert first.desk is not None
    first.reading.show_section(3)
    first.window.page.view.verticalScrollBar().setValue(700)
    place = first.window.page.view.place(3)
    assert place.block > 0
    library, document = first.desk.library, first.reading.document
    assert document is not None
    # Kept while the window is open: a kill after this loses nothing.
    qtbot.waitUntil(lambda: library.reading_place(document.id) == place, timeout=3000)


def test_a_place_kept_is_where_the_next_window_opens(
    start: Start,
) -> None:
    first = start()
    assert first.reading is not None
    first.reading.show_section(3)
    first.window.page.view.verticalScrollBar().setValue(700)
    place = first.window.page.view.place(3)
    again = start()
    assert section(again) == 3
    assert again.window.page.view.place(3) == place


def test_zoom_changes_the_text_and_keeps_the_line(window: Application, folders: Folders) -> None:
    view = window.window.page.view
    view.verticalScrollBar().setValue(600)
    block = view.place(0).block
    press(window, Qt.Key.Key_Plus, CTRL)
    assert window.look.type.text_px == 20
    assert view.place(0).block == block
    press(window, Qt.Key.Key_Minus, CTRL)
    press(window, Qt.Key.Key_Minus, CTRL)
    assert window.look.type.text_px == 18
    press(window, Qt.Key.Key_0, CTRL)
    assert window.look.type.text_px == 19


def test_the_look_is_kept_for_the_next_start(window: Application, folders: Folders, qtbot: QtBot) -> None:
    window.look.choose_theme("sepia")
    window.look.choose_type(text_px=24, column_px=704, family="Inter")
    qtbot.waitUntil(lambda: load_settings(folders.settings).text_px == 24, timeout=3000)
    kept = load_settings(folders.settings)
    assert (kept.theme, kept.column_px, kept.text_face) == ("sepia", 704, "Inter")
    page = window.window.page.view.page
    assert page is not None
    assert page.document.findBlockByNumber(2).charFormat().font().family() == "Inter"


def test_arrows_scroll_and_shift_selects(window: Application) -> None:
    view = window.window.page.view
    press(window, Qt.Key.Key_Down)
    assert view.verticalScrollBar().value() == 60
    assert not view.textCursor().hasSelection()
    press(window, Qt.Key.Key_Right, SHIFT)
    assert view.textCursor().hasSelection()


def test_a_passage_selected_is_the_passage_returned(window: Application) -> None:
    view = window.window.page.view
    assert view.place(0) == ReadingPlace(0, 0, 0)
    text = view.page.section.blocks[2].text if view.page is not None else ""
    start = text.index("caravans")
    place = Place(0, 2, start, 2, start + 8)
    view.select(place)
    assert view.selected_text() == "caravans"
    assert view.selection(0) == place


def test_a_heading_is_copied_as_it_is(window: Application) -> None:
    assert window.reading is not None
    window.reading.show_section(1)
    view = window.window.page.view
    cursor = view.textCursor()
    cursor.setPosition(0)
    cursor.setPosition(17, cursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    assert view.selected_text() == "Part 1: On the Way"
    assert view.selection(1) is None  # a heading carries no note


def test_a_section_without_text_is_read_through(window: Application, qtbot: QtBot) -> None:
    sections = (
        Section("Book One", 1, ()),
        Section("Chapter I", 2, (Block(BlockKind.PARAGRAPH, "The text begins."),)),
        Section("Book Two", 1, ()),
    )
    assert window.desk is not None
    assert window.reading is not None
    library = window.desk.library
    parsed = ParsedDocument("Two Books", (), "en", "markdown", sections)
    added: list[str] = []
    window.desk.command(lambda: _add(library, parsed, added))
    qtbot.waitUntil(lambda: bool(added), timeout=5000)
    window.reading.show_document(added[0])
    view = window.window.page.view
    for shown in ("Book One", "Chapter I\nThe text begins.", "Book Two"):
        assert view.toPlainText() == shown
        QTest.keyClick(view, Qt.Key.Key_A, CTRL)
        press(window, Qt.Key.Key_Down)
        press(window, Qt.Key.Key_Space)
    assert section(window) == 2
    press(window, Qt.Key.Key_H)
    window.reading.keep_place_now()
    qtbot.waitUntil(lambda: library.reading_place(added[0]) == ReadingPlace(2, 0), timeout=3000)
    window.reading.show_document("1")
    window.reading.show_document(added[0])
    assert section(window) == 2


def _add(library: Library, parsed: ParsedDocument, added: list[str]) -> ChangeSet:
    changes, record = library.add_document(parsed, sha256="d" * 64, path=None)
    added.append(record.id)
    return changes


def test_another_theme_colours_the_text_and_lays_nothing_out(
    start: Start, tmp_path: Path, clock: Callable[[], datetime]
) -> None:
    library = open_library(tmp_path / "library", clock)
    _, record = library.add_document(odd_document(), sha256="c" * 64, path=None)
    library.close()
    window = start()
    assert window.reading is not None
    window.reading.show_document(record.id)
    view = window.window.page.view
    page = view.page
    assert page is not None

    def colours() -> set[str]:
        image = view.viewport().grab().toImage()
        points = ((x, y) for x in range(image.width()) for y in range(image.height()))
        return {image.pixelColor(*point).name() for point in points}

    for name in ("dark", "sepia", "light"):
        window.look.choose_theme(name)
        theme = window.look.theme
        assert view.page is page
        assert {theme.text.name(), theme.muted.name()} <= colours()
        found = page.document.find("see here").charFormat()
        assert found.foreground().color() == theme.accent
        assert page.document.find("A caption").charFormat().foreground().color() == theme.muted
    window.look.step_size(1)
    assert view.page is not page
