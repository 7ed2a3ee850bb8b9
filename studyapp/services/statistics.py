"""The figures of the statistics: what was done, what is due, how well it is remembered.

Everything is told of study days, for the whole library or for one document. Counts come from three sums:
the answers of each day, the hours, and the figures of the cards.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from studyapp.domain.reviews import Summary
from studyapp.scheduling.curve import retrievability
from studyapp.scheduling.study_day import day_start, parse_instant, render_instant, study_day
from studyapp.services.days import load_day
from studyapp.storage import statistics
from studyapp.storage.statistics import MATURE_DAYS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from studyapp.domain.reviews import StudySettings
    from studyapp.services.library import Library
    from studyapp.storage.statistics import Answered, CardFigures, Read

PERIODS: tuple[tuple[str, int, int], ...] = (
    ("today", 0, 0), ("yesterday", 1, 1), ("week", 6, 0), ("month", 29, 0), ("year", 364, 0),
    ("all", 10**6, 0),
)  # fmt: skip
"""Name, first and last day, counted back from today: Anki's periods of true retention."""


class Retained(NamedTuple):
    """True retention of a period as Anki counts it: answers to cards in review, young and mature ones."""

    period: str
    young_passed: int
    young_failed: int
    mature_passed: int
    mature_failed: int

    @property
    def young(self) -> float | None:
        """The share of young cards recalled; None where none was asked."""
        return _share(self.young_passed, self.young_failed)

    @property
    def mature(self) -> float | None:
        """The share of mature cards recalled."""
        return _share(self.mature_passed, self.mature_failed)

    @property
    def total(self) -> float | None:
        """The share of all recalled."""
        return _share(self.young_passed + self.mature_passed, self.young_failed + self.mature_failed)


class States(NamedTuple):
    """How many cards there are of each kind; a suspended card is nothing else."""

    new: int
    learning: int
    young: int
    mature: int
    suspended: int


class Statistics(NamedTuple):
    """What all figures are made of. `hours` are reviews and passes by local hour, `added` cards by day."""

    today: date
    settings: StudySettings
    answers: tuple[Answered, ...]
    hours: dict[int, tuple[int, int]]
    cards: tuple[CardFigures, ...]
    added: dict[str, int]
    reading: tuple[Read, ...]

    def since(self, days: int | None) -> list[Answered]:
        """Return the answers of the last so many study days; None: all. Days to come are left out."""
        first = "" if days is None else (self.today - timedelta(days=days - 1)).isoformat()
        return [one for one in self.answers if first <= one.studied_on <= self.today.isoformat()]


def load_statistics(
    library: Library, *, document_id: str | None = None, days: int | None = None
) -> Statistics:
    """Return what the figures are made of; `days` limits the hours to the last so many study days."""
    with library.query() as connection:
        day = load_day(library, connection)
        hour = day.settings.rollover_hour
        first = "" if days is None else _first_hour(day.today - timedelta(days=days - 1), hour)
        answers = tuple(statistics.load_answers(connection, document_id=document_id))
        hours = _local_hours(statistics.load_hours(connection, first, document_id))
        cards = tuple(statistics.load_figures(connection, document_id))
        made = statistics.load_added(connection, document_id)
        read = statistics.load_reading(connection)
    added: Counter[str] = Counter()
    for instant, count in made:
        added[study_day(parse_instant(f"{instant}:00:00Z"), hour).isoformat()] += count
    reading = tuple(one for one in read if document_id in {None, one.document_id})
    return Statistics(day.today, day.settings, answers, hours, cards, dict(added), reading)


def summary_of_today(of: Statistics) -> Summary:
    """Return what was done on this study day."""
    done = of.since(1)
    by_rating = [sum(one.total for one in done if one.rating == rating) for rating in (1, 2, 3, 4)]
    again, hard, good, easy = by_rating
    return Summary(
        of.today.isoformat(),
        sum(by_rating),
        (again, hard, good, easy),
        sum(one.total for one in done if one.phase == "new"),
        sum(one.duration_ms for one in done),
    )


