"""A few lines of text in a row of a list: wrapped, cut with an ellipsis, with marks under single words."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout, QTextOption

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QColor, QTextLine

_BASELINE_AT = 0.73  # of a line's height


class Paragraph:
    """Text laid out at a width. Positions are UTF-16 units of the text; `strong` is a span set bolder."""

    def __init__(
        self,
        text: str,
        font: QFont,
        width: float,
        line_px: int,
        most_lines: int,
        *,
        strong: tuple[int, int] | None = None,
    ) -> None:
        self._text = text.replace("\n", " ")
        self._font = font
        self._width = width
        self._line_px = line_px
        self._layout = QTextLayout(self._text, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        if strong is not None:
            self._layout.setFormats([_strong(*strong)])
        self._lines: list[QTextLine] = []
        self._cut = False
        self._lay_out(most_lines)

    @property
    def height(self) -> int:
        """Height of all lines, in pixels."""
        return len(self._lines) * self._line_px

    def boxes(self, start: int, end: int) -> list[QRectF]:
        """Return the rectangles of a span, one a line, from the paragraph's corner."""
        found: list[QRectF] = []
        for number, line in enumerate(self._lines):
            first, last = max(start, line.textStart()), min(end, line.textStart() + line.textLength())
            if first < last:
                left, right = sorted((_x(line, first), _x(line, last)))
                if left < self._width:
                    right = min(right, self._width)
                    found.append(
                        QRectF(left - 2, number * self._line_px + 1, right - left + 4, self._line_px - 2)
                    )
        return found

    def paint(self, painter: QPainter, corner: QPointF, colour: QColor) -> None:
        """Paint the text."""
        painter.setPen(colour)
        painter.setFont(self._font)
        for number, line in enumerate(self._lines):
            last = self._cut and number == len(self._lines) - 1
            if last:
                rest = self._text[line.textStart() :]
                shown = QFontMetricsF(self._font).elidedText(rest, Qt.TextElideMode.ElideRight, self._width)
                baseline = (number + _BASELINE_AT) * self._line_px
                painter.drawText(corner + QPointF(0, baseline), shown)
            else:
                line.draw(painter, corner)

    def _lay_out(self, most_lines: int) -> None:
        self._layout.beginLayout()
        while True:
            line = self._layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(self._width)
            if len(self._lines) == most_lines:
                self._cut = True
                break
            number = len(self._lines)
            line.setPosition(QPointF(0, (number + _BASELINE_AT) * self._line_px - line.ascent()))
            self._lines.append(line)
        self._layout.endLayout()


def _strong(start: int, end: int) -> QTextLayout.FormatRange:
    chars = QTextCharFormat()
    chars.setFontWeight(QFont.Weight.DemiBold.value)
    found = QTextLayout.FormatRange()
    found.start, found.length = start, end - start
    found.format = chars
    return found


def _x(line: QTextLine, position: int) -> float:
    return cast("tuple[float, int]", line.cursorToX(position))[0]


def paint_boxes(painter: QPainter, boxes: Sequence[QRectF], corner: QPointF, fill: QColor) -> None:
    """Fill rectangles that `Paragraph.boxes` gave."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    for box in boxes:
        painter.drawRoundedRect(box.translated(corner), 3, 3)
