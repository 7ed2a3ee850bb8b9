"""The message bar at the foot of the page. Nothing modal: a message never stops the reading."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QWidget

from studyapp.ui.announcing import announce
from studyapp.ui.look import ICON_PX, control_font
from studyapp.ui.translation import tr
from studyapp.ui.widgets.buttons import IconButton, TextButton

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from studyapp.ui.look import Look

Step = tuple[str, "Callable[[], object]"]
"""What can be done about a message: its name and what it does."""

SHOWN_MS = 8000  # a message that needs no answer goes by itself
_MOST_STEPS = 3
_LEFT_PX = 48


class MessageBar(QWidget):
    """Shows the last message; `shown` tells the window to give it room."""

    shown = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("messageBar")
        self.setAutoFillBackground(True)
        self._look = look
        self._text = ""
        self._bad = False
        self._acts: list[Callable[[], object]] = []
        self.steps = [TextButton(look, "", self) for _ in range(_MOST_STEPS)]
        for number, button in enumerate(self.steps):
            button.on_click(partial(self._take_step, number))
            button.hide()
        self.close_button = IconButton(look, "x", tr("Close the message"), self, size_px=28)
        self.close_button.on_click(self.dismiss)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_MS)
        self._timer.timeout.connect(self.dismiss)
        self.hide()

    @property
    def text(self) -> str:
        """The message shown; empty when there is none."""
        return self._text

    @property
    def step(self) -> TextButton:
        """The first step that is offered."""
        return self.steps[0]

    def tell(self, text: str, *, bad: bool = False, steps: Sequence[Step] = ()) -> None:
        """Show a message with steps to take. One that is bad or asks stays until it is closed."""
        self._text, self._bad = text, bad
        self._acts = [act for _, act in steps]
        self.setAccessibleName(text)
        for number, button in enumerate(self.steps):
            name = steps[number][0] if number < len(steps) else ""
            button.setText(name)
            button.setAccessibleName(name)
            button.setVisible(bool(name))
        self._timer.stop()
        if not bad and len(steps) < 2:
            self._timer.start()
        self.show()
        self._arrange()
        self.update()
        self.shown.emit()
        announce(self, text)

    def dismiss(self) -> None:
        """Take the message away."""
        self._text = ""
        self._timer.stop()
        self.hide()
        self.shown.emit()

    def height_for(self, width: int) -> int:
        """Return the height that the message needs at a width."""
        room = max(width - _LEFT_PX - self._right_px(), 80)
        flags = int(Qt.TextFlag.TextWordWrap)
        box = QFontMetrics(control_font()).boundingRect(0, 0, room, 1000, flags, self._text)
        return max(48, box.height() + 24)

    def sizeHint(self) -> QSize:
        """Return the room for the message at the present width."""
        return QSize(self.width(), self.height_for(self.width()))

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Keep the buttons at the right."""
        self._arrange()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint icon and text."""
        painter = QPainter(self)
        theme = self._look.theme
        painter.fillRect(self.rect(), theme.raised)
        painter.fillRect(0, 0, self.width(), 1, theme.border)
        icon = QRectF(16, self.height() / 2 - 8, ICON_PX, ICON_PX)
        name, colour = ("circle-alert", theme.bad) if self._bad else ("info", theme.accent)
        self._look.paint_icon(painter, name, icon, colour)
        painter.setFont(control_font())
        painter.setPen(theme.text)
        room = QRectF(_LEFT_PX, 0, self.width() - _LEFT_PX - self._right_px(), self.height())
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap)
        painter.drawText(room, flags, self._text)

    def _right_px(self) -> int:
        steps = sum(b.sizeHint().width() + 4 for b in self.steps if b.isVisibleTo(self))
        return self.close_button.width() + 28 + steps

    def _arrange(self) -> None:
        middle = self.height() // 2
        x = self.width() - 10 - self.close_button.width()
        self.close_button.move(x, middle - self.close_button.height() // 2)
        x -= 4
        for button in reversed([b for b in self.steps if b.isVisibleTo(self)]):
            size = button.sizeHint()
            x -= size.width() + 4
            button.setGeometry(x, middle - size.height() // 2, size.width(), size.height())

    def _take_step(self, number: int) -> None:
        act = self._acts[number]
        self.dismiss()
        act()
