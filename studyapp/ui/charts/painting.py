"""Every shape of a figure, painted by the program itself: into a widget, a picture or an SVG file alike."""

from __future__ import annotations

from math import floor
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPen

from studyapp.ui.charts.axes import LABEL_PX, paint_axes, paint_feet
from studyapp.ui.charts.calendar import paint_calendar
from studyapp.ui.charts.chart import Shape, Unit, told
from studyapp.ui.look import control_font
from studyapp.ui.widgets.painting import draw_line_of_text, fill_rounded

if TYPE_CHECKING:
    from PySide6.QtGui import QColor

    from studyapp.ui.charts.chart import Chart, Series
    from studyapp.ui.theme import Theme

KEY_PX = 24
ROW_PX = 30
_LEAST_SHARE = 0.7  # where a scale of shares begins that has no reason to begin at 0


def natural_height(chart: Chart, width: float) -> int:
    """Return how high a figure wants to be at a width, in pixels."""
    if chart.is_empty:
        return 64
    match chart.shape:
        case Shape.SHARES:
            return 36 + ROW_PX * len(chart.labels)
        case Shape.MARKS:
            return KEY_PX + 8 + ROW_PX * len(chart.labels) + 24
        case Shape.CALENDAR:
            return 190 if width > 620 else 160
        case _:
            return 210 + (KEY_PX if len(chart.series) > 1 else 0)


def paint_chart(painter: QPainter, where: QRectF, chart: Chart, theme: Theme) -> None:
    """Paint a figure into a rectangle."""
    if chart.is_empty:
        box = QRectF(where.left(), where.top(), where.width(), 40)
        draw_line_of_text(painter, box, chart.empty, control_font(13), theme.muted)
        return
    match chart.shape:
        case Shape.BARS:
            _paint_bars(painter, _below_key(painter, where, chart, theme), chart, theme)
        case Shape.LINES:
            _paint_lines(painter, _below_key(painter, where, chart, theme), chart, theme)
        case Shape.SHARES:
            _paint_shares(painter, where, chart, theme)
        case Shape.MARKS:
            _paint_marks(painter, where, chart, theme)
        case Shape.CALENDAR:
            paint_calendar(painter, where, chart, theme)


def colours_of(chart: Chart, theme: Theme) -> list[QColor]:
    """Return the colour of each series."""
    if len(chart.series) == 1:
        return [theme.chart]
    if len(chart.series) == 2:
        return [theme.chart, theme.accent]
    return theme.shades()


def _below_key(painter: QPainter, where: QRectF, chart: Chart, theme: Theme) -> QRectF:
    """Paint what each colour is where there are several; return the room below."""
    if len(chart.series) < 2:
        return where
    x = where.left()
    for one, colour in zip(chart.series, colours_of(chart, theme), strict=False):
        if one.unit is Unit.SHARE:
            painter.setPen(QPen(theme.accent, 2))
            painter.drawLine(QPointF(x, where.top() + 10), QPointF(x + 12, where.top() + 10))
        else:
            fill_rounded(painter, QRectF(x, where.top() + 4, 12, 12), colour, 3)
        wide = QFontMetricsF(control_font(LABEL_PX)).horizontalAdvance(one.name) + 2
        box = QRectF(x + 18, where.top(), wide, 20)
        draw_line_of_text(painter, box, one.name, control_font(LABEL_PX), theme.muted)
        x += wide + 36
    return where.adjusted(0, KEY_PX, 0, 0)


def _paint_bars(painter: QPainter, where: QRectF, chart: Chart, theme: Theme) -> None:
    stacked = [one for one in chart.series if one.unit is not Unit.SHARE]
    sums = [sum(one.values[n] or 0 for one in stacked) for n in range(len(chart.labels))]
    field = paint_axes(painter, where, max(sums), theme)
    each = field.where.width() / len(chart.labels)
    wide = max(min(each * 0.74, 40), 1)
    for n in range(len(chart.labels)):
        left, below = field.where.left() + (n + 0.5) * each - wide / 2, 0.0
        for one, colour in zip(stacked, colours_of(chart, theme), strict=False):
            value = one.values[n] or 0
            if value > 0:
                top, bottom = field.y_of(below + value), field.y_of(below)
                fill_rounded(painter, QRectF(left, top, wide, max(bottom - top, 1)), colour, min(2, wide / 3))
            below += value
    for one in chart.series:
        if one.unit is Unit.SHARE:
            _paint_share_line(painter, field.where, one, theme)
    paint_feet(painter, field, chart.labels, theme)


def _paint_share_line(painter: QPainter, where: QRectF, one: Series, theme: Theme) -> None:
    """Paint shares over the bars, from 0 at the foot to 1 at the top."""
    each = where.width() / len(one.values)
    path = QPainterPath()
    begun = False
    for n, value in enumerate(one.values):
        if value is None:
            begun = False
            continue
        point = QPointF(where.left() + (n + 0.5) * each, where.bottom() - where.height() * value)
        path.lineTo(point) if begun else path.moveTo(point)
        begun = True
    _stroke(painter, path, theme.accent)


