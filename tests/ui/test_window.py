"""The window around the text: sizes, panes, commands, messages, import, libraries that cannot be opened."""

from __future__ import annotations

import logging
import sqlite3
import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QFontInfo,
    QGuiApplication,
    QPalette,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from studyapp.app import build, main
from studyapp.domain.errors import KnownError
from studyapp.opening import Opened
from studyapp.runtime.settings import Settings
from studyapp.runtime.wanted import read_arguments
from studyapp.ui.actions import ACTIONS, MENUS
from studyapp.ui.importing.queue import name_of_text
from studyapp.ui.look import Look, Type, control_font, text_font

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from studyapp.runtime.folders import Folders
    from studyapp.ui.application import Application
    from tests.ui.conftest import Start

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.mark.parametrize("theme", ["light", "sepia", "dark"])
@pytest.mark.parametrize("size", [(1024, 700), (1440, 900), (1920, 1080)])
def test_the_column_keeps_its_width_and_stands_in_the_middle(
    start: Start, size: tuple[int, int], theme: str
) -> None:
    window = start(Settings(theme=theme), size)
    page = window.window.page.view.page
    assert page is not None
    assert page.column_px == (608 if size[0] == 1024 else 624)
    viewport = window.window.page.view.viewport()
    left = viewport.mapTo(window.window.page, viewport.rect().topLeft()).x()
    right = window.window.page.width() - left - viewport.width()
    assert abs(left - right) <= 13  # the scroll bar's width


def test_at_1024_one_side_pane_stays_the_one_used_last(start: Start) -> None:
    window = start(size=(1024, 700)).window
    assert window.right.isVisible()
    assert not window.left.isVisible()
    window.toggle_left()
    assert window.left.isVisible()
    assert not window.right.isVisible()
    assert window.top.search.small
    window.resize(1440, 900)
    assert window.left.isVisible()
    assert window.right.isVisible()


def test_every_control_has_an_accessible_name(window: Application) -> None:
    window.screens.search.open()
    nameless = [
        widget
        for widget in window.window.findChildren(QAbstractButton)
        if not widget.accessibleName() and not widget.isHidden()
    ]
    assert nameless == []


@pytest.mark.parametrize(
    "name",
    ["reader", "outline", "library", "notesList", "noteEditor", "selectionBar", "status", "messageBar"],
)
def test_the_main_parts_are_found_by_name(window: Application, name: str) -> None:
    assert window.window.findChild(QWidget, name) is not None


def test_no_key_has_two_actions() -> None:
    keys = [key for spec in ACTIONS for key in spec.keys]
    assert len(keys) == len(set(keys))
    assert {spec.menu for spec in ACTIONS} == set(MENUS)


def test_every_action_does_something(window: Application) -> None:
    assert window.screens.actions._bound == {spec.id for spec in ACTIONS}


def test_the_appearance_changes_at_once(window: Application, qtbot: QtBot) -> None:
    window.window.top.appearance.click()
    popup = window.screens._popup
    assert popup is not None
    qtbot.waitUntil(popup.isVisible, timeout=3000)
    dark = next(chip for chip, _ in popup._choices if chip.text() == "Dark")
    QTest.mouseClick(dark, Qt.MouseButton.LeftButton)
    assert window.look.theme.name == "dark"
    assert window.window.page.palette().base().color() == window.look.theme.page
    popup.larger.click()
    assert window.look.type.text_px == 20
    wide = [chip for chip, _ in popup._choices if chip.text() == "Wide"][-1]
    QTest.mouseClick(wide, Qt.MouseButton.LeftButton)
    page = window.window.page.view.page
    assert page is not None
    spread = page.document.lastBlock().charFormat().font()
    assert (spread.letterSpacing(), spread.wordSpacing()) == pytest.approx((2.4, 3.2), abs=0.02)
    QTest.keyClick(popup, Qt.Key.Key_Escape)
    assert not popup.isVisible()


def test_a_click_elsewhere_closes_the_appearance(window: Application) -> None:
    window.window.top.appearance.click()
    popup = window.screens._popup
    assert popup is not None
    assert popup.isVisible()
    QTest.mouseClick(window.window.page.view.viewport(), Qt.MouseButton.LeftButton)
    assert not popup.isVisible()


def test_the_system_theme_is_followed_when_wanted(window: Application) -> None:
    window.look.choose_theme("system")
    assert window.look.wanted_theme == "system"
    hints = QGuiApplication.styleHints()
    for scheme, name in ((Qt.ColorScheme.Dark, "dark"), (Qt.ColorScheme.Light, "light")):
        hints.colorSchemeChanged.emit(scheme)
        assert window.look.theme.name == name


@pytest.mark.parametrize(
    ("ground", "letters", "name"), [("#202020", "#eee", "dark"), ("#eee", "#202020", "light")]
)
def test_the_first_theme_is_that_of_the_systems_palette(
    qapp: QApplication, ground: str, letters: str, name: str
) -> None:
    palette = QPalette(QColor(ground))
    palette.setColor(QPalette.ColorRole.WindowText, QColor(letters))
    qapp.setPalette(palette)
    assert Look("system", Type()).theme.name == name
    qapp.setPalette(QPalette())


