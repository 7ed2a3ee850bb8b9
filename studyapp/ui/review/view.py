"""The review screen: nothing on it but the card, the grades, and a thin line of progress."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QWidget

from studyapp.domain.reviews import Rating
from studyapp.text.comparing import Comparison, Piece, Verdict, compare
from studyapp.ui.announcing import announce
from studyapp.ui.look import control_font
from studyapp.ui.review.answering import FIELD_PX, AnswerField, Choices
from studyapp.ui.review.buttons import CloseButton, GradeButton
from studyapp.ui.review.face import COLUMN_PX, CardArea
from studyapp.ui.review.foot import HINTS, HINTS_AT_THE_END, paint_counts, paint_hints, paint_summary
from studyapp.ui.review.keys import act_of
from studyapp.ui.translation import tr
from studyapp.ui.widgets.buttons import RING_PX, TextButton
from studyapp.ui.widgets.painting import draw_line_of_text, fill

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


class ReviewScreen(QWidget):
    """Shows a card, its answer, or what was done; keys as Anki's."""

    answer_wanted = Signal()
    graded = Signal(int)
    key_pressed = Signal(str)  # what a single key asks for, of `review.keys`

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("review")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._look = look
        self._counts: Counts | None = None
        self._current, self._share, self._why = "", 0.0, ""
        self._title, self._words, self._message = "", "", ""
        self._types, self._shows_timer = False, False
        self._shown = QElapsedTimer()
        self._second = QTimer(self)
        self._second.setInterval(1000)
        self._second.timeout.connect(self.update)
        self.said: Comparison | None = None  # what the person typed or chose, beside the answer
        self.answered = False
        self.card: Card | None = None
        self.area = CardArea(look, self)
        self.close_button = CloseButton(look, tr("Close"), self)
        self.show_answer = TextButton(look, tr("Show answer"), self, primary=True, key=tr("Space"))
        self.show_answer.on_click(self.answer_wanted.emit)
        self.field, self.choices = AnswerField(look, self), Choices(look, self)
        self.field.given.connect(self._take_typed)
        self.choices.given.connect(self._take_chosen)
        self.grades = tuple(GradeButton(look, rating, tr(name), self) for rating, name in GRADES)
        for button in self.grades:
            button.on_click(partial(self._grade, button.rating))
        look.changed.connect(self._arrange)
        self.hide()

    def ask(self, asked: Asked, where: str, share: float, *, why: str = "", keeps: bool = True) -> None:
        """Show the question of a card alone.

        `share` is how much of the day is done, 0 to 1, `why` why it is asked now; `keeps` says whether a
        grade is kept, so that its interval is shown.
        """
        self.card, self.answered, self.said, self._why = asked.card, False, None, why
        self._title, self._message = "", ""
        self._types = False
        self.show_answer.name_key(tr("Space"))
        self.choices.ask(())
        self.setAccessibleName(f"{tr('Review')}. {why}")
        self._take_counts(asked.counts, asked.card.memory.phase.value, share)
        self._show_grades(asked.outcomes, keeps=keeps)
        self.area.face.show_card(asked.card, where, answered=False)
        self._arrange()
        self.setFocus()
        announce(self, asked.card.front)
        self._shown.start()

    def let_type(self) -> None:
        """Let the person type the answer to the question that is shown."""
        self._types = True
        self.show_answer.name_key("↵")
        self._arrange()
        self.field.ask()

    def let_choose(self, texts: tuple[str, ...]) -> None:
        """Let the person choose the answer among these."""
        self.choices.ask(texts)
        self._arrange()

    def show_timer(self, shown: bool) -> None:
        """Show how long the card is before the person, or not."""
        self._shows_timer = shown
        self._second.start() if shown else self._second.stop()

    def elapsed_ms(self) -> int:
        """Return how long the card is before the person."""
        return self._shown.elapsed()

    def reveal(self, where: str) -> None:
        """Show the answer with its sentence, and the grades."""
        self.answered = True
        self.area.face.show_card(self.card, where, answered=True, said=self.said)
        self._arrange()
        self.setFocus()
        announce(self, self.area.face.answer_words)

    def finish(self, title: str, words: str, counts: Counts) -> None:
        """Show that nothing can be asked now, and what was done."""
        self.card, self.answered, self._types, self._why = None, False, False, ""
        self._title, self._words, self._message = title, words, ""
        self.choices.ask(())
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

    @property
    def why(self) -> str:
        """Why this card is asked now."""
        return self._why

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Grade and act by single keys, as Anki does."""
        key, modifiers = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        plain = not modifiers & ~Qt.KeyboardModifier.ShiftModifier
        act = act_of(event)
        if plain and key in {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if not event.isAutoRepeat():
                self._go_on()
        elif act is not None:
            self.key_pressed.emit(act)
        elif plain and event.text() in {"1", "2", "3", "4"}:
            if not event.isAutoRepeat():
                self._press_number(int(event.text()))
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
        right = self.width() - float(_SIDE_PX)
        if self._counts is not None:
            right = paint_counts(painter, QPointF(right, 26), self._counts, self._current, theme)
        self._paint_why(painter, right)
        if self.card is None:
            room = QRectF(self._left(), self.height() * 0.3, self._column_px(), 260)
            paint_summary(painter, room, self._title, self._words, theme)
        hints = HINTS if self.card else HINTS_AT_THE_END
        if not self._types or self.answered:  # while an answer is typed the letters are its own
            paint_hints(painter, QRectF(self.rect()), hints, self._look)
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

    def _press_number(self, number: int) -> None:
        if self.answered:
            self._grade(Rating(number))
        elif self.card is not None:
            self.choices.take(number)

    def _take_chosen(self, text: str) -> None:
        """Keep what was chosen, and show the answer."""
        if self.card is not None:
            right = text == self.card.answer
            verdict = Verdict.RIGHT if right else Verdict.WRONG
            self.said = Comparison(verdict, (Piece(text, good=right),))
        self.answer_wanted.emit()

    def _take_typed(self, text: str) -> None:
        """Keep what was typed, and show the answer beside it."""
        if self.card is not None and text.strip():
            self.said = compare(text, self.card.answer)
        self.answer_wanted.emit()

    def _grade(self, rating: Rating) -> None:
        self.graded.emit(int(rating))

    def _take_counts(self, counts: Counts, current: str, share: float) -> None:
        self._counts, self._current, self._share = counts, current, share
        self.update()

    def _show_grades(self, outcomes: Outcomes, *, keeps: bool) -> None:
        for button in self.grades:
            if keeps:
                button.show_interval(outcomes.after(button.rating).interval_days)
            else:
                button.show_words(tr("once more") if button.rating is Rating.AGAIN else tr("known"))

    def _column_px(self) -> int:
        return min(COLUMN_PX, self.width() - 2 * _SIDE_PX)

    def _left(self) -> int:
        return (self.width() - self._column_px()) // 2

    def _arrange(self) -> None:
        size = self.close_button.sizeHint()
        self.close_button.setGeometry(16, 18, size.width(), size.height())
        asking = self.card is not None and not self.answered
        foot = _FOOT_PX + (self.choices.height_px if asking else 0)
        room = self.height() - _HEAD_PX - foot
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
        self._arrange_question(top, asking=asking)
        self.update()

    def _arrange_question(self, top: int, *, asking: bool) -> None:
        """Put the field, the choices and the button that shows the answer at the foot."""
        wide, left = self._column_px(), self._left()
        self.choices.setVisible(asking and self.choices.height_px > 0)
        self.choices.setGeometry(left, top - self.choices.height_px, wide, self.choices.height_px)
        self.field.setVisible(asking and self._types)
        self.field.setGeometry(left, top - FIELD_PX - 8, wide, FIELD_PX)
        self.show_answer.setVisible(asking)
        size = self.show_answer.sizeHint()
        middle = (self.width() - size.width()) // 2
        self.show_answer.setGeometry(middle, top + 14, size.width(), size.height())

    def _paint_why(self, painter: QPainter, right: float) -> None:
        """Write why the card is asked now, between the way out and the counts; and the time, if wanted."""
        theme, left = self._look.theme, float(self.close_button.geometry().right() + 24)
        middle = Qt.AlignmentFlag.AlignHCenter
        box = QRectF(left, 26, max(right - left - 24, 0), 20)
        draw_line_of_text(painter, box, self._why, control_font(12), theme.muted, align=middle)
        if self._shows_timer and self.card is not None:
            seconds = self._shown.elapsed() // 1000
            figures = control_font(12, figures=True)
            time = f"{seconds // 60}:{seconds % 60:02}"
            draw_line_of_text(painter, box.translated(0, 20), time, figures, theme.muted, align=middle)