def _paint_lines(painter: QPainter, where: QRectF, chart: Chart, theme: Theme) -> None:
    most = max(value or 0 for one in chart.series for value in one.values)
    shares = all(one.unit is Unit.SHARE for one in chart.series)
    field = paint_axes(painter, where, 1.0 if shares else most, theme, percent=shares)
    each = field.where.width() / len(chart.labels)
    if chart.wanted is not None:
        painter.setPen(QPen(theme.muted, 1, Qt.PenStyle.DashLine))
        y = field.y_of(chart.wanted)
        painter.drawLine(QPointF(field.where.left(), y), QPointF(field.where.right(), y))
    for one, colour in zip(chart.series, colours_of(chart, theme), strict=False):
        path = QPainterPath()
        for n, value in enumerate(one.values):
            point = QPointF(field.where.left() + (n + 0.5) * each, field.y_of(value or 0))
            path.lineTo(point) if n else path.moveTo(point)
        _stroke(painter, path, colour)
    paint_feet(painter, field, chart.labels, theme)


def _paint_shares(painter: QPainter, where: QRectF, chart: Chart, theme: Theme) -> None:
    values = [value or 0 for value in chart.series[0].values]
    total, x = sum(values), where.left()
    shades = [*theme.shades(), theme.control]
    painter.save()
    whole = QPainterPath()
    whole.addRoundedRect(QRectF(where.left(), where.top() + 2, where.width(), 16), 3, 3)
    painter.setClipPath(whole)
    for value, shade in zip(values, shades, strict=False):
        wide = where.width() * value / total
        painter.fillRect(QRectF(x, where.top() + 2, max(wide - 1, 0), 16), shade)
        x += wide
    painter.restore()
    for n, (label, value) in enumerate(zip(chart.labels, values, strict=True)):
        row = QRectF(where.left(), where.top() + 30 + n * ROW_PX, where.width(), ROW_PX)
        fill_rounded(painter, QRectF(row.left(), row.center().y() - 6, 12, 12), shades[n], 3)
        draw_line_of_text(painter, row.adjusted(22, 0, -110, 0), label, control_font(13), theme.text)
        right, figures = Qt.AlignmentFlag.AlignRight, control_font(13, figures=True)
        draw_line_of_text(
            painter, row.adjusted(0, 0, -56, 0), f"{value:,.0f}", figures, theme.text, align=right
        )
        draw_line_of_text(painter, row, f"{value / total:.0%}", figures, theme.muted, align=right)


def _paint_marks(painter: QPainter, where: QRectF, chart: Chart, theme: Theme) -> None:
    """Paint a row a label: its name, a scale with the marks, the shares in words."""
    least = _least_share(chart)
    names_px, told_px = min(where.width() * 0.3, 220), 48.0 * len(chart.series)
    scale = QRectF(where.left() + names_px, where.top(), where.width() - names_px - told_px - 12, 0)
    _paint_mark_key(painter, where, chart, theme)
    top = where.top() + KEY_PX + 8
    for n, label in enumerate(chart.labels):
        y = top + (n + 0.5) * ROW_PX
        row = QRectF(where.left(), y - 10, names_px - 12, 20)
        draw_line_of_text(painter, row, label, control_font(13), theme.muted)
        painter.setPen(QPen(theme.control, 1))
        painter.drawLine(QPointF(scale.left(), y), QPointF(scale.right(), y))
        if chart.wanted is not None:
            x = _x_on(scale, chart.wanted, least)
            painter.setPen(QPen(theme.text, 1))
            painter.drawLine(QPointF(x, y - 6), QPointF(x, y + 6))
        for at, one in enumerate(chart.series):
            value = one.values[n]
            if value is not None:
                _paint_mark(painter, QPointF(_x_on(scale, value, least), y), at, theme)
            box = QRectF(where.right() - told_px + at * 48, y - 10, 48, 20)
            figures, right = control_font(12, figures=True), Qt.AlignmentFlag.AlignRight
            draw_line_of_text(painter, box, told(value, one.unit), figures, theme.text, align=right)
    foot = top + len(chart.labels) * ROW_PX
    for share in (least, (least + 1) / 2, 1.0):
        box = QRectF(_x_on(scale, share, least) - 30, foot, 60, 20)
        middle = Qt.AlignmentFlag.AlignHCenter
        draw_line_of_text(painter, box, f"{share:.0%}", control_font(12), theme.muted, align=middle)


def _least_share(chart: Chart) -> float:
    """Return where the scale begins: lower than usual, at a whole tenth, where a share is lower."""
    if chart.from_zero:
        return 0.0
    lowest = min((value for one in chart.series for value in one.values if value is not None), default=1.0)
    return min(_LEAST_SHARE, floor(lowest * 10) / 10)


def _paint_mark_key(painter: QPainter, where: QRectF, chart: Chart, theme: Theme) -> None:
    x, y = where.left(), where.top() + 10
    for at, one in enumerate(chart.series):
        _paint_mark(painter, QPointF(x + 6, y), at, theme)
        wide = QFontMetricsF(control_font(12)).horizontalAdvance(one.name) + 2
        draw_line_of_text(painter, QRectF(x + 18, y - 10, wide, 20), one.name, control_font(12), theme.muted)
        x += wide + 32


def _paint_mark(painter: QPainter, at: QPointF, number: int, theme: Theme) -> None:
    """Paint a mark: a ring, a disc, a square; the shape tells them apart, not the colour alone."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.accent, 2))
    painter.setBrush(theme.page if number == 0 else theme.accent)
    if number == 2:
        painter.drawRect(QRectF(at.x() - 3.5, at.y() - 3.5, 7, 7))
    else:
        painter.drawEllipse(at, 4, 4)


def _x_on(scale: QRectF, share: float, least: float) -> float:
    return scale.left() + scale.width() * max(share - least, 0) / (1 - least)


def _stroke(painter: QPainter, path: QPainterPath, colour: QColor) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)
