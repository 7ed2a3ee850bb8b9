"""The memory model in the preferences: parameters fitted to the person's reviews, wishes of single texts."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from studyapp.domain.errors import KnownError
from studyapp.services import foresight, reviewing
from studyapp.services.library import short_title
from studyapp.ui.translation import tr
from studyapp.ui.widgets.buttons import TextButton

if TYPE_CHECKING:
    from collections.abc import Callable

    from studyapp.domain.changes import ChangeSet
    from studyapp.domain.reviews import StudySettings
    from studyapp.runtime.lanes import Lane
    from studyapp.scheduling.fitting import Fit
    from studyapp.services.foresight import Cost
    from studyapp.ui.desk import Desk
    from studyapp.ui.preferences.page import Page
    from studyapp.ui.widgets.prompt import Prompt

_SHARES = (70, 99)
_TAGS = 3  # the most common tags, for which costs are worked out


class MemorySection(QObject):
    """Adds its rows to a page. A fit runs on a lane of its own, and can be stopped at any time."""

    def __init__(self, desk: Desk, page: Page) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self._stop = threading.Event()
        self._lane: Lane | None = None
        self._found: Fit | None = None
        self._running = False
        self._prompt: Prompt | None = None
        page.add_heading(tr("Memory model"))
        self.state = page.add_sentence("")
        self.numbers = page.add_sentence("")
        self.fit = TextButton(desk.look, tr("Fit to my reviews"), page)
        self.adopt = TextButton(desk.look, tr("Use the fitted parameters"), page, primary=True)
        self.usual = TextButton(desk.look, tr("Use the usual parameters"), page)
        page.add_row(self.fit, self.adopt, self.usual)
        page.add_heading(tr("Wished retention of single texts and tags"))
        self.goals = page.add_sentence("")
        self.cost = page.add_sentence("")
        self.for_text = TextButton(desk.look, tr("For the text read last…"), page)
        self.for_tag = TextButton(desk.look, tr("For a tag…"), page)
        page.add_row(self.for_text, self.for_tag)
        self.fit.on_click(self._begin_or_stop)
        self.adopt.on_click(self._adopt)
        self.usual.on_click(lambda: self._keep_parameters((), tr("Use the usual parameters")))
        self.for_text.on_click(self._ask_for_text)
        self.for_tag.on_click(self._ask_for_tag)

    def show_settings(self, settings: StudySettings) -> None:
        """Show what is set."""
        self.usual.setVisible(bool(settings.parameters))
        self.adopt.setVisible(self._found is not None)
        if not self._running and self._found is None:
            self.state.setText(
                tr("Parameters fitted to your reviews are in use.")
                if settings.parameters
                else tr("The usual parameters of FSRS-6 are in use: those of many people together.")
            )
        self._show_goals(settings)

    def tell_cost(self) -> None:
        """Work out what each wish would cost for the text read last."""
        document_id = self._desk.library.last_document()
        self.for_text.setEnabled(document_id is not None)
        self._desk.jobs.run(
            self._desk.lanes.work,
            lambda: self._work_out(document_id),
            self._show_costs,
        )

    def _work_out(self, document_id: str | None) -> list[tuple[str, tuple[Cost, ...]]]:
        """Return what retention costs for a text, for the tags with a wish and for the most common ones."""
        library = self._desk.library
        studied = foresight.load_studied(library)
        goals = [key.removeprefix("tag:") for key, _ in studied.settings.goals if key.startswith("tag:")]
        tags = dict.fromkeys([*goals, *foresight.common_tags(studied, _TAGS)])
        costs = [(tag, foresight.cost_of_retention(studied, tag=tag)) for tag in tags]
        if document_id is None:
            return costs
        title = short_title(library.document(document_id).title)
        return [(title, foresight.cost_of_retention(studied, document_id)), *costs]

    def finish(self) -> None:
        """Stop a fit: the window goes."""
        self._stop.set()
        if self._lane is not None:
            self._lane.close(cancel=True)
            self._lane = None

    # Fitting

    def _begin_or_stop(self) -> None:
        if self._running:
            self._stop.set()
            return
        from studyapp.runtime.lanes import Lane  # noqa: PLC0415 (on first use)
        from studyapp.services.parameters import fit_parameters  # noqa: PLC0415 (as above)

        self._lane = self._lane or Lane("fit")
        self._stop.clear()
        self._found, self._running = None, True
        self._name_button(tr("Stop"))
        self.state.setText(tr("Fitting…"))
        library = self._desk.library
        shown = self._desk.jobs.progress(
            lambda share: self.state.setText(tr("Fitting… {share}", share=f"{share:.0%}"))
        )
        self._desk.jobs.run(
            self._lane,
            lambda: fit_parameters(library, progress=shown, stopped=self._stop.is_set),
            self._show_fit,
            self._refuse,
        )

    def _show_fit(self, found: Fit) -> None:
        self._running = False
        self._name_button(tr("Fit to my reviews"))
        self._found = found if found.is_better else None
        self.numbers.setText(number_words(found))
        self.state.setText(fit_words(found))
        self.adopt.setVisible(found.is_better)

    def _refuse(self, error: KnownError) -> None:
        self._running = False
        self._name_button(tr("Fit to my reviews"))
        self.state.setText(f"{error.sentence} {error.hint}".strip())

    def _adopt(self) -> None:
        if self._found is not None:
            parameters, self._found = self._found.parameters, None
            self.fit.setFocus()  # the button that was pressed goes
            self._keep_parameters(parameters, tr("Use the fitted parameters"))

    def _keep_parameters(self, parameters: tuple[float, ...], name: str) -> None:
        library = self._desk.library
        self.state.setText(tr("Every memory is worked out anew…"))

        def change() -> ChangeSet:
            settings = reviewing.load_settings(library)._replace(parameters=parameters)
            return reviewing.change_settings(library, settings, name)

        self._desk.command(change)

    def _name_button(self, name: str) -> None:
        self.fit.setText(name)
        self.fit.setAccessibleName(name)
        self.fit.updateGeometry()

    # Wishes

    def _show_goals(self, settings: StudySettings) -> None:
        titles = {record.id: record.title for record in self._desk.library.documents()}
        said = []
        for key, goal in settings.goals:
            kind, _, name = key.partition(":")
            said.append(f"{titles.get(name, name) if kind == 'doc' else name}: {goal:.0%}")
        rest = tr("All else: {share}.") if said else tr("None: all cards have {share}.")
        self.goals.setText(
            " ".join(["; ".join(said), rest.format(share=f"{settings.retention:.0%}")]).strip()
        )

    def _show_costs(self, found: list[tuple[str, tuple[Cost, ...]]]) -> None:
        said = [
            tr("A day of “{title}” takes, at ", title=name)
            + "\u00a0· ".join(
                f"{cost.retention:.0%}:\u00a0{cost.minutes_a_day:.1f}\u00a0min" for cost in costs
            )
            for name, costs in found
            if any(cost.reviews_a_day for cost in costs)
        ]
        self.cost.setText("\n".join(said))

    def _ask_for_text(self) -> None:
        document_id = self._desk.library.last_document()
        if document_id is not None:
            title = self._desk.library.document(document_id).title
            self._ask(tr("Wished retention: {title}", title=title), lambda: f"doc:{document_id}")

    def _ask_for_tag(self) -> None:
        self._ask(tr("Wished retention of a tag"), None)

    def _ask(self, title: str, key_of: Callable[[], str] | None) -> None:
        """Ask for percent; without a key the tag comes before it, with a comma between."""
        if self._prompt is None:
            from studyapp.ui.widgets.prompt import Prompt  # noqa: PLC0415 (on first use)

            self._prompt = Prompt(self._desk.look, self._page.window())
        prompt = self._prompt

        def keep(text: str) -> None:
            if key_of is not None:
                self._keep_goal(key_of(), text)
                return
            name, _, percent = text.partition(",")
            if not name.strip():
                raise KnownError(tr("A tag needs a word."))
            self._keep_goal(f"tag:{name.strip()}", percent)

        sentence = tr("In percent, from 70 to 99; nothing for the usual wish.")
        if key_of is None:
            sentence = tr("The tag and percent, such as exam, 95; only the tag for the usual wish.")
        prompt.open(title, sentence, "", keep)

    def _keep_goal(self, key: str, percent: str) -> None:
        library, said = self._desk.library, percent.strip().removesuffix("%").strip()
        low, high = _SHARES
        if said and not (said.isdecimal() and low <= int(said) <= high):
            raise KnownError(tr("A number from {low} to {high} is needed.", low=low, high=high))
        settings = reviewing.load_settings(library)
        goals = dict(settings.goals)
        goals.pop(key, None)
        if said:
            goals[key] = int(said) / 100
        changed = settings._replace(goals=tuple(sorted(goals.items())))
        self._desk.command(lambda: reviewing.change_settings(library, changed, tr("Change wished retention")))


def number_words(found: Fit) -> str:
    """Return the parameters before and after a fit, in FSRS's order."""
    before, after = (" ".join(f"{value:.3g}" for value in w) for w in (found.before, found.parameters))
    return "\n".join([tr("Before: {numbers}", numbers=before), tr("Fitted: {numbers}", numbers=after)])


def fit_words(found: Fit) -> str:
    """Return what a fit found, in a sentence."""
    losses = tr(
        "Log-loss of {reviews} reviews: {before} now, {after} fitted.",
        reviews=f"{found.reviews:,}",
        before=f"{found.loss_before:.4f}",
        after=f"{found.loss_after:.4f}",
    )
    if found.is_better:
        return f"{losses} {tr('The fitted ones predict your reviews better.')}"
    return f"{losses} {tr('The ones in use predict your reviews as well: nothing to change.')}"
