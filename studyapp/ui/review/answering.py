"""Answering before the answer is shown: a field to type in, or answers to choose from."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QWidget

from studyapp.ui.look import control_font, text_font
from studyapp.ui.translation import tr
from studyapp.ui.widgets.buttons import RING_PX, PlainButton
from studyapp.ui.widgets.field import LineEdit
from studyapp.ui.widgets.painting import draw_line_of_text, frame_rounded, paint_focus, paint_key_hint

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent

    from studyapp.ui.look import Look

FIELD_PX = 44
CHOICE_PX = 40
_GAP_PX = 4


class AnswerField(QWidget):
    """A framed line; Return gives what was typed."""

    given = Signal(str)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.edit = LineEdit(self)
        self.edit.setFrame(False)
        self.edit.setAccessibleName(tr("Your answer"))
        self.edit.setPlaceholderText(tr("Your answer"))
        self.edit.setFont(text_font(18))
        self.edit.key_pressed.connect(self._key)
        self.edit.focus_changed.connect(self.update)
        self.setFocusProxy(self.edit)
        look.changed.connect(self._take_palette)
        self._take_palette()

    def ask(self) -> None:
        """Empty the line, and take the keyboard."""
        self.edit.clear()
        self.edit.setFocus()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Give the line its room."""
        self.edit.setGeometry(12, 2, self.width() - 24, self.height() - 4)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the frame."""
        theme, on = self._look.theme, self.edit.hasFocus()
        painter = QPainter(self)
        where = QRectF(self.rect())
        frame_rounded(painter, where, theme.page, theme.accent if on else theme.control, 2 if on else 1)

    def _key(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.accept()
            self.given.emit(self.edit.text())

    def _take_palette(self) -> None:
        palette = self._look.theme.palette()
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        self.edit.setPalette(palette)


class ChoiceButton(PlainButton):
    """One of the answers, with its key."""

    def __init__(self, look: Look, number: int, text: str, parent: QWidget) -> None:
        super().__init__(look, f"{number}: {text}", parent)
        self.setToolTip("")
        self._number, self._text = number, text

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint key and answer."""
        painter, theme = QPainter(self), self.look.theme
        inside = QRectF(self.rect()).adjusted(RING_PX, RING_PX, -RING_PX, -RING_PX)
        frame_rounded(painter, inside, theme.hover if self.underMouse() else theme.page, theme.control)
        paint_key_hint(
            painter, QPointF(inside.left() + 32, inside.center().y()), str(self._number), self.look
        )
        draw_line_of_text(painter, inside.adjusted(44, 0, -12, 0), self._text, text_font(16), theme.text)
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()), self.look)


class Choices(QWidget):
    """Answers one below the other; the keys 1 to 4 or a click take one."""

    given = Signal(str)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._texts: tuple[str, ...] = ()
        self._buttons: list[ChoiceButton] = []
        self.setFont(control_font(13))

    @property
    def height_px(self) -> int:
        """The height of all of them."""
        return len(self._texts) * (CHOICE_PX + _GAP_PX)

    def ask(self, texts: tuple[str, ...]) -> None:
        """Show these answers."""
        for button in self._buttons:
            button.deleteLater()
        self._texts = texts
        self._buttons = [
            ChoiceButton(self._look, number, text, self) for number, text in enumerate(texts, start=1)
        ]
        for number, button in enumerate(self._buttons):
            button.on_click(partial(self.take, number + 1))
            button.show()
        self._arrange()

    def take(self, number: int) -> bool:
        """Take the answer with this number; say whether there is one."""
        if not 1 <= number <= len(self._texts):
            return False
        self.given.emit(self._texts[number - 1])
        return True

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Put the answers below each other."""
        self._arrange()

    def _arrange(self) -> None:
        for number, button in enumerate(self._buttons):
            button.setGeometry(0, number * (CHOICE_PX + _GAP_PX), self.width(), CHOICE_PX)
