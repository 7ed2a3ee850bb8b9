"""Every control of every screen has a name and is reached by Tab; what happens elsewhere is announced."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTextEdit,
    QWidget,
)

from studyapp.services import authoring
from studyapp.services.analysing import keep_analysis
from studyapp.services.library import open_library
from studyapp.ui import announcing
from studyapp.ui.shelf.model import ROW
from studyapp.ui.widgets.popup import FloatingPanel
from tests.services.study_cases import study_analysis, study_document

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from studyapp.ui.application import Application
    from tests.ui.conftest import Start

CARETS = {"reader", "review"}  # the whole screen is the text or the card: nothing else could be meant
CONTROLS = (QAbstractButton, QAbstractItemView, QLineEdit, QTextEdit, QPlainTextEdit)


@pytest.fixture
def studied(tmp_path: Path, clock: Callable[[], datetime], start: Start) -> Application:
    """The window on a document with actors, drafts, cards, a note, all waiting."""
    library = open_library(tmp_path / "library", clock)
    _, record = library.add_document(study_document(), sha256="b" * 64, path=None)
    keep_analysis(library, record.id, study_analysis())
    drafts = authoring.load_drafts(library, record.id)
    authoring.accept_drafts(library, record.id, [draft.id for draft in drafts[:2]])
    library.close()
    window = start()
    assert window.reading is not None
    window.reading.show_document(record.id)
    return window


def _reader(window: Application) -> None:
    window.screens.messages.tell("A message.", steps=(("Undo", lambda: None), ("Look", lambda: None)))


def _search(window: Application) -> None:
    window.screens.actions["find"].trigger()


def _review_answer(window: Application) -> None:
    window.screens.review.open()
    window.screens.review.reveal()


def _trash(window: Application) -> None:
    assert window.desk is not None
    library = window.desk.library
    window.desk.command(lambda: library.remove_document(library.documents()[0].id))
    window.screens.shelf.open()
    screen = window.screens.shelf.screen
    while not screen.trash.rows.rowCount():
        QTest.qWait(1)
    choices = screen.choices
    fields = [choices.index(row, 0).data(ROW).field for row in range(choices.rowCount())]
    screen.choice_list.setFocus()
    screen.choice_list.setCurrentIndex(choices.index(fields.index("trash"), 0))
    assert screen.trash.isVisible()


def _page(name: str) -> Callable[[Application], None]:
    def show(window: Application) -> None:
        preferences = window.screens.preferences
        preferences.open(getattr(preferences, name))

    return show


def _action(name: str) -> Callable[[Application], None]:
    return lambda window: window.screens.actions[name].trigger()


def _card(window: Application) -> None:
    window.screens.cards.sheet.open("Card", "", "", "", lambda *_: None)


SCREENS: dict[str, Callable[[Application], None]] = {
    "reader": _reader,
    "search": _search,
    "notes": _action("notes"),
    "inbox": _action("drafts"),
    "review": _action("review"),
    "answer": _review_answer,
    "library": _action("library"),
    "trash": _trash,
    "reading": _page("reading"),
    "study": _page("study"),
    "language": _page("language"),
    "keys": _page("keys"),
    "library page": _page("library"),
    "palette": _action("palette"),
    "sheet": _action("commands"),
    "appearance": _action("appearance"),
    "describe": _action("describe"),
    "card": _card,
}


def controls(part: QWidget) -> list[QWidget]:
    """Return everything in a part of the window that a person can act on."""
    return [
        widget
        for widget in part.findChildren(QWidget)
        if isinstance(widget, CONTROLS) and widget.isVisible() and widget.isEnabled()
    ]


def told(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.accessibleName()!r} in {type(widget.parentWidget()).__name__}"


def walked(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> list[QWidget]:
    """Press Tab until it comes round; return what had the keyboard, in order."""
    seen: list[QWidget] = []
    widget = QApplication.focusWidget()
    while widget is not None and widget not in seen and len(seen) < 150:
        seen.append(widget)
        QTest.keyClick(widget, key, modifiers)
        widget = QApplication.focusWidget()
    return seen


def floating(window: QWidget) -> QWidget:
    """Return the panel that floats over the window, else the window."""
    panels = [panel for panel in window.findChildren(FloatingPanel) if panel.isVisible() and panel._floats]
    return panels[-1] if panels else window


@pytest.mark.parametrize("name", SCREENS)
def test_every_control_has_a_name_and_is_reached_by_tab(studied: Application, name: str) -> None:
    SCREENS[name](studied)
    part = floating(studied.window)
    assert [told(widget) for widget in controls(studied.window) if not widget.accessibleName()] == []
    stops = walked(Qt.Key.Key_Tab)
    assert [told(widget) for widget in stops if not widget.accessibleName()] == []
    assert [told(widget) for widget in controls(part) if widget not in stops] == []
    back = walked(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert set(controls(part)) <= set(back)


@pytest.mark.parametrize("name", SCREENS)
def test_where_the_keyboard_is_can_be_seen(studied: Application, name: str) -> None:
    SCREENS[name](studied)
    unseen: list[str] = []
    for stop in walked(Qt.Key.Key_Tab):
        if stop.objectName() in CARETS or isinstance(stop, FloatingPanel):
            continue
        stop.setFocus(Qt.FocusReason.TabFocusReason)
        around = stop.rect().adjusted(-6, -6, 6, 6).translated(stop.mapTo(studied.window, QPoint(0, 0)))
        focused = studied.window.grab(around).toImage()
        stop.clearFocus()
        if studied.window.grab(around).toImage() == focused:
            unseen.append(told(stop))
    assert unseen == []


def test_tab_goes_over_the_window_from_left_to_right(studied: Application) -> None:
    studied.window.top.menu.setFocus()
    parts = [_part(studied.window, widget) for widget in walked(Qt.Key.Key_Tab)]
    assert [part for part, _ in groupby(parts)] == [
        "TopBar",
        "Pane",
        "PaneEdge",
        "ReadingPage",
        "PaneEdge",
        "Pane",
    ]


def _part(window: QWidget, widget: QWidget) -> str:
    """Return the part of the window that a widget is in."""
    parent = widget.parentWidget()
    return type(widget).__name__ if parent is window or parent is None else _part(window, parent)


def test_a_control_without_a_name_would_be_found(studied: Application) -> None:
    nameless = QPushButton(studied.window)
    nameless.show()
    assert nameless in [widget for widget in controls(studied.window) if not widget.accessibleName()]


@pytest.fixture
def announced(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a screen reader is told."""
    said: list[str] = []
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(announcing, "_send", lambda event: said.append(event.message()))
    return said


def test_messages_and_cards_are_announced(studied: Application, announced: list[str]) -> None:
    studied.screens.messages.tell("The disk is full.")
    studied.screens.review.open()
    card = studied.screens.review.screen.card
    assert card is not None
    studied.screens.review.reveal()
    assert announced == ["The disk is full.", card.front, card.answer]