def test_a_face_is_loaded_before_it_is_shown(window: Application) -> None:
    for font, style in (
        (text_font(19, 600), "SemiBold"),
        (text_font(19, italic=True), "Italic"),
        (control_font(13, 500), "Medium"),
    ):
        assert QFontInfo(font).family() == font.family()
        assert QFontInfo(font).styleName() == style


def test_the_quiet_bar_hovers_and_shows_its_ground(window: Application) -> None:
    bar = window.window.page.view.verticalScrollBar()
    assert bar.orientation() is Qt.Orientation.Vertical
    assert bar.testAttribute(Qt.WidgetAttribute.WA_Hover)
    assert not bar.testAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)


def test_full_screen_is_left_by_escape(window: Application) -> None:
    QTest.keyClick(window.window.page.view, Qt.Key.Key_F11)
    assert window.window.isFullScreen()
    QTest.keyClick(window.window.page.view, Qt.Key.Key_Escape)
    assert not window.window.isFullScreen()


def test_a_removed_document_comes_back_by_undo(window: Application, qtbot: QtBot) -> None:
    assert window.desk is not None
    library = window.desk.library
    window.screens.library.remove(library.documents()[0].id)
    qtbot.waitUntil(window.screens.messages.isVisible, timeout=3000)
    assert window.window.page.sentence == "Nothing to read yet."
    window.screens.messages.step.click()
    qtbot.waitUntil(lambda: len(library.documents()) == 1, timeout=3000)
    qtbot.waitUntil(lambda: window.screens.left.library.rows.rowCount() == 1, timeout=3000)
    assert window.window.page.view.isVisible()
    assert not window.window.page.sentence


def test_a_bug_is_logged_and_its_report_can_be_copied(
    window: Application, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    assert window.desk is not None

    def fail() -> None:
        msg = "a secret of the person"
        raise ValueError(msg)

    window.desk.jobs.run(window.desk.lanes.work, fail)
    qtbot.waitUntil(window.screens.messages.isVisible, timeout=3000)
    window.screens.messages.step.click()
    report = QApplication.clipboard().text()
    assert "ValueError" in report
    assert "secret" not in report
    assert any(record.levelno == logging.ERROR for record in caplog.records)
    caplog.clear()


def test_a_known_error_is_one_sentence_in_the_bar(window: Application) -> None:
    window.show_error(KnownError("The disk is full.", "Free some space."))
    assert window.screens.messages.text == "The disk is full. Free some space."
    QTest.keyClick(window.window.page.view, Qt.Key.Key_Escape)
    assert not window.screens.messages.isVisible()


def test_results_come_back_on_the_window_thread(window: Application, qtbot: QtBot) -> None:
    assert window.desk is not None
    seen: list[threading.Thread] = []
    window.desk.jobs.run(
        window.desk.lanes.work,
        threading.current_thread,
        lambda _lane: seen.append(threading.current_thread()),
    )
    qtbot.waitUntil(lambda: bool(seen), timeout=3000)
    assert seen == [threading.main_thread()]


def test_a_library_in_use_is_a_calm_page(
    start: Start, tmp_path: Path, folders: Folders, qtbot: QtBot
) -> None:
    start()
    second = Opened()
    second.open(tmp_path / "library")
    application = build(second, folders, Settings())
    qtbot.addWidget(application.window)
    application.window.resize(1024, 700)
    with qtbot.waitSignal(application.ready, timeout=5000):
        application.show()
    assert "in use" in application.window.page.sentence
    assert not application.window.left.isVisible()
    assert not application.window.top.search.isEnabled()
    QTest.keyClick(application.window, Qt.Key.Key_F, CTRL)  # nothing to search: nothing happens
    application.window.close()
    second.close()


def _of_newer_version(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 1000")
    connection.close()


def _damaged(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\0" + b"rubbish" * 999)


@pytest.mark.parametrize(("harm", "sentence"), [(_of_newer_version, "newer version"), (_damaged, "damaged")])
def test_a_library_that_cannot_be_opened_is_a_calm_page_and_is_not_touched(
    tmp_path: Path, folders: Folders, qtbot: QtBot, harm: Callable[[Path], None], sentence: str
) -> None:
    file = tmp_path / "library" / "library.sqlite"
    file.parent.mkdir()
    (file.parent / "originals").mkdir()
    harm(file)
    before = file.read_bytes()
    opened = Opened()
    opened.open(file.parent)
    application = build(opened, folders, Settings())
    qtbot.addWidget(application.window)
    with qtbot.waitSignal(application.ready, timeout=5000):
        application.show()
    assert sentence in application.window.page.sentence
    application.window.close()
    opened.close()
    assert file.read_bytes() == before


def test_a_file_in_place_of_the_library_is_a_calm_page(
    tmp_path: Path, folders: Folders, qtbot: QtBot
) -> None:
    (tmp_path / "file").write_text("no folder")
    opened = Opened()
    opened.open(tmp_path / "file")
    application = build(opened, folders, Settings())
    qtbot.addWidget(application.window)
    with qtbot.waitSignal(application.ready, timeout=5000):
        application.show()
    assert application.window.page.sentence.endswith(".")
    application.window.close()
    opened.close()


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        ([], (None, [], None, None)),
        (["--library", "x", "a.md", "b.md"], ("x", ["a.md", "b.md"], None, None)),
        (["--library=x", "russia", "--section", "3"], ("x", [], "russia", 3)),
        (["gone.md"], (None, ["gone.md"], None, None)),
        (["7", "--section=0"], (None, [], "7", 0)),
    ],
)
def test_arguments_name_files_or_a_document_at_a_section(
    arguments: list[str], wanted: tuple[str | None, list[str], str | None, int | None]
) -> None:
    read = read_arguments(arguments)
    assert (read.library, [str(path) for path in read.files], read.document, read.section) == wanted


def test_without_a_display_a_sentence_is_given(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    assert main([]) == 1
    assert capsys.readouterr().err.count("\n") == 1
    assert main(["x", "--section", "three"]) == 2


def drag(window: QWidget, data: QMimeData) -> None:
    action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    keys = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(50, 50), action, data, button, keys))


