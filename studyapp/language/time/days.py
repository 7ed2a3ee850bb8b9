"""Days of a calendar without limits: `datetime.date` has no years before 1."""

from __future__ import annotations

import calendar
from typing import NamedTuple

_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Day(NamedTuple):
    """A day; `year` is astronomical (0 is 1 BC, -43 is 44 BC). Days compare in the order of time."""

    year: int
    month: int
    day: int

    def iso(self) -> str:
        """Return the day as ISO 8601 gives it, a year before 0 with its sign."""
        sign = "-" if self.year < 0 else ""
        return f"{sign}{abs(self.year):04d}-{self.month:02d}-{self.day:02d}"

    def moved(self, days: int) -> Day:
        """Return the day some days (at most a few hundred) later, or earlier if `days` is negative."""
        year, month, day = self.year, self.month, self.day + days
        while day < 1:
            year, month = _month_after(year, month, -1)
            day += month_length(year, month)
        while day > month_length(year, month):
            day -= month_length(year, month)
            year, month = _month_after(year, month, 1)
        return Day(year, month, day)


class Extent(NamedTuple):
    """The days that a time covers, both inclusive; None where it is open."""

    first: Day | None
    last: Day | None
    precision: str


def day_of_iso(text: str) -> Day:
    """Return the day of `Day.iso`. Raises ValueError for any other text."""
    year, month, day = text.removeprefix("-").split("-")
    return Day(-int(year) if text.startswith("-") else int(year), int(month), int(day))


def month_length(year: int, month: int) -> int:
    """Return the days of a month by the Gregorian rule, also before 1582, as ISO 8601 has it."""
    return 29 if month == 2 and calendar.isleap(year) else _LENGTHS[month - 1]


def months(year: int, month: int, count: int, precision: str) -> Extent:
    """Return the extent of `count` months from the first day of a month on; month 13 is the next January."""
    year, month = _month_after(year, month, 0)
    last_year, last_month = _month_after(year, month, count - 1)
    last = Day(last_year, last_month, month_length(last_year, last_month))
    return Extent(Day(year, month, 1), last, precision)


def years(first: int, count: int, precision: str) -> Extent:
    """Return the extent of `count` whole years."""
    return Extent(Day(first, 1, 1), Day(first + count - 1, 12, 31), precision)


def _month_after(year: int, month: int, count: int) -> tuple[int, int]:
    index = year * 12 + month - 1 + count
    return index // 12, index % 12 + 1
