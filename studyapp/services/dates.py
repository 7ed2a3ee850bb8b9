"""What a person writes for a time: 1979, 1914-07, 1989-11-09, 1970s, 44 BC, 1979..1991, ..1945."""

from __future__ import annotations

import re
from calendar import monthrange
from typing import NamedTuple

from studyapp.domain.errors import QueryError

_POINT = re.compile(r"(?P<year>-?\d{1,4})(?:-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?)?")
_DECADE = re.compile(r"(?P<year>\d{1,3}0)s")
_BEFORE_CHRIST = re.compile(r"(?P<year>\d{1,4})\s*bce?", re.IGNORECASE)

Day = tuple[int, int, int]
"""Year, month and day; years are astronomical: 0 is 1 BC."""


class Days(NamedTuple):
    """The days that a query asks for, both ends included; None is open."""

    first: Day | None
    last: Day | None

    def meets(self, first_on: str | None, last_on: str | None) -> bool:
        """Whether a time of the text, as ISO dates, has a day in common with these.

        An end that the text leaves open ("since 1979") counts as the one that it names.
        """
        first, last = _iso_day(first_on or last_on), _iso_day(last_on or first_on)
        if first is None or last is None:
            return False
        return (self.first is None or last >= self.first) and (self.last is None or first <= self.last)


def parse_days(text: str, position: int) -> Days:
    """Return the days that a text names; QueryError at the position of what cannot be understood."""
    first, dots, last = text.strip().partition("..")
    if not dots:
        return Days(*_span(first, position))
    begins = _span(first, position)[0] if first.strip() else None
    ends = _span(last, position + text.index("..") + 2)[1] if last.strip() else None
    if begins is not None and ends is not None and ends < begins:
        raise QueryError("The time ends before it begins.", position)
    return Days(begins, ends)


def _span(text: str, position: int) -> tuple[Day, Day]:
    """Return the first and last day of a year, month, day or decade."""
    said = text.strip()
    if decade := _DECADE.fullmatch(said):
        year = int(decade["year"])
        return (year, 1, 1), (year + 9, 12, 31)
    if before := _BEFORE_CHRIST.fullmatch(said):
        year = 1 - int(before["year"])
        return (year, 1, 1), (year, 12, 31)
    point = _POINT.fullmatch(said)
    month = int(point["month"] or 0) if point else 0
    day = int(point["day"] or 0) if point else 0
    if point is None or month > 12 or (point["month"] and not month) or (point["day"] and not day):
        raise QueryError("A date is a year, month or day: 1979, 1914-07, 1979..1991, 1970s.", position)
    year = int(point["year"])
    most = monthrange(4 + year % 400, month)[1] if month else 31  # `calendar` begins with the year 1
    if day > most:
        raise QueryError(f"This month has {most} days.", position)
    return (year, month or 1, day or 1), (year, month or 12, day or most)


def _iso_day(text: str | None) -> Day | None:
    if text is None:
        return None
    point = _POINT.fullmatch(text)
    return (int(point["year"]), int(point["month"] or 1), int(point["day"] or 1)) if point else None
