"""Intervals, instants and sums in words."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from studyapp.ui.translation import tr

if TYPE_CHECKING:
    from studyapp.domain.reviews import Summary

_MINUTES_A_DAY = 24 * 60
_MONTH_DAYS, _YEAR_DAYS = 30.4, 365.25


def interval_words(days: float | None) -> str:
    """Return an interval as a button shows it: minutes, hours, days, months, years."""
    minutes = (days or 0) * _MINUTES_A_DAY
    if minutes < 59.5:
        return tr("{count} min", count=max(1, round(minutes)))
    if minutes < _MINUTES_A_DAY - 30:
        return tr("{count} h", count=round(minutes / 60))
    whole = round(days or 0)
    if whole == 1:
        return tr("1 day")
    if whole < 60:
        return tr("{count} days", count=whole)
    if whole < _YEAR_DAYS:
        return tr("{count} months", count=f"{whole / _MONTH_DAYS:.1f}".removesuffix(".0"))
    years = f"{whole / _YEAR_DAYS:.1f}".removesuffix(".0")
    return tr("1 year") if years == "1" else tr("{count} years", count=years)


def due_words(due: str | None, now: datetime) -> str:
    """Return when the next card comes, seen from now; empty when none will."""
    if due is None:
        return ""
    wait = datetime.fromisoformat(due) - now
    if wait <= timedelta(minutes=1):
        return tr("The next card can be asked now.")
    if wait < timedelta(hours=1):
        return tr("The next card comes in {count} min.", count=round(wait.total_seconds() / 60))
    there = datetime.fromisoformat(due).astimezone()
    away = (there.date() - now.astimezone().date()).days
    clock = f"{there:%H:%M}"
    if away == 0:
        return tr("The next card comes today at {clock}.", clock=clock)
    if away == 1:
        return tr("The next card comes tomorrow at {clock}.", clock=clock)
    return tr("The next card comes in {count} days.", count=away)


def summary_words(summary: Summary) -> str:
    """Return what was done on a study day."""
    if not summary.reviews:
        return tr("Nothing was reviewed today.")
    minutes = max(1, round(summary.duration_ms / 60_000))
    answers = tr("1 answer") if summary.reviews == 1 else tr("{count} answers", count=summary.reviews)
    return tr("{answers} in {minutes} min.", answers=answers, minutes=minutes)
