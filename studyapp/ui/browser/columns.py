"""The columns of the card table: what each shows of a card, and by what it is sorted."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from studyapp.domain.cards import FLAGS
from studyapp.scheduling.curve import retrievability
from studyapp.services.browsing import Column
from studyapp.ui.review.words import interval_words
from studyapp.ui.translation import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from studyapp.domain.cards import Card


class Context(NamedTuple):
    """What a cell needs besides its card."""

    today: date
    parameters: tuple[float, ...]
    titles: dict[str, str]  # of documents


class ColumnSpec(NamedTuple):
    """A column: its name, its order, its width in pixels (0: what is left), and its words."""

    id: str
    name: str
    order: Column
    width_px: int
    words: Callable[[Card, Context], str]
    falls: bool = False  # whether it grows while what orders it falls

    @property
    def is_number(self) -> bool:
        """Whether its words stand at the right."""
        return self.id in {"interval", "stability", "difficulty", "recall", "reviews", "lapses"}

    @property
    def least_px(self) -> int:
        """The width that is enough where there is little room: words can be cut, figures and days not."""
        return round(self.width_px * 0.55) if self.is_words else self.width_px

    @property
    def is_words(self) -> bool:
        """Whether it is never wide enough for every card."""
        return self.id in {"answer", "text", "tags"}


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _state(card: Card, _: Context) -> str:
    return tr("Suspended") if card.suspended else tr(card.memory.phase.value.capitalize())


def _due(card: Card, context: Context) -> str:
    memory = card.memory
    if card.buried_on == context.today.isoformat():
        return tr("buried today")
    return memory.due_on or (memory.due_at or "")[:10]


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:,.1f}"


def _recall(card: Card, context: Context) -> str:
    memory = card.memory
    if memory.stability is None or memory.reviewed_on is None:
        return ""
    days = (context.today - date.fromisoformat(memory.reviewed_on)).days
    return f"{retrievability(days, memory.stability, context.parameters):.0%}"


COLUMNS = (
    ColumnSpec("question", "Question", Column.QUESTION, 0, lambda card, _: _one_line(card.front)),
    ColumnSpec("answer", "Answer", Column.ANSWER, 190, lambda card, _: _one_line(card.answer)),
    ColumnSpec("text", "Text", Column.DOCUMENT, 170, lambda card, c: c.titles.get(card.document_id, "–")),
    ColumnSpec("state", "State", Column.STATE, 92, _state),
    ColumnSpec("due", "Due", Column.DUE, 108, _due),
    ColumnSpec(
        "interval",
        "Interval",
        Column.INTERVAL,
        88,
        lambda card, _: interval_words(card.memory.interval_days) if card.memory.interval_days else "",
    ),
    ColumnSpec(
        "stability", "Stability", Column.STABILITY, 84, lambda card, _: _figure(card.memory.stability)
    ),
    ColumnSpec(
        "difficulty", "Difficulty", Column.DIFFICULTY, 84, lambda card, _: _figure(card.memory.difficulty)
    ),
    ColumnSpec("recall", "Recall", Column.FADED, 70, _recall, falls=True),
    ColumnSpec("reviews", "Reviews", Column.REVIEWS, 76, lambda card, _: str(card.memory.reviews)),
    ColumnSpec("lapses", "Lapses", Column.LAPSES, 68, lambda card, _: str(card.memory.lapses)),
    ColumnSpec(
        "flag",
        "Flag",
        Column.FLAG,
        88,
        lambda card, _: tr(FLAGS[card.flag - 1].capitalize()) if card.flag else "",
    ),
    ColumnSpec("tags", "Tags", Column.TAGS, 130, lambda card, _: ", ".join(card.tags)),
    ColumnSpec("added", "Added", Column.ADDED, 92, lambda card, _: card.created_at[:10]),
)
USUAL = ("question", "answer", "text", "state", "due", "stability", "recall", "lapses", "tags")
"""The columns that are shown at first."""


def chosen_columns(ids: str) -> tuple[ColumnSpec, ...]:
    """Return the columns of a list of their ids, as the settings keep it; the usual ones for none."""
    wanted = [word for word in ids.split() if any(word == spec.id for spec in COLUMNS)] or list(USUAL)
    if "question" not in wanted:
        wanted.insert(0, "question")
    return tuple(spec for spec in COLUMNS if spec.id in wanted)


_AMPLE_PX = 480  # for a question: most stand on one line


def column_widths(columns: tuple[ColumnSpec, ...], width_px: int, question_px: int) -> list[int]:
    """Return the columns' widths, each but the question's between its least and its own, 0 for none.

    The last ones go where not even the least widths leave the question its own. Where the question has more
    than it needs, columns of words share the rest with it.
    """
    room = width_px - question_px
    shown = [column.width_px > 0 for column in columns]
    for number in reversed(range(len(columns))):
        if sum(c.least_px for c, is_shown in zip(columns, shown, strict=True) if is_shown) <= room:
            break
        shown[number] = False
    taken = [c for c, is_shown in zip(columns, shown, strict=True) if is_shown]
    least, most = sum(c.least_px for c in taken), sum(c.width_px for c in taken)
    share = min(max((room - least) / (most - least), 0.0), 1.0) if most > least else 1.0
    words = sum(c.width_px for c in taken if c.is_words)
    spare = max(room - most - (_AMPLE_PX - question_px), 0)
    more = min(spare * 2 / 3 / words, 1.0) if words else 0.0  # times the own width of a column of words
    return [
        c.least_px + int((c.width_px - c.least_px) * share + c.is_words * c.width_px * more)
        if is_shown
        else 0
        for c, is_shown in zip(columns, shown, strict=True)
    ]
