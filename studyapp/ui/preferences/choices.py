"""What a reader accepted, edited and discarded, and how far that moves the quality of other drafts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from studyapp.domain.changes import Noun
from studyapp.flashcards.levels import GOOD
from studyapp.flashcards.taste import moved
from studyapp.services import drafts
from studyapp.ui.preferences.figures import Figures
from studyapp.ui.translation import tr
from studyapp.ui.widgets.buttons import Chip, TextButton

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studyapp.domain.changes import ChangeSet
    from studyapp.flashcards.taste import Trait
    from studyapp.ui.desk import Desk
    from studyapp.ui.preferences.page import Page

_SEEN = frozenset({Noun.CARD, Noun.DISCARDED_DRAFT, Noun.STUDY_SETTING})
_MOST_REASONS = 6
_LEAST_SHIFT = 0.01
_KINDS = {
    "acronym": "What an abbreviation stands for",
    "affiliation": "Where somebody belongs",
    "cause": "What brought something about",
    "cloze name": "A gap for a name",
    "cloze number": "A gap for a number",
    "cloze phrase": "A gap for a phrase",
    "contrast": "A contrast",
    "date": "A gap for a time",
    "dated name": "What happened then",
    "definition": "What something is",
    "holder": "Who holds an office",
    "list": "A list",
    "office": "Which office somebody holds",
    "sentence date": "A sentence without its time",
    "sentence name": "A sentence without a name",
    "sentence number": "A sentence without a number",
    "sentence phrase": "A sentence without a phrase",
    "sentence term": "A sentence without a term",
    "when": "When it was",
    "where": "Where it was",
    "who": "Who did it",
    "why": "What for",
}
"""What the templates ask for."""


class ChoicesSection(QObject):
    """Adds its rows to a page. The switch and the new beginning are commands: undo takes them back."""

    def __init__(self, desk: Desk, page: Page) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        page.add_heading(tr("Your choices"))
        page.add_sentence(
            tr(
                "What you accept, edit and discard moves the quality of drafts like it, a little at first"
                " and never far. It is counted from your cards and discarded drafts, weighs in the next"
                " time you open the drafts, and stays on this machine. Undo takes a choice back whole."
            )
        )
        self.switch = Chip(desk.look, tr("Let my choices weigh in"), page)
        self.forget = TextButton(desk.look, tr("Begin anew"), page)
        page.add_row(self.switch, self.forget)
        self.state = page.add_sentence(tr("You have not decided on a draft yet."))
        kept = tr("You kept"), tr("Reworded"), tr("{percent} % becomes", percent=round(100 * GOOD))
        self.kinds = Figures(desk.look, (tr("Kind of draft"), *kept), page)
        self.kinds.setObjectName("draftChoices")
        self.reasons = Figures(desk.look, (tr("With the reason"), *kept), page)
        for figures in (self.kinds, self.reasons):
            page.rows.addWidget(figures)
        self.switch.on_click(self._turn)
        self.forget.on_click(self._forget)
        desk.changed.connect(self._take_in)

    def show(self) -> None:
        """Show what was decided, and what it does."""
        library = self._desk.library
        on = drafts.load_weighing(library).on
        taste = drafts.load_taste(library, though_off=True)
        self.switch.setChecked(on)
        self.forget.setVisible(bool(taste.kinds))
        self.state.setVisible(not taste.kinds)
        kinds = sorted(taste.kinds.items(), key=lambda item: (-item[1].decided, item[0]))
        self.kinds.show_rows([_row(kind_name(name), trait, on=on) for name, trait in kinds])
        reasons = _weightiest(taste.reasons.items())
        self.reasons.show_rows([_row(name, trait, on=on) for name, trait in reasons])

    def _turn(self) -> None:
        library, on = self._desk.library, not drafts.load_weighing(self._desk.library).on
        self._desk.command(lambda: drafts.weigh_decisions(library, on=on))

    def _forget(self) -> None:
        library = self._desk.library
        self._desk.command(lambda: drafts.forget_decisions(library))

    def _take_in(self, changes: ChangeSet) -> None:
        if self._page.isVisible() and any(changes.ids(noun) for noun in _SEEN):
            self.show()


def kind_name(template: str) -> str:
    """Return what a template asks for, in words."""
    return tr(_KINDS.get(template, template[:1].upper() + template[1:]))


def _weightiest(reasons: Iterable[tuple[str, Trait]]) -> list[tuple[str, Trait]]:
    ranked = sorted(reasons, key=lambda item: (-abs(item[1].shift), item[0]))
    return [item for item in ranked if abs(item[1].shift) >= _LEAST_SHIFT][:_MOST_REASONS]


def _row(name: str, trait: Trait, *, on: bool) -> tuple[str, ...]:
    """Return a row on one kind or reason; at its end what it makes of a draft that is just good."""
    after = moved(GOOD, trait.shift) if on else GOOD
    kept = tr("{kept} of {decided}", kept=trait.kept, decided=trait.decided)
    return name, kept, str(trait.reworded), f"{round(100 * after)} %"
