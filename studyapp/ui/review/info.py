"""What the program knows of a card: its memory, its forgetting curve, its history."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QPainter

from studyapp.domain.reviews import Rating
from studyapp.scheduling.curve import retrievability
from studyapp.ui.look import control_font
from studyapp.ui.review.words import interval_words
from studyapp.ui.translation import tr
from studyapp.ui.widgets.painting import draw_line_of_text
from studyapp.ui.widgets.popup import FloatingPanel

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent
    from PySide6.QtWidgets import QWidget

    from studyapp.domain.cards import Card
    from studyapp.domain.reviews import Review, StudySettings
    from studyapp.ui.charts.chart import Chart
    from studyapp.ui.look import Look

WIDTH_PX = 820
_LEFT_PX, _ROW_PX, _PAD_PX, _CURVE_PX, _LOG_ROW_PX = 320, 26, 20, 190, 22
_MOST_ROWS = 8
_CURVE_POINTS = 60


class CardInfo(FloatingPanel):
    """Figures at the left, curve and history at the right; I or Escape closes it."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, tr("Card info"), parent)
        self.setObjectName("cardInfo")
        self._rows: list[tuple[str, str]] = []
        self._log: list[tuple[str, ...]] = []
        self._curve: Chart | None = None

    def show_card(self, card: Card, history: tuple[Review, ...], settings: StudySettings) -> None:
        """Show a card's figures, curve and history in the middle of the window."""
        self._rows = info_rows(card)
        self._log = [log_row(review) for review in reversed(history)]
        self._curve = curve_of(history, settings) if history else None
        said = [f"{name}: {value}" for name, value in self._rows]
        self.setAccessibleDescription("; ".join([*said, *(" ".join(row) for row in self._log)]))
        right = _CURVE_PX + 40 + (min(len(self._log), _MOST_ROWS) + 1) * _LOG_ROW_PX if self._log else 0
        self.setFixedSize(
            WIDTH_PX if self._log else _LEFT_PX + 2 * _PAD_PX,
            max(len(self._rows) * _ROW_PX, right) + 2 * _PAD_PX,
        )
        self.open_at(QPoint((self._window.width() - self.width()) // 2, 96))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close by the key that opened it."""
        if event.key() == Qt.Key.Key_I:
            self.hide()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint figures, curve and history."""
        super().paintEvent(event)
        painter = QPainter(self)
        theme = self.look.theme
        for number, (name, value) in enumerate(self._rows):
            box = QRectF(_PAD_PX, _PAD_PX + number * _ROW_PX, _LEFT_PX - _PAD_PX, _ROW_PX)
            draw_line_of_text(painter, box, name, control_font(13), theme.muted)
            font = control_font(13, 500, figures=True)
            right = Qt.AlignmentFlag.AlignRight
            draw_line_of_text(painter, box.adjusted(96, 0, 0, 0), value, font, theme.text, align=right)
        if self._curve is not None:
            self._paint_past(painter, self._curve)

    def _paint_past(self, painter: QPainter, curve: Chart) -> None:
        from studyapp.ui.charts.painting import paint_chart  # noqa: PLC0415 (a card without reviews does without)

        theme = self.look.theme
        room = QRectF(_LEFT_PX + 40, _PAD_PX, self.width() - _LEFT_PX - 40 - _PAD_PX, 20)
        draw_line_of_text(painter, room, f"{curve.title}  ·  {curve.note}", control_font(12), theme.muted)
        paint_chart(
            painter, QRectF(room.left(), room.bottom() + 4, room.width(), _CURVE_PX - 10), curve, theme
        )
        top = _PAD_PX + _CURVE_PX + 34
        head = (tr("Day"), tr("Grade"), tr("Interval"), tr("Stability"), tr("Time"))
        shown = self._log[:_MOST_ROWS]
        if len(self._log) > len(shown):
            head = (tr("Last {shown} of {count}", shown=len(shown), count=len(self._log)), *head[1:])
        each = room.width() / len(head)
        for line, row in enumerate((head, *shown)):
            for column, text in enumerate(row):
                box = QRectF(room.left() + column * each, top + line * _LOG_ROW_PX, each - 6, _LOG_ROW_PX)
                font = control_font(12, figures=True) if line else control_font(12, 600)
                draw_line_of_text(painter, box, text, font, theme.text if line else theme.muted)


def info_rows(card: Card) -> list[tuple[str, str]]:
    """Return what is known of a card, in words."""
    memory = card.memory
    rows = [
        (tr("Added"), card.created_at[:10]),
        (tr("Phase"), tr("Suspended") if card.suspended else tr(memory.phase.value.capitalize())),
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
    if card.tags:
        rows.append((tr("Tags"), ", ".join(card.tags)))
    return rows


def log_row(review: Review) -> tuple[str, ...]:
    """Return a review in words: day, grade, interval and stability after it, time."""
    return (
        review.studied_on,
        tr(Rating(review.rating).name.capitalize()),
        interval_words(review.scheduled_days),
        tr("{days} d", days=f"{review.stability_after:.1f}"),
        tr("{count} s", count=f"{review.duration_ms / 1000:.1f}"),
    )


def curve_of(history: tuple[Review, ...], settings: StudySettings) -> Chart:
    """Return retrievability from the first review on to well beyond the next one, falling between reviews."""
    from studyapp.ui.charts.chart import Chart, Series, Shape, Unit  # noqa: PLC0415 (as above)

    days = [(date.fromisoformat(review.studied_on), review) for review in history]
    first, last = days[0][0], days[-1][0]
    span = max((last - first).days + round(days[-1][1].stability_after * 1.5), 2)
    labels, values = [], []
    for point in range(_CURVE_POINTS + 1):
        ahead = span * point / _CURVE_POINTS
        before = [(day, review) for day, review in days if (day - first).days <= ahead]
        day, review = before[-1]
        since = ahead - (day - first).days
        values.append(retrievability(since, review.stability_after, settings.parameters))
        labels.append(date.fromordinal(first.toordinal() + round(ahead)).isoformat())
    note = tr("wished: {share}", share=f"{settings.retention:.0%}")
    return Chart(
        "curve",
        tr("Forgetting curve"),
        note,
        Shape.LINES,
        tr("Day"),
        tuple(labels),
        (Series(tr("Retrievability"), tuple(values), Unit.SHARE),),
        wanted=settings.retention,
    )
