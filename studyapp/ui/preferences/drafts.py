"""What was measured of the drafts' quality: on which texts, when, and what it does not say."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from studyapp.flashcards.levels import GOOD, STRONG
from studyapp.ui.preferences.page import Page
from studyapp.ui.translation import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from studyapp.ui.look import Look


class Measured(NamedTuple):
    """The drafts of one setting of the inbox: shares are 0 to 1, of drafts on texts not trained on."""

    least: float
    drafts: int
    good: float
    wrong: float


# As `packaging/train_ranker.py --dry` prints them for packaging/cards/judged.jsonl.
MEASURED = (
    Measured(STRONG, 102, 0.81, 0.04),
    Measured(GOOD, 270, 0.77, 0.04),
    Measured(0.0, 697, 0.51, 0.11),
)


class DraftsPage(Page):
    """Sentences only: nothing here can be changed."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, tr("Quality of drafts"), parent)
        self.add_sentence(
            tr(
                "A draft is called good when it is true to the text, understood a year later without it,"
                " has one answer only, and is worth knowing; wrong when it is false or distorts the"
                " text. The rest is true, but vague, trivial or awkward."
            )
        )
        self.add_heading(tr("What was found"))
        names = tr("Strong"), tr("Good (shown unless you choose otherwise)"), tr("Any")
        for name, found in zip(names, MEASURED, strict=True):
            self.add_sentence(
                tr(
                    "{name}: {good} % good, {wrong} % wrong, of {drafts} drafts",
                    name=name,
                    good=round(100 * found.good),
                    wrong=round(100 * found.wrong),
                    drafts=found.drafts,
                )
            )
        self.add_heading(tr("On which texts"))
        self.add_sentence(
            tr(
                "75 English texts: 19 news reports, 17 chapters of history textbooks, 16 encyclopedia"
                " articles, 15 short texts of different kinds, 4 collections of sentences, 3 texts with"
                " judged facts, and the article of the first start. Each text was ranked by weights that"
                " were trained on the others alone."
            )
        )
        self.add_heading(tr("When, and by whom"))
        self.add_sentence(
            tr(
                "In November 2026, by one person, who saw the question, the answer and the paragraph, but"
                " not the quality. Nobody else has judged these drafts yet. Texts unlike these, such as"
                " novels and poems, were not measured: read a draft before you accept it."
            )
        )
        self.rows.addStretch()
