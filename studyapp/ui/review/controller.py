"""The review at work: which card is asked, what a key does, the way to the passage and back."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, Signal

from studyapp.domain.changes import Noun
from studyapp.domain.errors import KnownError, NotFoundError
from studyapp.domain.reviews import Rating
from studyapp.services import authoring, reviewing
from studyapp.ui.outline.names import short_name
from studyapp.ui.reader.document import split_heading
from studyapp.ui.review.view import ReviewScreen
from studyapp.ui.review.words import due_words, summary_words
from studyapp.ui.translation import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from studyapp.domain.cards import Card
    from studyapp.domain.changes import ChangeSet
    from studyapp.domain.reviews import Asked, StudySettings
    from studyapp.ui.cards.controller import CardController
    from studyapp.ui.desk import Desk
    from studyapp.ui.pictures import Pictures
    from studyapp.ui.reader.controller import ReadingController, Station
    from studyapp.ui.review.info import CardInfo
    from studyapp.ui.review.settings import StudySettingsPopup
    from studyapp.ui.window import Window

COUNT_EVERY_MS = 60_000  # learning cards come due by the clock
_SEEN = frozenset({Noun.CARD, Noun.REVIEW, Noun.STUDY_SETTING})


class ReviewController(QObject):
    """Joins the review screen to the library. The screen is made when it is first opened."""

    opened = Signal()
    left = Signal()  # the text is shown again

    def __init__(self, desk: Desk, window: Window, reading: ReadingController, cards: CardController) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._reading = reading
        self._cards = cards
        self._screen: ReviewScreen | None = None
        self._info: CardInfo | None = None
        self._settings: StudySettingsPopup | None = None
        self._asked: Asked | None = None
        self._away: Station | None = None  # where the reader stood before the passage was looked at
        self._busy = False  # a grade is being stored
        self._done = 0
        self._steps = 0  # commands given in this sitting: what undo may take back
        self._shown = QElapsedTimer()
        self._acts: dict[str, Callable[[], object]] = {
            "passage": self.go_to_passage,
            "edit": self.edit,
            "undo": self.undo,
            "info": self.show_info,
            "bury": self.bury,
            "suspend": self.suspend,
            "delete": self.delete,
            "settings": self.show_settings,
        }
        desk.changed.connect(self._take_in)
        reading.jumped.connect(self._stay)
        self._timer = QTimer(self)
        self._timer.setInterval(COUNT_EVERY_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()
        self._show_count()

    @property
    def is_open(self) -> bool:
        """Whether the review is on the screen."""
        return self._screen is not None and self._window.stage is self._screen

    @property
    def screen(self) -> ReviewScreen:
        """The screen, made when it is first wanted."""
        if self._screen is None:
            self._screen = self._make_screen()
        return self._screen

    def open(self) -> None:
        """Ask the next card."""
        self._away = None
        self._done = self._steps = 0
        self._window.top.review.setChecked(False)
        self._window.show_stage(self.screen, whole=True)
        self.ask_next()
        self.opened.emit()

    def shut(self) -> bool:
        """Show the text again; say whether the review was open."""
        if not self.is_open:
            return False
        self._asked = None
        self._leave()
        return True

    def come_back(self) -> bool:
        """Return from a passage to its card; say whether there was one to return to."""
        station, self._away = self._away, None
        if station is None or self._asked is None:
            return False
        self._reading.return_to(station)
        self._window.status.show_hints(())
        self._window.show_stage(self.screen, whole=True)
        self.screen.setFocus()
        self.opened.emit()
        return True

    # What a person does

    def ask_next(self) -> None:
        """Show the next card, or what was done when none can be asked."""
        self._ask(reviewing.next_card(self._desk.library))

    def reveal(self) -> None:
        """Show the answer."""
        if self._asked is not None:
            self.screen.reveal(self._where(self._asked.card))

    def grade(self, rating: int) -> None:
        """Store a grade with the interval that its button shows; the next card comes."""
        asked = self._asked
        if asked is None or self._busy or not self.screen.answered:
            return
        self._busy = True
        duration_ms = self._shown.elapsed()
        library = self._desk.library
        self._desk.command(
            lambda: reviewing.answer(library, asked, Rating(rating), duration_ms=duration_ms)[0],
            self._graded,
            self._refused,
        )

    def undo(self) -> None:
        """Take back the last grade, or what else was done in this sitting; its card is asked again."""
        library = self._desk.library
        if not self._steps and Noun.REVIEW not in library.undo_nouns():
            self.screen.tell(tr("There is no answer to undo."))
            return
        self._desk.jobs.run(self._desk.lanes.write, library.undo, self._undone)

    def edit(self) -> None:
        """Change what the card asks and answers."""
        asked = self._asked
        if asked is None:
            return
        card, library = asked.card, self._desk.library

        def keep(front: str, answer: str) -> None:
            self._desk.command(lambda: authoring.edit_card(library, card.id, front=front, answer=answer))

        sentence = card.sources[0].sentence if card.sources else ""
        self._cards.sheet.open(tr("Edit card"), card.front, card.answer, sentence, keep)

    def bury(self) -> None:
        """Leave the card out until tomorrow."""
        if self._asked is not None:
            card, library = self._asked.card, self._desk.library
            self._desk.command(lambda: reviewing.bury_card(library, card.id))

    def suspend(self) -> None:
        """Leave the card out for good, until it is taken back in."""
        if self._asked is not None:
            card, library = self._asked.card, self._desk.library
            self._desk.command(lambda: authoring.suspend_card(library, card.id, suspended=True))

    def delete(self) -> None:
        """Delete the card; undo brings it back."""
        if self._asked is not None:
            card, library = self._asked.card, self._desk.library
            self._desk.command(lambda: authoring.delete_card(library, card.id))

    def show_info(self) -> None:
        """Show what is known of the card."""
        if self._asked is None:
            return
        if self._info is None:
            from studyapp.ui.review.info import CardInfo  # noqa: PLC0415 (on first use)

            self._info = CardInfo(self._desk.look, self._window)
        self._info.show_card(self._asked.card)

    def show_settings(self) -> None:
        """Show what the reviews obey, to change it."""
        if self._settings is None:
            from studyapp.ui.review.settings import StudySettingsPopup  # noqa: PLC0415 (on first use)

            self._settings = StudySettingsPopup(self._desk.look, self._window)
            self._settings.chosen.connect(self._choose_settings)
        self._settings.open(reviewing.load_settings(self._desk.library))

    def go_to_passage(self) -> None:
        """Show where the card comes from; Escape comes back to the same card."""
        if self._asked is None:
            return
        card = self._asked.card
        place = card.sources[0].place
        if place is None:
            self.screen.tell(tr("The text does not hold the passage of this card any more; the card stays."))
            return
        try:
            self._desk.library.section(card.document_id, place.section)
        except NotFoundError:
            self.screen.tell(tr("The text of this card is not in the library any more; the card stays."))
            return
        station = self._reading.station()
        self._leave()
        self._reading.visit(card.document_id, place)
        self._window.page.view.show_visited(place)
        self._away = station
        self._window.status.show_hints(((("Esc",), tr("back to the card")),))

    # Inside

    def _choose_settings(self, settings: StudySettings) -> None:
        library = self._desk.library
        self._desk.command(lambda: reviewing.change_settings(library, settings))

    def _make_screen(self) -> ReviewScreen:
        screen = ReviewScreen(self._desk.look, self._window)
        screen.close_button.on_click(self.shut)
        screen.area.face.pictures = self._pictures
        screen.answer_wanted.connect(self.reveal)
        screen.graded.connect(self.grade)
        screen.key_pressed.connect(lambda name: self._acts[name]())
        return screen

    def _pictures(self) -> Pictures:
        """Return who has the cards' pictures; the card is painted again when one comes."""
        pictures = self._desk.pictures
        pictures.arrived.connect(self.screen.area.face.update, Qt.ConnectionType.UniqueConnection)
        return pictures

    def _leave(self) -> None:
        self._window.show_stage(None)
        self._window.page.view.setFocus()
        self.left.emit()

    def _stay(self) -> None:
        """Take the passage for what is read from now on: the person went on from it."""
        if self._away is not None:
            self._away = None
            self._window.status.show_hints(())

    def _ask(self, asked: Asked | None) -> None:
        self._asked = asked
        library = self._desk.library
        if asked is None:
            due = due_words(reviewing.next_due(library), datetime.fromisoformat(library.now()))
            done = summary_words(reviewing.today(library))
            title = tr("Done for today.") if self._done else tr("No card is due.")
            self.screen.finish(title, f"{done}\n{due or self._no_cards()}", reviewing.counts(library))
            return
        self.screen.ask(asked, self._where(asked.card), self._share(asked))
        self._shown.start()

    def _no_cards(self) -> str:
        return tr(
            "There are no cards to learn yet: accept drafts (D), or select a passage and press Ctrl+Shift+C."
        )

    def _share(self, asked: Asked) -> float:
        done = reviewing.today(self._desk.library).reviews
        return done / max(done + asked.counts.total, 1)

    def _where(self, card: Card) -> str:
        """Return the path to a card's passage; only the kept sentence is left when its text is gone."""
        library = self._desk.library
        try:
            record = library.document(card.document_id)
        except NotFoundError:
            return tr("A text that is not in the library any more")
        headings = library.outline(card.document_id)
        place, title = card.sources[0].place, split_heading(record.title)[0]
        return f"{title}  ›  {short_name(headings[place.section])}" if place is not None else title

    def _graded(self) -> None:
        self._busy = False
        self._done += 1
        if self.is_open:
            self.ask_next()

    def _refused(self, error: KnownError) -> None:
        self._busy = False
        self.ask_next()
        self.screen.tell(f"{error.sentence} {error.hint}".strip())

    def _undone(self, changes: ChangeSet | None) -> None:
        if changes is None:
            return
        self._desk.changed.emit(changes)
        self._steps = max(self._steps - 2, 0)  # itself, and the one it took back
        touched = sorted(changes.ids(Noun.CARD))
        if self.is_open and touched:
            try:
                self._ask(reviewing.ask_card(self._desk.library, touched[0]))
            except KnownError:
                self.ask_next()
        if self.is_open:
            self.screen.tell(tr("Undone: {name}", name=changes.name))

    def _take_in(self, changes: ChangeSet) -> None:
        if not any(changes.ids(noun) for noun in _SEEN):
            return
        self._show_count()
        if self._settings is not None and changes.ids(Noun.STUDY_SETTING):
            self._settings.show_settings(reviewing.load_settings(self._desk.library))
        asked = self._asked
        self._steps += self.is_open
        if not self.is_open or self._busy:
            return
        if asked is None:
            self.ask_next()
        elif asked.card.id in changes.ids(Noun.CARD) or changes.ids(Noun.STUDY_SETTING):
            self._ask_again(asked)

    def _ask_again(self, asked: Asked) -> None:
        """Show the card as it is now; the next one when it cannot be asked any more."""
        answered = self.screen.answered
        try:
            now = reviewing.ask_card(self._desk.library, asked.card.id)
        except KnownError:
            self.ask_next()
            return
        if now.card.buried_on is not None and now.card.buried_on != asked.card.buried_on:
            self.ask_next()
            return
        self._ask(now)
        if answered:
            self.reveal()

    def _tick(self) -> None:
        self._show_count()
        if self.is_open and self._asked is None:
            self.ask_next()

    def _show_count(self) -> None:
        self._window.top.review.show_count(reviewing.counts(self._desk.library).total)
