"""What the axes of figures say: round numbers upward, days in words along the foot."""

from __future__ import annotations

from datetime import date
from math import ceil, floor, log10
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QLocale, QRectF, Qt
from PySide6.QtGui import QFontMetricsF

from studyapp.ui.look import control_font
from studyapp.ui.widgets.painting import draw_line_of_text, fill

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from studyapp.ui.theme import Theme

LABEL_PX = 12
_FOOT_PX = 24
_GRID_STEPS = 3


class Field(NamedTuple):
    """Where the values are painted, and the value at its upper edge."""

    where: QRectF
    most: float

    def y_of(self, value: float) -> float:
        """Return the height of a value."""
        return self.where.bottom() - self.where.height() * value / self.most


def paint_axes(
    painter: QPainter, where: QRectF, most: float, theme: Theme, *, percent: bool = False
) -> Field:
    """Paint lines across with their numbers; return the field within them."""
    step = _round_step(most or 1)
    lines = max(ceil((most or 1) / step), 1)
    font = control_font(LABEL_PX, figures=True)
    names = [_number(step * n, percent=percent) for n in range(lines + 1)]
    wide = max(QFontMetricsF(font).horizontalAdvance(name) for name in names) + 12
    inside = where.adjusted(wide, 8, 0, -_FOOT_PX)
    field = Field(inside, step * lines)
    for n, name in enumerate(names):
        y = field.y_of(step * n)
        fill(painter, QRectF(inside.left(), round(y), inside.width(), 1), theme.border)
        box = QRectF(where.left(), y - 10, wide - 10, 20)
        draw_line_of_text(painter, box, name, font, theme.muted, align=Qt.AlignmentFlag.AlignRight)
    return field


def paint_feet(painter: QPainter, field: Field, labels: tuple[str, ...], theme: Theme) -> None:
    """Paint the labels under the values, as many as have room."""
    font = control_font(LABEL_PX)
    words = [day_words(label) for label in labels]
    wide = max(QFontMetricsF(font).horizontalAdvance(word) for word in words) + 16
    each = field.where.width() / len(labels)
    every = max(ceil(wide / each), 1)
    for n in range(0, len(labels), every):
        middle = field.where.left() + (n + 0.5) * each
        left = max(min(middle - wide / 2, field.where.right() - wide + 8), field.where.left() - 24)
        box = QRectF(left, field.where.bottom() + 4, wide, _FOOT_PX - 4)
        draw_line_of_text(painter, box, words[n], font, theme.muted, align=Qt.AlignmentFlag.AlignHCenter)


def day_words(label: str) -> str:
    """Return an ISO date as a person's language has it, without the year; other labels as they are."""
    try:
        day = date.fromisoformat(label) if len(label) == 10 else None
    except ValueError:
        day = None
    if day is None:
        return label
    return f"{day.day} {QLocale().monthName(day.month, QLocale.FormatType.ShortFormat)}"


def _round_step(most: float) -> float:
    """Return a step of 1, 2 or 5 times a power of ten that gives a few lines."""
    rough = most / _GRID_STEPS
    power = 10.0 ** floor(log10(rough))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough)


def _number(value: float, *, percent: bool) -> str:
    if percent:
        return f"{value:.0%}"
    return f"{value:,.0f}" if value >= 10 or value == int(value) else f"{value:,.2f}".rstrip("0")
