"""What stands around the card or in its place: counts above, keys below, the sum of a sitting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF

from studyapp.ui.look import control_font, text_font
from studyapp.ui.translation import tr
from studyapp.ui.widgets.painting import draw_line_of_text, fill, key_hint_width, paint_key_hint

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from studyapp.domain.reviews import Counts
    from studyapp.ui.look import Look
    from studyapp.ui.theme import Theme

Hints = tuple[tuple[tuple[str, ...], str], ...]
HINTS: Hints = (
    (("J",), "passage"),
    (("E",), "edit"),
    (("U",), "undo"),
    (("I",), "card info"),
    (("−",), "bury"),
    (("@",), "suspend"),
    (("M",), "more"),
    (("F",), "a part"),
    (("O",), "settings"),
)
HINTS_AT_THE_END: Hints = (
    (("U",), "undo the last answer"),
    (("F",), "study a part"),
    (("P",), "plan a backlog"),
    (("O",), "settings"),
    (("Esc",), "back to the text"),
)


def paint_counts(painter: QPainter, corner: QPointF, counts: Counts, current: str, theme: Theme) -> float:
    """Paint what is left from a point leftwards; return where it begins."""
    right, top = corner.x(), corner.y()
    kinds = (
        (tr("Due"), counts.review, {"review"}),
        (tr("Learning"), counts.learning, {"learning", "relearning"}),
        (tr("New"), counts.new, {"new"}),
    )
    for name, count, phases in kinds:
        on = current in phases
        word, figure = control_font(13, 500 if on else 400), control_font(13, 600, figures=True)
        figure_px = QFontMetricsF(figure).horizontalAdvance(str(count)) + 1
        word_px = QFontMetricsF(word).horizontalAdvance(name) + 1
        left = right - figure_px - 8 - word_px
        draw_line_of_text(
            painter, QRectF(left, top, word_px, 20), name, word, theme.accent if on else theme.muted
        )
        where = QRectF(right - figure_px, top, figure_px, 20)
        draw_line_of_text(painter, where, str(count), figure, theme.accent if on else theme.text)
        if on:
            fill(painter, QRectF(left, top + 21, right - left, 2), theme.accent)
        right = left - 22
    return right


def paint_hints(painter: QPainter, room: QRectF, hints: Hints, look: Look) -> None:
    """Paint the keys that act here in the middle of the foot, the last ones left out where it is narrow."""
    font = control_font(12)
    widths = [
        sum(key_hint_width(key) + 4 for key in keys) + 24 + QFontMetricsF(font).horizontalAdvance(tr(text))
        for keys, text in hints
    ]
    while len(widths) > 1 and sum(widths) > room.width() - 24:
        widths.pop()
    x = (room.width() - sum(widths) + 20) / 2
    y = room.height() - 36.0
    for (keys, text), width in zip(hints, widths, strict=False):
        at = x
        for key in keys:
            at += key_hint_width(key)
            paint_key_hint(painter, QPointF(at, y), key, look)
            at += 4
        box = QRectF(at + 4, y - 10, width, 20)
        draw_line_of_text(painter, box, tr(text), font, look.theme.muted)
        x += width


def paint_summary(painter: QPainter, room: QRectF, title: str, words: str, theme: Theme) -> None:
    """Paint what stands in place of a card."""
    head = QRectF(room.left(), room.top(), room.width(), 48)
    draw_line_of_text(painter, head, title, text_font(28, 500), theme.text)
    painter.setFont(control_font(15))
    painter.setPen(theme.muted)
    painter.drawText(room.adjusted(0, 60, 0, 0), int(Qt.TextFlag.TextWordWrap), words)
