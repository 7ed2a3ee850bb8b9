"""The inbox and the top bar count one thing; choices weigh in, and are shown, switched off and forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from studyapp.domain.reading import PARTS
from studyapp.services.analysing import keep_analysis
from studyapp.services.library import open_library
from studyapp.ui.inbox import model, waiting
from tests.services.study_cases import ALIKE, many_alike, study_analysis, study_document

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from studyapp.domain.analyses import Analysis
    from studyapp.ui.application import Application
    from studyapp.ui.inbox.view import InboxScreen
    from tests.ui.conftest import Start

    Begin = Callable[[Analysis], Application]

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def begin(tmp_path: Path, clock: Callable[[], datetime], start: Start) -> Begin:
    """Start the window on a document with this analysis."""

    def on(analysis: Analysis) -> Application:
        library = open_library(tmp_path / "library", clock)
        _, record = library.add_document(study_document(), sha256="b" * 64, path=None)
        keep_analysis(library, record.id, analysis)
        library.close()
        window = start()
        assert window.reading is not None
        window.reading.show_document(record.id)
        return window

    return on


def opened(window: Application) -> InboxScreen:
    QTest.keyClick(window.window.page.view, Qt.Key.Key_D)
    screen = window.screens.inbox.screen
    screen.choose_section(None)
    return screen


def words(screen: InboxScreen) -> str:
    return screen.accessibleName()


def test_the_top_bar_counts_what_the_inbox_shows(begin: Begin) -> None:
    window = begin(study_analysis())
    count = window.window.top.drafts
    screen = opened(window)
    assert count.count == screen.rows.rowCount() == 4
    assert "Whole document  ·  4 drafts, best first" in words(screen)
    assert count.toolTip() == "Drafts: 4 of this text  D"
    strong, good, any_ = (chip for chip, _ in screen._chips)
    for chip in (strong, any_, good):
        QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
        assert count.count == screen.rows.rowCount()
    QTest.mouseClick(strong, Qt.MouseButton.LeftButton)
    assert count.count == screen.rows.rowCount() == 3
    assert "3 drafts, best first  ·  1 more under “Any”" in words(screen)
    screen.choose_section(1)
    assert screen.rows.rowCount() == 2
    assert "2 of 3 drafts, best first" in words(screen)
    assert count.count == 3
    QTest.keyClick(screen.list, Qt.Key.Key_Escape)
    assert count.count == 3


def test_a_list_of_thousands_shows_the_best(begin: Begin, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "MOST_ROWS", 10)
    window = begin(many_alike())
    screen = opened(window)
    assert screen.rows.rowCount() == 10
    assert f"10 of {ALIKE} drafts, best first" in words(screen)
    assert window.window.top.drafts.count == ALIKE
    assert screen.accept_all.text() == "Accept 10"


def test_the_drafts_of_a_long_text_come_as_it_is_read(begin: Begin, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "LONG_WORDS", 5)
    window = begin(study_analysis())
    assert window.window.top.drafts.count == 0
    screen = opened(window)
    assert screen.only_read.isChecked()
    assert window.window.top.drafts.accessibleName() == "Drafts: 0 of the sections read"
    assert screen.sentence.startswith("This is a long text")
    window.screens.watch._seen[1] = (1 << PARTS) - 1
    window.screens.watch.changed.emit()
    assert window.window.top.drafts.count == 3
    QTest.keyClick(screen.list, Qt.Key.Key_O)
    assert not screen.only_read.isChecked()
    assert screen.rows.rowCount() == window.window.top.drafts.count == 4
    assert window.screens.kept()["only_read_drafts"] is False  # it was said of this text alone
    QTest.keyClick(screen.list, Qt.Key.Key_O)
    assert screen.rows.rowCount() == 3
    assert "3 drafts of sections read" in words(screen)


def test_choices_weigh_in_when_the_drafts_are_opened_again(begin: Begin, qtbot: QtBot) -> None:
    window = begin(many_alike())
    screen = opened(window)
    for left in range(ALIKE - 1, ALIKE - 16, -1):
        QTest.keyClick(screen.list, Qt.Key.Key_X)
        qtbot.waitUntil(lambda left=left: screen.rows.rowCount() == left, timeout=3000)  # type: ignore[misc]
    assert {draft.quality for draft in screen.rows.drafts} == {0.7}  # the list does not move under the hand
    assert "15 discarded in this sitting" in words(screen)
    QTest.keyClick(screen.list, Qt.Key.Key_Escape)
    screen = opened(window)
    QTest.mouseClick(screen._chips[2][0], Qt.MouseButton.LeftButton)
    chosen = screen.rows.chosen
    assert chosen is not None
    assert chosen.quality < 0.7
    assert "you kept 0 of 15 of this kind" in [reason.text for reason in chosen.reasons]


def test_choices_are_shown_switched_off_and_forgotten(begin: Begin, qtbot: QtBot) -> None:
    window = begin(many_alike())
    screen = opened(window)
    for left in range(ALIKE - 1, ALIKE - 16, -1):
        QTest.keyClick(screen.list, Qt.Key.Key_X)
        qtbot.waitUntil(lambda left=left: screen.rows.rowCount() == left, timeout=3000)  # type: ignore[misc]
    count = window.window.top.drafts
    QTest.keyClick(screen.list, Qt.Key.Key_Escape)
    window.screens.actions["draft_quality"].trigger()
    choices = window.screens.preferences.drafts.choices
    assert choices is not None
    (row,) = choices.kinds.rows
    assert row[:3] == ("When it was", "0 of 15", "0")
    assert row[3] != "70 %"
    assert "When it was: 0 of 15 You kept" in choices.kinds.accessibleName()
    assert choices.switch.isChecked()
    assert count.count == 0
    QTest.mouseClick(choices.switch, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: count.count == ALIKE - 15, timeout=3000)
    assert not choices.switch.isChecked()
    assert choices.kinds.rows[0][1:] == ("0 of 15", "0", "70 %")
    window.screens.undo()
    qtbot.waitUntil(lambda: count.count == 0 and choices.switch.isChecked(), timeout=3000)
    QTest.mouseClick(choices.forget, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: count.count == ALIKE - 15, timeout=3000)
    assert not choices.kinds.rows
    assert choices.state.isVisible()
    window.screens.undo()
    qtbot.waitUntil(lambda: count.count == 0 and bool(choices.kinds.rows), timeout=3000)


def test_a_build_without_figures_says_so(begin: Begin, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("studyapp.ui.preferences.drafts.load_measured", lambda: None)
    page = begin(study_analysis()).screens.preferences.drafts
    assert "No figures come with this build of the program." in [label.text() for label, _ in page._labels]
