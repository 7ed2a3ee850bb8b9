"""The statistics at work: sums on a lane beside the window, pictures from them, files on demand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QFileDialog

from studyapp.domain.changes import Noun
from studyapp.services import foresight, statistics
from studyapp.services.study_coverage import load_covered
from studyapp.ui.charts.saving import save_chart
from studyapp.ui.stage import StageController
from studyapp.ui.statistics import done, known
from studyapp.ui.statistics.view import PERIODS, Headline, StatisticsScreen
from studyapp.ui.translation import tr

if TYPE_CHECKING:
    from studyapp.domain.changes import ChangeSet
    from studyapp.scheduling.simulation import Course
    from studyapp.services.foresight import Cost, Studied
    from studyapp.services.statistics import Statistics
    from studyapp.services.study_coverage import Covered
    from studyapp.ui.charts.chart import Chart
    from studyapp.ui.desk import Desk
    from studyapp.ui.messages.view import MessageBar
    from studyapp.ui.reader.controller import ReadingController
    from studyapp.ui.window import Window

_SEEN = frozenset({Noun.CARD, Noun.REVIEW, Noun.STUDY_SETTING, Noun.DOCUMENT})
_MOST_TEXTS = 12
_LONGEST_FORECAST = 365


class Figures(NamedTuple):
    """What was loaded for one look at the screen."""

    of: Statistics
    covered: tuple[Covered, ...]


class Foreseen(NamedTuple):
    """What takes longer: the simulated year, and what retention costs."""

    studied: Studied
    course: Course
    costs: tuple[Cost, ...]


class StatisticsController(StageController):
    """Joins the statistics to the library. The screen is made when it is first opened."""

    def __init__(self, desk: Desk, window: Window, reading: ReadingController, messages: MessageBar) -> None:
        super().__init__(window, reading)
        self._desk = desk
        self._messages = messages
        self._screen: StatisticsScreen | None = None
        self._asked = 0  # the newest request: an older answer is dropped
        self._foreseen: Foreseen | None = None
        desk.changed.connect(self._take_in)

    @property
    def screen(self) -> StatisticsScreen:
        """The screen, made when it is first wanted."""
        if self._screen is None:
            self._screen = StatisticsScreen(self._desk.look, self._window)
            self._screen.period_chosen.connect(self._refresh)
            self._screen.scope_chosen.connect(self._refresh)
        return self._screen

    def open(self) -> None:
        """Show the statistics."""
        self._reading.keep_place_now()
        self._foreseen = None
        keys = (((tr("Tab"),), tr("to the tables")), ((tr("Space"),), tr("page on")), (("Esc",), tr("back")))
        self._enter(self.screen, tr("Statistics"), keys)
        self.screen.setFocus()
        self._refresh()

    # Inside

    def _refresh(self, _choice: int = 0) -> None:
        library, screen = self._desk.library, self.screen
        document = self._reading.document
        of_text = screen.scopes.current == 1 and document is not None
        document_id = document.id if of_text and document is not None else None
        days = PERIODS[screen.periods.current][1]
        self._asked += 1
        request = self._asked

        def load() -> Figures:
            of = statistics.load_statistics(library, document_id=document_id, days=days)
            return Figures(of, load_covered(library, of, _MOST_TEXTS))

        def show(figures: Figures) -> None:
            if request == self._asked:
                self._show(figures, days)
                if self._foreseen is None:
                    self._foresee(request, figures, days, document_id)

        self._desk.jobs.run(self._desk.lanes.work, load, show)

    def _foresee(self, request: int, figures: Figures, days: int | None, document_id: str | None) -> None:
        """Simulate after the figures are shown: it takes a moment in a large library."""
        library = self._desk.library

        def load() -> Foreseen:
            studied = foresight.load_studied(library)
            return Foreseen(
                studied, foresight.next_year(studied), foresight.cost_of_retention(studied, document_id)
            )

        def show(foreseen: Foreseen) -> None:
            if request == self._asked:
                self._foreseen = foreseen
                self._show(figures, days)

        self._desk.jobs.run(self._desk.lanes.work, load, show)

    def _show(self, figures: Figures, days: int | None) -> None:
        made = self.screen.show_figures(headlines(figures.of), self._charts(figures, days))
        for panel in made:
            panel.save_wanted.connect(self._save)

    def _charts(self, figures: Figures, days: int | None) -> tuple[Chart, ...]:
        of = figures.of
        charts = [
            known.due_chart(of, min(days or _LONGEST_FORECAST, _LONGEST_FORECAST)),
            known.states_chart(of),
            done.calendar_chart(of),
            done.retention_chart(of),
            done.reviews_chart(of, days),
            done.time_chart(of, days),
            known.retrievability_chart(of),
            known.stability_chart(of),
            known.intervals_chart(of),
            known.difficulty_chart(of),
            done.hours_chart(of),
            done.answers_chart(of, days),
            known.added_chart(of, days),
            done.reading_chart(of, days),
            known.coverage_chart(figures.covered),
        ]
        if self._foreseen is not None and self._foreseen.studied.cards:
            charts.append(known.future_chart(self._foreseen.studied, self._foreseen.course))
            charts.append(known.cost_chart(self._foreseen.costs, of.settings.retention))
        return tuple(charts)

    def _save(self, chart: Chart) -> None:
        """Ask where to, and write the figure."""
        kinds = {
            tr("Picture (*.png)"): ".png",
            tr("Drawing (*.svg)"): ".svg",
            tr("Numbers for a table (*.csv)"): ".csv",
        }
        name, kind = QFileDialog.getSaveFileName(self._window, tr("Save figure"), chart.id, ";;".join(kinds))
        if name:
            path, theme = Path(name), self._desk.look.theme
            path = path if path.suffix else path.with_suffix(kinds.get(kind, ".png"))
            self._desk.jobs.run(
                self._desk.lanes.work,
                lambda: save_chart(chart, path, theme),
                lambda _: self._messages.tell(tr("Saved as {path}", path=path.name)),
            )

    def _take_in(self, changes: ChangeSet) -> None:
        if self.is_open and any(changes.ids(noun) for noun in _SEEN):
            self._foreseen = None
            self._refresh()


def headlines(of: Statistics) -> tuple[Headline, ...]:
    """Return the figures of the day."""
    today, states = statistics.summary_of_today(of), statistics.states(of)
    backlog, due = statistics.forecast(of, 1)
    week = next(one.total for one in statistics.retention(of) if one.period == "week")
    chances = statistics.retrievabilities(of)
    return (
        Headline(f"{today.reviews:,}", tr("answers today, {count} min", count=round(today.minutes))),
        Headline("–" if week is None else f"{week:.0%}", tr("recalled this week")),
        Headline(f"{backlog + due[0]:,}", tr("due now")),
        Headline(f"{sum(chances):,.0f}", tr("of {count} known today", count=f"{len(chances):,}")),
        Headline(f"{sum(states):,}", tr("cards")),
    )