def drop(window: QWidget, data: QMimeData) -> None:
    action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    keys = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window, QDropEvent(QPointF(50, 50), action, data, button, keys))


def test_a_dropped_file_is_imported_and_shown(window: Application, qtbot: QtBot, tmp_path: Path) -> None:
    assert window.reading is not None
    file = tmp_path / "dropped.md"
    file.write_text("# Dropped: Here\n\nSome words in it.\n\n## More\n\nAnd more.\n", encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    drag(window.window, data)
    overlay = window.window.findChild(QWidget, "dropOverlay")
    assert overlay is not None
    assert overlay.isVisible()
    drop(window.window, data)
    assert not overlay.isVisible()
    reading = window.reading
    qtbot.waitUntil(
        lambda: reading.document is not None and reading.document.title == "Dropped: Here", timeout=15000
    )
    assert "is in your library" in window.screens.messages.text
    window.screens.importing.add([file])
    qtbot.waitUntil(lambda: "already in your library" in window.screens.messages.text, timeout=15000)


def test_the_overlay_goes_when_the_drag_leaves(window: Application) -> None:
    data = QMimeData()
    data.setText("words")
    drag(window.window, data)
    QApplication.sendEvent(window.window, QDragLeaveEvent())
    overlay = window.window.findChild(QWidget, "dropOverlay")
    assert overlay is not None
    assert not overlay.isVisible()


def test_pasted_text_becomes_a_document_named_by_its_first_line(window: Application, qtbot: QtBot) -> None:
    assert window.reading is not None
    QApplication.clipboard().setText("On Quinces\n\nThey are yellow.\n")
    QTest.keyClick(window.window.page.view, Qt.Key.Key_V, CTRL)
    reading = window.reading
    qtbot.waitUntil(
        lambda: reading.document is not None and reading.document.title == "On Quinces", timeout=15000
    )


def test_a_file_that_cannot_be_read_is_a_sentence(window: Application, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "empty.md"
    file.write_bytes(b"")
    window.screens.importing.add([file])
    qtbot.waitUntil(lambda: "empty.md" in window.screens.messages.text, timeout=15000)
    assert window.desk is not None
    assert len(window.desk.library.documents()) == 1


def test_a_cancelled_import_leaves_nothing(window: Application, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "large.md"
    file.write_text("word " * 2_000_000, encoding="utf-8")
    window.screens.importing.add([file])
    assert window.window.status.cancel.isVisible()
    window.window.status.cancel.click()
    qtbot.waitUntil(lambda: "cancelled" in window.screens.messages.text, timeout=15000)
    assert not window.window.status.cancel.isVisible()
    assert window.desk is not None
    assert len(window.desk.library.documents()) == 1


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("# Title\n\nx", "Title"),
        ("\n\n  first \nsecond", "first"),
        ("# \n#", "Pasted text"),
        ("x" * 200, "x" * 80),
    ],
)
def test_a_pasted_text_is_named_by_its_first_line(text: str, name: str) -> None:
    assert name_of_text(text) == name


def test_the_first_start_shows_the_article(tmp_path: Path, folders: Folders, qtbot: QtBot) -> None:
    opened = Opened()
    opened.open(tmp_path / "new")
    application = build(opened, folders, Settings(theme="light"))
    qtbot.addWidget(application.window)
    application.window.resize(1440, 900)
    with qtbot.waitSignal(application.ready, timeout=15000):
        application.show()
    qtbot.waitUntil(
        lambda: "strategic partnership" in application.window.page.view.toPlainText(), timeout=15000
    )
    application.window.close()
    opened.close()
