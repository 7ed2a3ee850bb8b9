"""The times of a text, in order and without overlaps: from the grammar to periods with their prepositions."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from studyapp.domain.facts import Period
from studyapp.language.time.days import Extent
from studyapp.language.time.evidence import is_early_year, is_span, is_year, is_year_about
from studyapp.language.time.moments import read_moment
from studyapp.language.time.points import Point, Unit, extent_of
from studyapp.language.time.ranges import read_range, read_shared_century
from studyapp.language.time.relative import Anchor, read_relative
from studyapp.language.time.tokens import Kind, Line
from studyapp.language.time.words import STARTERS, WEEKDAYS

if TYPE_CHECKING:
    from studyapp.language.time.days import Day

VAGUE = "vague"
NO_ANCHOR = Anchor()
_SKIPPED = WEEKDAYS | {"the", "year"}
_ONWARDS = ("on", "onward", "onwards", "forward")


class Dated(NamedTuple):
    """A time in a text, and the word before it ("in", "on", "since"), in small letters, or ""."""

    period: Period  # what the preposition makes of it: open after "since"; without days if it is vague
    preposition: str
    preposition_start: int  # where the phrase starts, preposition included
    named: Period  # the same words without their preposition: "since 1991" names the year 1991
    is_relative: bool = False  # only the context tells the days: "the following year"


class _Found(NamedTuple):
    first: int  # tokens
    end: int
    named: Extent | None  # None if it is vague
    is_relative: bool = False


def find_dates(text: str, offset: int = 0) -> list[Dated]:
    """Return the dates that a sentence itself gives; spans start at `offset`."""
    return [d for d in find_times(text, offset)[0] if not d.is_relative]


def find_times(text: str, offset: int = 0, anchor: Anchor = NO_ANCHOR) -> tuple[list[Dated], Anchor]:
    """Return all times of a sentence, vague ones too, and the anchor for the next sentence of its block.

    The first sentence of a block takes `NO_ANCHOR`, or `Anchor(written=...)` with the document's date.
    """
    line = Line(text)
    said: list[Extent] = []
    times: list[Dated] = []
    at = previous_end = 0
    while at < len(line):
        found = None
        if line.token(at).value or line.word(at) in STARTERS:
            found = _explicit(line, at, previous_end) or _relative(
                line, at, anchor.within(said), anchor.written
            )
        if found is None:
            at += 1
            continue
        at = found.end
        previous_end = previous_end if found.is_relative else at
        extent = _opened(line, found, _preposition(line, found.first))
        if extent is not None:
            said.append(extent)
        times.append(_dated(text, offset, line, found, extent))
    return times, anchor.after(said)


def _explicit(line: Line, at: int, previous_end: int) -> _Found | None:
    """Read a date that stands for itself."""
    span = read_range(line, at)
    if (
        span is not None
        and line.is_between_gaps(at, span.end)
        and (not span.is_bare or is_span(line, at, span.end))
    ):
        return _Found(at, span.end, span.extent)
    read = read_moment(line, at) or read_shared_century(line, at)
    if read is None and is_early_year(line, at):
        return _Found(at, at + 1, extent_of(Point(Unit.YEAR, line.token(at).value)))
    if read is None or not read[0].is_whole or not line.is_between_gaps(at, read[1]):
        return None
    point, end = read
    if point.is_bare and not (
        is_year_about(line, at, end) if point.is_about else is_year(line, at, end, previous_end)
    ):
        return None
    extent = extent_of(point)
    return _Found(at, end, extent, is_relative=extent is None)  # no one knows when 31 April was


def _relative(line: Line, at: int, anchor: Extent | None, written: Day | None) -> _Found | None:
    read = read_relative(line, at, anchor, written)
    return _Found(at, read.end, read.extent, is_relative=True) if read is not None else None


def _preposition(line: Line, first: int) -> int | None:
    """Return the word in front of a date; "the", "the year" and a weekday may stand between."""
    at = first - 1
    while line.word(at) in _SKIPPED or (line.word(at) == "," and line.word(at - 1) in WEEKDAYS):
        at -= 1
    is_apart = line.token(at).kind not in (Kind.MARK, Kind.NONE) and not line.token(at + 1).glued
    return at if is_apart else None


def _opened(line: Line, found: _Found, word: int | None) -> Extent | None:
    """Return the days that are meant: "since 1991" and "by 2030" leave one end open."""
    named = found.named
    if named is None or named.first is None or named.last is None or word is None:
        return named
    if line.token(found.first).kind is Kind.NUMBER and line.has(found.first - 1, "the"):
        return named  # "after the 2012 games" may be in 2012
    first: Day | None = named.first
    last: Day | None = named.last
    match line.word(word - 1), line.word(word):
        case _, "since":
            last = None
        case _, "from" if line.word(found.end) in _ONWARDS:
            last = None
        case _, "after":
            first, last = named.last.moved(1), None
        case (_, "before") | ("prior", "to"):
            first, last = None, named.first.moved(-1)
        case (("not" | "only"), _):
            pass  # "not until 1848" is in 1848
        case (_, "until" | "till" | "by") | ("up", "to"):
            first = None
        case _:
            pass
    return Extent(first, last, named.precision)


def _dated(text: str, offset: int, line: Line, found: _Found, meant: Extent | None) -> Dated:
    start, end = line.token(found.first).start, line.token(found.end - 1).end

    def period(extent: Extent | None) -> Period:
        first = extent.first.iso() if extent and extent.first else None
        last = extent.last.iso() if extent and extent.last else None
        precision = str(extent.precision) if extent else VAGUE
        return Period(text[start:end], offset + start, offset + end, first, last, precision)

    word = _preposition(line, found.first)
    return Dated(
        period=period(meant),
        preposition=line.word(word) if word is not None else "",
        preposition_start=offset + (line.token(word).start if word is not None else start),
        named=period(found.named),
        is_relative=found.is_relative,
    )
