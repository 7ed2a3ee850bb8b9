"""A quiet scroll bar: a thin handle, no frame, no arrows, and nothing of Qt's style, which loads slowly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar

from studyapp.ui.widgets.painting import fill_rounded

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QPaintEvent

    from studyapp.ui.look import Look

BAR_PX = 12
_HANDLE_PX = 6
_SHORTEST_PX = 32
_MARGIN_PX = 2


class QuietScrollBar(QScrollBar):
    """A vertical scroll bar that shows only its handle, and only where there is something to scroll.

    Fusion, the style of every window, makes it hover and lets what is under it show through.
    """

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._grabbed_at: float | None = None  # where in the handle the pointer holds it

    def sizeHint(self) -> QSize:
        """Return the width of the bar."""
        return QSize(BAR_PX, 60)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the handle."""
        if self.maximum() <= self.minimum():
            return
        theme = self._look.theme
        active = self.underMouse() or self._grabbed_at is not None
        fill_rounded(QPainter(self), self._handle(), theme.bar if active else theme.control, _HANDLE_PX / 2)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Grab the handle; beside it, bring its middle there first."""
        handle, y = self._handle(), event.position().y()
        inside = handle.top() <= y <= handle.bottom()
        self._grabbed_at = y - handle.top() if inside else handle.height() / 2
        self._drag_to(y)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the handle with the pointer."""
        if self._grabbed_at is not None:
            self._drag_to(event.position().y())

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let the handle go."""
        self._grabbed_at = None
        self.update()

    def _handle(self) -> QRectF:
        room = self.height() - 2 * _MARGIN_PX
        span = self.maximum() - self.minimum()
        length = min(max(room * self.pageStep() / (span + self.pageStep()), _SHORTEST_PX), room)
        top = _MARGIN_PX + (room - length) * (self.value() - self.minimum()) / max(span, 1)
        return QRectF((self.width() - _HANDLE_PX) / 2, top, _HANDLE_PX, length)

    def _drag_to(self, y: float) -> None:
        handle = self._handle()
        free = self.height() - 2 * _MARGIN_PX - handle.height()
        if free > 0 and self._grabbed_at is not None:
            share = (y - self._grabbed_at - _MARGIN_PX) / free
            self.setValue(round(self.minimum() + share * (self.maximum() - self.minimum())))
        self.update()


def use_quiet_scrolling(area: QAbstractScrollArea, look: Look) -> None:
    """Give a scrolling area the quiet bar and take its frame; it scrolls up and down only."""
    use_quiet_bar(area, look)
    never_scroll_sideways(area)


def use_quiet_bar(area: QAbstractScrollArea, look: Look) -> None:
    """Give a scrolling area the quiet bar and take its frame."""
    area.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
    area.setVerticalScrollBar(QuietScrollBar(look))


def never_scroll_sideways(area: QAbstractScrollArea) -> None:
    """Let a scrolling area scroll up and down only."""
    area.setHorizontalScrollBarPolicy(QtCore.Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
