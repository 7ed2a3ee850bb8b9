"""Going to places by name, bookmarks, addresses, and what the window learns of the reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from studyapp.domain.documents import ReadingPlace
from studyapp.domain.places import Place
from studyapp.runtime.wanted import read_arguments
from studyapp.services.bookmarks import load_bookmarks
from studyapp.services.reading import load_pace, load_seen
from studyapp.ui.reader.margin import SignKind
from studyapp.ui.reader.watch import REST_MS, ReadingWatch

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from studyapp.domain.reading import Bookmark
    from studyapp.ui.application import Application
    from studyapp.ui.going.view import GoingPanel
    from tests.ui.conftest import Start

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


def press(window: Application, key: Qt.Key, modifier: Qt.KeyboardModifier = CTRL) -> None:
    QTest.keyClick(window.window.page.view, key, modifier)


def open_panel(window: Application, words: str = "") -> GoingPanel:
    press(window, Qt.Key.Key_L)
    panel = window.screens.going.panel
    QTest.keyClicks(panel.box.edit, words)
    return panel


def bookmarks(window: Application) -> tuple[Bookmark, ...]:
    assert window.desk is not None
    return load_bookmarks(window.desk.library, "1")


def test_words_lead_to_a_section_and_back(window: Application) -> None:
    panel = open_panel(window)
    assert panel.rows.rowCount() == 5
    QTest.keyClicks(panel.box.edit, "part 3")
    assert [row.name for row in panel.rows.rows] == ["Part 3: On the Way"]
    QTest.keyClick(panel.box.edit, Qt.Key.Key_Return)
    assert not panel.isVisible()
    assert window.screens.reading.section == 3
    assert window.window.page.view.hasFocus()
    press(window, Qt.Key.Key_Left, ALT)
    assert window.screens.reading.section == 0


def test_a_percentage_leads_to_the_share_of_the_text(window: Application) -> None:
    panel = open_panel(window, "50 %")
    QTest.keyClick(panel.box.edit, Qt.Key.Key_Return)
    assert window.screens.reading.section == 2
    top, bottom = window.window.page.view.shares_shown()
    assert top < 0.51 < bottom


def test_what_is_nowhere_is_said_and_escape_closes(window: Application) -> None:
    panel = open_panel(window, "quagmire")
    assert panel.rows.rowCount() == 0
    assert panel.current is None
    QTest.keyClick(panel.box.edit, Qt.Key.Key_Return)
    assert panel.isVisible()
    QTest.keyClick(panel.box.edit, Qt.Key.Key_Escape)
    assert not panel.isVisible()


def test_bookmarks_are_set_named_and_removed_by_key(window: Application, qtbot: QtBot) -> None:
    view = window.window.page.view
    view.verticalScrollBar().setValue(700)
    place = view.place(0)
    press(window, Qt.Key.Key_D)
    qtbot.waitUntil(lambda: len(bookmarks(window)) == 1, timeout=3000)
    qtbot.waitUntil(lambda: len(window.screens.going.bookmarks) == 1, timeout=3000)
    assert bookmarks(window)[0].place == place
    assert view.margin._signs[SignKind.BOOKMARK]
    press(window, Qt.Key.Key_B, CTRL | ALT)
    panel = window.screens.going.panel
    QTest.keyClick(panel.box.edit, Qt.Key.Key_F2)
    QTest.keyClicks(panel.box.edit, "the salt")
    QTest.keyClick(panel.box.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: panel.rows.rows[0].name == "the salt", timeout=3000)
    QTest.keyClick(panel.box.edit, Qt.Key.Key_Escape)
    press(window, Qt.Key.Key_D)  # it is in the view: now it goes
    qtbot.waitUntil(lambda: not bookmarks(window), timeout=3000)
    press(window, Qt.Key.Key_Z)
    qtbot.waitUntil(lambda: [b.label for b in bookmarks(window)] == ["the salt"], timeout=3000)


def test_an_address_is_copied_and_opens_its_passage(window: Application) -> None:
    place = Place(3, 5, 0, 6, 11)
    reading, view = window.screens.reading, window.window.page.view
    reading.show_section(3)
    view.select(place)
    press(window, Qt.Key.Key_L, CTRL | ALT)
    address = QApplication.clipboard().text()
    assert address.startswith("studyapp://")
    assert read_arguments([address]).address == address
    view.clear_selection()
    reading.show_section(0)
    panel = open_panel(window)
    panel.box.edit.setText(address)
    QTest.keyClick(panel.box.edit, Qt.Key.Key_Return)
    assert reading.section == 3
    assert view.shows(ReadingPlace(3, 5, 0))
    window.screens.going.open_address("studyapp://nowhere/9?place=0.0.0-0.1&quote=x")
    assert "another library" in window.screens.messages.text


@pytest.fixture
def watch(window: Application) -> tuple[ReadingWatch, list[float]]:
    """A watch with a clock that the test turns."""
    now = [0.0]
    return ReadingWatch(window.screens.desk, window.window, window.screens.reading, lambda: now[0]), now


def test_the_pace_is_measured_while_one_pages_on(
    window: Application, watch: tuple[ReadingWatch, list[float]], qtbot: QtBot
) -> None:
    library, view, (own, now) = window.screens.desk.library, window.window.page.view, watch
    for _ in range(9):
        now[0] += 45
        view.page_on()
    window.screens.desk.lanes.write.submit(lambda: None).result(10)  # all that was read so far is kept
    known = load_pace(library, "1")
    assert known.words > 500
    assert 100 < known.wpm < 600
    now[0] += 3600  # away
    view.page_on()
    now[0] += 1  # leafing
    view.page_on()
    assert load_pace(library, "1") == known
    qtbot.waitUntil(lambda: own.pace.known, timeout=3000)


def test_time_left_is_told_and_the_outline_knows_what_was_seen(start: Start, qtbot: QtBot) -> None:
    window = start()
    assert "left in the section" in window.window.status.text
    outline = window.screens.left.outline.rows
    library = window.screens.desk.library
    qtbot.waitUntil(lambda: 0 < outline.row(0).seen < 1, timeout=REST_MS + 3000)
    qtbot.waitUntil(lambda: load_seen(library, "1").keys() == {0}, timeout=3000)
    assert not outline.row(0).read
    seen = outline.row(0).seen
    again = start().screens.left.outline.rows
    assert (again.row(0).seen, again.row(1).seen) == (seen, 0)


def test_full_screen_shows_the_text_alone_and_gives_all_back(window: Application) -> None:
    shown = window.window
    press(window, Qt.Key.Key_F11, Qt.KeyboardModifier.NoModifier)
    parts = (shown.top, shown.status, shown.left, shown.right)
    assert not any(part.isVisible() for part in parts)
    assert shown.page.height() == shown.height()
    assert (shown.left_open, shown.right_open) == (True, True)  # what the settings keep
    press(window, Qt.Key.Key_F9, Qt.KeyboardModifier.NoModifier)
    assert shown.left.isVisible()
    press(window, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    assert all(part.isVisible() for part in parts)
    assert not shown.isFullScreen()
