"""Relative time: what it is counted from (the anchor), when that is sure, and vague time.

The rule of the anchor, conservative on purpose. The dates before the expression in its own sentence decide:
exactly one, or several of the same year where only the year matters. Without any, the anchor of the
sentences before holds: a sentence with exactly one date sets it, one with several dates sets their common
year or clears it, and after `_REACH` sentences without a date it is gone. A block's first sentence starts
without an anchor. Only days, months, seasons, quarters and years are anchors, not open ones ("since 1991")
nor inexact ones; any other date makes the anchor unsure. What was resolved by an anchor is a date as any
other.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from studyapp.language.time.days import Day, Extent, month_length, months, years
from studyapp.language.time.moments import read_moment
from studyapp.language.time.points import Unit, extent_of, in_year
from studyapp.language.time.tokens import Kind
from studyapp.language.time.words import (
    DECADES,
    NEAR,
    NUMBERS,
    SEASONS,
    UNITS,
    VAGUE_ADVERBS,
    VAGUE_PHRASES,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studyapp.language.time.tokens import Line

_REACH = 2
_MOST_DATES = 8
_ANCHORS = (Unit.DAY, Unit.MONTH, Unit.SEASON, Unit.QUARTER, Unit.YEAR)
_KNOWN_BY_ITS_DAY = (9, 11)  # 11 September is said of 2001 in texts of any year


@dataclass(frozen=True, slots=True)
class Anchor:
    """What relative time is counted from: the last sure date of the text, and the day it was written."""

    extent: Extent | None = None
    written: Day | None = None
    age: int = 0  # sentences since

    def after(self, dates: Sequence[Extent]) -> Anchor:
        """Return the anchor for the next sentence; `dates` are all of this one."""
        if not dates:
            return replace(self, age=self.age + 1) if self.age < _REACH else Anchor(written=self.written)
        return Anchor(_common(dates), self.written)

    def within(self, dates: Sequence[Extent]) -> Extent | None:
        """Return what an expression after these dates of its own sentence is counted from."""
        return _common(dates) if dates else self.extent


class Relative(NamedTuple):
    """A relative or vague expression that was read: its days, if they are sure, and the token after it."""

    extent: Extent | None
    end: int


def _common(dates: Sequence[Extent]) -> Extent | None:
    """Return the only date, or the common year of several; more than a few are a list, and no anchor."""
    if len(dates) > _MOST_DATES or any(
        date.first is None or date.last is None or date.precision not in _ANCHORS for date in dates
    ):
        return None
    if len(dates) == 1:
        return dates[0]
    found = {day.year for date in dates for day in (date.first, date.last) if day is not None}
    return years(found.pop(), 1, Unit.YEAR) if len(found) == 1 else None


def read_relative(line: Line, at: int, anchor: Extent | None, written: Day | None) -> Relative | None:
    """Read a relative or vague expression that starts at a token."""
    read = (
        _read_same(line, at, anchor)
        or _read_beside(line, at, anchor)
        or _read_later(line, at, anchor, written)
        or _read_written(line, at, written)
        or _read_incomplete(line, at, anchor)
        or _read_short_decade(line, at, anchor)
        or _read_vague(line, at)
    )
    if read is None or not line.is_between_gaps(at, read.end):
        return None
    is_explained = line.word(read.end) == "("  # "that year (1560)"
    return read._replace(extent=None) if is_explained else read


def _year_of(anchor: Extent | None) -> int | None:
    """Return the only year of an anchor."""
    if anchor is None or anchor.first is None or anchor.last is None or anchor.first.year != anchor.last.year:
        return None
    return anchor.first.year


def _read_same(line: Line, at: int, anchor: Extent | None) -> Relative | None:
    """Read "the same year", "that month", "that same day", "that spring"."""
    if line.word(at) not in ("the", "that", "this"):
        return None
    is_same = line.word(at + 1) == "same"
    if line.word(at) != "that" and not is_same:
        return None
    end = at + 2 + is_same
    unit = line.word(end - 1)
    if unit in SEASONS and unit != "fall":
        return Relative(_season_in(anchor, SEASONS[unit]), end)
    return Relative(_moved(anchor, unit, 0), end) if unit in ("day", "month", "year") else None


def _read_beside(line: Line, at: int, anchor: Extent | None) -> Relative | None:
    """Read "the following year", "the next day", "the previous month", "the year before"."""
    if line.word(at) != "the":
        return None
    step = {"following": 1, "next": 1, "ensuing": 1, "previous": -1, "preceding": -1}.get(line.word(at + 1))
    if step is not None and line.word(at + 2) in ("day", "month", "year"):
        return Relative(_moved(anchor, line.word(at + 2), step), at + 3)
    step = {"after": 1, "before": -1}.get(line.word(at + 2))
    if step is not None and line.word(at + 1) in ("day", "month", "year"):
        is_alone = line.token(at + 3).kind in (Kind.MARK, Kind.NONE)  # not "the year before the war"
        return Relative(_moved(anchor, line.word(at + 1), step), at + 3) if is_alone else None
    return None


def _read_later(line: Line, at: int, anchor: Extent | None, written: Day | None) -> Relative | None:
    """Read "two years later", "a month earlier", "three years ago"."""
    token = line.token(at)
    count = token.value if token.kind is Kind.NUMBER else NUMBERS.get(token.lower, 0)
    unit, direction = UNITS.get(line.word(at + 1)), line.word(at + 2)
    if not count or unit is None or direction not in ("later", "afterwards", "earlier", "ago"):
        return None
    is_round = line.word(at - 1) in ("some", "about", "around", "nearly", "almost", "over", "than", "least")
    if is_round or count > 300:
        return Relative(None, at + 3)
    if direction == "ago":
        day = Extent(written, written, Unit.DAY) if written is not None else None
        return Relative(_moved(day, unit, -count), at + 3)
    return Relative(_moved(anchor, unit, -count if direction == "earlier" else count), at + 3)


def _read_written(line: Line, at: int, written: Day | None) -> Relative | None:
    """Read "last month", "later this year", "yesterday": from the day on which the text was written."""
    if line.word(at) in ("later", "earlier") and line.word(at + 1) == "this":
        return _read_written(line, at + 1, written)
    day = Extent(written, written, Unit.DAY) if written is not None else None
    if line.word(at) in ("yesterday", "tomorrow"):
        return Relative(_moved(day, "day", 1 if line.word(at) == "tomorrow" else -1), at + 1)
    step = {"last": -1, "this": 0, "next": 1}.get(line.word(at))
    unit = line.word(at + 1)
    if step is None or line.word(at - 1) in ("the", "its", "his", "her", "their", "at", "every"):
        return None
    if unit in ("month", "year"):
        return Relative(_moved(day, unit, step), at + 2)
    return Relative(None, at + 2) if unit in SEASONS or unit in ("week", "decade", "century") else None


def _read_incomplete(line: Line, at: int, anchor: Extent | None) -> Relative | None:
    """Read a month or a day without its year: "in August", "on 3 May", "May 3".

    The year is the anchor's, unless the anchor says a later month: "in November 1918 ... in January" goes on
    to the next year, or back.
    """
    read = read_moment(line, at)
    if read is None or read[0].number is not None or read[0].unit not in (Unit.DAY, Unit.MONTH):
        return None
    point, end = read
    if point.unit is Unit.MONTH and not _is_month(line, at, end):
        return None
    year = _year_of(anchor)
    is_name = (point.month, point.day) == _KNOWN_BY_ITS_DAY
    if is_name or year is None or anchor is None or anchor.first is None:
        return Relative(None, end)
    extent = extent_of(in_year(point, year))
    is_later = extent is not None and extent.first is not None and extent.first >= anchor.first
    return Relative(extent if is_later or _is_same_month(anchor, point.month) else None, end)


def _is_same_month(anchor: Extent, month: int | None) -> bool:
    return anchor.first is not None and anchor.precision == Unit.DAY and anchor.first.month == month


def _is_month(line: Line, at: int, end: int) -> bool:
    """Tell whether a bare month's name means the month: "in May", not "May" nor "by June Carter"."""
    if line.word(at - 1) in ("in", "since", "until", "during"):
        return line.word(end) not in ("'", "’")
    is_led = line.word(at - 1) in ("by", "from", "of", "before", "after") or end - at > 1
    following = line.token(end)
    is_name = following.kind is Kind.WORD and following.text[0].isupper()
    return is_led and not is_name and following.lower not in ("'", "’")


