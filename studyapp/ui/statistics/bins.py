"""Days, weeks or months on the axis of a figure, by how long a time it shows."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

_MOST_DAYS, _MOST_WEEKS = 31, 57


class Bins(NamedTuple):
    """Spans of as many days each, the last one ending with the last day."""

    first: date
    last: date
    size: int

    @property
    def labels(self) -> tuple[str, ...]:
        """The first day (ISO) of each span."""
        count = -(-((self.last - self.first).days + 1) // self.size)
        return tuple((self.first + timedelta(days=n * self.size)).isoformat() for n in range(count))

    def sums(self, by_day: Mapping[str, float]) -> list[float]:
        """Return the sum of each span of values by day (ISO); days outside count for nothing."""
        totals = [0.0] * len(self.labels)
        for day, value in by_day.items():
            ahead = (date.fromisoformat(day) - self.first).days
            if ahead >= 0 and day <= self.last.isoformat():
                totals[ahead // self.size] += value
        return totals


def bins_of(today: date, days: int | None, earliest: str | None) -> Bins:
    """Return bins for the last so many days; None: since the earliest day (ISO) that there is."""
    first = today
    if days is not None:
        first = today - timedelta(days=days - 1)
    elif earliest is not None:
        first = min(date.fromisoformat(earliest), today)
    span = (today - first).days + 1
    if span <= _MOST_DAYS:
        return Bins(first, today, 1)
    size = 7 if span <= _MOST_WEEKS * 7 else 30
    whole = -(-span // size) * size  # the first bin is as long as the others
    return Bins(today - timedelta(days=whole - 1), today, size)
