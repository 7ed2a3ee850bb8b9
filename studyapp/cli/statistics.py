"""The figures of the statistics screen on the command line."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from studyapp.cli.session import reading
from studyapp.domain.reviews import Rating
from studyapp.services import statistics

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from studyapp.cli.verbs import Answer
    from studyapp.services.statistics import Retained, Statistics

FORECAST_DAYS = 30
CALENDAR_DAYS = 365


def stats(options: argparse.Namespace, folder: Path) -> Answer:
    """Tell what was done, what is due, and how well it is remembered."""
    with reading(folder) as library:
        document = library.find_document(options.document).id if options.document else None
        of = statistics.load_statistics(library, document_id=document)
    return _shape(of), _text(of), 0


def _shape(of: Statistics) -> dict[str, Any]:
    today = statistics.summary_of_today(of)
    backlog, due = statistics.forecast(of, FORECAST_DAYS)
    chances = statistics.retrievabilities(of)
    counts = statistics.by_day(of, CALENDAR_DAYS, lambda one: one.total)
    return {
        "today": {
            "studied_on": today.studied_on,
            "reviews": today.reviews,
            **{rating.name.casefold(): today.by_rating[rating - 1] for rating in Rating},
            "new_learned": today.new_learned,
            "duration_ms": today.duration_ms,
        },
        "forecast": {
            "backlog": backlog,
            "days": [
                {"on": (of.today + timedelta(days=n)).isoformat(), "due": count}
                for n, count in enumerate(due)
            ],
            "daily_load": round(statistics.daily_load(of), 2),
        },
        "calendar": [{"on": day, "reviews": round(count)} for day, count in sorted(counts.items())],
        "streak_days": statistics.streak(of),
        "retention": [_retained_shape(one) for one in statistics.retention(of)],
        "states": statistics.states(of)._asdict(),
        "hours": [
            {"hour": hour, "reviews": count, "passed": passed} for hour, (count, passed) in of.hours.items()
        ],
        "retrievability": {
            "studied": len(chances),
            "known": round(sum(chances), 2),
            "histogram": statistics.histogram(chances, tuple(n / 10 for n in range(10))),
        },
        "added": [{"on": day, "cards": count} for day, count in sorted(of.added.items())],
        "reading": [
            {"on": one.studied_on, "document_id": one.document_id, "seconds": round(one.seconds)}
            for one in of.reading
        ],
    }


def _retained_shape(one: Retained) -> dict[str, Any]:
    return {**one._asdict(), "young": one.young, "mature": one.mature, "total": one.total}


def _text(of: Statistics) -> str:
    today, states = statistics.summary_of_today(of), statistics.states(of)
    backlog, due = statistics.forecast(of, FORECAST_DAYS)
    lines = [
        f"Today      {today.reviews} answers, {today.new_learned} new cards, {today.minutes:.0f} minutes",
        f"In a row   {statistics.streak(of)} days",
        f"Due        {due[0]} today, {backlog} overdue, {due[1]} tomorrow, {sum(due[:7])} in seven days",
        "Cards      " + ", ".join(f"{count} {name}" for name, count in states._asdict().items()),
    ]
    chances = statistics.retrievabilities(of)
    if chances:
        lines.append(f"Known      {sum(chances):.0f} of {len(chances)} studied cards")
    for one in statistics.retention(of):
        if one.total is not None:
            parts = [f"{name} {share:.0%}" for name, share in _kinds(one) if share is not None]
            lines.append(f"Retention  {one.period:10} {one.total:.0%} ({', '.join(parts)})")
    return "\n".join(lines)


def _kinds(one: Retained) -> tuple[tuple[str, float | None], ...]:
    return ("young", one.young), ("mature", one.mature)


VERBS = {"stats": stats}
