"""A text field in the program's own frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPalette
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
