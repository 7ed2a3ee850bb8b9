"""Small pieces of painting that several controls share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPen

from studyapp.ui.look import control_font
from studyapp.ui.theme import brush_of

if TYPE_CHECKING:
    from PySide6.QtCore import QPointF, Qt
    from PySide6.QtGui import QColor, QFont

    from studyapp.ui.look import Look

CONTROL_RADIUS = 6.0
FOCUS_PX = 2.0


def paint_focus(painter: QPainter, where: QRectF, look: Look, radius: float = CONTROL_RADIUS + 2) -> None:
    """Paint the ring that shows where the keyboard is, inside the rectangle's edge."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.theme.accent, FOCUS_PX))
    painter.setBrush(QtCore.Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(where.adjusted(1, 1, -1, -1), radius, radius)


def fill(painter: QPainter, where: QRectF, colour: QColor) -> None:
    """Fill a rectangle, edges sharp. `fillRect` with a colour makes the enums of Qt (see `brush_of`)."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.setBackground(brush_of(colour))
    painter.eraseRect(where)


def fill_rounded(painter: QPainter, where: QRectF, colour: QColor, radius: float = CONTROL_RADIUS) -> None:
    """Fill a rounded rectangle."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    path = QPainterPath()
    path.addRoundedRect(where, radius, radius)
    painter.fillPath(path, brush_of(colour))


def frame_rounded(painter: QPainter, where: QRectF, fill: QColor, edge: QColor, width: float = 1.0) -> None:
    """Fill a rounded rectangle and draw its border inside the edge."""
    half = width / 2
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(edge, width))
    painter.setBrush(fill)
    painter.drawRoundedRect(where.adjusted(half, half, -half, -half), CONTROL_RADIUS, CONTROL_RADIUS)


def draw_line_of_text(
    painter: QPainter,
    where: QRectF,
    text: str,
    font: QFont,
    colour: QColor,
    *,
    align: Qt.AlignmentFlag | None = None,
) -> None:
    """Draw one line, at the left unless told, centred in height and cut with an ellipsis if it must be."""
    painter.setFont(font)
    painter.setPen(colour)
    shown = QFontMetricsF(font).elidedText(text, QtCore.Qt.TextElideMode.ElideRight, where.width())
    side = QtCore.Qt.AlignmentFlag.AlignLeft if align is None else align
    painter.drawText(
        where, int(side | QtCore.Qt.AlignmentFlag.AlignVCenter | QtCore.Qt.TextFlag.TextSingleLine), shown
    )


def key_hint_width(text: str) -> float:
    """Return how wide a key hint is, in pixels."""
    return QFontMetricsF(control_font(11, 500)).horizontalAdvance(text) + 12


def paint_key_hint(painter: QPainter, right_centre: QPointF, text: str, look: Look) -> float:
    """Paint a key in its little frame, ending at a point; return its width."""
    width = key_hint_width(text)
    where = QRectF(right_centre.x() - width, right_centre.y() - 9, width, 18)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.theme.border, 1))
    painter.setBrush(look.theme.page)
    painter.drawRoundedRect(where.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    font = control_font(11, 500)
    draw_line_of_text(
        painter, where, text, font, look.theme.muted, align=QtCore.Qt.AlignmentFlag.AlignHCenter
    )
    return width
