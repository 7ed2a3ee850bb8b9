"""Paints a draft: question and answer; the chosen one with sentence, reasons and room for the tools."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QWidget

from studyapp.domain.cards import Reason
from studyapp.text.offsets import to_utf16
from studyapp.ui.inbox.model import BARS, ROW, quality_word
from studyapp.ui.look import control_font, text_font
from studyapp.ui.translation import tr_count
from studyapp.ui.widgets.listview import RowDelegate
from studyapp.ui.widgets.painting import draw_line_of_text, fill, fill_rounded
from studyapp.ui.widgets.paragraph import Paragraph, paint_boxes

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOptionViewItem

    from studyapp.domain.cards import Draft
    from studyapp.ui.inbox.model import DraftRow
    from studyapp.ui.look import Look
    from studyapp.ui.widgets.listview import Index

TOOLS_PX = 36
BLEED_PX = 24
"""How far the ground of the chosen draft stands out of the column, on each side."""
_TOP_PX, _BOTTOM_PX, _GAP_PX = 18, 20, 12
_QUALITY_PX = 108
_REASON_PX = 20
_MOST_LINES = 12
_BAR_PX, _BAR_GAP_PX = 10, 2


class _Parts(NamedTuple):
    front: Paragraph
    answer: Paragraph
    sentence: Paragraph | None
    reasons: list[list[Reason]]


class DraftDelegate(RowDelegate):
    """`width_px` is the column's width."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, parent)
        self.width_px = 600
        self._heights: dict[tuple[DraftRow, int], int] = {}  # laying a text out costs most of a list's time
        look.changed.connect(self._heights.clear)

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height that the parts need."""
        row: DraftRow = index.data(ROW)
        height = self._heights.get((row, self.width_px))
        if height is None:
            height = self._heights[row, self.width_px] = self._height(row)
        return QSize(100, height)

    def _height(self, row: DraftRow) -> int:
        parts = self._parts(row)
        height = _TOP_PX + parts.front.height + 4 + parts.answer.height + _BOTTOM_PX
        height += _REASON_PX * len(parts.reasons)
        if parts.sentence is not None:
            height += parts.sentence.height + 2 * _GAP_PX + TOOLS_PX + 8
        return height

    def paint_row(self, painter: QPainter, where: QRectF, index: Index, *, hover: bool) -> None:
        """Paint one draft."""
        row: DraftRow = index.data(ROW)
        theme = self.look.theme
        parts = self._parts(row)
        column = where.adjusted(BLEED_PX, 0, -BLEED_PX, 0)
        if row.chosen or hover:
            fill_rounded(painter, where.adjusted(0, 1, 0, -1), theme.panel if row.chosen else theme.hover)
        if row.chosen:
            edge = QRectF(where.left(), where.top() + 1, 3, where.height() - 2)
            view = self.parent()
            focused = isinstance(view, QWidget) and view.hasFocus()
            fill(painter, edge, theme.accent if focused else theme.bar)
        elif index.row():
            fill(painter, QRectF(column.left(), where.top(), column.width(), 1), theme.border)
        corner = QPointF(column.left(), where.top() + _TOP_PX)
        parts.front.paint(painter, corner, theme.text)
        self._paint_quality(painter, row, QPointF(column.right() - _QUALITY_PX, corner.y()))
        corner.setY(corner.y() + parts.front.height + 4)
        parts.answer.paint(painter, corner, theme.accent if row.chosen else theme.muted)
        corner.setY(corner.y() + parts.answer.height)
        if parts.sentence is not None:
            corner.setY(corner.y() + _GAP_PX)
            self._paint_sentence(painter, row.draft, parts.sentence, corner)
            corner.setY(corner.y() + parts.sentence.height + _GAP_PX)
        for line in parts.reasons:
            self._paint_reasons(painter, line, corner, column.width())
            corner.setY(corner.y() + _REASON_PX)

    def _paint_sentence(self, painter: QPainter, draft: Draft, sentence: Paragraph, corner: QPointF) -> None:
        theme = self.look.theme
        for start, end in answer_spans(draft):
            boxes = sentence.boxes(start, end)
            paint_boxes(painter, boxes, corner, theme.tint)
            for box in boxes:
                line = box.translated(corner)
                fill(painter, QRectF(line.left(), line.bottom() - 2, line.width(), 2), theme.accent)
        sentence.paint(painter, corner, theme.muted)

    def _paint_quality(self, painter: QPainter, row: DraftRow, corner: QPointF) -> None:
        theme = self.look.theme
        y = corner.y() + 12
        full = round(row.draft.quality * BARS)
        for number in range(BARS):
            bar = QRectF(corner.x() + number * (_BAR_PX + _BAR_GAP_PX), y, _BAR_PX, 4)
            lit = theme.accent if row.chosen else theme.muted
            fill_rounded(painter, bar, lit if number < full else theme.control, 1)
        word = QRectF(corner.x() + BARS * (_BAR_PX + _BAR_GAP_PX) + 6, corner.y() + 4, 60, 20)
        font = control_font(12, 500 if row.chosen else 400)
        draw_line_of_text(
            painter, word, quality_word(row.draft.quality), font, theme.text if row.chosen else theme.muted
        )

    def _paint_reasons(self, painter: QPainter, reasons: list[Reason], corner: QPointF, width: float) -> None:
        theme = self.look.theme
        font = control_font(12)
        x = corner.x()
        for reason in reasons:
            icon, colour = ("check", theme.good) if reason.good else ("minus", theme.warn)
            self.look.paint_icon(painter, icon, QRectF(x, corner.y() + 3, 14, 14), colour)
            box = QRectF(x + 22, corner.y(), max(corner.x() + width - x - 22, 0), _REASON_PX)
            draw_line_of_text(painter, box, reason.text, font, theme.muted)
            x += 22 + QFontMetricsF(font).horizontalAdvance(reason.text) + 20

    def _parts(self, row: DraftRow) -> _Parts:
        draft, wide = row.draft, self.width_px - _QUALITY_PX - 16
        if not row.chosen:
            weak = [reason for reason in draft.reasons if not reason.good]
            return _Parts(
                Paragraph(draft.front, text_font(17, 500), wide, 26, 3),
                Paragraph(draft.answer, text_font(16), wide, 24, 2),
                None,
                _lines(weak, wide),
            )
        return _Parts(
            Paragraph(draft.front, text_font(21, 500), wide, 32, 4),
            Paragraph(draft.answer, text_font(19), self.width_px, 30, 4),
            Paragraph(draft.sources[0].sentence, text_font(16), min(self.width_px, 640), 26, _MOST_LINES),
            _lines(_told(draft), self.width_px),
        )


def _told(draft: Draft) -> list[Reason]:
    """Return the reasons of a draft, and that other sentences say the same."""
    others = len({source.sentence_place for source in draft.sources}) - 1
    again = tr_count(others, "said again in {count} other place", "said again in {count} other places")
    return [*draft.reasons, *([Reason(again, good=True)] if others else [])]


def answer_spans(draft: Draft) -> list[tuple[int, int]]:
    """Return where the answer stands in the first source's sentence: half-open spans in UTF-16 units."""
    source = draft.sources[0]
    at = source.sentence_place.start
    span = source.place.start - at, source.place.end - at
    return [(to_utf16(source.sentence, span[0]), to_utf16(source.sentence, span[1]))]


def _lines(reasons: list[Reason], width: float) -> list[list[Reason]]:
    """Return the reasons line by line, as many in each as fit."""
    metrics = QFontMetricsF(control_font(12))
    lines: list[list[Reason]] = []
    room = 0.0
    for reason in reasons:
        wide = 42 + metrics.horizontalAdvance(reason.text)
        if not lines or wide > room:
            lines.append([])
            room = width
        lines[-1].append(reason)
        room -= wide
    return lines
