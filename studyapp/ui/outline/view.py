"""The outline: a row for each section, with a ring that shows how much of it was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen

from studyapp.ui.look import ICON_PX, control_font
from studyapp.ui.outline.model import ROW, OutlineModel
from studyapp.ui.translation import tr
from studyapp.ui.widgets.listview import ListView, RowDelegate
from studyapp.ui.widgets.painting import draw_line_of_text, fill_rounded

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QKeyEvent, QMouseEvent
    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from studyapp.domain.documents import SectionHeading
    from studyapp.ui.look import Look
    from studyapp.ui.outline.model import OutlineRow
    from studyapp.ui.widgets.listview import Index

ROW_PX = 30
INDENT_PX = 20
_TEXT_LEFT_PX = 32
_SIDE_PX = 8
_RING_PX = 11.0


class OutlineDelegate(RowDelegate):
    """Paints a section's row."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the row's height."""
        return QSize(100, ROW_PX)

    def paint_row(self, painter: QPainter, where: QRectF, index: Index, *, hover: bool) -> None:
        """Paint chevron, name and ring."""
        row: OutlineRow = index.data(ROW)
        theme = self.look.theme
        ground = where.adjusted(_SIDE_PX, 1, -_SIDE_PX, -1)
        if row.current or hover:
            fill_rounded(painter, ground, theme.tint if row.current else theme.hover)
        left = _TEXT_LEFT_PX + min(row.depth, 5) * INDENT_PX
        middle = where.center().y()
        if row.parent:
            chevron = "chevron-down" if row.open else "chevron-right"
            box = QRectF(left - 18, middle - 6, 12, 12)
            self.look.paint_icon(painter, chevron, box, theme.bar)
        text = QRectF(left, where.top(), where.width() - left - 40, where.height())
        font = control_font(13, 600 if row.current else 400)
        draw_line_of_text(painter, text, row.name, font, theme.accent if row.current else theme.text)
        self._paint_state(painter, row, where.right() - 24, middle)

    def _paint_state(self, painter: QPainter, row: OutlineRow, x: float, y: float) -> None:
        theme = self.look.theme
        if row.read:
            box = QRectF(x - ICON_PX / 2 + 1, y - ICON_PX / 2 + 1, 14, 14)
            self.look.paint_icon(painter, "check", box, theme.accent if row.current else theme.muted)
            return
        ring = QRectF(x - _RING_PX / 2, y - _RING_PX / 2, _RING_PX, _RING_PX)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.bar, 1.5))
        painter.drawEllipse(ring)
        if row.seen > 0:
            colour = theme.accent if row.current else theme.muted
            painter.setPen(QPen(colour, 2.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
            painter.drawArc(ring, 90 * 16, round(-360 * 16 * row.seen))


class OutlineView(ListView):
    """The sections of the open document."""

    section_chosen = Signal(int)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, tr("Sections"), parent)
        self.setObjectName("outline")
        self.setUniformItemSizes(True)
        self.rows = OutlineModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(OutlineDelegate(look, self))
        self.chosen.connect(self._choose)

    def show_sections(self, headings: tuple[SectionHeading, ...]) -> None:
        """Show another document's outline."""
        self.rows.show(headings)

    def show_place(self, index: int, *, moved: bool) -> None:
        """Show where the reader is; `moved` says that it is another section than before."""
        self.rows.set_current(index)
        if moved:
            row = self.rows.row_of(index)
            if row >= 0:
                self.setCurrentIndex(self.rows.index(row, 0))
                self.scrollTo(self.rows.index(row, 0))

    def natural_height(self) -> int:
        """Return the height of all rows."""
        return self.rows.rowCount() * ROW_PX

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open or close a parent by its chevron; else choose the row."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            row: OutlineRow = index.data(ROW)
            left = _TEXT_LEFT_PX + min(row.depth, 5) * INDENT_PX
            if row.parent and left - 24 <= event.position().x() < left - 2:
                self.rows.toggle(index.row())
                return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open and close parents by Right and Left."""
        index = self.currentIndex()
        if index.isValid() and event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            row: OutlineRow = index.data(ROW)
            if row.parent and row.open == (event.key() == Qt.Key.Key_Left):
                self.rows.toggle(index.row())
                self.setCurrentIndex(self.rows.index(self.rows.row_of(row.section), 0))
            return
        super().keyPressEvent(event)

    def _choose(self, index: QModelIndex) -> None:
        row: OutlineRow = index.data(ROW)
        self.section_chosen.emit(row.section)
