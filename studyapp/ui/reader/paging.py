"""Paging and scrolling by keys: Space flows on, arrows scroll, Shift selects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QTextBrowser, QWidget

from studyapp.ui.reader.document import SIDE_PX
from studyapp.ui.widgets.scrollbar import never_scroll_sideways, use_quiet_bar

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QWheelEvent

    from studyapp.ui.look import Look


class PagedText(QTextBrowser):
    """A text that is turned like a page. The caret shows only once the keyboard selects."""

    previous_wanted = Signal(bool)  # True: to its end
    next_wanted = Signal()
    size_wanted = Signal(int)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        # A viewport that Python made: to find out the type of Qt's own one, PySide would load every kind of
        # widget there is, a tenth of the time to the first frame.
        self._ground = QWidget()
        self.setViewport(self._ground)
        self._ground.setBackgroundRole(QPalette.ColorRole.Base)
        self._ground.setMouseTracking(True)
        self.setCursorWidth(0)
        use_quiet_bar(self, look)

    def furnish(self) -> None:
        """Set what only the pointer and the keyboard ask for, after the first frame."""
        self._ground.setCursor(QtCore.Qt.CursorShape.IBeamCursor)
        never_scroll_sideways(self)
        # Always there (it shows only where there is something to scroll): a bar that comes and goes while a
        # section is set has the text laid out once more for each other width.
        self.setVerticalScrollBarPolicy(QtCore.Qt.ScrollBarPolicy.ScrollBarAlwaysOn)

    def is_at_end(self) -> bool:
        """Say whether the section is scrolled to its end."""
        return self.verticalScrollBar().value() >= self.verticalScrollBar().maximum()

    def page_on(self) -> None:
        """Scroll on by a view less two lines; from the end on to the next section."""
        if self.is_at_end():
            self.next_wanted.emit()
        else:
            self._scroll_by(self._page_step())

    def page_back(self) -> None:
        """Scroll back; from the beginning to the end of the section before."""
        if self.verticalScrollBar().value() == 0:
            self.previous_wanted.emit(True)
        else:
            self._scroll_by(-self._page_step())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page by Space, scroll by arrows, extend the selection with Shift."""
        if not self._handle_key(event):
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Change the size of the text with Ctrl held."""
        if event.modifiers() & QtCore.Qt.KeyboardModifier.ControlModifier:
            self.size_wanted.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def _page_step(self) -> int:
        line = self._look.type.line_px
        return max(line, (self.viewport().height() // line - 2) * line)

    def _scroll_by(self, pixels: int) -> None:
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + pixels)

    def _handle_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        shift = bool(event.modifiers() & QtCore.Qt.KeyboardModifier.ShiftModifier)
        if (
            event.modifiers()
            & ~QtCore.Qt.KeyboardModifier.ShiftModifier
            & ~QtCore.Qt.KeyboardModifier.KeypadModifier
        ):
            self._show_caret(event)
            return False
        if key == QtCore.Qt.Key.Key_Space:
            (self.page_back if shift else self.page_on)()
            return True
        if shift or self.cursorWidth():
            self._show_caret(event)
            return False
        return self._scroll_key(key)

    def _scroll_key(self, key: int) -> bool:
        bar = self.verticalScrollBar()
        line = self._look.type.line_px
        targets = {
            QtCore.Qt.Key.Key_Down: bar.value() + 2 * line,
            QtCore.Qt.Key.Key_Up: bar.value() - 2 * line,
            QtCore.Qt.Key.Key_PageDown: bar.value() + self._page_step(),
            QtCore.Qt.Key.Key_PageUp: bar.value() - self._page_step(),
            QtCore.Qt.Key.Key_Home: 0,
            QtCore.Qt.Key.Key_End: bar.maximum(),
        }
        target = targets.get(QtCore.Qt.Key(key))
        if target is None:
            return False
        bar.setValue(target)
        return True

    def _show_caret(self, event: QKeyEvent) -> None:
        """Show the caret once the keyboard selects, starting where the person reads."""
        if self.cursorWidth() or not _moves_caret(event.key()):
            return
        self.setCursorWidth(2)
        if not self.textCursor().hasSelection() and not self.viewport().rect().intersects(self.cursorRect()):
            self.setTextCursor(self.cursorForPosition(QPoint(SIDE_PX, self._look.type.line_px // 2)))


def _moves_caret(key: int) -> bool:
    keys = QtCore.Qt.Key
    return key in {
        keys.Key_Left,
        keys.Key_Right,
        keys.Key_Up,
        keys.Key_Down,
        keys.Key_Home,
        keys.Key_End,
        keys.Key_PageUp,
        keys.Key_PageDown,
    }
