"""Figures of the cards: when they are due, what they are, how well they are known; and what is to come."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from studyapp.services import statistics
from studyapp.ui.charts.chart import Chart, Series, Shape, Unit
from studyapp.ui.statistics.bins import bins_of
from studyapp.ui.translation import tr, tr_count

if TYPE_CHECKING:
    from studyapp.scheduling.simulation import Course
    from studyapp.services.foresight import Cost, Studied
    from studyapp.services.statistics import Statistics
    from studyapp.services.study_coverage import Covered

_MOST_DAYS = 92  # days to come that have a bar each; of more, each week has one
_EDGES_DAYS = (0, 1, 2, 4, 7, 14, 21, 30, 60, 90, 180, 365, 730)


def due_chart(of: Statistics, ahead: int) -> Chart:
    """Return how many reviews are due on each coming day; today's bar carries the backlog."""
    backlog, counts = statistics.forecast(of, ahead)
    each = 1 if ahead <= _MOST_DAYS else 7
    counts = [sum(counts[n : n + each]) for n in range(0, ahead, each)]
    labels = tuple((of.today + timedelta(days=n)).isoformat() for n in range(0, ahead, each))
    late = (backlog, *(0 for _ in labels[1:]))
    parts = [tr("in the next {count} days", count=ahead)]
    if backlog:
        parts.append(tr("{count} overdue", count=f"{backlog:,}"))
    parts.append(tr("about {count} a day in the long run", count=f"{statistics.daily_load(of):.0f}"))
    return Chart(
        "due",
        tr("Due"),
        " · ".join(parts) if backlog or sum(counts) else "",
        Shape.BARS,
        tr("Day") if each == 1 else tr("Week from"),
        labels,
        (Series(tr("Due"), tuple(counts)), Series(tr("Overdue"), late)),
        tr("No review is due."),
    )


def states_chart(of: Statistics) -> Chart:
    """Return how many cards are new, in learning, young, mature and suspended."""
    counts = statistics.states(of)
    return Chart(
        "states",
        tr("Card states"),
        tr_count(sum(counts), "{count} card", "{count} cards"),
        Shape.SHARES,
        tr("State"),
        (tr("New"), tr("Learning"), tr("Young"), tr("Mature"), tr("Suspended")),
        (Series(tr("Cards"), tuple(counts)),),
        tr("There are no cards yet."),
    )


def intervals_chart(of: Statistics) -> Chart:
    """Return how many cards in review have an interval of so many days."""
    values = [card.interval_days or 0.0 for card in of.cards if card.phase == "review"]
    return _days_chart("intervals", tr("Intervals"), values)


def stability_chart(of: Statistics) -> Chart:
    """Return how many cards in review have a stability of so many days."""
    values = [card.stability or 0.0 for card in of.cards if card.phase == "review"]
    return _days_chart("stability", tr("Stability"), values)


def difficulty_chart(of: Statistics) -> Chart:
    """Return how many cards have each difficulty, in steps of one from 1 to 10."""
    values = [card.difficulty for card in of.cards if card.difficulty is not None]
    counts = statistics.histogram(values, tuple(range(1, 10)))
    note = tr("{mean} of 10 on average", mean=f"{sum(values) / len(values):.1f}") if values else ""
    return Chart(
        "difficulty",
        tr("Difficulty"),
        note,
        Shape.BARS,
        tr("Difficulty"),
        tuple(f"{n}–{n + 1}" for n in range(1, 10)),
        (Series(tr("Cards"), tuple(counts)),),
        tr("No card was studied yet."),
    )


def retrievability_chart(of: Statistics) -> Chart:
    """Return how many cards would be recalled today with each probability."""
    values = statistics.retrievabilities(of)
    counts = statistics.histogram(values, tuple(n / 10 for n in range(10)))
    note = ""
    if values:
        note = tr(
            "{known} of {studied} studied cards known today",
            known=f"{sum(values):,.0f}",
            studied=f"{len(values):,}",
        )
    return Chart(
        "retrievability",
        tr("Retrievability"),
        note,
        Shape.BARS,
        tr("Probability of recall"),
        tuple(f"{n * 10}–{n * 10 + 10} %" for n in range(10)),
        (Series(tr("Cards"), tuple(counts)),),
        tr("No card was studied yet."),
    )


