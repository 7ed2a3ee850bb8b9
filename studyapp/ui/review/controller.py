"""The review at work: which card is asked, what a key does, the way to the passage and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal

from studyapp.domain.changes import Noun
from studyapp.domain.errors import KnownError, NotFoundError
from studyapp.domain.reviews import Answering, Rating
from studyapp.services import authoring, reviewing
from studyapp.services.choosing import load_choices
from studyapp.services.days import choose_cards
from studyapp.ui.review.acts import CardActs
from studyapp.ui.review.panels import ReviewPanels
from studyapp.ui.review.sitting import Crammed, Scheduled
from studyapp.ui.review.telling import backlog_words, end_words, share_done, where_words, why_words
from studyapp.ui.review.view import ReviewScreen
from studyapp.ui.review.visit import PassageVisit
from studyapp.ui.translation import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from studyapp.domain.changes import ChangeSet
    from studyapp.domain.reviews import Asked
    from studyapp.ui.cards.controller import CardController
    from studyapp.ui.desk import Desk
    from studyapp.ui.pictures import Pictures
    from studyapp.ui.reader.controller import ReadingController
    from studyapp.ui.review.info import CardInfo
    from studyapp.ui.review.sitting import Sitting
    from studyapp.ui.search.controller import SearchController
    from studyapp.ui.window import Window

COUNT_EVERY_MS = 60_000  # learning cards come due by the clock
_SEEN = frozenset({Noun.CARD, Noun.REVIEW, Noun.STUDY_SETTING})


class ReviewController(QObject):
    """Joins the review screen to the library. The screen is made when it is first opened."""

    opened = Signal()
    left = Signal()  # the text is shown again

    def __init__(
        self,
        desk: Desk,
        window: Window,
        reading: ReadingController,
        cards: CardController,
        search: SearchController,
    ) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._cards = cards
        self._acts = CardActs(desk, window, cards)
        self._panels = ReviewPanels(desk, window, reading, search)
        self._panels.study_wanted.connect(self.open_some)
        self._panels.cram_wanted.connect(self.cram)
        self._screen: ReviewScreen | None = None
        self._sitting: Sitting = Scheduled(desk.library)
        self._asked: Asked | None = None
        self._before: str | None = None  # the card asked before this one
        self._visit = PassageVisit(desk, window, reading)
        self._busy = False  # a grade is being stored
        self._done = 0
        self._steps = 0  # commands given in this sitting: what undo may take back
        self._own: dict[str, Callable[[], object]] = {
            "passage": self.go_to_passage,
            "undo": self.undo,
            "info": self.show_info,
            "info_before": self._show_info_before,
            "settings": self._panels.show_settings,
            "part": self._panels.show_parts,
            "plan": self._panels.show_plan,
            "more": self._show_menu,
        }
        desk.changed.connect(self._take_in)
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

    @property
    def _info(self) -> CardInfo | None:
        return self._panels.info

    def open(self) -> None:
        """Ask the next card of the study day."""
        self._begin(Scheduled(self._desk.library))
        behind = backlog_words(self._desk.library)
        if behind:
            self.screen.tell(behind)

    def open_some(self, card_ids: Sequence[str], name: str) -> None:
        """Ask what is due of some cards."""
        self._begin(Scheduled(self._desk.library, choose_cards(card_ids), name))

    def cram(self, card_ids: Sequence[str], name: str) -> None:
        """Ask some cards until each was known once; their schedule stays as it is."""
        self._begin(Crammed(self._desk.library, card_ids, name))

    def choose_part(self) -> None:
        """Let the person choose which cards to study."""
        self._panels.show_parts()

    def shut(self) -> bool:
        """Show the text again; say whether the review was open."""
        if not self.is_open:
            return False
        self._asked = None
        self._leave()
        return True

    def come_back(self) -> bool:
        """Return from a passage to its card; say whether there was one to return to."""
        if not self._visit.end() or self._asked is None:
            return False
        self._window.show_stage(self.screen, whole=True)
        self.screen.setFocus()
        self.opened.emit()
        return True

    # What a person does

    def ask_next(self) -> None:
        """Show the next card, or what was done when none can be asked."""
        self._ask(self._sitting.next_card())

    def reveal(self) -> None:
        """Show the answer."""
        if self._asked is not None:
            self.screen.reveal(where_words(self._desk.library, self._asked.card))

    def grade(self, rating: int) -> None:
        """Store a grade with the interval that its button shows; the next card comes."""
        asked, sitting = self._asked, self._sitting
        if asked is None or self._busy or not self.screen.answered:
            return
        if not sitting.keeps:
            sitting.answer(asked, Rating(rating), 0)
            self._graded(asked)
            return
        self._busy = True
        duration_ms = self.screen.elapsed_ms()
        self._desk.command(
            lambda: sitting.answer(asked, Rating(rating), duration_ms),
            lambda: self._graded(asked),
            self._refused,
        )

    def undo(self) -> None:
        """Take back the last grade, or what else was done in this sitting; its card is asked again."""
        library = self._desk.library
        if isinstance(self._sitting, Crammed):
            told = tr("Undone") if self._sitting.cram.undo() else tr("There is no answer to undo.")
            self.ask_next()
            self.screen.tell(told)
            return
        if not self._steps and Noun.REVIEW not in library.undo_nouns():
            self.screen.tell(tr("There is no answer to undo."))
            return
        self._desk.jobs.run(self._desk.lanes.write, library.undo, self._undone)

    def act(self, name: str) -> None:
        """Do what a key or the menu asks for."""
        if name in self._own:
            self._own[name]()
        elif self._asked is not None:
            self._acts.act(name, [self._asked.card])

    def show_info(self) -> None:
        """Show what is known of the card."""
        if self._asked is not None:
            self._panels.show_info(self._asked.card)

    def go_to_passage(self) -> None:
        """Show where the card comes from; Escape comes back to the same card."""
        if self._asked is not None:
            wrong = self._visit.begin(self._asked.card, self._leave, tr("back to the card"))
            if wrong:
                self.screen.tell(wrong)

    # Inside

    def _begin(self, sitting: Sitting) -> None:
        self._sitting = sitting
        self._visit.forget()
        self._before = None
        self._done = self._steps = 0
        self._window.top.review.setChecked(False)
        self._window.show_stage(self.screen, whole=True)
        self.ask_next()
        self.opened.emit()

    def _make_screen(self) -> ReviewScreen:
        screen = ReviewScreen(self._desk.look, self._window)
        screen.close_button.on_click(self.shut)
        screen.area.face.pictures = self._pictures
        screen.answer_wanted.connect(self.reveal)
        screen.graded.connect(self.grade)
        screen.key_pressed.connect(self.act)
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

    def _ask(self, asked: Asked | None) -> None:
        self._asked = asked
        library, sitting = self._desk.library, self._sitting
        if asked is None:
            title, words = end_words(self._desk, sitting, done=self._done > 0)
            self.screen.finish(title, words, sitting.counts())
            return
        settings = reviewing.load_settings(library)
        self.screen.show_timer(settings.shows_timer)
        self.screen.ask(
            asked,
            where_words(library, asked.card),
            share_done(library, sitting, asked),
            why=why_words(library, sitting, asked),
            keeps=sitting.keeps,
        )
        if settings.answering is Answering.TYPE:
            self.screen.let_type()
        elif settings.answering is Answering.CHOOSE:
            self.screen.let_choose(load_choices(library, asked.card))

    def _graded(self, asked: Asked) -> None:
        self._busy = False
        self._done += 1
        self._before = asked.card.id
        if not self.is_open:
            return
        self.ask_next()
        if self._sitting.keeps and not asked.card.is_leech:
            self._tell_leech(asked.card.id)

    def _tell_leech(self, card_id: str) -> None:
        """Offer to rewrite a card that has just become a leech, with its sentence before the person."""
        try:
            card = authoring.find_card(self._desk.library, card_id)
        except NotFoundError:
            return
        if card.is_leech:
            self._acts.edit(card, tr("Forgotten {count} times: rewrite it?", count=card.memory.lapses))

    def _refused(self, error: KnownError) -> None:
        self._busy = False
        self.ask_next()
        self.screen.tell(f"{error.sentence} {error.hint}".strip())

    def _undone(self, changes: ChangeSet | None) -> None:
        if changes is None:
            return
        self._desk.changed.emit(changes)
        self._steps = max(self._steps - 2, 0)  # itself, and the one it took back
        touched = [card_id for noun, card_id in changes.touched if noun is Noun.CARD]
        if self.is_open and touched:
            try:  # the graded card was written first, and so is undone last
                self._ask(self._sitting.ask_again(touched[-1]))
            except KnownError:
                self.ask_next()
        if self.is_open:
            self.screen.tell(tr("Undone: {name}", name=changes.name))

    def _take_in(self, changes: ChangeSet) -> None:
        if not any(changes.ids(noun) for noun in _SEEN):
            return
        self._show_count()
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
            now = self._sitting.ask_again(asked.card.id)
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

    def _show_menu(self) -> None:
        if self._asked is not None:
            foot = self.screen.mapToGlobal(self.screen.rect().center() + QPoint(120, 0))
            self._acts.show_menu([self._asked.card], foot, self.act)

    def _show_info_before(self) -> None:
        if self._before is not None:
            try:
                self._panels.show_info(authoring.find_card(self._desk.library, self._before))
            except NotFoundError:
                self.screen.tell(tr("The card before this one is gone."))
