"""The line of each kind of actor: under its mentions, and as a sample beside its name."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from studyapp.domain.actors import ActorKind

if TYPE_CHECKING:
    from PySide6.QtGui import QColor

SAMPLE_PX = 24
_WAVE_PX = 8.0  # length of a wave
_WAVE_HEIGHT_PX = 1.6


class LineStyle(NamedTuple):
    """How a line is drawn: thickness, dashes and gaps in pixels, and how many lie below each other."""

    width_px: int = 1
    dashes: tuple[float, ...] = ()
    rows: int = 1
    wavy: bool = False


LINES = {  # as `actor_underline` of the look's tokens says
    ActorKind.PERSON: LineStyle(),
    ActorKind.COUNTRY: LineStyle(2, (2, 3)),
    ActorKind.ORGANISATION: LineStyle(1, (7, 4)),
    ActorKind.PLACE: LineStyle(rows=2),
    ActorKind.GROUP: LineStyle(1, (7, 3, 2, 3)),
    ActorKind.EVENT: LineStyle(wavy=True),
    ActorKind.AGREEMENT: LineStyle(2),
    ActorKind.WORK: LineStyle(1, (12, 4)),
    ActorKind.OTHER: LineStyle(1, (1, 5)),
}


def paint_line(painter: QPainter, kind: ActorKind, corner: QPointF, width: float, colour: QColor) -> None:
    """Paint the line of a kind from its upper left corner on, on whole pixels."""
    style = LINES[kind]
    left, top = round(corner.x()), round(corner.y())
    right = left + round(width)
    if style.wavy:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.strokePath(_wave(left, right, top + _WAVE_HEIGHT_PX), QPen(colour, 1.1))
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    if not style.dashes:
        for row in range(style.rows):
            painter.fillRect(QRectF(left, top + 3 * row, right - left, style.width_px), colour)
        return
    pen = QPen(colour, style.width_px)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setDashPattern([length / style.width_px for length in style.dashes])
    painter.setPen(pen)
    middle = top + style.width_px / 2
    painter.drawLine(QPointF(left, middle), QPointF(right, middle))


def paint_sample(painter: QPainter, kind: ActorKind, left: float, middle: float, colour: QColor) -> None:
    """Paint a sample of a kind's line, centred on a height."""
    style = LINES[kind]
    height = 2 * _WAVE_HEIGHT_PX if style.wavy else style.width_px + 3 * (style.rows - 1)
    paint_line(painter, kind, QPointF(left, middle - height / 2), SAMPLE_PX, colour)


def _wave(left: float, right: float, middle: float) -> QPainterPath:
    path = QPainterPath(QPointF(left, middle))
    x, up = left, True
    while x < right:
        end = min(x + _WAVE_PX / 2, right)
        bend = middle + (-2 if up else 2) * _WAVE_HEIGHT_PX
        path.quadTo(QPointF((x + end) / 2, bend), QPointF(end, middle))
        x, up = end, not up
    return path
