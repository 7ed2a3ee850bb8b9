"""A strip at the foot of the page with a few things to try: each with its key, or a tick when it is done."""

from __future__ import annotations

from functools import partial
from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QWidget

from studyapp.ui.look import ICON_PX, control_font
from studyapp.ui.translation import tr
from studyapp.ui.widgets.buttons import RING_PX, IconButton, PlainButton
from studyapp.ui.widgets.measures import STRIP_PX
from studyapp.ui.widgets.painting import draw_line_of_text, fill, key_hint_width, paint_key_hint

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from studyapp.ui.look import Look

_SIDE_PX = 16


class StepButton(PlainButton):
    """One thing to try."""

    def __init__(self, look: Look, text: str, parent: QWidget) -> None:
        super().__init__(look, text, parent)
        self.setText(text)
        self.done = False
        self._key = ""

    def show_key(self, key: str) -> None:
        """Show the key beside the words."""
        self._key = key
        self.setToolTip("")
        self.updateGeometry()
        self.update()

    def show_done(self) -> None:
        """Show a tick: it was tried."""
        self.done = True
        self.setAccessibleName(tr("{step}, done", step=self.text()))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room for words and key or tick."""
        words = QFontMetricsF(control_font(13, 500)).horizontalAdvance(self.text())
        return QSize(ceil(words + self._mark_px()) + 28 + 2 * RING_PX, 32 + 2 * RING_PX)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint key or tick, and the words."""
        painter, theme = QPainter(self), self.look.theme
        inside = self.paint_ground(painter).adjusted(8, 0, -8, 0)
        middle = inside.center().y()
        if self.done:
            tick = QRectF(inside.left(), middle - ICON_PX / 2, ICON_PX, ICON_PX)
            self.look.paint_icon(painter, "check", tick, theme.good)
        elif self._key:
            paint_key_hint(
                painter, QPointF(inside.left() + key_hint_width(self._key), middle), self._key, self.look
            )
        words = inside.adjusted(self._mark_px() + 8, 0, 0, 0)
        colour = theme.muted if self.done else theme.text
        draw_line_of_text(painter, words, self.text(), control_font(13, 500), colour)

    def _mark_px(self) -> float:
        return ICON_PX if self.done else key_hint_width(self._key) if self._key else 0


class FirstSteps(QWidget):
    """The steps side by side, with a button that sends them away."""

    dismissed = Signal()
    taken = Signal(str)  # the step's name

    def __init__(self, look: Look, steps: dict[str, str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("firstSteps")
        self.setAccessibleName(tr("What to try first"))
        self._look = look
        self.steps = {name: StepButton(look, text, self) for name, text in steps.items()}
        for name, button in self.steps.items():
            button.on_click(partial(self.taken.emit, name))
        self.close_button = IconButton(look, "x", tr("Do not show this any more"), self, size_px=28)
        self.close_button.on_click(self.dismissed.emit)

    def arrange(self) -> None:
        """Put the steps in a row; where they do not fit, those that are done go first."""
        self.close_button.move(
            self.width() - self.close_button.width() - 8, (STRIP_PX - self.close_button.height()) // 2
        )
        room = self.close_button.x() - _SIDE_PX
        shown = sorted(self.steps.values(), key=lambda button: button.done)
        while sum(button.sizeHint().width() for button in shown) > room and len(shown) > 1:
            shown.pop()
        x = _SIDE_PX - 8
        for button in self.steps.values():
            button.setVisible(button in shown)
            if button in shown:
                size = button.sizeHint()
                button.setGeometry(x, (STRIP_PX - size.height()) // 2, size.width(), size.height())
                x += size.width()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Share the width."""
        self.arrange()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground and its hairline."""
        painter, theme = QPainter(self), self._look.theme
        fill(painter, QRectF(self.rect()), theme.page)
        fill(painter, QRectF(0, 0, self.width(), 1), theme.border)
