"""Figures of the log: what was answered, when, how well; and what was read."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from studyapp.services import statistics
from studyapp.ui.charts.chart import Chart, Series, Shape, Unit
from studyapp.ui.statistics.bins import bins_of
from studyapp.ui.translation import tr, tr_count

if TYPE_CHECKING:
    from collections.abc import Callable

    from studyapp.services.statistics import Statistics
    from studyapp.storage.statistics import Answered

_PHASES = ("new", "learning", "review", "relearning")
_LEAST_IN_AN_HOUR = 30  # reviews from which an hour's share is worth a word


def calendar_chart(of: Statistics) -> Chart:
    """Return the answers of each day of the last year, whole weeks from Monday."""
    first = of.today - timedelta(days=364)
    first -= timedelta(days=first.weekday())
    counts = statistics.by_day(of, None, lambda one: one.total)
    labels = tuple((first + timedelta(days=n)).isoformat() for n in range((of.today - first).days + 1))
    values = tuple(counts.get(label, 0) for label in labels)
    answers = tr_count(round(sum(values)), "{count} answer in a year", "{count} answers in a year")
    days = tr_count(statistics.streak(of), "{count} day in a row", "{count} days in a row")
    return Chart(
        "calendar",
        tr("Calendar"),
        f"{answers} · {days}" if sum(values) else "",
        Shape.CALENDAR,
        tr("Day"),
        labels,
        (Series(tr("Answers"), values),),
        tr("Nothing was reviewed yet."),
    )


def reviews_chart(of: Statistics, days: int | None) -> Chart:
    """Return the answers by day, week or month, by what the cards were before."""
    total, studied = _total(of, days, lambda one: one.total)
    answers = tr_count(round(total), "{count} answer", "{count} answers")
    note = f"{answers} · {_a_day(total, studied)}" if studied else ""
    empty = Chart("reviews", tr("Reviews"), note, Shape.BARS, tr("From"), (), ())
    return _by_phase(empty, of, days, lambda one: one.total, Unit.COUNT)


def time_chart(of: Statistics, days: int | None) -> Chart:
    """Return the minutes that the answers took, as `reviews_chart`."""
    total, studied = _total(of, days, _minutes)
    hours = (
        tr("{hours} h", hours=f"{total / 60:.1f}") if total >= 60 else tr("{count} min", count=round(total))
    )
    note = f"{hours} · {tr('{count} min a day', count=f'{total / studied:.0f}')}" if studied else ""
    empty = Chart("time", tr("Time"), note, Shape.BARS, tr("From"), (), ())
    return _by_phase(empty, of, days, _minutes, Unit.MINUTES)


def retention_chart(of: Statistics) -> Chart:
    """Return true retention of each period, of young and of mature cards, beside the wish."""
    names = {
        "today": tr("Today"),
        "yesterday": tr("Yesterday"),
        "week": tr("Week"),
        "month": tr("Month"),
        "year": tr("Year"),
        "all": tr("All"),
    }
    found, wanted = statistics.retention(of), of.settings.retention
    month = next(one.total for one in found if one.period == "month")
    note = "" if month is None else tr("{share} in a month", share=f"{month:.0%}")
    return Chart(
        "retention",
        tr("True retention"),
        note,
        Shape.MARKS,
        tr("Period"),
        tuple(names[one.period] for one in found),
        (
            Series(tr("Young"), tuple(one.young for one in found), Unit.SHARE),
            Series(tr("Mature"), tuple(one.mature for one in found), Unit.SHARE),
        ),
        tr("No card was reviewed after its learning yet."),
        wanted=wanted,
    )


def hours_chart(of: Statistics) -> Chart:
    """Return the reviews of each hour of the day, and the share recalled."""
    rows = [of.hours[hour] for hour in range(24)]
    shares = tuple(passed / count if count else None for count, passed in rows)
    known = [hour for hour, (count, _) in enumerate(rows) if count >= _LEAST_IN_AN_HOUR]
    best = max(known, key=lambda hour: shares[hour] or 0, default=None)
    note = ""
    if best is not None:
        share = f"{shares[best] or 0:.0%}"
        note = tr("best from {hour}:00 on: {share} recalled", hour=f"{best:02}", share=share)
    return Chart(
        "hours",
        tr("Hours"),
        note,
        Shape.BARS,
        tr("Hour"),
        tuple(f"{hour:02}" for hour in range(24)),
        (
            Series(tr("Reviews"), tuple(count for count, _ in rows)),
            Series(tr("Recalled"), shares, Unit.SHARE),
        ),
        tr("No card was reviewed after its learning yet."),
    )


def answers_chart(of: Statistics, days: int | None) -> Chart:
    """Return how often each button was pressed, for cards in learning, young and mature."""
    counts = {"learning": [0] * 4, "young": [0] * 4, "mature": [0] * 4}
    for one in of.since(days):
        kind = ("mature" if one.mature else "young") if one.phase == "review" else "learning"
        counts[kind][one.rating - 1] += one.total
    total = sum(map(sum, counts.values()))
    passed = total - sum(row[0] for row in counts.values())
    note = tr("{share} were no lapse", share=f"{passed / total:.0%}") if total else ""
    names = {"learning": tr("Learning"), "young": tr("Young"), "mature": tr("Mature")}
    return Chart(
        "answers",
        tr("Answers"),
        note,
        Shape.BARS,
        tr("Button"),
        (tr("Again"), tr("Hard"), tr("Good"), tr("Easy")),
        tuple(Series(names[kind], tuple(row)) for kind, row in counts.items()),
        tr("Nothing was reviewed yet."),
    )


def reading_chart(of: Statistics, days: int | None) -> Chart:
    """Return the minutes read beside the minutes reviewed, by day, week or month."""
    read: dict[str, float] = {}
    for one in of.reading:
        read[one.studied_on] = read.get(one.studied_on, 0.0) + one.seconds / 60
    reviewed = statistics.by_day(of, None, _minutes)
    bins = bins_of(of.today, days, min((*read, *reviewed), default=None))
    sums = [bins.sums(read), bins.sums(reviewed)]
    note = tr(
        "{read} h read, {reviewed} h reviewed",
        read=f"{sum(sums[0]) / 60:.1f}",
        reviewed=f"{sum(sums[1]) / 60:.1f}",
    )
    return Chart(
        "reading",
        tr("Reading and reviewing"),
        note,
        Shape.BARS,
        tr("From"),
        bins.labels,
        tuple(
            Series(name, tuple(round(value, 1) for value in row), Unit.MINUTES)
            for name, row in zip((tr("Reading"), tr("Reviewing")), sums, strict=True)
        ),
        tr("Nothing was read or reviewed yet."),
    )


def _by_phase(
    chart: Chart, of: Statistics, days: int | None, value: Callable[[Answered], float], unit: Unit
) -> Chart:
    """Return a chart with the sums of a value by time, a series for each phase before the answer."""
    answers = of.since(None)  # the first bin may begin before the days that were asked for
    bins = bins_of(of.today, days, min((one.studied_on for one in answers), default=None))
    sums: dict[str, dict[str, float]] = {phase: {} for phase in _PHASES}
    for one in answers:
        by_day = sums[one.phase]
        by_day[one.studied_on] = by_day.get(one.studied_on, 0.0) + value(one)
    names = (tr("New"), tr("Learning"), tr("Review"), tr("Relearning"))
    series = tuple(
        Series(name, tuple(round(total, 1) for total in bins.sums(sums[phase])), unit)
        for phase, name in zip(_PHASES, names, strict=True)
    )
    return chart._replace(labels=bins.labels, series=series, empty=tr("Nothing was reviewed yet."))


def _total(of: Statistics, days: int | None, value: Callable[[Answered], float]) -> tuple[float, int]:
    """Return the sum of a value over the answers, and on how many days there were some."""
    by_day = statistics.by_day(of, days, value)
    return sum(by_day.values()), len(by_day)


def _a_day(total: float, studied: int) -> str:
    days = tr_count(studied, "on {count} day", "on {count} days")
    return tr("{mean} a day {days}", mean=f"{total / studied:.0f}", days=days)


def _minutes(one: Answered) -> float:
    return one.duration_ms / 60_000