def _read_short_decade(line: Line, at: int, anchor: Extent | None) -> Relative | None:
    """Read "the nineties", "the '90s", "1980s and 90s": of the anchor's century."""
    quoted = line.word(at) in ("'", "’", "‘")
    token = line.token(at + quoted)
    is_short = token.kind is Kind.PLURAL and token.value < 100 and token.value >= 20
    tens = DECADES.get(token.lower, token.value if is_short else 0)
    leads = ("the", "early", "mid", "late", "and", "-", "–", "to")
    if not tens or line.word(at - 1) not in leads or (quoted and not token.glued):
        return None
    if line.word(at - 1) != "the" and token.kind is not Kind.PLURAL:
        return None
    year = _year_of(anchor)
    first = (year or 0) // 100 * 100 + tens
    is_near = year is not None and 0 < first <= year + 10  # not the 2090s after 2003
    return Relative(years(first, 10, Unit.DECADE) if is_near else None, at + quoted + 1)


_SOME = ("few", "several", "couple", "many", "of")


def _read_vague(line: Line, at: int) -> Relative | None:
    """Read time that no anchor makes sure: "now", "recent years", "the past two decades"."""
    word = line.word(at)
    if word in VAGUE_ADVERBS:
        return Relative(None, at + 1)
    for phrase in VAGUE_PHRASES:
        if line.has(at, *phrase):
            return Relative(None, at + len(phrase))
    if line.has(at, "turn", "of", "the") and (read := read_moment(line, at + 3)):
        return Relative(None, read[1])
    if word in ("fiscal", "financial") and (
        year := read_moment(line, at + 1 + (line.word(at + 1) == "year"))
    ):
        return Relative(None, year[1])
    return _read_near(line, at) if word in NEAR else None


