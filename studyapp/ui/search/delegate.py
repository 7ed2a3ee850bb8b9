"""Paints the rows of a result: the current hit with its sentence, the others in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPen

from studyapp.text.offsets import to_utf16
from studyapp.ui.look import control_font, text_font
from studyapp.ui.search.model import ROW, DocumentRow, HitRow, SectionRow
from studyapp.ui.widgets.listview import RowDelegate
from studyapp.ui.widgets.painting import draw_line_of_text
from studyapp.ui.widgets.paragraph import Paragraph, paint_boxes

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from studyapp.domain.hits import Hit
    from studyapp.domain.places import Mark
    from studyapp.ui.look import Look
    from studyapp.ui.search.model import Row
    from studyapp.ui.widgets.listview import Index

DOCUMENT_PX = 40
SECTION_PX = 22
HIT_PX = 26
LEFT_PX = 20
_LINE_PX = 22
_FULL_PX = 4  # above and below the current hit's sentence
_MOST_LINES = 6
SHORT_CHARS = 64
FULL_CHARS = 320


class HitsDelegate(RowDelegate):
    """Snippets are cut by the search service and kept as long as the result is shown."""

    def __init__(
        self, look: Look, snippet: Callable[[Hit, int], tuple[str, tuple[Mark, ...]]], parent: QWidget
    ) -> None:
        super().__init__(look, parent)
        self._snippet = snippet
        self._laid: dict[tuple[int, bool, int], tuple[Paragraph, list[QRectF]]] = {}
        self.width_px = 400

    def forget(self) -> None:
        """Drop what was laid out: the result is another one."""
        self._laid.clear()

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return a row's height by its kind."""
        row: Row = index.data(ROW)
        match row:
            case DocumentRow():
                return QSize(100, DOCUMENT_PX)
            case SectionRow():
                return QSize(100, SECTION_PX)
            case HitRow():
                height = self._paragraph(row)[0].height + 2 * _FULL_PX if row.current else HIT_PX
                return QSize(100, height)

    def paint_row(self, painter: QPainter, where: QRectF, index: Index, *, hover: bool) -> None:
        """Paint one row."""
        row: Row = index.data(ROW)
        theme = self.look.theme
        match row:
            case DocumentRow():
                chevron = "chevron-down" if row.open else "chevron-right"
                box = QRectF(where.left() + 14, where.center().y() - 6, 12, 12)
                self.look.paint_icon(painter, chevron, box, theme.muted)
                text = where.adjusted(32, 0, -16, 0)
                right = Qt.AlignmentFlag.AlignRight
                draw_line_of_text(painter, text, f"{row.count:,}", control_font(12), theme.muted, align=right)
                text.setRight(text.right() - 48)
                draw_line_of_text(painter, text, row.title, control_font(13, 600), theme.text)
            case SectionRow():
                box = where.adjusted(LEFT_PX, 2, -16, 0)
                draw_line_of_text(painter, box, row.name, control_font(12), theme.muted)
            case HitRow():
                self._paint_hit(painter, where, row, hover=hover)

    def _paint_hit(self, painter: QPainter, where: QRectF, row: HitRow, *, hover: bool) -> None:
        theme = self.look.theme
        if row.current:
            painter.fillRect(where, theme.tint)
            painter.fillRect(QRectF(where.left(), where.top(), 3, where.height()), theme.accent)
        elif hover:
            painter.fillRect(where, theme.hover)
        paragraph, boxes = self._paragraph(row)
        top = where.top() + (_FULL_PX if row.current else (HIT_PX - _LINE_PX) / 2)
        corner = QPointF(where.left() + LEFT_PX, top)
        paint_boxes(painter, boxes, corner, theme.search)
        if row.current and boxes:
            paint_boxes(painter, boxes[:1], corner, theme.hit)
            painter.setPen(QPen(theme.hit_edge, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(boxes[0].translated(corner).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        paragraph.paint(painter, corner, theme.text)
        if row.current and boxes and theme.hit_text != theme.text:
            painter.setClipRect(boxes[0].translated(corner))
            paragraph.paint(painter, corner, theme.hit_text)

    def _paragraph(self, row: HitRow) -> tuple[Paragraph, list[QRectF]]:
        key = (row.number, row.current, self.width_px)
        found = self._laid.get(key)
        if found is None:
            text, marks = self._snippet(row.hit, FULL_CHARS if row.current else SHORT_CHARS)
            width = self.width_px - LEFT_PX - 16
            most = _MOST_LINES if row.current else 1
            paragraph = Paragraph(text, text_font(14), width, _LINE_PX, most)
            boxes = [
                box
                for mark in marks
                for box in paragraph.boxes(to_utf16(text, mark.start), to_utf16(text, mark.end))
            ]
            found = self._laid[key] = (paragraph, boxes)
        return found
