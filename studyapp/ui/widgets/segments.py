"""A few choices of which exactly one is taken, in one frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter

from studyapp.ui.look import control_font
from studyapp.ui.widgets.buttons import RING_PX, PlainButton
from studyapp.ui.widgets.painting import draw_line_of_text, fill_rounded, frame_rounded, paint_focus

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent
    from PySide6.QtWidgets import QWidget

    from studyapp.ui.look import Look


class Segments(PlainButton):
    """One control for the keyboard: the arrows choose, Space and Return take the next."""

    chosen = Signal(int)

    def __init__(self, look: Look, name: str, choices: list[str], parent: QWidget) -> None:
        super().__init__(look, name, parent)
        self.setToolTip("")
        self._name = name
        self._choices = choices
        self.current = 0
        self._tell_name()
        self.resize(self.sizeHint())

    def choose(self, number: int) -> None:
        """Take a choice."""
        number %= len(self._choices)
        if number != self.current:
            self.current = number
            self._tell_name()
            self.update()
            self.chosen.emit(number)

    def sizeHint(self) -> QSize:
        """Return the room for all words."""
        return QSize(round(sum(self._widths())) + 2 * RING_PX, 28 + 2 * RING_PX)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by the arrows."""
        keys = Qt.Key
        step = {
            keys.Key_Left: -1,
            keys.Key_Right: 1,
            keys.Key_Space: 1,
            keys.Key_Return: 1,
            keys.Key_Enter: 1,
        }
        if event.key() in step:
            self.choose(self.current + step[keys(event.key())])
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take the choice under the pointer."""
        x = event.position().x() - RING_PX
        for number, width in enumerate(self._widths()):
            if 0 <= x < width:
                self.choose(number)
            x -= width
        self.setDown(False)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the frame, the ground of the choice, the words."""
        painter, theme = QPainter(self), self.look.theme
        outside = QRectF(self.rect())
        inside = outside.adjusted(RING_PX, RING_PX, -RING_PX, -RING_PX)
        frame_rounded(painter, inside, theme.panel, theme.control)
        x = inside.left()
        for number, (text, width) in enumerate(zip(self._choices, self._widths(), strict=True)):
            box = QRectF(x, inside.top(), width, inside.height())
            on = number == self.current
            if on:
                fill_rounded(painter, box.adjusted(1, 1, -1, -1), theme.tint, 5)
            colour = theme.accent if on else theme.muted
            font = control_font(12, 600 if on else 500)
            draw_line_of_text(painter, box, text, font, colour, align=Qt.AlignmentFlag.AlignHCenter)
            x += width
        if self.hasFocus():
            paint_focus(painter, outside, self.look)

    def _widths(self) -> list[float]:
        metrics = QFontMetricsF(control_font(12, 600))
        return [metrics.horizontalAdvance(text) + 24 for text in self._choices]

    def _tell_name(self) -> None:
        self.setAccessibleName(f"{self._name}: {self._choices[self.current]}")
