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

from studyapp.ui import announcing
from studyapp.ui.widgets.popup import FloatingPanel
from tests.ui.tour import visit

if TYPE_CHECKING:
    from studyapp.ui.application import Application

CARETS = {"reader", "review"}  # the whole screen is the text or the card: nothing else could be meant
CONTROLS = (QAbstractButton, QAbstractItemView, QLineEdit, QTextEdit, QPlainTextEdit)


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


def test_every_control_has_a_name_and_is_reached_by_tab(furnished: Application) -> None:
    for name in visit(furnished):
        part = floating(furnished.window)
        nameless = [told(widget) for widget in controls(furnished.window) if not widget.accessibleName()]
        assert nameless == [], name
        stops = walked(Qt.Key.Key_Tab)
        assert [told(widget) for widget in stops if not widget.accessibleName()] == [], name
        assert [told(widget) for widget in controls(part) if widget not in stops] == [], name
        back = walked(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
        assert set(controls(part)) <= set(back), name


def test_where_the_keyboard_is_can_be_seen(furnished: Application) -> None:
    for name in visit(furnished):
        unseen: list[str] = []
        for stop in walked(Qt.Key.Key_Tab):
            if stop.objectName() in CARETS or isinstance(stop, FloatingPanel):
                continue
            stop.setFocus(Qt.FocusReason.TabFocusReason)
            around = stop.rect().adjusted(-6, -6, 6, 6).translated(stop.mapTo(furnished.window, QPoint(0, 0)))
            focused = furnished.window.grab(around).toImage()
            stop.clearFocus()
            if furnished.window.grab(around).toImage() == focused:
                unseen.append(told(stop))
        assert unseen == [], name


def test_tab_goes_over_the_window_from_left_to_right(furnished: Application) -> None:
    furnished.window.top.menu.setFocus()
    parts = [_part(furnished.window, widget) for widget in walked(Qt.Key.Key_Tab)]
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


def test_a_control_without_a_name_would_be_found(furnished: Application) -> None:
    nameless = QPushButton(furnished.window)
    nameless.show()
    assert nameless in [widget for widget in controls(furnished.window) if not widget.accessibleName()]


@pytest.fixture
def announced(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a screen reader is told."""
    said: list[str] = []
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(announcing, "_send", lambda event: said.append(event.message()))
    return said


def test_messages_and_cards_are_announced(furnished: Application, announced: list[str]) -> None:
    furnished.screens.messages.tell("The disk is full.")
    furnished.screens.review.open()
    card = furnished.screens.review.screen.card
    assert card is not None
    furnished.screens.review.reveal()
    assert announced == ["The disk is full.", card.front, card.answer]
