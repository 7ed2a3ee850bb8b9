"""The panels over the review: card info, settings, which part to study, the plan for a backlog."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from studyapp.domain.changes import Noun
from studyapp.services import browsing, foresight, reviewing
from studyapp.services.days import choose_cards
from studyapp.ui.translation import tr, tr_count

if TYPE_CHECKING:
    from studyapp.domain.cards import Card
    from studyapp.domain.changes import ChangeSet
    from studyapp.domain.errors import KnownError
    from studyapp.domain.reviews import StudySettings
    from studyapp.services.foresight import Backlog
    from studyapp.ui.desk import Desk
    from studyapp.ui.reader.controller import ReadingController
    from studyapp.ui.review.info import CardInfo
    from studyapp.ui.review.parts import PartPanel
    from studyapp.ui.review.plan import PlanPanel
    from studyapp.ui.review.settings import StudySettingsPopup
    from studyapp.ui.search.controller import SearchController
    from studyapp.ui.window import Window


class ReviewPanels(QObject):
    """Each panel is loaded when it is first opened."""

    study_wanted = Signal(object, str)  # ids of cards, and what they are called
    cram_wanted = Signal(object, str)

    def __init__(
        self, desk: Desk, window: Window, reading: ReadingController, search: SearchController
    ) -> None:
        super().__init__(window)
        self._desk, self._window, self._reading, self._search = desk, window, reading, search
        self.info: CardInfo | None = None
        self._settings: StudySettingsPopup | None = None
        self._parts: PartPanel | None = None
        self._plan: PlanPanel | None = None
        self._asked = 0  # the newest request of a panel: older answers are dropped
        self._choosing = 0  # settings that are on their way to the library
        desk.changed.connect(self._take_in)

    def show_info(self, card: Card) -> None:
        """Show what is known of a card: its memory, its history, its forgetting curve."""
        if self.info is None:
            from studyapp.ui.review.info import CardInfo  # noqa: PLC0415 (on first use)

            self.info = CardInfo(self._desk.look, self._window)
        library = self._desk.library
        self.info.show_card(card, reviewing.load_history(library, card.id), reviewing.load_settings(library))

    def show_settings(self) -> None:
        """Show what the reviews obey, to change it."""
        if self._settings is None:
            from studyapp.ui.review.settings import StudySettingsPopup  # noqa: PLC0415 (on first use)

            self._settings = StudySettingsPopup(self._desk.look, self._window)
            self._settings.chosen.connect(self._choose_settings)
        self._settings.open(reviewing.load_settings(self._desk.library))

    # Which part

    def show_parts(self) -> None:
        """Ask which cards to study: those of a document, section, actor, tag or time, by a query."""
        if self._parts is None:
            from studyapp.ui.review.parts import PartPanel  # noqa: PLC0415 (on first use)

            self._parts = PartPanel(self._desk.look, self._window)
            self._window.closing.connect(self._parts.finish)
            self._parts.asked.connect(self._count_part)
            self._parts.study.connect(lambda ids: self._begin(ids, cram=False))
            self._parts.cram.connect(lambda ids: self._begin(ids, cram=True))
        self._parts.open(self._offers())
        self._count_part(self._parts.query)

    def _offers(self) -> tuple[tuple[str, str], ...]:
        """Return names and queries of parts: the document that is read, its section, and what is due."""
        offers = []
        document = self._reading.document
        if document is not None:
            offers.append((tr("This text"), f"doc:{document.id}"))
            title = self._desk.library.outline(document.id)[self._reading.section].title
            if title:
                words = title.split(":")[0].replace('"', "")
                offers.append((tr("This section"), f'doc:{document.id} section:"{words}"'))
        return (
            *offers,
            (tr("Read sections"), "is:read"),
            (tr("Leeches"), "is:leech"),
            (tr("Forgotten this week"), "rated:7:1"),
            (tr("A tag"), "tag:"),
            (tr("An actor"), "actor:"),
            (tr("A time"), "date:"),
        )

    def _count_part(self, query: str) -> None:
        library, in_index = self._desk.library, self._search.find_cards
        self._asked += 1
        request = self._asked

        def load() -> tuple[list[str], int]:
            ids = [str(number) for number in browsing.list_cards(library, query, in_index)]
            return ids, reviewing.counts(library, choose_cards(ids)).total

        def show(found: tuple[list[str], int]) -> None:
            if request == self._asked and self._parts is not None:
                self._parts.show_found(*found)

        def refused(error: KnownError) -> None:
            if request == self._asked and self._parts is not None:
                self._parts.show_wrong(error.sentence)

        self._desk.jobs.run(self._desk.lanes.work, load, show, refused)

    def _begin(self, ids: list[str], *, cram: bool) -> None:
        name = self._parts.query if self._parts is not None else ""
        (self.cram_wanted if cram else self.study_wanted).emit(ids, name or tr("all cards"))

    # The plan

    def show_plan(self) -> None:
        """Ask how many minutes a day a backlog may take."""
        if self._plan is None:
            from studyapp.ui.review.plan import PlanPanel  # noqa: PLC0415 (on first use)

            self._plan = PlanPanel(self._desk.look, self._window)
            self._plan.asked.connect(self._work_out)
            self._plan.adopted.connect(self._adopt)
            self._plan.dropped.connect(self._drop)
        self._plan.open(reviewing.load_settings(self._desk.library))
        self._work_out(self._plan.minutes)

    def _work_out(self, minutes: int) -> None:
        library = self._desk.library
        self._asked += 1
        request = self._asked

        def show(plan: Backlog) -> None:
            if request == self._asked and self._plan is not None:
                self._plan.show_plan(plan)

        self._desk.jobs.run(
            self._desk.lanes.work,
            lambda: foresight.plan_backlog(foresight.load_studied(library), minutes),
            show,
        )

    def _adopt(self, plan: Backlog) -> None:
        library = self._desk.library
        self._desk.command(lambda: foresight.adopt_plan(library, plan))

    def _drop(self) -> None:
        library = self._desk.library
        self._desk.command(lambda: foresight.drop_plan(library))

    # Inside

    def _choose_settings(self, settings: StudySettings) -> None:
        library = self._desk.library
        self._choosing += 1

        def kept() -> None:
            self._choosing -= 1

        self._desk.command(lambda: reviewing.change_settings(library, settings), kept, self._refuse)

    def _refuse(self, error: KnownError) -> None:
        self._choosing -= 1
        self._desk.jobs.known_error.emit(error)

    def _take_in(self, changes: ChangeSet) -> None:
        settled = self._choosing <= 1  # the one that is told of now; later steps are shown already
        if self._settings is not None and settled and changes.ids(Noun.STUDY_SETTING):
            self._settings.show_settings(reviewing.load_settings(self._desk.library))


def found_words(count: int, due: int) -> str:
    """Return how many cards a part has, and how many of them are asked today."""
    cards = tr_count(count, "{count} card", "{count} cards")
    return tr("{cards}, {due} to study today", cards=cards, due=f"{due:,}")
