"""Why this card, and why now: one sentence of the queue's own reasons."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from studyapp.domain.cards import Phase
from studyapp.domain.reviews import Rating
from studyapp.scheduling.curve import retrievability
from studyapp.scheduling.study_day import days_between
from studyapp.services.days import limits_on, load_day
from studyapp.storage import reviews

if TYPE_CHECKING:
    from studyapp.domain.reviews import Asked, Review
    from studyapp.services.days import Day
    from studyapp.services.library import Library


class Said(NamedTuple):
    """A sentence with fields, for a translation, and their values."""

    form: str
    values: dict[str, object]

    @property
    def text(self) -> str:
        """The sentence in English."""
        return self.form.format(**self.values)


def why(library: Library, asked: Asked) -> Said:
    """Return why a card is asked now."""
    with library.query() as connection:
        day = load_day(library, connection)
        log = reviews.load_log(connection, asked.card.id)
        new_done, _ = reviews.count_done(connection, day.scope.today)
    memory = asked.card.memory
    match memory.phase:
        case Phase.NEW:
            limit, _ = limits_on(day.settings, day.today)
            return Said(
                "New: the next in the order of its text, {number} of {limit} today",
                {"number": new_done + 1, "limit": max(limit, new_done + 1)},
            )
        case Phase.LEARNING | Phase.RELEARNING:
            return _learning(asked, log)
        case Phase.REVIEW:
            return _due(asked, day, log)


def _learning(asked: Asked, log: tuple[Review, ...]) -> Said:
    again = asked.card.memory.phase is Phase.RELEARNING
    step = (asked.card.memory.step or 0) + 1
    last = _rating_word(log)
    form = "Forgotten and learnt again: step {step}, last answered {last}"
    return Said(
        form if again else "In learning: step {step}, last answered {last}", {"step": step, "last": last}
    )


def _due(asked: Asked, day: Day, log: tuple[Review, ...]) -> Said:
    memory = asked.card.memory
    since = days_between(memory.reviewed_on, day.today)
    chance = retrievability(since, memory.stability or 1.0, day.settings.parameters)
    values: dict[str, object] = {
        "since": since,
        "last": _rating_word(log),
        "share": f"{chance:.0%}",
        "late": (day.today - date.fromisoformat(memory.due_on or day.scope.today)).days,
    }
    late = values["late"]
    if not isinstance(late, int) or late <= 0:
        due = "Due today" if late == 0 else "Not due yet"
    else:
        due = "Due since yesterday" if late == 1 else "Due for {late} days"
    seen = "seen {since} days ago" if since != 1 else "seen yesterday"
    return Said(f"{due}: {seen}, answered {{last}}, {{share}} likely to be recalled", values)


def _rating_word(log: tuple[Review, ...]) -> str:
    return Rating(log[-1].rating).name.capitalize() if log else "–"
