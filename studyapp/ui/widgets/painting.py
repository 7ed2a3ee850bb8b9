"""Small pieces of painting that several controls share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from studyapp.ui.look import control_font

if TYPE_CHECKING:
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QColor, QFont

    from studyapp.ui.look import Look

CONTROL_RADIUS = 6.0
FOCUS_PX = 2.0


def paint_focus(painter: QPainter, where: QRectF, look: Look, radius: float = CONTROL_RADIUS + 2) -> None:
    """Paint the ring that shows where the keyboard is, inside the rectangle's edge."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.theme.accent, FOCUS_PX))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(where.adjusted(1, 1, -1, -1), radius, radius)


def fill(painter: QPainter, where: QRectF, colour: QColor) -> None:
    """Fill a rectangle, edges sharp. `fillRect` makes PySide load every gradient that Qt has a name for."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRect(where)


def fill_rounded(painter: QPainter, where: QRectF, colour: QColor, radius: float = CONTROL_RADIUS) -> None:
    """Fill a rounded rectangle."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(where, radius, radius)


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
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    """Draw one line, centred in height and cut with an ellipsis where it does not fit."""
    painter.setFont(font)
    painter.setPen(colour)
    shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, where.width())
    painter.drawText(where, int(align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), shown)


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
    draw_line_of_text(painter, where, text, font, look.theme.muted, align=Qt.AlignmentFlag.AlignHCenter)
    return width
