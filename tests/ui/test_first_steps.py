"""The first run shows what to try, and never again what was tried or sent away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from studyapp.domain.annotations import Colour
from studyapp.runtime.settings import Settings, load_settings

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from studyapp.runtime.folders import Folders
    from studyapp.ui.application import Application
    from studyapp.ui.firststeps.view import FirstSteps
    from tests.ui.conftest import Start


@pytest.fixture
def first(tmp_path: Path, start: Start) -> Application:
    """The window of a person who starts the program for the first time."""
    for path in (tmp_path / "library").iterdir():
        if path.is_file():
            path.unlink()
    return start()


def strip(window: Application) -> FirstSteps:
    shown = window.screens.first_steps.strip
    assert shown is not None
    return shown


def test_each_step_gets_its_tick_and_the_last_one_ends_it(
    first: Application, qtbot: QtBot, start: Start, folders: Folders
) -> None:
    steps, view = strip(first), first.window.page.view
    assert steps.isVisible()
    QTest.keyClick(view, Qt.Key.Key_D)
    assert not steps.isVisible()  # the drafts stand in its place
    QTest.keyClick(first.window, Qt.Key.Key_Escape)
    assert steps.steps["drafts"].done
    assert not steps.steps["find"].done
    QTest.mouseClick(steps.steps["find"], Qt.MouseButton.LeftButton)
    assert first.window.search_open
    QTest.keyClick(first.window, Qt.Key.Key_Escape)
    steps.taken.emit("highlight")
    assert "Drag over" in first.screens.messages.text
    view.setFocus()
    cursor = view.textCursor()
    cursor.movePosition(cursor.MoveOperation.End)
    cursor.movePosition(cursor.MoveOperation.PreviousWord, cursor.MoveMode.KeepAnchor, 3)
    view.setTextCursor(cursor)
    first.screens.notes.highlight(Colour.WHEAT)
    qtbot.waitUntil(lambda: not steps.isVisible(), timeout=3000)
    assert "Ctrl+Shift+P" in first.screens.messages.text
    first.window.close()
    settings = load_settings(folders.settings)
    assert settings.first_steps == ""
    assert start(settings).screens.first_steps.strip is None


def test_sent_away_it_is_gone_for_good(first: Application, folders: Folders, start: Start) -> None:
    strip(first).close_button.click()
    assert not strip(first).isVisible()
    first.window.close()
    assert start(load_settings(folders.settings)).screens.first_steps.strip is None


def test_it_stays_with_the_article(window: Application) -> None:
    assert window.screens.first_steps.strip is None


def test_a_step_done_before_has_its_tick(first: Application, start: Start) -> None:
    first.window.close()
    again = start(Settings(first_steps="highlight"))
    assert {name for name, button in strip(again).steps.items() if button.done} == {"find", "drafts"}
