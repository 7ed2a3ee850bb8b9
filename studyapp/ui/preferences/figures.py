"""A small table of figures in the column of a page: names at the left, figures under their headings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from studyapp.ui.look import control_font
from studyapp.ui.widgets.painting import draw_line_of_text, fill

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from studyapp.ui.look import Look

_ROW_PX, _CELL_PX, _GAP_PX = 26, 60, 20


class Figures(QWidget):
    """`heads` names the columns, the first that of the names."""

    def __init__(self, look: Look, heads: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._heads = tuple(heads)
        self.rows: list[tuple[str, ...]] = []
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    def show_rows(self, rows: Sequence[tuple[str, ...]]) -> None:
        """Show these rows; without any, nothing at all."""
        self.rows = list(rows)
        heads = self._heads[1:]
        spoken = ("; ".join(map(" ".join, zip(row[1:], heads, strict=True))) for row in self.rows)
        lines = (f"{row[0]}: {said}" for row, said in zip(self.rows, spoken, strict=True))
        self.setAccessibleName("\n".join(lines))
        self.setVisible(bool(self.rows))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room for the headings and all rows."""
        return QSize(100, _ROW_PX * (len(self.rows) + 1))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the headings and the rows, a hairline over each."""
        painter, theme = QPainter(self), self._look.theme
        metrics = QFontMetricsF(control_font(12))
        cell_px = max(_CELL_PX, *(_GAP_PX + metrics.horizontalAdvance(head) for head in self._heads[1:]))
        for number, row in enumerate((self._heads, *self.rows)):
            y = number * _ROW_PX
            if number:
                fill(painter, QRectF(0, y, self.width(), 1), theme.border)
            is_head = number == 0
            font = control_font(12 if is_head else 13, figures=True)
            right = self.width() - cell_px * (len(row) - 1)
            name = QRectF(0, y, right - 8, _ROW_PX)
            colour = theme.muted if is_head else theme.text
            draw_line_of_text(painter, name, row[0], font, colour)
            for column, figure in enumerate(row[1:]):
                cell = QRectF(right + column * cell_px, y, cell_px, _ROW_PX)
                at = Qt.AlignmentFlag.AlignRight
                draw_line_of_text(painter, cell, figure, font, theme.muted, align=at)
