"""The review screen: nothing on it but the card, the grades, and a thin line of progress."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from studyapp.domain.reviews import Rating
from studyapp.ui.announcing import announce
from studyapp.ui.look import control_font, text_font
from studyapp.ui.review.buttons import CloseButton, GradeButton
from studyapp.ui.review.face import COLUMN_PX, CardArea
from studyapp.ui.translation import tr
from studyapp.ui.widgets.buttons import RING_PX, TextButton
from studyapp.ui.widgets.painting import (
    draw_line_of_text,
    fill,
    key_hint_width,
    paint_key_hint,
)

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent

    from studyapp.domain.cards import Card
    from studyapp.domain.reviews import Asked, Counts, Outcomes
    from studyapp.ui.look import Look

_GRADE_PX, _GRADE_GAP_PX = 64, 8
_FOOT_PX = 172  # grades and the line of keys
_HEAD_PX = 72
_CARD_AT = 0.16  # of the room, where the card begins
_SIDE_PX = 24

_SCROLLING = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})

GRADES = ((Rating.AGAIN, "Again"), (Rating.HARD, "Hard"), (Rating.GOOD, "Good"), (Rating.EASY, "Easy"))
_HINTS = (
    (("J",), "passage"),
    (("E",), "edit"),
    (("U",), "undo"),
    (("I",), "card info"),
    (("−",), "bury"),
    (("@",), "suspend"),
    (("O",), "settings"),
)
_HINTS_AT_THE_END = ((("U",), "undo the last answer"), (("Esc",), "back to the text"))


class ReviewScreen(QWidget):
    """Shows a card, its answer, or what was done; keys as Anki's."""

    answer_wanted = Signal()
    graded = Signal(int)
    key_pressed = Signal(str)  # what a single key asks for, of `_KEYS`, and "delete"

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("review")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._look = look
        self._counts: Counts | None = None
        self._current = ""
        self._share = 0.0
        self._title, self._words, self._message = "", "", ""
        self.answered = False
        self.card: Card | None = None
        self.area = CardArea(look, self)
        self.close_button = CloseButton(look, tr("Close"), self)
        self.show_answer = TextButton(look, tr("Show answer"), self, primary=True, key=tr("Space"))
        self.show_answer.on_click(self.answer_wanted.emit)
        self.grades = tuple(GradeButton(look, rating, tr(name), self) for rating, name in GRADES)
        for button in self.grades:
            button.on_click(partial(self._grade, button.rating))
        look.changed.connect(self._arrange)
        self.hide()

    def ask(self, asked: Asked, where: str, share: float) -> None:
        """Show the question of a card alone; `share` is how much of the day is done, 0 to 1."""
        self.card, self.answered = asked.card, False
        self._title, self._message = "", ""
        self.setAccessibleName(tr("Review"))
        self._take_counts(asked.counts, asked.card.memory.phase.value, share)
        self._show_grades(asked.outcomes)
        self.area.face.show_card(asked.card, where, answered=False)
        self._arrange()
        self.setFocus()
        announce(self, asked.card.front)

    def reveal(self, where: str) -> None:
        """Show the answer with its sentence, and the grades."""
        self.answered = True
        self.area.face.show_card(self.card, where, answered=True)
        self._arrange()
        self.setFocus()
        announce(self, self.card.answer if self.card is not None else "")

    def finish(self, title: str, words: str, counts: Counts) -> None:
        """Show that nothing can be asked now, and what was done."""
        self.card, self.answered = None, False
        self._title, self._words, self._message = title, words, ""
        self._take_counts(counts, "", 1.0)
        self.setAccessibleName(f"{title} {words}")
        announce(self, f"{title} {words}")
        self.area.face.show_card(None, "", answered=False)
        self._arrange()
        self.setFocus()

    def tell(self, message: str) -> None:
        """Show a sentence above the grades until the next card comes."""
        self._message = message
        self.setAccessibleName(f"{tr('Review')}. {message}")
        announce(self, message)
        self.update()

    @property
    def sentence(self) -> str:
        """What stands in place of a card, or the message above the grades."""
        return f"{self._title} {self._words}".strip() if self.card is None else self._message

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Grade and act by single keys, as Anki does."""
        key, modifiers = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        plain = not modifiers & ~Qt.KeyboardModifier.ShiftModifier
        if plain and key in {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if not event.isAutoRepeat():
                self._go_on()
        elif plain and event.text() in _KEYS:
            self.key_pressed.emit(_KEYS[event.text()])
        elif key == Qt.Key.Key_Delete and modifiers == Qt.KeyboardModifier.ControlModifier:
            self.key_pressed.emit("delete")
        elif plain and event.text() in {"1", "2", "3", "4"}:
            if self.answered and not event.isAutoRepeat():
                self._grade(Rating(int(event.text())))
        elif key in _SCROLLING:
            QApplication.sendEvent(self.area.verticalScrollBar(), event)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Share the room."""
        self._arrange()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the line of progress, the counts, the keys, and what stands in place of a card."""
        painter = QPainter(self)
        theme = self._look.theme
        fill(painter, QRectF(self.rect()), theme.page)
        fill(painter, QRectF(0, 0, self.width(), 2), theme.control)
        fill(painter, QRectF(0, 0, self.width() * self._share, 2), theme.accent)
        self._paint_counts(painter)
        if self.card is None:
            self._paint_summary(painter)
        else:
            self._paint_hints(painter, _HINTS)
        if self._message:
            box = QRectF(self._left(), self.height() - _FOOT_PX - 36, self._column_px(), 24)
            draw_line_of_text(painter, box, self._message, control_font(13), theme.warn)

    # Inside

    def _go_on(self) -> None:
        if self.card is None:
            return
        if self.answered:
            self._grade(Rating.GOOD)
        else:
            self.answer_wanted.emit()

    def _grade(self, rating: Rating) -> None:
        self.graded.emit(int(rating))

    def _take_counts(self, counts: Counts, current: str, share: float) -> None:
        self._counts, self._current, self._share = counts, current, share
        self.update()

    def _show_grades(self, outcomes: Outcomes) -> None:
        for button in self.grades:
            button.show_interval(outcomes.after(button.rating).interval_days)

    def _column_px(self) -> int:
        return min(COLUMN_PX, self.width() - 2 * _SIDE_PX)

    def _left(self) -> int:
        return (self.width() - self._column_px()) // 2

    def _arrange(self) -> None:
        size = self.close_button.sizeHint()
        self.close_button.setGeometry(16, 18, size.width(), size.height())
        room = self.height() - _HEAD_PX - _FOOT_PX
        self.area.setVisible(self.card is not None)
        wide = self._column_px()
        needed = self.area.face.height_at(wide)
        above = max(0, min(round(room * _CARD_AT), room - needed))
        self.area.setGeometry(self._left(), _HEAD_PX + above, wide, max(room - above, 0))
        self.area.arrange()
        top = self.height() - _FOOT_PX + 40
        each = (wide - 3 * _GRADE_GAP_PX) // 4
        for number, button in enumerate(self.grades):
            x = self._left() + number * (each + _GRADE_GAP_PX)
            button.setGeometry(x - RING_PX, top - RING_PX, each + 2 * RING_PX, _GRADE_PX + 2 * RING_PX)
            button.setVisible(self.answered)
        self.show_answer.setVisible(self.card is not None and not self.answered)
        size = self.show_answer.sizeHint()
        self.show_answer.setGeometry(
            (self.width() - size.width()) // 2, top + 14, size.width(), size.height()
        )
        self.update()

    def _paint_counts(self, painter: QPainter) -> None:
        if self._counts is None:
            return
        theme = self._look.theme
        right = self.width() - float(_SIDE_PX)
        kinds = (
            (tr("Due"), self._counts.review, {"review"}),
            (tr("Learning"), self._counts.learning, {"learning", "relearning"}),
            (tr("New"), self._counts.new, {"new"}),
        )
        for name, count, phases in kinds:
            current = self._current in phases
            word, figure = control_font(13, 500 if current else 400), control_font(13, 600, figures=True)
            figure_px = QFontMetricsF(figure).horizontalAdvance(str(count)) + 1
            word_px = QFontMetricsF(word).horizontalAdvance(name) + 1
            left = right - figure_px - 8 - word_px
            colour = theme.accent if current else theme.muted
            draw_line_of_text(painter, QRectF(left, 26, word_px, 20), name, word, colour)
            where = QRectF(right - figure_px, 26, figure_px, 20)
            draw_line_of_text(painter, where, str(count), figure, theme.accent if current else theme.text)
            if current:
                fill(painter, QRectF(left, 47, right - left, 2), theme.accent)
            right = left - 22

    def _paint_hints(self, painter: QPainter, hints: tuple[tuple[tuple[str, ...], str], ...]) -> None:
        """Paint the keys that act here, in the middle of the foot."""
        font = control_font(12)
        widths = [
            sum(key_hint_width(key) + 4 for key in keys)
            + 4
            + QFontMetricsF(font).horizontalAdvance(tr(text))
            + 20
            for keys, text in hints
        ]
        x = (self.width() - sum(widths) + 20) / 2
        y = self.height() - 36.0
        for (keys, text), width in zip(hints, widths, strict=True):
            at = x
            for key in keys:
                at += key_hint_width(key)
                paint_key_hint(painter, QPointF(at, y), key, self._look)
                at += 4
            box = QRectF(at + 4, y - 10, width, 20)
            draw_line_of_text(painter, box, tr(text), font, self._look.theme.muted)
            x += width

    def _paint_summary(self, painter: QPainter) -> None:
        theme = self._look.theme
        room = QRectF(self._left(), self.height() * 0.3, self._column_px(), 48)
        draw_line_of_text(painter, room, self._title, text_font(28, 500), theme.text)
        painter.setFont(control_font(15))
        painter.setPen(theme.muted)
        under = QRectF(room.left(), room.bottom() + 12, room.width(), 200)
        painter.drawText(under, int(Qt.TextFlag.TextWordWrap), self._words)
        self._paint_hints(painter, _HINTS_AT_THE_END)


_KEYS = {
    "j": "passage",
    "e": "edit",
    "u": "undo",
    "i": "info",
    "-": "bury",
    "@": "suspend",
    "o": "settings",
}
