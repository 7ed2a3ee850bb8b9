"""The screens of study: review, all cards, statistics. Each is loaded when it is first opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from studyapp.ui.cards.recall import RecallMarks
from studyapp.ui.review.controller import ReviewController

if TYPE_CHECKING:
    from studyapp.ui.actions import Actions
    from studyapp.ui.browser.controller import BrowserController
    from studyapp.ui.cards.controller import CardController
    from studyapp.ui.desk import Desk
    from studyapp.ui.messages.view import MessageBar
    from studyapp.ui.reader.controller import ReadingController
    from studyapp.ui.search.controller import SearchController
    from studyapp.ui.statistics.controller import StatisticsController
    from studyapp.ui.window import Window


class StudyScreens(QObject):
    """Owns the three; one of them is open at a time."""

    opened = Signal()
    left = Signal()  # the text is shown again
    kept_changed = Signal()  # `columns` are others now

    def __init__(
        self,
        desk: Desk,
        window: Window,
        reading: ReadingController,
        *,
        cards: CardController,
        search: SearchController,
        messages: MessageBar,
        columns: str = "",
    ) -> None:
        super().__init__(window)
        self._desk, self._window, self._reading = desk, window, reading
        self._cards, self._search, self._messages = cards, search, messages
        self._columns = columns
        self.review = ReviewController(desk, window, reading, cards, search)
        self._statistics: StatisticsController | None = None
        self._browser: BrowserController | None = None
        self.recall = RecallMarks(desk, window, reading, messages)
        self._follow(self.review)

    def bind(self, actions: Actions) -> None:
        """Say what the actions of study do."""
        actions.bind("review", self.review.open)
        actions.bind("study_part", self.review.choose_part)
        actions.bind("statistics", self._toggle_statistics)
        actions.bind("browse", self._toggle_browser)
        actions.bind("show_memory", self.recall.toggle)

    def _toggle_statistics(self) -> None:
        self.statistics.toggle()

    def _toggle_browser(self) -> None:
        self.browser.toggle()

    @property
    def statistics(self) -> StatisticsController:
        """The statistics, loaded when they are first wanted."""
        if self._statistics is None:
            from studyapp.ui.statistics.controller import StatisticsController  # noqa: PLC0415 (as it says)

            self._statistics = StatisticsController(self._desk, self._window, self._reading, self._messages)
            self._follow(self._statistics)
        return self._statistics

    @property
    def browser(self) -> BrowserController:
        """The list of all cards, loaded when it is first wanted."""
        if self._browser is None:
            from studyapp.ui.browser.controller import BrowserController  # noqa: PLC0415 (as it says)

            self._browser = BrowserController(
                self._desk,
                self._window,
                self._reading,
                cards=self._cards,
                search=self._search,
                columns=self._columns,
            )
            self._browser.columns_changed.connect(self.kept_changed)
            self._browser.study_wanted.connect(self.review.open_some)
            self._browser.cram_wanted.connect(self.review.cram)
            self._follow(self._browser)
        return self._browser

    @property
    def columns(self) -> str:
        """The columns of the list of cards, as the settings keep them."""
        return self._browser.columns_words if self._browser is not None else self._columns

    def shut(self) -> bool:
        """Close the one that is open; say whether one was."""
        made = (self.review, self._statistics, self._browser)
        return any(screen.shut() for screen in made if screen is not None)

    def come_back(self) -> bool:
        """Return from a passage to the card that it was opened from; say whether there was one."""
        if self.review.come_back():
            return True
        return self._browser is not None and self._browser.come_back()

    def _follow(self, screen: ReviewController | StatisticsController | BrowserController) -> None:
        screen.opened.connect(self.opened)
        screen.left.connect(self.left)
