"""The ground of panels that float over the window: they close by Escape and by a click elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from studyapp.ui.focus import move_focus
from studyapp.ui.widgets.painting import frame_rounded

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QPaintEvent

    from studyapp.ui.look import Look

_EDGE_PX = 8


class FloatingPanel(QWidget):
    """A raised panel inside the window. The keyboard goes back to where it was when the panel closes."""

    def __init__(self, look: Look, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.look = look
        self._window = parent
        self._before: QWidget | None = None
        self._floats = True
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.hide()

    def open_at(self, corner: QPoint) -> None:
        """Show the panel at a point of the window, moved so far that the window holds it."""
        left = max(min(corner.x(), self._window.width() - self.width() - _EDGE_PX), _EDGE_PX)
        top = max(min(corner.y(), self._window.height() - self.height() - _EDGE_PX), _EDGE_PX)
        self.move(left, top)
        if not self.isVisible():
            self._before = QApplication.focusWidget()
            QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]  # there is one
        self.show()
        self.raise_()
        self.setFocus()

    def stand_in(self, place: QWidget) -> None:
        """Stand in another widget for good, without a frame, in place of floating over the window."""
        self._floats = False
        self.setParent(place)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.show()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Let Tab go round within the panel: what is behind it comes again when the panel is closed."""
        if not self._floats:
            return super().focusNextPrevChild(forward)
        return move_focus((self,), forward=forward)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Close when the mouse is pressed elsewhere; the press still does what it does."""
        if isinstance(event, QMouseEvent) and event.type() is QEvent.Type.MouseButtonPress:
            inside = self.rect().contains(self.mapFromGlobal(event.globalPosition().toPoint()))
            if not inside:
                self._before = None
                self.hide()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close by Escape."""
        if event.key() == Qt.Key.Key_Escape and self._floats:
            self.hide()
            return
        super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Give the keyboard back."""
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]  # as above
        before, self._before = self._before, None
        if before is not None:
            before.setFocus()
        super().hideEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the raised ground."""
        if not self._floats:
            return
        theme = self.look.theme
        frame_rounded(QPainter(self), QRectF(self.rect()), theme.raised, theme.control)
