"""A year of days as squares, a column a week: darker where more was done."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from studyapp.ui.look import control_font
from studyapp.ui.translation import tr
from studyapp.ui.widgets.painting import draw_line_of_text, fill_rounded

if TYPE_CHECKING:
    from PySide6.QtGui import QColor

    from studyapp.ui.charts.chart import Chart
    from studyapp.ui.theme import Theme

_NAMES_PX, _MONTHS_PX, _KEY_PX = 34, 22, 26
_MOST_PX = 18


def paint_calendar(painter: QPainter, where: QRectF, chart: Chart, theme: Theme) -> None:
    """Paint the days; the first label is a Monday."""
    days = [date.fromisoformat(label) for label in chart.labels]
    values = [value or 0 for value in chart.series[0].values]
    weeks = -(-len(days) // 7)
    pitch = min((where.width() - _NAMES_PX) / weeks, (where.height() - _MONTHS_PX - _KEY_PX) / 7, _MOST_PX)
    left, top = where.left() + _NAMES_PX, where.top() + _MONTHS_PX
    steps, limits = theme.calendar(), _limits(values)
    _paint_names(painter, where, days, pitch, theme)
    for n, value in enumerate(values):
        box = QRectF(left + n // 7 * pitch, top + n % 7 * pitch, pitch - 3, pitch - 3)
        fill_rounded(painter, box, _shade(value, limits, steps), min(3, pitch / 5))
        if n == len(values) - 1:
            painter.setPen(QPen(theme.text, 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(-0.5, -0.5, 0.5, 0.5), 3, 3)
    _paint_key(painter, QRectF(left, top + 7 * pitch + 4, where.width(), 20), limits, theme)


def _paint_names(painter: QPainter, where: QRectF, days: list[date], pitch: float, theme: Theme) -> None:
    font, locale, short = control_font(12), QLocale(), QLocale.FormatType.ShortFormat
    for row in (0, 2, 4):
        box = QRectF(where.left(), where.top() + _MONTHS_PX + row * pitch - 3, _NAMES_PX - 4, pitch + 3)
        draw_line_of_text(painter, box, locale.dayName(row + 1, short), font, theme.muted)
    last = -5
    for week in range(-(-len(days) // 7)):
        first = days[week * 7]
        if first.day <= 7 and week - last >= 3:
            box = QRectF(where.left() + _NAMES_PX + week * pitch, where.top() - 2, 60, 20)
            draw_line_of_text(painter, box, locale.monthName(first.month, short), font, theme.muted)
            last = week


def _paint_key(painter: QPainter, where: QRectF, limits: list[float], theme: Theme) -> None:
    font, left, top, steps = control_font(12), where.left(), where.top(), theme.calendar()
    draw_line_of_text(painter, QRectF(left, top, 40, 20), tr("none"), font, theme.muted)
    for n, step in enumerate(steps):
        fill_rounded(painter, QRectF(left + 40 + n * 18, top + 4, 13, 13), step, 3)
    most = tr("{count} and more", count=f"{limits[-1]:,.0f}")
    draw_line_of_text(painter, QRectF(left + 46 + len(steps) * 18, top, 160, 20), most, font, theme.muted)


def _limits(values: list[float]) -> list[float]:
    """Return from which number on a day has each step: quarters of the days on which something was done."""
    some = sorted(value for value in values if value > 0)
    if not some:
        return [1, 2, 3, 4]
    found = [some[min(len(some) * part // 4, len(some) - 1)] for part in range(4)]
    return [max(found[n], found[n - 1] + 1) if n and found[n] <= found[n - 1] else found[n] for n in range(4)]


def _shade(value: float, limits: list[float], steps: list[QColor]) -> QColor:
    return steps[sum(value >= limit for limit in limits)] if value else steps[0]
