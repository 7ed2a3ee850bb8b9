"""Drafts: the reader's own choices, and what was measured of the quality: on which texts, when, by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale

from studyapp.flashcards.levels import GOOD, STRONG
from studyapp.flashcards.measured import load_measured
from studyapp.ui.preferences.choices import ChoicesSection
from studyapp.ui.preferences.figures import Figures
from studyapp.ui.preferences.page import Page
from studyapp.ui.translation import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from studyapp.flashcards.measured import Counts, Measured, Threshold
    from studyapp.ui.desk import Desk
    from studyapp.ui.look import Look

UNKNOWN = "–"


class DraftsPage(Page):
    """Without a desk there are no choices yet: the figures alone."""

    def __init__(self, look: Look, desk: Desk | None, parent: QWidget) -> None:
        super().__init__(look, tr("Quality of drafts"), parent)
        self.add_sentence(
            tr(
                "A draft is called good when it is true to the text, understood a year later without it,"
                " has one answer only, and is worth knowing; wrong when it is false or distorts the"
                " text. The rest is true, but vague, trivial or awkward."
            )
        )
        self.choices = ChoicesSection(desk, self) if desk is not None else None
        self.add_heading(tr("What was measured"))
        measured = load_measured()
        if measured is None:
            self.add_sentence(tr("No figures come with this build of the program."))
        else:
            self._add_figures(measured)
        self.add_sentence(
            tr(
                "Texts unlike these, such as novels and poems, were not measured: read a draft before you"
                " accept it."
            )
            if measured is not None
            else tr("Read a draft before you accept it.")
        )
        self.rows.addStretch()

    def opened(self) -> None:
        """Show the choices as they are."""
        if self.choices is not None:
            self.choices.show()

    def _add_figures(self, measured: Measured) -> None:
        when = QLocale().toString(
            QDate(measured.on.year, measured.on.month, measured.on.day), QLocale.FormatType.LongFormat
        )
        self.add_sentence(tr("On {day}. Judge: {judge}.", day=when, judge=measured.judge))
        heads = tr("Texts"), tr("Words"), tr("Drafts"), tr("Good"), tr("Wrong")
        of_quality = Figures(self.look, (tr("Of which quality"), *heads[2:]), self)
        of_quality.show_rows([_threshold_row(threshold) for threshold in measured.thresholds])
        texts = [*measured.kinds, (tr("All texts"), measured.whole)]
        of_text = Figures(self.look, (tr("On which texts, at the usual setting"), *heads), self)
        of_text.show_rows([_text_row(name, counts) for name, counts in texts])
        for figures in (of_quality, of_text):
            self.rows.addWidget(figures)


def _text_row(name: str, counts: Counts) -> tuple[str, ...]:
    words = f"{counts.words:,}" if counts.words else UNKNOWN
    amounts = f"{counts.texts:,}", words, f"{counts.drafts:,}"
    parts = (
        _percent(part / counts.drafts) if counts.drafts else UNKNOWN for part in (counts.good, counts.wrong)
    )
    return (name[:1].upper() + name[1:], *amounts, *parts)


def _threshold_row(threshold: Threshold) -> tuple[str, ...]:
    names = {STRONG: tr("“Strong” alone"), GOOD: tr("“Good” and better (shown at first)"), 0.0: tr("“Any”")}
    name = names.get(threshold.least, tr("From {percent} % on", percent=round(100 * threshold.least)))
    return name, f"{threshold.drafts:,}", _percent(threshold.good), _percent(threshold.wrong)


def _percent(share: float) -> str:
    return f"{round(100 * share)} %"