def _read_near(line: Line, at: int) -> Relative | None:
    """Read "recent years", "past few months", "next two decades"."""
    end = at + 1
    while end < at + 4 and (line.word(end) in _SOME or line.word(end) in NUMBERS or line.token(end).value):
        end += 1
    is_time = line.word(end) in UNITS and (line.word(end).endswith("s") or line.word(end) == "decade")
    return Relative(None, end + 1) if is_time else None


def _moved(anchor: Extent | None, unit: str, count: int) -> Extent | None:
    """Return the day, month or year some units from an anchor that is as exact as the unit."""
    if anchor is None or anchor.first is None:
        return None
    first = anchor.first
    if unit == "year":
        year = _year_of(anchor)
        return years(year + count, 1, Unit.YEAR) if year is not None else None
    if unit == "month" and anchor.precision in (Unit.DAY, Unit.MONTH):
        index = first.year * 12 + first.month - 1 + count
        return months(index // 12, index % 12 + 1, 1, Unit.MONTH)
    if unit == "day" and anchor.precision == Unit.DAY:
        day = first.moved(count)
        return Extent(day, day, Unit.DAY)
    return None


def _season_in(anchor: Extent | None, month: int) -> Extent | None:
    """Return the season of the anchor's year; a winter lies in two years, and so is not sure."""
    year = _year_of(anchor)
    if year is None or month == SEASONS["winter"]:
        return None
    return Extent(Day(year, month, 1), Day(year, month + 2, month_length(year, month + 2)), Unit.SEASON)
