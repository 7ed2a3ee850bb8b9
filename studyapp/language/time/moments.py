"""Readers of single points of time, from days to millennia, and of parts of them.

Each reader gets a line and a token, and returns the point that starts there with the token after it, or None.
Where more than one fits, the fuller reader is asked first (`_READERS`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from studyapp.language.time.parts import (
    FIRST_YEAR,
    LAST_YEAR,
    Era,
    after_dash,
    read_day,
    read_era,
    read_month,
    read_ordinal,
    read_year,
    skip,
)
from studyapp.language.time.points import Part, Point, Unit
from studyapp.language.time.tokens import Kind
from studyapp.language.time.words import ABOUT, FRACTIONS, ORDINALS, PARTS, SEASONS, THIRDS

if TYPE_CHECKING:
    from studyapp.language.time.tokens import Line

    Read = tuple[Point, int] | None


def read_moment(line: Line, at: int) -> Read:
    """Read a point of time, with what makes it a part ("early 1980s") or inexact ("c. 1450")."""
    return _read_about(line, at) or _read_part(line, at) or read_point(line, at)


def read_point(line: Line, at: int) -> Read:
    """Read a point of time. Years may be missing: "3 May"."""
    for reader in _READERS:
        if read := reader(line, at):
            return read
    return None


def read_number(line: Line, at: int) -> Read:
    """Read what only the other end of a range makes a point: the 3 of "3–5 May", the 16th of centuries."""
    if day := read_day(line, at):
        return Point(Unit.DAY, None, day=day[0], is_counted=True), day[1]
    if ordinal := read_ordinal(line, at):
        return Point(Unit.CENTURY, ordinal[0], is_counted=True), ordinal[1]
    token = line.token(at)
    if token.kind is Kind.NUMBER and token.value:
        return Point(Unit.YEAR, token.value, is_counted=True), at + 1
    return None


def _with_year(line: Line, point: Point, at: int) -> tuple[Point, int]:
    """Add the year that follows, also after a comma, to a point; there may be none."""
    for start in (at, skip(line, at, ",", "of")):
        if year := read_year(line, start):
            is_beside = start > at and line.word(at) == ","
            if is_beside and (
                line.token(start).glued or (point.unit is Unit.DAY and not _ends(line, year[2]))
            ):
                continue  # the note of "3 May,1500"; "on 3 May, 1500 men came"
            return point._replace(number=year[0], era=year[1]), year[2]
    return point, at


def _ends(line: Line, at: int) -> bool:
    token = line.token(at)
    return not token.lower.endswith("s") or not token.lower.isalpha() or token.lower in ("was", "is", "has")


def _day_first(line: Line, at: int) -> Read:
    """Read "28 June 2019", "28th of June, 2019", "first of May 1945"."""
    day = read_day(line, at) or read_ordinal(line, at)
    if day is None or day[0] > 31:
        return None
    after = skip(line, day[1], "of")
    is_second_march = line.token(at).kind is Kind.WORD and after == day[1]  # "the second March"
    month = read_month(line, after) if not is_second_march else None
    return _with_year(line, Point(Unit.DAY, None, None, month[0], day[0]), month[1]) if month else None


def _month_first(line: Line, at: int) -> Read:
    """Read "June 28, 2019", "June 28th", "June 2019", "June"."""
    month = read_month(line, at)
    if month is None:
        return None
    if (day := read_day(line, month[1])) and read_era(line, day[1]) is None:
        return _with_year(line, Point(Unit.DAY, None, None, month[0], day[0]), day[1])
    return _with_year(line, Point(Unit.MONTH, None, None, month[0]), month[1])


def _figures(line: Line, at: int) -> Read:
    """Read 2019-06-28, 28.06.2019 and 28/6/2019, these two only where day and month cannot be swapped."""
    tokens = [line.token(at + index) for index in range(5)]
    mark = tokens[1].lower
    if mark not in ("-", ".", "/") or tokens[3].lower != mark or not all(token.glued for token in tokens[1:]):
        return None
    numbers = [token.value for token in tokens[::2] if token.kind is Kind.NUMBER]
    if len(numbers) < 3:
        return None
    first, second, third = numbers
    if mark == "-":
        year, month, day = (first, second, third) if tokens[0].end - tokens[0].start == 4 else (0, 0, 0)
    else:
        year, month, day = third, min(first, second), max(first, second)
        if not (day > 12 or first == second):
            return None
    is_date = FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12 and 1 <= day <= 31
    return (Point(Unit.DAY, year, None, month, day), at + 5) if is_date else None


def _season(line: Line, at: int) -> Read:
    """Read "spring 2014", "winter of 1941", "winter of 1941–42"."""
    month = SEASONS.get(line.word(at))
    if month is None:
        return None
    year = read_year(line, skip(line, skip(line, at + 1, "of", "in"), "the"))
    if year is None:
        return None
    point = Point(Unit.SEASON, year[0], year[1], month)
    second = line.token(year[2] + 1)
    is_next = line.word(year[2]) in ("-", "–", "/") and second.value in (year[0] + 1, (year[0] + 1) % 100)
    if month == SEASONS["winter"] and is_next and second.kind is Kind.NUMBER and second.glued:
        return point._replace(is_split=True), year[2] + 2
    return point, year[2]


def _quarter(line: Line, at: int) -> Read:
    """Read "Q3 2020", "third quarter of 2020"."""
    word = line.token(at).text
    if len(word) == 2 and word[0] == "Q" and word[1] in "1234":
        ordinal, after = int(word[1]), at + 1
    elif (read := read_ordinal(line, at)) and line.word(read[1]) == "quarter" and 1 <= read[0] <= 4:
        ordinal, after = read[0], read[1] + 1
    else:
        return None
    year = read_year(line, skip(line, after, "of"))
    return (Point(Unit.QUARTER, year[0], year[1], 3 * ordinal - 2), year[2]) if year else None


def _decade(line: Line, at: int) -> Read:
    """Read "1980s", "1980's"."""
    token = line.token(at)
    if token.kind is Kind.PLURAL and FIRST_YEAR <= token.value <= LAST_YEAR:
        return Point(Unit.DECADE, token.value), at + 1
    marks = [line.token(at + 1), line.token(at + 2)]
    is_genitive = marks[0].lower in ("'", "’") and marks[1].lower == "s" and all(mark.glued for mark in marks)
    if (
        token.kind is Kind.NUMBER
        and is_genitive
        and FIRST_YEAR <= token.value <= LAST_YEAR
        and not token.value % 10
    ):
        return Point(Unit.DECADE, token.value), at + 3
    return None


def _century(line: Line, at: int) -> Read:
    """Read "19th century", "nineteenth-century", "5th century BC", "first millennium BC"."""
    ordinal = read_ordinal(line, at)
    if ordinal is None:
        return None
    at = after_dash(line, ordinal[1]) or ordinal[1]
    unit = {"century": Unit.CENTURY, "centuries": Unit.CENTURY, "millennium": Unit.MILLENNIUM}.get(
        line.word(at)
    )
    if unit is None:
        return None
    era = read_era(line, at + 1)
    if era is None and line.word(at + 1) == "of":  # "the first century of its rule"
        return None
    return Point(unit, ordinal[0], era[0] if era else None), era[1] if era else at + 1


def _year(line: Line, at: int) -> Read:
    """Read "2019", "44 BC", "AD 70", the 476 of "the year 476"."""
    if year := read_year(line, at):
        return Point(Unit.YEAR, year[0], year[1]), year[2]
    token = line.token(at)
    is_told = token.kind is Kind.NUMBER and token.value and line.has(at - 2, "the", "year")
    return (Point(Unit.YEAR, token.value, Era.AD), at + 1) if is_told and token.value <= LAST_YEAR else None


_READERS = (_figures, _day_first, _month_first, _season, _quarter, _decade, _century, _year)


def _read_about(line: Line, at: int) -> Read:
    """Read "c. 1450", "circa 1450", "around 120 AD"."""
    word = line.word(at)
    if word in ("c", "ca"):
        start = skip(line, at + 1, ".")
    elif word in ABOUT:
        start = at + 1
    else:
        return None
    read = _year(line, start)
    return (read[0]._replace(is_about=True), read[1]) if read else None


def _read_part(line: Line, at: int) -> Read:
    """Read "early 1980s", "mid-June 2019", "late in 1944", "second half of the 19th century"."""
    word = line.word(at)
    if word in THIRDS:
        part, start = Part(THIRDS[word], 3), at + 1
        start = after_dash(line, start) or skip(line, start, "in")
    elif word in PARTS and line.word(at + 1) == "of":
        part, start = Part(*PARTS[word]), at + 2
    elif (fraction := _read_fraction(line, at)) is not None:
        part, start = fraction
    else:
        return None
    read = read_point(line, skip(line, start, "the"))
    if (
        read is None
        or read[0].unit in (Unit.DAY, Unit.QUARTER)
        or (read[0].unit is Unit.YEAR and part.of == 4)
    ):
        return None
    return read[0]._replace(part=part), read[1]


def _read_fraction(line: Line, at: int) -> tuple[Part, int] | None:
    """Read "second half of", "last quarter of"."""
    count = FRACTIONS.get(line.word(at + 1))
    index = count if line.word(at) == "last" else ORDINALS.get(line.word(at), 0)
    if not count or not index or index > count or line.word(at + 2) != "of":
        return None
    return Part(index - 1, count), at + 3