def retention(of: Statistics) -> tuple[Retained, ...]:
    """Return true retention for each of `PERIODS`."""
    found = []
    for name, first, last in PERIODS:
        since = (of.today - timedelta(days=min(first, of.today.toordinal() - 1))).isoformat()
        until = (of.today - timedelta(days=last)).isoformat()
        counts = Counter[tuple[bool, bool]]()
        for one in of.answers:
            if one.phase == "review" and since <= one.studied_on <= until:
                counts[one.mature, one.rating > 1] += one.total
        found.append(
            Retained(name, counts[False, True], counts[False, False], counts[True, True], counts[True, False])
        )
    return tuple(found)


def forecast(of: Statistics, days: int) -> tuple[int, list[int]]:
    """Return the backlog (reviews due before today), and how many are due on each day from today on."""
    backlog, counts = 0, [0] * days
    for card in of.cards:
        if card.phase != "review" or card.suspended or card.due_on is None:
            continue
        ahead = (date.fromisoformat(card.due_on) - of.today).days
        if ahead < 0:
            backlog += 1
        elif ahead < days:
            counts[ahead] += 1
    return backlog, counts


def daily_load(of: Statistics) -> float:
    """Return how many reviews a day the cards come to: the sum of one over the interval (as in Anki)."""
    return sum(
        1 / max(card.interval_days or 1, 1)
        for card in of.cards
        if card.phase == "review" and not card.suspended
    )


def states(of: Statistics) -> States:
    """Return how many cards there are of each kind."""
    counts: Counter[str] = Counter(map(_state, of.cards))
    return States(*(counts[name] for name in States._fields))


def streak(of: Statistics) -> int:
    """Return for how many study days in a row there were answers, today counting once it has some."""
    studied = {one.studied_on for one in of.answers}
    day = of.today if of.today.isoformat() in studied else of.today - timedelta(days=1)
    length = 0
    while day.isoformat() in studied:
        length, day = length + 1, day - timedelta(days=1)
    return length


def retrievabilities(of: Statistics) -> list[float]:
    """Return the retrievability of every studied card today; cards that are suspended count."""
    chances = (retrievability_of(of, card) for card in of.cards if card.stability is not None)
    return [chance for chance in chances if chance is not None]


def retrievability_of(of: Statistics, card: CardFigures) -> float | None:
    """Return the retrievability of a card today; None of one that was never studied."""
    if card.stability is None or card.reviewed_on is None:
        return None
    days = (of.today - date.fromisoformat(card.reviewed_on)).days
    return retrievability(days, card.stability, of.settings.parameters)


def by_day(of: Statistics, days: int | None, value: Callable[[Answered], float]) -> dict[str, float]:
    """Return the sum of a value over the answers of each study day that has some."""
    sums: dict[str, float] = {}
    for one in of.since(days):
        sums[one.studied_on] = sums.get(one.studied_on, 0.0) + value(one)
    return sums


def histogram(values: Iterable[float], edges: tuple[float, ...]) -> list[int]:
    """Return how many values lie from each edge up to the next; the last bin is open."""
    counts = [0] * len(edges)
    for value in values:
        at = next((n for n in range(len(edges) - 1, -1, -1) if value >= edges[n]), 0)
        counts[at] += 1
    return counts


def _state(card: CardFigures) -> str:
    if card.suspended:
        return "suspended"
    if card.phase == "review":
        return "mature" if (card.interval_days or 0) >= MATURE_DAYS else "young"
    return "new" if card.phase == "new" else "learning"


def _first_hour(day: date, rollover_hour: int) -> str:
    return render_instant(day_start(day, rollover_hour))[:13]


def _share(passed: int, failed: int) -> float | None:
    return passed / (passed + failed) if passed + failed else None


def _local_hours(rows: list[tuple[str, int, int]]) -> dict[int, tuple[int, int]]:
    hours = dict.fromkeys(range(24), (0, 0))
    for instant, count, passed in rows:
        hour = parse_instant(f"{instant}:00:00Z").astimezone().hour
        before = hours[hour]
        hours[hour] = before[0] + count, before[1] + passed
    return hours
