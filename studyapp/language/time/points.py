"""Points of time as words give them, and the days that they cover."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from studyapp.language.time.days import Day, Extent, month_length, months, years
from studyapp.language.time.parts import Era

_LAST_YEAR = 2100
_FIRST_YEAR_BC = 10_000
_CIRCA = "circa"
_WINTER = 12


class Unit(StrEnum):
    """What a point is; the value is its precision."""

    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    QUARTER = "quarter"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    MILLENNIUM = "millennium"


_STEPS = {
    Unit.MONTH: 30,  # days
    Unit.SEASON: 3,  # months
    Unit.YEAR: 12,
    Unit.DECADE: 10,  # years
    Unit.CENTURY: 100,
    Unit.MILLENNIUM: 1000,
}


class Part(NamedTuple):
    """One of several equal parts of a unit, counted from 0: "late" is the last of three."""

    position: int
    of: int


class Point(NamedTuple):
    """A point of time. What the words leave out is None, and may come from another point or an anchor."""

    unit: Unit
    number: int | None  # the year, a decade's first year, a century's ordinal: as written, not astronomical
    era: Era | None = None
    month: int | None = None  # of a season or quarter its first
    day: int | None = None
    part: Part | None = None
    is_about: bool = False
    is_split: bool = False  # a winter of two years
    is_counted: bool = False  # a bare day or ordinal, that only a range can make a point of: "3", "16th"

    @property
    def is_bare(self) -> bool:
        """Tell whether this is only a number, which must show that it is a year."""
        return self.unit is Unit.YEAR and self.era is None and self.part is None

    @property
    def is_whole(self) -> bool:
        """Tell whether the words leave nothing out."""
        return self.number is not None and not self.is_counted


def in_year(point: Point, year: int) -> Point:
    """Return a point in an astronomical year."""
    return point._replace(number=year) if year > 0 else point._replace(number=1 - year, era=Era.BC)


def extent_of(point: Point) -> Extent | None:
    """Return the days of a whole point, or None if there are no such days."""
    extent = _unit_extent(point) if point.number else None
    if extent is None or extent.first is None:
        return None
    is_two_winters = point.month == _WINTER and point.unit is Unit.SEASON and not point.is_split
    if point.part is not None and not is_two_winters:
        extent = _part_of(extent, extent.first, point.part)
    return extent._replace(precision=_CIRCA) if point.is_about else extent


def _unit_extent(point: Point) -> Extent | None:
    number = point.number or 0
    year = 1 - number if point.era is Era.BC else number
    match point.unit:
        case Unit.CENTURY:
            return _counted(number, 100, point)
        case Unit.MILLENNIUM:
            return _counted(number, 1000, point)
        case Unit.DECADE:
            # "The 1800s" are mostly said of the whole century.
            hundreds = number % 100 == 0 and number < 2000
            return years(number, 100, Unit.CENTURY) if hundreds else years(number, 10, Unit.DECADE)
        case Unit.YEAR:
            return years(year, 1, Unit.YEAR)
        case _:
            return _within_year(point, year)


def _within_year(point: Point, year: int) -> Extent | None:
    month, day = point.month or 1, point.day
    if point.unit is Unit.DAY:
        if day is None or day > month_length(year, month):
            return None
        return Extent(Day(year, month, day), Day(year, month, day), Unit.DAY)
    if point.unit is Unit.SEASON and month == _WINTER and not point.is_split:
        return months(year, 1, 14, Unit.SEASON)
    return months(year, month, 1 if point.unit is Unit.MONTH else 3, point.unit)


def _counted(ordinal: int, size: int, point: Point) -> Extent | None:
    """Return a century or millennium: the nineteenth has 1801 to 1900, the fifth BC 500 to 401 BC."""
    if point.era is Era.BC:
        return years(1 - ordinal * size, size, point.unit) if ordinal * size <= _FIRST_YEAR_BC else None
    first = (ordinal - 1) * size + 1
    return years(first, size, point.unit) if first < _LAST_YEAR else None


def _part_of(extent: Extent, first: Day, part: Part) -> Extent:
    """Return a part of a unit; borders are rounded up to whole steps: in a decade thirds start at 0, 4, 7."""
    unit = Unit(extent.precision)
    last = extent.last
    steps = _STEPS.get(unit)
    if steps is None or last is None:
        return extent
    begin, end = (-(-position * steps // part.of) for position in (part.position, part.position + 1))
    if unit is Unit.MONTH:
        is_last = part.position + 1 == part.of
        return Extent(first.moved(begin), last if is_last else first.moved(end - 1), unit)
    if unit in (Unit.YEAR, Unit.SEASON):
        return months(first.year, first.month + begin, end - begin, unit)
    return years(first.year + begin, end - begin, extent.precision)
