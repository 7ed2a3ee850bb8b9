"""The sheet for a new card on a passage: a text with gaps, a question, or a question both ways."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal

from studyapp.domain.errors import KnownError
from studyapp.flashcards import byhand
from studyapp.ui.cards.sheet import WIDTH_PX, CardField, CardSheet
from studyapp.ui.translation import tr
from studyapp.ui.widgets.buttons import TextButton
from studyapp.ui.widgets.segments import Segments

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from studyapp.domain.cards import Source
    from studyapp.ui.look import Look

    Keep = Callable[[tuple[byhand.Wording, ...], str | Path], object]

_SIDE_PX, _TEXT_PX = 20, 128
_MOST_LINES = 4
GAPS, QUESTION, BOTH_WAYS = range(3)
_GAP_KEYS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class GapField(CardField):
    """A text in which Ctrl+Shift+C makes a gap of what is selected, and with Alt one on the same card."""

    gap_wanted = Signal(bool)  # whether on the same card

    def event(self, event: QEvent) -> bool:
        """Take the keys that mean another thing in the text that is read."""
        if event.type() is QEvent.Type.ShortcutOverride and self._is_gap(event):  # type: ignore[arg-type]
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Make a gap by keys."""
        if self._is_gap(event):
            self.gap_wanted.emit(bool(event.modifiers() & Qt.KeyboardModifier.AltModifier))
        else:
            super().keyPressEvent(event)

    def _is_gap(self, event: QKeyEvent) -> bool:
        return event.key() == Qt.Key.Key_C and event.modifiers() & _GAP_KEYS == _GAP_KEYS


class WritingSheet(CardSheet):
    """Begins with the sentence of the passage, the passage a gap: Enter alone keeps that card."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, parent)
        self.setObjectName("writingSheet")
        kinds = [tr("Gaps"), tr("Question"), tr("Both ways")]
        self.kinds = Segments(look, tr("Kind of card"), kinds, self)
        self.text = GapField(look, tr("Text with gaps"), self)
        self.gap = TextButton(look, tr("Gap"), self, key="Ctrl ⇧ C")
        self.same_gap = TextButton(look, tr("Gap on the same card"), self, key="Ctrl Alt ⇧ C")
        self._on_done: Keep | None = None
        self.join(self.text)
        self.kinds.chosen.connect(lambda _: self._take_kind())
        self.text.gap_wanted.connect(lambda same: self.make_gap(same=same))
        self.gap.on_click(lambda: self.make_gap(same=False))
        self.same_gap.on_click(lambda: self.make_gap(same=True))

    def write(self, source: Source, pictures: list[tuple[str, str]], keep: Keep) -> None:
        """Show the sheet on a passage; `keep` gets the cards, and their picture, when the person is done.

        `pictures` are those of the passage's section: file name in the library, and what each shows.
        """
        self._sentence, self._on_done = source.sentence, keep
        self.picture.begin(pictures)
        at, passage = source.sentence_place, source.place
        span = passage.start - at.start, passage.end - at.start
        whole = passage == at
        quote = source.sentence if whole else source.sentence[slice(*span)]
        holds = not whole and byhand.can_hold_gaps(source.sentence)
        self.text.setPlainText(byhand.with_gap(source.sentence, *span) if holds else source.sentence)
        self.front.clear()
        self.answer.setPlainText(quote)
        self.kinds.choose(GAPS if holds else QUESTION)
        self._take_kind()
        self.show_sheet(tr("New card"))

    def make_gap(self, *, same: bool) -> None:
        """Make a gap of what is selected in the text: of a new card, or on the last one."""
        cursor, text = self.text.textCursor(), self.text.toPlainText()
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        before = text.encode("utf-16-le")
        first, last = (len(before[: 2 * at].decode("utf-16-le")) for at in (start, end))
        after = byhand.with_gap(text, first, last, same=same)
        cursor.insertText(after[first : len(after) - len(text) + last])
        cursor.setPosition(cursor.position() - len("}}"))
        self.text.setTextCursor(cursor)
        self.text.setFocus()

    # What this sheet has otherwise

    def fields(self) -> list[tuple[CardField, str, int]]:
        """Return the field of the text with gaps, or those of a question."""
        if self.kinds.current == GAPS:
            return [(self.text, tr("Text with gaps"), _TEXT_PX)]
        return super().fields()

    def lines(self) -> list[str]:
        """Return the cards as they will ask, or the sentence to ask from, and the picture's name."""
        if self.kinds.current == QUESTION:
            return super().lines()
        try:
            wordings = self._wordings()
        except KnownError as error:
            return [error.sentence, *self.picture.lines()] if self.kinds.current == GAPS else super().lines()
        lines = [f"{wording.front}  →  {wording.answer}" for wording in wordings[:_MOST_LINES]]
        left = len(wordings) - len(lines)
        more = [tr("and {count} more cards", count=left)] if left else []
        return [*lines, *more, *self.picture.lines()]

    def can_be_kept(self) -> bool:
        """Say whether there is at least one card."""
        try:
            return bool(self._wordings())
        except KnownError:
            return False

    def keep(self) -> None:
        """Hand over the cards."""
        if self._on_done is not None:
            self._on_done(self._wordings(), self.picture.picture)

    def top_px(self) -> int:
        """Leave room for the kinds."""
        self.kinds.move(WIDTH_PX - _SIDE_PX - self.kinds.width() + 2, 10)
        return super().top_px() + 4

    def picture_right_px(self) -> int:
        """Leave the corner to the kinds."""
        return self.kinds.x() - 6

    def place_beside(self, y: int) -> None:
        """Place the buttons that make gaps."""
        x = _SIDE_PX - 2
        for button in (self.gap, self.same_gap):
            button.setVisible(self.kinds.current == GAPS)
            size = button.sizeHint()
            button.setGeometry(x, y, size.width(), size.height())
            x += size.width() + 4

    # Inside

    def _take_kind(self) -> None:
        gaps = self.kinds.current == GAPS
        self.text.setVisible(gaps)
        self.front.setVisible(not gaps)
        self.answer.setVisible(not gaps)
        self.take_text()

    def _wordings(self) -> tuple[byhand.Wording, ...]:
        """Return the cards; KnownError while something is missing."""
        if self.kinds.current == GAPS:
            return byhand.from_gaps(self.text.toPlainText())
        word = byhand.both_ways if self.kinds.current == BOTH_WAYS else byhand.one_way
        return word(self.front.toPlainText(), self.answer.toPlainText())
