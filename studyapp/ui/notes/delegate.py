"""Paints a note: the passage in its colour, the note, the section."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize

from studyapp.ui.look import control_font, text_font
from studyapp.ui.notes.model import ROW
from studyapp.ui.widgets.listview import RowDelegate
from studyapp.ui.widgets.painting import draw_line_of_text, fill_rounded
from studyapp.ui.widgets.paragraph import Paragraph

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from studyapp.ui.look import Look
    from studyapp.ui.notes.model import NoteRow
    from studyapp.ui.widgets.listview import Index

TOP_PX = 12
BOTTOM_PX = 12
EDITOR_PX = 112
TOOLS_PX = 36
_WHERE_PX = 20
_GAP_PX = 4
_LEFT_PX = 28
_RIGHT_PX = 16
_QUOTE_LINES = 3
_NOTE_LINES = 8


class NoteDelegate(RowDelegate):
    """The chosen note has room for its tools, the edited one for the editor."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, parent)
        self.width_px = 300

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height that quote, note and tools need."""
        row: NoteRow = index.data(ROW)
        quote, note = self._paragraphs(row)
        height = TOP_PX + quote.height + _GAP_PX + _WHERE_PX + BOTTOM_PX
        if row.edited:
            height += EDITOR_PX + _GAP_PX
        elif note is not None:
            height += note.height + _GAP_PX
        return QSize(100, height + (TOOLS_PX if row.chosen else 0))

    def editor_box(self, where: QRectF, row: NoteRow) -> QRectF:
        """Return where the editor of a row stands."""
        top = where.top() + TOP_PX + self._paragraphs(row)[0].height + _GAP_PX
        return QRectF(where.left() + 12, top, where.width() - 24, EDITOR_PX)

    def paint_row(self, painter: QPainter, where: QRectF, index: Index, *, hover: bool) -> None:
        """Paint one note."""
        row: NoteRow = index.data(ROW)
        theme = self.look.theme
        ground = where.adjusted(8, 2, -8, -2)
        if row.chosen or hover:
            fill_rounded(painter, ground, theme.tint if row.chosen else theme.hover)
        quote, note = self._paragraphs(row)
        y = where.top() + TOP_PX
        bar = QRectF(where.left() + 16, y + 2, 4, quote.height - 4)
        fill_rounded(painter, bar.adjusted(-0.5, -0.5, 0.5, 0.5), theme.bar, 2)
        fill_rounded(painter, bar, theme.highlight(row.annotation.colour), 2)
        quote.paint(painter, QPointF(where.left() + _LEFT_PX, y), theme.muted)
        y += quote.height + _GAP_PX
        if row.edited:
            y += EDITOR_PX + _GAP_PX
        elif note is not None:
            note.paint(painter, QPointF(where.left() + _LEFT_PX, y), theme.text)
            y += note.height + _GAP_PX
        box = QRectF(where.left() + _LEFT_PX, y, where.width() - _LEFT_PX - _RIGHT_PX, _WHERE_PX)
        draw_line_of_text(painter, box, row.where, control_font(12), theme.muted)

    def _paragraphs(self, row: NoteRow) -> tuple[Paragraph, Paragraph | None]:
        width = self.width_px - _LEFT_PX - _RIGHT_PX
        quote = Paragraph(row.annotation.quote.exact, text_font(14), width, 22, _QUOTE_LINES)
        if not row.annotation.note:
            return quote, None
        return quote, Paragraph(row.annotation.note, control_font(13), width, 20, _NOTE_LINES)
