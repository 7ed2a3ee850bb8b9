"""The buttons of the review: the grades with their intervals, and the way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from studyapp.domain.reviews import Rating
from studyapp.ui.look import control_font
from studyapp.ui.review.words import interval_words
from studyapp.ui.translation import tr
from studyapp.ui.widgets.buttons import RING_PX, PlainButton, TextButton
from studyapp.ui.widgets.painting import (
    draw_line_of_text,
    frame_rounded,
    key_hint_width,
    paint_focus,
    paint_key_hint,
)

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

    from studyapp.ui.look import Look


class GradeButton(PlainButton):
    """A grade with its key and the interval that it stores."""

    def __init__(self, look: Look, rating: Rating, name: str, parent: QWidget) -> None:
        super().__init__(look, name, parent)
        self.setToolTip("")
        self.rating = rating
        self.interval = ""
        self._name = name
        self._primary = rating is Rating.GOOD

    def show_interval(self, days: float | None) -> None:
        """Show the interval that this grade stores."""
        self.interval = interval_words(days)
        self.setAccessibleName(f"{self._name}: {self.interval}")
        self.update()

    def show_words(self, words: str) -> None:
        """Show words in place of an interval: nothing is stored."""
        self.interval = words
        self.setAccessibleName(f"{self._name}: {words}")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint key, grade and interval."""
        painter = QPainter(self)
        theme = self.look.theme
        inside = QRectF(self.rect()).adjusted(RING_PX, RING_PX, -RING_PX, -RING_PX)
        ground = theme.page
        if self._primary:
            ground = theme.accent_hover if self.underMouse() else theme.accent
        elif self.underMouse():
            ground = theme.hover
        if self.isDown():
            ground = theme.accent_pressed if self._primary else theme.pressed
        frame_rounded(painter, inside, ground, theme.accent if self._primary else theme.control)
        colour = theme.on_accent if self._primary else theme.text
        quiet = theme.on_accent if self._primary else theme.muted
        key = QRectF(inside.left() + 12, inside.top() + 6, 20, 18)
        draw_line_of_text(painter, key, str(int(self.rating)), control_font(11, 500), quiet)
        middle = Qt.AlignmentFlag.AlignHCenter
        name = QRectF(inside.left(), inside.top() + 10, inside.width(), 22)
        draw_line_of_text(painter, name, self._name, control_font(14, 600), colour, align=middle)
        under = QRectF(inside.left(), inside.top() + 32, inside.width(), 20)
        draw_line_of_text(painter, under, self.interval, control_font(13), quiet, align=middle)
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()), self.look)


class CloseButton(TextButton):
    """Leaves the review; without a frame, so that the card stays alone."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint cross, word and key."""
        painter = QPainter(self)
        inside = self.paint_ground(painter)
        theme = self.look.theme
        y = inside.center().y()
        self.look.paint_icon(painter, "x", QRectF(inside.left() + 6, y - 8, 16, 16), theme.muted)
        word = inside.adjusted(30, 0, 0, 0)
        draw_line_of_text(painter, word, self.text(), control_font(13), theme.muted)
        paint_key_hint(painter, QPointF(inside.right() - 6, y), tr("Esc"), self.look)

    def sizeHint(self) -> QSize:
        """Return the room for all three."""
        wide = QFontMetricsF(control_font(13)).horizontalAdvance(self.text()) + key_hint_width(tr("Esc"))
        return QSize(round(wide) + 56, 36)
