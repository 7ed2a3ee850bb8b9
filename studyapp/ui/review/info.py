"""What the program knows of a card: its memory, its history in figures, where it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QPainter

from studyapp.ui.look import control_font
from studyapp.ui.review.words import interval_words
from studyapp.ui.translation import tr
from studyapp.ui.widgets.painting import draw_line_of_text
from studyapp.ui.widgets.popup import FloatingPanel

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent
    from PySide6.QtWidgets import QWidget

    from studyapp.domain.cards import Card
    from studyapp.ui.look import Look

WIDTH_PX = 360
_ROW_PX = 28
_PAD_PX = 16


class CardInfo(FloatingPanel):
    """Rows of a name and a value; I or Escape closes it."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, tr("Card info"), parent)
        self._rows: list[tuple[str, str]] = []

    def show_card(self, card: Card) -> None:
        """Show a card's figures in the middle of the window."""
        self._rows = info_rows(card)
        self.setAccessibleDescription("; ".join(f"{name}: {value}" for name, value in self._rows))
        self.setFixedSize(WIDTH_PX, len(self._rows) * _ROW_PX + 2 * _PAD_PX)
        self.open_at(QPoint((self._window.width() - WIDTH_PX) // 2, 96))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close by the key that opened it."""
        if event.key() == Qt.Key.Key_I:
            self.hide()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows."""
        super().paintEvent(event)
        painter = QPainter(self)
        theme = self.look.theme
        for number, (name, value) in enumerate(self._rows):
            box = QRectF(_PAD_PX, _PAD_PX + number * _ROW_PX, WIDTH_PX - 2 * _PAD_PX, _ROW_PX)
            draw_line_of_text(painter, box, name, control_font(13), theme.muted)
            font = control_font(13, 500, figures=True)
            right = Qt.AlignmentFlag.AlignRight
            draw_line_of_text(painter, box, value, font, theme.text, align=right)


def info_rows(card: Card) -> list[tuple[str, str]]:
    """Return what is known of a card, in words."""
    memory = card.memory
    rows = [
        (tr("Added"), card.created_at[:10]),
        (tr("Phase"), tr(memory.phase.value.capitalize())),
        (tr("Reviews"), str(memory.reviews)),
        (tr("Lapses"), str(memory.lapses)),
    ]
    if memory.reviewed_at is not None:
        rows.append((tr("Last review"), memory.reviewed_at[:10]))
    if memory.due_at is not None:
        rows.append((tr("Due"), (memory.due_on or memory.due_at)[:10]))
    if memory.interval_days is not None:
        rows.append((tr("Interval"), interval_words(memory.interval_days)))
    if memory.stability is not None:
        rows.append((tr("Stability"), tr("{days} days", days=f"{memory.stability:.1f}")))
    if memory.difficulty is not None:
        rows.append((tr("Difficulty"), tr("{value} of 10", value=f"{memory.difficulty:.1f}")))
    rows.append((tr("Made by"), tr("hand") if card.draft_id is None else card.template))
    return rows
