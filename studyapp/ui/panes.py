"""The side panes: their content, their edges to be dragged, and how wide they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6 import QtCore
from PySide6.QtCore import QRect, QRectF, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from studyapp.ui.widgets.measures import NARROW_PX
from studyapp.ui.widgets.painting import fill

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent

    from studyapp.ui.look import Look

LEFT_PX = 272
SEARCH_PX = 432
RIGHT_PX = 312
RIGHT_WIDE_PX = 376  # with a page in it, where there is room
RIGHT_NARROW_PX = 288
EDGE_PX = 7  # what can be grabbed, the hairline in its middle
_STEP_PX = 16  # by an arrow key
_LEAST_PX, _MOST_PX = 200, 720
_PAGE_PX = 480  # what a dragged pane leaves of the page


class PaneWidths(NamedTuple):
    """What the person dragged the panes to, in pixels; 0 where they are as wide as they come."""

    left: int = 0
    search: int = 0
    right: int = 0

    def fitted(self, window_px: int, *, search: bool, wide: bool) -> tuple[int, int]:
        """Return how wide the panes are in a window, with the search, with a page at the right."""
        usual = RIGHT_NARROW_PX if window_px < NARROW_PX else (RIGHT_WIDE_PX if wide else RIGHT_PX)
        wanted, usual_left = (self.search, SEARCH_PX) if search else (self.left, LEFT_PX)
        left = fitted(wanted, usual_left, window_px - usual)
        return left, fitted(self.right, usual, window_px - left)


def fitted(wanted: int, usual: int, room: int) -> int:
    """Return a pane's width where there is `room` for it and the page: the wanted one, or the usual."""
    if not wanted:
        return usual
    return max(_LEAST_PX, min(wanted, _MOST_PX, max(room - _PAGE_PX, usual)))


class Pane(QWidget):
    """A side pane with a hairline towards the page; its content is made after the first frame."""

    def __init__(self, look: Look, parent: QWidget, *, at_left: bool) -> None:
        super().__init__(parent)
        self._look = look
        self._at_left = at_left
        self.setAutoFillBackground(True)
        self.content: QWidget | None = None

    def hold(self, content: QWidget) -> None:
        """Take the content in."""
        self.content = content
        content.setParent(self)
        content.setGeometry(self._room())
        content.show()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Give the content the room beside the hairline."""
        if self.content is not None:
            self.content.setGeometry(self._room())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the hairline."""
        x = self.width() - 1 if self._at_left else 0
        fill(QPainter(self), QRectF(x, 0, 1, self.height()), self._look.theme.border)

    def _room(self) -> QRect:
        return QRect(0 if self._at_left else 1, 0, self.width() - 1, self.height())


class PaneEdge(QWidget):
    """Lies over a pane's hairline: dragged, or moved by the arrow keys; a double click sets it back."""

    moved = Signal(int)  # the wanted place of the hairline, from the window's left
    released = Signal()
    reset = Signal()

    def __init__(self, look: Look, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._grabbed = False
        self.setAccessibleName(name)
        self.setCursor(QtCore.Qt.CursorShape.SplitHCursor)
        self.setFocusPolicy(QtCore.Qt.FocusPolicy.TabFocus)
        self.setAttribute(QtCore.Qt.WidgetAttribute.WA_Hover)

    def place(self, x: int, top: int, height: int) -> None:
        """Lie over the hairline at `x`."""
        self.setGeometry(x - EDGE_PX // 2, top, EDGE_PX, height)
        self.raise_()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Grab the edge."""
        self._grabbed = event.button() is QtCore.Qt.MouseButton.LeftButton

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the edge."""
        if self._grabbed:
            self.moved.emit(self.mapToParent(event.position().toPoint()).x())

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let the edge go."""
        self._grabbed = False
        self.released.emit()

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """Set the edge back."""
        self.reset.emit()
        self.released.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the edge by the arrows, set it back by Home."""
        steps = {QtCore.Qt.Key.Key_Left: -_STEP_PX, QtCore.Qt.Key.Key_Right: _STEP_PX}
        key = QtCore.Qt.Key(event.key())
        if key in steps:
            self.moved.emit(self.geometry().center().x() + steps[key])
        elif key == QtCore.Qt.Key.Key_Home:
            self.reset.emit()
        else:
            super().keyPressEvent(event)
            return
        self.released.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the keyboard is here."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the keyboard is gone."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint nothing but where the pointer or the keyboard is."""
        if self._grabbed or self.underMouse() or self.hasFocus():
            theme = self._look.theme
            colour = theme.accent if self._grabbed or self.hasFocus() else theme.control
            fill(QPainter(self), QRectF(EDGE_PX // 2 - 1, 0, 2, self.height()), colour)
