"""A text field in the program's own frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPalette, QPen
from PySide6.QtWidgets import QLineEdit, QWidget

from studyapp.ui.look import ICON_PX, control_font
from studyapp.ui.translation import tr
from studyapp.ui.widgets.buttons import IconButton
from studyapp.ui.widgets.painting import frame_rounded

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QPaintEvent, QResizeEvent

    from studyapp.ui.look import Look

FIELD_PX = 36


class LineEdit(QLineEdit):
    """The bare field; keys that it does not use go to `key_pressed` first."""

    focus_changed = Signal()
    key_pressed = Signal(QKeyEvent)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._wrong: tuple[int, int] | None = None
        self._wrong_colour = QColor()

    def mark_wrong(self, span: tuple[int, int] | None, colour: QColor) -> None:
        """Underline a part of the text, in Qt's positions, as what is wrong with it; None for nothing."""
        self._wrong, self._wrong_colour = span, colour
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text, and a wave under what is wrong."""
        super().paintEvent(event)
        if self._wrong is None:
            return
        left, right = (self._x_of(position) for position in self._wrong)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._wrong_colour, 1.5))
        y, step = self.height() - 6.0, 3
        points = [QPointF(x, y + 2 * (n % 2)) for n, x in enumerate(range(left, max(right, left + 6), step))]
        painter.drawPolyline(points)

    def _x_of(self, position: int) -> int:
        """Return where a position is, as far as the field shows it."""
        middle = self.height() // 2
        at = range(self.width())
        return next((x for x in at if self.cursorPositionAt(QPoint(x, middle)) >= position), self.width())

    def event(self, event: QEvent) -> bool:
        """Offer Tab, too, which Qt takes for a walk through the controls before any key event."""
        tab = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Tab and not event.modifiers()
        if tab and event.type() is QEvent.Type.KeyPress:
            event.ignore()
            self.key_pressed.emit(event)
            if event.isAccepted():
                return True
            event.accept()  # else the walk goes on from the field's parent as well
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Offer the key to whoever listens; an event that was accepted goes no further."""
        event.ignore()
        self.key_pressed.emit(event)
        if not event.isAccepted():
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that the frame changes."""
        super().focusInEvent(event)
        self.focus_changed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the frame changes."""
        super().focusOutEvent(event)
        self.focus_changed.emit()


class Field(QWidget):
    """A framed field with an icon before and a button that empties it."""

    def __init__(self, look: Look, name: str, icon: str, parent: QWidget, *, font_px: int = 13) -> None:
        super().__init__(parent)
        self._look = look
        self._icon = icon
        self.setFixedHeight(FIELD_PX)
        self.edit = LineEdit(self)
        self.edit.setFrame(False)
        self.edit.setAccessibleName(name)
        self.edit.setPlaceholderText(name)
        self.edit.setFont(control_font(font_px))
        self.clear = IconButton(look, "x", tr("Clear"), self, size_px=24)
        self.clear.on_click(self._empty)
        self.clear.hide()
        self.edit.textChanged.connect(lambda text: self.clear.setVisible(bool(text)))
        self.edit.focus_changed.connect(self.update)
        look.changed.connect(self._take_palette)
        self._take_palette()
        self.setFocusProxy(self.edit)

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Give the field the room between icon and button."""
        self.edit.setGeometry(32, 2, self.width() - 32 - 34, self.height() - 4)
        self.clear.move(self.width() - self.clear.width() - 4, (self.height() - self.clear.height()) // 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint frame and icon."""
        painter = QPainter(self)
        theme = self._look.theme
        focus = self.edit.hasFocus()
        where = QRectF(self.rect())
        frame_rounded(painter, where, theme.page, theme.accent if focus else theme.control, 2 if focus else 1)
        box = QRectF(10, self.height() / 2 - 8, ICON_PX, ICON_PX)
        self._look.paint_icon(painter, self._icon, box, theme.text if focus else theme.muted)

    def _empty(self) -> None:
        self.edit.clear()
        self.edit.setFocus()

    def _take_palette(self) -> None:
        palette = self._look.theme.palette()
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        self.edit.setPalette(palette)
