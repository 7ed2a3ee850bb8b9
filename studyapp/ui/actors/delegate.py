"""Paints the list of actors: heads with their line, names, bars, counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF

from studyapp.ui.actors.lines import SAMPLE_PX, paint_sample
from studyapp.ui.actors.model import BARS, ROW, ActorRow, HeadRow, MoreRow
from studyapp.ui.actors.names import kinds_name
from studyapp.ui.look import ICON_PX, control_font
from studyapp.ui.translation import tr
from studyapp.ui.widgets.listview import RowDelegate
from studyapp.ui.widgets.painting import draw_line_of_text, fill, fill_rounded

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem

    from studyapp.ui.actors.model import Row
    from studyapp.ui.widgets.listview import Index

HEAD_PX = 40
ROW_PX = 28
SIDE_PX = 16
EYE_PX = 40  # the right end of a head, where its switch is
_BARS_PX = 60
_BAR_HEIGHT_PX = 14
_COUNT_PX = 40


class ActorDelegate(RowDelegate):
    """One row of the list of actors."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the row's height."""
        return QSize(100, HEAD_PX if isinstance(index.data(ROW), HeadRow) else ROW_PX)

    def paint_row(self, painter: QPainter, where: QRectF, index: Index, *, hover: bool) -> None:
        """Paint one row."""
        row: Row = index.data(ROW)
        theme = self.look.theme
        if hover and not isinstance(row, HeadRow):
            fill_rounded(painter, where.adjusted(8, 0, -8, 0), theme.hover)
        inside = where.adjusted(SIDE_PX, 0, -SIDE_PX, 0)
        match row:
            case HeadRow():
                self._paint_head(painter, inside.adjusted(0, 10, 0, 0), row, hover=hover)
            case ActorRow():
                self._paint_actor(painter, inside, row)
            case MoreRow():
                more = tr("{count} more", count=f"{row.hidden:,}")
                draw_line_of_text(painter, inside, more, control_font(12), theme.muted)

    def _paint_head(self, painter: QPainter, where: QRectF, row: HeadRow, *, hover: bool) -> None:
        theme = self.look.theme
        colour = theme.actor(row.kind) if row.underlined else theme.faint
        paint_sample(painter, row.kind, where.left(), where.center().y(), colour)
        text = where.adjusted(SAMPLE_PX + 8, 0, -EYE_PX, 0)
        font = control_font(12, 600)
        name = kinds_name(row.kind)
        draw_line_of_text(painter, text, name, font, theme.muted)
        text.setLeft(text.left() + QFontMetricsF(font).horizontalAdvance(name) + 8)
        draw_line_of_text(painter, text, f"{row.total:,}", control_font(12, figures=True), theme.muted)
        eye = QRectF(where.right() - ICON_PX, where.center().y() - ICON_PX / 2, ICON_PX, ICON_PX)
        name = "eye" if row.underlined else "eye-off"
        self.look.paint_icon(painter, name, eye, theme.text if hover else theme.muted)

    def _paint_actor(self, painter: QPainter, where: QRectF, row: ActorRow) -> None:
        theme = self.look.theme
        font = control_font(13, 500 if row.present else 400)
        colour = theme.text if row.present else theme.muted
        bars = QRectF(where.right() - _COUNT_PX - _BARS_PX, where.top(), _BARS_PX, where.height())
        name = QRectF(where.left(), where.top(), bars.left() - where.left() - 12, where.height())
        draw_line_of_text(painter, name, row.actor.name, font, colour)
        figures = control_font(13, figures=True)
        count, right = f"{row.mentions:,}", Qt.AlignmentFlag.AlignRight
        draw_line_of_text(painter, where, count, figures, colour, align=right)
        self._paint_bars(painter, bars, row)

    def _paint_bars(self, painter: QPainter, where: QRectF, row: ActorRow) -> None:
        theme = self.look.theme
        pitch = _BARS_PX / BARS
        left = where.right() - pitch * len(row.bars)
        bottom = where.center().y() + _BAR_HEIGHT_PX / 2
        most = max(row.bars)
        for number, count in enumerate(row.bars):
            x = round(left + number * pitch)
            height = 1 if not count else max(round(_BAR_HEIGHT_PX * count / most), 3)
            colour = theme.bar if count else theme.faint
            if count and number == row.here:
                colour = theme.accent
            fill(painter, QRectF(x, round(bottom) - height, pitch - 1, height), colour)
