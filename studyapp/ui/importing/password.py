"""A small panel that asks for the password of a locked file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QLineEdit

from studyapp.ui.look import control_font
from studyapp.ui.translation import tr
from studyapp.ui.widgets.buttons import TextButton
from studyapp.ui.widgets.field import LineEdit
from studyapp.ui.widgets.painting import draw_line_of_text, frame_rounded
from studyapp.ui.widgets.popup import FloatingPanel

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QHideEvent, QKeyEvent, QPaintEvent
    from PySide6.QtWidgets import QWidget

    from studyapp.ui.look import Look

WIDTH_PX, HEIGHT_PX = 460, 172
_SIDE_PX, _FIELD_PX = 20, 36


class PasswordPanel(FloatingPanel):
    """Return unlocks; Escape leaves the file out. The password is kept nowhere."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, tr("Password"), parent)
        self.setObjectName("password")
        self._name = ""
        self._wrong = False
        self._answered: Callable[[str], object] | None = None
        self.field = LineEdit(self)
        self.field.setFrame(False)
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setAccessibleName(tr("Password"))
        self.field.setFont(control_font(14))
        self.field.key_pressed.connect(self._key)
        self.field.focus_changed.connect(self.update)
        self.field.setGeometry(_SIDE_PX + 8, 70, WIDTH_PX - 2 * _SIDE_PX - 16, _FIELD_PX - 4)
        self.unlock = TextButton(look, tr("Unlock"), self, primary=True, key="↵")
        self.leave = TextButton(look, tr("Leave it out"), self, key="Esc")
        self.unlock.on_click(lambda: self._answer(self.field.text()))
        self.leave.on_click(self.hide)
        size, other = self.unlock.sizeHint(), self.leave.sizeHint()
        self.unlock.setGeometry(WIDTH_PX - _SIDE_PX - size.width(), 120, size.width(), size.height())
        self.leave.setGeometry(self.unlock.x() - other.width() - 4, 120, other.width(), other.height())
        self.setFixedSize(WIDTH_PX, HEIGHT_PX)
        look.changed.connect(self._take_palette)
        self._take_palette()

    def open(self, name: str, *, wrong: bool, answered: Callable[[str], object]) -> None:
        """Ask for the password of a file; `answered` gets it, or nothing when the file is left out."""
        self._name, self._wrong, self._answered = name, wrong, answered
        self.field.clear()
        self.open_at(QPoint((self._window.width() - WIDTH_PX) // 2, 120))
        self.field.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        """Take a panel that is closed without an answer for “leave it out”."""
        super().hideEvent(event)
        self._answer("")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the question and the frame."""
        super().paintEvent(event)
        painter, theme = QPainter(self), self.look.theme
        wide = WIDTH_PX - 2 * _SIDE_PX
        title = tr("“{name}” is locked.", name=self._name)
        draw_line_of_text(painter, QRectF(_SIDE_PX, 14, wide, 24), title, control_font(15, 600), theme.text)
        hint = tr("This password does not open it.") if self._wrong else tr("Its password opens it.")
        colour = theme.bad if self._wrong else theme.muted
        draw_line_of_text(painter, QRectF(_SIDE_PX, 40, wide, 20), hint, control_font(13), colour)
        on = self.field.hasFocus()
        frame = QRectF(_SIDE_PX, 68, wide, _FIELD_PX)
        frame_rounded(painter, frame, theme.page, theme.accent if on else theme.control, 2 if on else 1)

    def _key(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._answer(self.field.text())
            event.accept()
        elif event.key() == Qt.Key.Key_Escape:
            self.hide()
            event.accept()

    def _answer(self, password: str) -> None:
        answered, self._answered = self._answered, None
        if answered is not None:
            self.hide()
            self.field.clear()
            answered(password)

    def _take_palette(self) -> None:
        palette = self.look.theme.palette()
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        self.field.setPalette(palette)