def added_chart(of: Statistics, days: int | None) -> Chart:
    """Return how many cards were made, by day, week or month."""
    bins = bins_of(of.today, days, min(of.added, default=None))
    values = bins.sums(of.added)
    return Chart(
        "added",
        tr("Added"),
        tr_count(round(sum(values)), "{count} card", "{count} cards"),
        Shape.BARS,
        tr("From"),
        bins.labels,
        (Series(tr("Cards"), tuple(values)),),
        tr("No card was made in this time."),
    )


def coverage_chart(covered: tuple[Covered, ...]) -> Chart:
    """Return for each text how much of it is read, how much has cards, and how much is known today."""
    return Chart(
        "coverage",
        tr("Reading and memory"),
        tr_count(len(covered), "{count} text", "{count} texts"),
        Shape.MARKS,
        tr("Text"),
        tuple(one.title for one in covered),
        (
            Series(tr("Read"), tuple(one.read for one in covered), Unit.SHARE),
            Series(tr("Has cards"), tuple(one.carded for one in covered), Unit.SHARE),
            Series(tr("Known"), tuple(one.known for one in covered), Unit.SHARE),
        ),
        tr("Nothing was read yet."),
        from_zero=True,
    )


def future_chart(studied: Studied, course: Course) -> Chart:
    """Return the simulated next year, week by week: reviews a day."""
    weeks = range(0, len(course.reviews), 7)
    values = []
    for first in weeks:
        week = course.reviews[first : first + 7]
        values.append(round(sum(week) / len(week), 1))
    mean = sum(course.reviews) / max(len(course.reviews), 1)
    note = tr(
        "about {mean} reviews a day ({minutes} min), {known} cards known in a year",
        mean=f"{mean:.0f}",
        minutes=f"{mean * studied.seconds / 60:.0f}",
        known=f"{course.known[-1] if course.known else 0:,.0f}",
    )
    return Chart(
        "future",
        tr("The next year, simulated"),
        note,
        Shape.LINES,
        tr("Week of"),
        tuple((studied.today + timedelta(days=n)).isoformat() for n in weeks),
        (Series(tr("Reviews a day"), tuple(values)),),
        tr("No card was studied yet."),
    )


def cost_chart(costs: tuple[Cost, ...], wanted: float) -> Chart:
    """Return what each wish for retention costs a day."""
    now = next((cost for cost in costs if cost.retention == wanted), None)
    note = ""
    if now is not None:
        minutes = f"{now.minutes_a_day:.0f}"
        note = tr("{share} costs {minutes} min a day", share=f"{wanted:.0%}", minutes=minutes)
    return Chart(
        "cost",
        tr("What retention costs"),
        note,
        Shape.BARS,
        tr("Wished retention"),
        tuple(f"{cost.retention:.0%}" for cost in costs),
        (Series(tr("Minutes a day"), tuple(round(c.minutes_a_day, 1) for c in costs), Unit.MINUTES),),
        tr("No card was studied yet."),
    )


def _days_chart(chart_id: str, title: str, values: list[float]) -> Chart:
    counts = statistics.histogram(values, _EDGES_DAYS)
    ends = (f"{edge}–{after}" for edge, after in pairwise(_EDGES_DAYS))
    note = ""
    if values:
        note = tr("half of the cards from {count} days on", count=f"{sorted(values)[len(values) // 2]:,.0f}")
    return Chart(
        chart_id,
        title,
        note,
        Shape.BARS,
        tr("Days"),
        (*ends, f"{_EDGES_DAYS[-1]}+"),
        (Series(tr("Cards"), tuple(counts)),),
        tr("No card was reviewed after its learning yet."),
    )
