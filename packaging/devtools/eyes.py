"""What a person can see of the window at this moment. Everything here runs on the window's own thread."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication, QImage, QTextCursor
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

if TYPE_CHECKING:
    from pathlib import Path

_TEXT_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
_NUDGE_PX = 1  # from the edge of a letter to its inside, so that a drag takes the letter in


def seen(name: str) -> QWidget | None:
    """Return the widget of this object name if a part of it is on the screen."""
    for window in QApplication.topLevelWidgets():
        for widget in [window, *window.findChildren(QWidget, name)]:
            if widget.objectName() == name and _is_seen(widget):
                return widget
    return None


def text_of(name: str) -> str:
    """Return the text that a widget shows in rows, labels, buttons and fields; empty when it is hidden."""
    widget = seen(name)
    if widget is None:
        return ""
    parts = [_own_text(child) for child in [widget, *widget.findChildren(QWidget)] if _is_seen(child)]
    return "\n".join(part for part in parts if part)


def rows_of(name: str) -> list[str]:
    """Return the text of the rows of a list that are on the screen."""
    view = seen(name)
    return [text for text, _ in _rows(view)] if isinstance(view, QAbstractItemView) else []


def row_at(name: str, part: str) -> tuple[int, int] | None:
    """Return where to click on the first row that holds this text."""
    view = seen(name)
    if not isinstance(view, QAbstractItemView):
        return None
    found = (box for text, box in _rows(view) if part in text)
    box = next(found, None)
    return None if box is None else _on_screen(view.viewport(), box.center())


def button_at(text: str) -> tuple[int, int] | None:
    """Return where to click on the button of this text or accessible name."""
    for window in QApplication.topLevelWidgets():
        for button in window.findChildren(QAbstractButton):
            if _is_seen(button) and text in {button.text().replace("&", ""), button.accessibleName()}:
                return _on_screen(button, button.rect().center())
    return None


def passage_at(text: str) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Return where a passage of the reader starts and ends on the screen; None when it is not all in view."""
    reader = seen("reader")
    if not isinstance(reader, QTextEdit):
        return None
    found = reader.document().find(text)
    if found.isNull():
        return None
    start, end = QTextCursor(found), QTextCursor(found)
    start.setPosition(found.selectionStart())
    end.setPosition(found.selectionEnd())
    first, last = reader.cursorRect(start), reader.cursorRect(end)
    view = reader.viewport().rect()
    if not (view.contains(first.center()) and view.contains(last.center())):
        return None
    beginning = first.center() + QPoint(_NUDGE_PX, 0)
    return _on_screen(reader.viewport(), beginning), _on_screen(reader.viewport(), last.center())


def selected_text() -> str:
    """Return what is selected in the reader."""
    reader = seen("reader")
    return reader.textCursor().selectedText() if isinstance(reader, QTextEdit) else ""


def ground_of(text: str) -> str:
    """Return the most frequent colour behind the first letters of a passage: paper, or a highlight."""
    place = passage_at(text)
    if place is None:
        return ""
    (left, middle), _ = place
    return _ground(QRect(left, middle - 6, 40, 12))


def paper() -> str:
    """Return the most frequent colour of the reader."""
    reader = seen("reader")
    if reader is None:
        return ""
    corner = QPoint(*_on_screen(reader, QPoint(0, 0)))
    return _ground(QRect(corner, reader.size()))


def is_dark(colour: str) -> bool:
    """Whether a colour, as #rrggbb, is nearer to black than to white."""
    channels = [int(colour[at : at + 2], 16) for at in (1, 3, 5)] if colour else [255]
    return sum(channels) / len(channels) < 96


def save_picture(path: Path) -> None:
    """Save what is on the screen."""
    _screen_image().save(str(path))


def _is_seen(widget: QWidget) -> bool:
    return widget.isVisible() and not widget.visibleRegion().isEmpty()


def _own_text(widget: QWidget) -> str:
    match widget:
        case QAbstractItemView():
            return "\n".join(text for text, _ in _rows(widget))
        case QTextEdit():
            return _text_in_view(widget)
        case QPlainTextEdit():
            return widget.toPlainText()
        case QLabel() | QLineEdit() | QAbstractButton():
            return widget.text() or widget.accessibleName()
        case _:
            return widget.accessibleName()  # what is painted says so there


def _rows(view: QAbstractItemView) -> list[tuple[str, QRect]]:
    model, seen_part = view.model(), view.viewport().rect()
    indexes = [model.index(row, 0) for row in range(model.rowCount())]
    boxes = [(index, view.visualRect(index)) for index in indexes]
    return [
        ("\n".join(str(index.data(role) or "") for role in _TEXT_ROLES), box)
        for index, box in boxes
        if box.intersects(seen_part)
    ]


def _text_in_view(edit: QTextEdit) -> str:
    view = edit.viewport().rect()
    cursor = edit.cursorForPosition(view.topLeft())
    end = edit.cursorForPosition(view.bottomRight())
    cursor.setPosition(end.position(), QTextCursor.MoveMode.KeepAnchor)
    return cursor.selectedText().replace("\u2029", "\n").replace("\u2028", "\n")


def _on_screen(widget: QWidget, point: QPoint) -> tuple[int, int]:
    place = widget.mapToGlobal(point)
    return place.x(), place.y()


def _ground(box: QRect) -> str:
    image = _screen_image().copy(box)
    points = ((x, y) for y in range(0, image.height(), 2) for x in range(0, image.width(), 3))
    counted = Counter(image.pixelColor(x, y).name() for x, y in points)
    return counted.most_common(1)[0][0] if counted else ""


def _screen_image() -> QImage:
    return QGuiApplication.primaryScreen().grabWindow(0).toImage()
