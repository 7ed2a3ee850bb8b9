"""Ranges: two points with a dash or a word between them; each gives the other what it leaves out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from studyapp.language.time.days import Extent
from studyapp.language.time.moments import read_moment, read_number
from studyapp.language.time.parts import Era, after_dash, read_day, read_ordinal, read_year, skip
from studyapp.language.time.points import Point, Unit, extent_of
from studyapp.language.time.tokens import Kind

if TYPE_CHECKING:
    from studyapp.language.time.tokens import Line

_UNTIL = ("to", "until", "till", "through")
_RANGE = "range"


class Range(NamedTuple):
    """A range that was read: its days, the token after it, and whether both ends are bare numbers."""

    extent: Extent
    end: int
    is_bare: bool


def read_range(line: Line, at: int) -> Range | None:
    """Read a range that starts at a token: "1914–18", "3 to 5 May 1945", "16th to the 18th century"."""
    left = read_moment(line, at) or read_number(line, at)
    return _read_from(line, at, *left) if left is not None else None


def read_shared_century(line: Line, at: int) -> tuple[Point, int] | None:
    """Read the first of two centuries that share the word: the "19th" of "19th and 20th centuries"."""
    left = read_ordinal(line, at)
    if left is None or line.word(left[1]) not in ("and", "or"):
        return None
    right = read_moment(line, skip(line, left[1] + 1, "the"))
    if right is None or right[0].unit is not Unit.CENTURY or line.word(at - 1).isdigit():
        return None
    return right[0]._replace(number=left[0], part=None), left[1]


def _read_from(line: Line, at: int, left: Point, end: int) -> Range | None:
    """Read separator and second point after the first one."""
    start = _after_separator(line, at, end, left)
    if start is None:
        return None
    if line.word(start) == "present" and left.is_whole:
        extent = extent_of(left)
        return Range(Extent(extent.first, None, _RANGE), start + 1, is_bare=False) if extent else None
    right = _second(line, left, start)
    pair = _completed(left, right[0]) if right else None
    if right is None or pair is None or not _may_be_joined(line, at, *pair, line.word(end)):
        return None
    extent = _spanned(*pair)
    return Range(extent, right[1], is_bare=pair[0].is_bare and pair[1].is_bare) if extent else None


def _spanned(left: Point, right: Point) -> Extent | None:
    """Return all days from the first point to the second one, which must be later."""
    first, last = extent_of(left), extent_of(right)
    if first is None or last is None or first.first is None or last.first is None:
        return None
    return Extent(first.first, last.last, _RANGE) if first.first < last.first else None


def _after_separator(line: Line, at: int, end: int, left: Point) -> int | None:
    """Return the token after what joins two points, or None if nothing does."""
    dash = after_dash(line, end)
    if dash is not None:
        return dash
    word = line.word(end)
    if word == "/" and left.is_bare and line.token(end).glued:
        return end + 1
    is_open_month = left.unit is Unit.MONTH and left.number is None
    is_joint = word in _UNTIL or (word == "and" and (_lead(line, at) == "between" or is_open_month))
    return skip(line, end + 1, "the") if is_joint else None


def _lead(line: Line, at: int) -> str:
    """Return the word in front of a range."""
    return line.word(at - 2) if line.word(at - 1) == "the" else line.word(at - 1)


def _second(line: Line, left: Point, at: int) -> tuple[Point, int] | None:
    """Read the second point; after "May 3–" only a day and a year, after "1914–" also two figures."""
    if left.unit is Unit.DAY and left.month and left.number is None and (day := read_day(line, at)):
        year = read_year(line, skip(line, day[1], ","))
        if year:
            return Point(Unit.DAY, year[0], year[1], left.month, day[0]), year[2]
    return read_moment(line, at) or _read_later_year(line, left, at)


def _read_later_year(line: Line, left: Point, at: int) -> tuple[Point, int] | None:
    """Read the 18 of "1914–18", the 359 of "AD 357–359"."""
    token = line.token(at)
    if (
        token.kind is not Kind.NUMBER
        or left.unit is not Unit.YEAR
        or left.number is None
        or left.era is Era.BC
    ):
        return None
    if token.end - token.start == 2 and left.number >= 100:
        return Point(Unit.YEAR, left.number // 100 * 100 + token.value, left.era), at + 1
    is_later = left.era is not None and token.value > left.number
    return (Point(Unit.YEAR, token.value, left.era), at + 1) if is_later else None


def _completed(left: Point, right: Point) -> tuple[Point, Point] | None:
    """Return both points whole: the first takes era, year, month or unit of the second where it has none."""
    if not right.is_whole:
        return None
    if left.is_counted:
        return _counted(left, right)
    if left.number is None:
        if left.unit not in (Unit.DAY, Unit.MONTH) or right.unit not in (Unit.DAY, Unit.MONTH):
            return None
        return left._replace(number=right.number, era=right.era), right
    if left.era is None and right.era is Era.BC and left.unit is right.unit:
        return left._replace(era=Era.BC), right
    return left, right


def _counted(left: Point, right: Point) -> tuple[Point, Point] | None:
    """Return both points whole, the first being only a number."""
    number = left.day if left.unit is Unit.DAY else left.number
    if right.unit is Unit.DAY and left.unit is Unit.DAY and right.month:
        return right._replace(day=number), right
    if right.unit is Unit.YEAR and right.era is not None and left.unit is not Unit.CENTURY:
        return right._replace(number=number), right
    if right.unit in (Unit.CENTURY, Unit.MILLENNIUM) and number:
        return right._replace(number=number, part=left.part), right
    return None


def _may_be_joined(line: Line, at: int, left: Point, right: Point, word: str) -> bool:
    """Tell whether two points are one period: "1914 to 1918" is only after "from", "and" joins few."""
    lead = _lead(line, at)
    if word == "and" and lead != "between":
        return left.unit is right.unit is Unit.MONTH and left.number == right.number and _follow(left, right)
    if word in _UNTIL and left.is_bare and right.is_bare:
        return lead in ("from", "(", "years", "period")
    return word != "/" or right.number == (left.number or 0) + 1


def _follow(left: Point, right: Point) -> bool:
    return (left.month or 0) + 1 == right.month and left.part is None and right.part is None
