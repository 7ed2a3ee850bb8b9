"""A panel that asks for one line; what is wrong with it is told in the panel itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF
from PySide6.QtGui import QPainter

from studyapp.domain.errors import KnownError
from studyapp.ui.announcing import announce
from studyapp.ui.look import control_font
from studyapp.ui.widgets.form import SIDE_PX, FormPanel
from studyapp.ui.widgets.painting import draw_line_of_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

    from studyapp.ui.look import Look

WIDTH_PX = 460
_LINE_TOP, _WRONG_TOP, _BUTTONS_TOP = 78, 120, 152


class Prompt(FormPanel):
    """Return keeps what was written, Escape leaves it."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, "", parent, WIDTH_PX)
        self.setObjectName("prompt")
        self._title, self._sentence, self._wrong = "", "", ""
        self._keep: Callable[[str], object] | None = None
        self.field = self.add_line(_LINE_TOP)
        self.put_buttons(_BUTTONS_TOP)

    def open(self, title: str, sentence: str, text: str, keep: Callable[[str], object]) -> None:
        """Ask; `keep` gets the line, and raises KnownError for one that it does not take."""
        self._title, self._sentence, self._wrong, self._keep = title, sentence, "", keep
        self.setAccessibleName(title)
        self.field.setAccessibleName(sentence)
        self.field.setText(text)
        self.open_at(QPoint((self._window.width() - WIDTH_PX) // 2, 120))
        self.field.setFocus()
        self.field.selectAll()

    def done(self) -> None:
        """Keep the line, or say what is wrong with it."""
        if self._keep is None:
            return
        try:
            self._keep(self.field.text())
        except KnownError as error:
            self._wrong = error.sentence
            announce(self, error.sentence)
            self.update()
            return
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint title, sentence, frame, and what is wrong."""
        super().paintEvent(event)
        painter, theme = QPainter(self), self.look.theme
        self.paint_lines(painter, self._title)
        wide, muted = WIDTH_PX - 2 * SIDE_PX, theme.muted
        sentence = QRectF(SIDE_PX, 48, wide, 22)
        draw_line_of_text(painter, sentence, self._sentence, control_font(13), muted)
        wrong = QRectF(SIDE_PX, _WRONG_TOP, wide, 22)
        draw_line_of_text(painter, wrong, self._wrong, control_font(12), theme.bad)
