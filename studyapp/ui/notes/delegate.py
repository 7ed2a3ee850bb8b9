"""Paints a note: what it is on with its colour, the note as Markdown, its tags, where it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize

from studyapp.domain.annotations import Target
from studyapp.ui.look import control_font, text_font
from studyapp.ui.notes.markdown import SetNote
from studyapp.ui.notes.model import ROW
from studyapp.ui.reader.highlights import paint_texture
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
EDITOR_PX = 164
TOOLS_PX = 36
_LINE_PX = 20
_GAP_PX = 4
_LEFT_PX = 32
_BAR_PX = 8.0
_RIGHT_PX = 16
_QUOTE_LINES = 3
_NOTE_PX, _CHOSEN_NOTE_PX = 160, 1_200


class NoteDelegate(RowDelegate):
    """The chosen note is shown whole and has room for its tools, the edited one for the editor."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, parent)
        self.width_px = 300

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height that quote, note, tags and tools need."""
        row: NoteRow = index.data(ROW)
        height = TOP_PX + self._quote(row).height + _GAP_PX + _LINE_PX + BOTTOM_PX
        if row.edited:
            height += EDITOR_PX + _GAP_PX
        else:
            note = self._note(row)
            height += (note.height + _GAP_PX if note is not None else 0) + _tags_px(row)
        return QSize(100, height + (TOOLS_PX if row.chosen else 0))

    def editor_box(self, where: QRectF, row: NoteRow) -> QRectF:
        """Return where the editor of a row stands."""
        top = where.top() + TOP_PX + self._quote(row).height + _GAP_PX
        return QRectF(where.left() + 12, top, where.width() - 24, EDITOR_PX)

    def paint_row(self, painter: QPainter, where: QRectF, index: Index, *, hover: bool) -> None:
        """Paint one note."""
        row: NoteRow = index.data(ROW)
        theme = self.look.theme
        ground = where.adjusted(8, 2, -8, -2)
        if row.chosen or hover:
            fill_rounded(painter, ground, theme.tint if row.chosen else theme.hover)
        quote, x, y = self._quote(row), where.left() + _LEFT_PX, where.top() + TOP_PX
        bar = QRectF(where.left() + 16, y + 2, _BAR_PX, quote.height - 4)
        fill_rounded(painter, bar.adjusted(-0.5, -0.5, 0.5, 0.5), theme.bar, 2)
        fill_rounded(painter, bar, theme.highlight(row.annotation.colour), 2)
        paint_texture(painter, bar, row.annotation.colour, theme)
        quote.paint(painter, QPointF(x, y), theme.muted)
        y += quote.height + _GAP_PX
        if row.edited:
            y += EDITOR_PX + _GAP_PX
        else:
            y += self._paint_note(painter, row, QPointF(x, y), where.width() - _LEFT_PX - _RIGHT_PX)
        box = QRectF(x, y, where.width() - _LEFT_PX - _RIGHT_PX, _LINE_PX)
        draw_line_of_text(painter, box, row.where, control_font(12), theme.muted)

    def _paint_note(self, painter: QPainter, row: NoteRow, corner: QPointF, width: float) -> float:
        """Paint the note and its tags; return the height they take."""
        theme, used = self.look.theme, 0.0
        note = self._note(row)
        if note is not None:
            note.paint(painter, corner, theme.text)
            used = note.height + _GAP_PX
        if row.annotation.tags:
            box = QRectF(corner.x(), corner.y() + used, width, _LINE_PX)
            tags = "  ".join(f"#{tag}" for tag in row.annotation.tags)
            draw_line_of_text(painter, box, tags, control_font(12, 500), theme.accent)
        return used + _tags_px(row)

    def _quote(self, row: NoteRow) -> Paragraph:
        on_text = row.annotation.target is Target.PASSAGE
        font = text_font(14) if on_text else control_font(13, 500)
        return Paragraph(row.on, font, self._text_px(), 22, _QUOTE_LINES)

    def _note(self, row: NoteRow) -> SetNote | None:
        if not row.annotation.note:
            return None
        return SetNote(row.annotation.note, self._text_px(), _CHOSEN_NOTE_PX if row.chosen else _NOTE_PX)

    def _text_px(self) -> int:
        return self.width_px - _LEFT_PX - _RIGHT_PX


def _tags_px(row: NoteRow) -> int:
    return _LINE_PX if row.annotation.tags else 0
