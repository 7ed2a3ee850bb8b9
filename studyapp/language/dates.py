"""Dates as English texts give them, normalised to days; vague time ("in recent years") gives none."""

from __future__ import annotations

import calendar
import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from studyapp.domain.facts import Period
from studyapp.language.lexicon import word_list

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_SHORT = {name[:3].lower(): number for name, number in _MONTHS.items()} | {"sept": 9}
_ORDINAL_WORDS = word_list(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first"
)
_ORDINALS = {word: number for number, word in enumerate(_ORDINAL_WORDS, start=1)}
_YEAR = r"(?P<year>1\d{3}|20\d{2})"
_YEAR_2 = r"(?P<year2>1\d{3}|20\d{2}|\d{2})"
_MONTH = "(?P<month>" + "|".join(_MONTHS) + r"|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_NO_MORE = r"(?![\d,.]*\d)(?!-?\w)"
_CENTURY = "(?P<century>" + "|".join(_ORDINALS) + r"|\d{1,2}(?:st|nd|rd|th))[ -]century"
# A bare year is one only after these words, in brackets, or before a noun after "the".
_YEAR_CUE = r"(?:\b(?:in|of|since|after|before|by|from|until|till|during|around|circa|early|late|mid)[ -]|\()"


class Dated(NamedTuple):
    """A date in a text, and the word before it ("in", "on", "since"), in small letters, or ""."""

    period: Period
    preposition: str
    preposition_start: int  # where the phrase starts, preposition included


class _Pattern(NamedTuple):
    regex: re.Pattern[str]
    make: Callable[[re.Match[str]], tuple[date, date, str] | None]


def find_dates(text: str, offset: int = 0) -> list[Dated]:
    """Return the dates of a sentence in order, without overlaps; spans start at `offset`."""
    taken: list[tuple[int, int]] = []
    found: list[Dated] = []
    if not any(c.isdigit() for c in text) and "century" not in text:
        return found
    for pattern in _PATTERNS:
        for match in pattern.regex.finditer(text):
            start, end = match.span("date")
            days = pattern.make(match)
            if days is None or any(start < b and a < end for a, b in taken):
                continue
            taken.append((start, end))
            found.append(_dated(text, start, end, offset, days))
    return sorted(found, key=lambda dated: dated.period.start)


def _dated(text: str, start: int, end: int, offset: int, days: tuple[date, date, str]) -> Dated:
    before = re.search(r"(\w+)\s+(?:the\s+)?$", text[max(0, start - 24) : start])
    word = before[1].lower() if before else ""
    cut = start - (len(text[max(0, start - 24) : start]) - before.start()) if before else start
    first, last, precision = days
    period = Period(
        text[start:end], offset + start, offset + end, first.isoformat(), last.isoformat(), precision
    )
    return Dated(period, word, offset + cut)


def _month(match: re.Match[str]) -> int:
    name = match["month"].lower().rstrip(".")
    return _MONTHS.get(name) or _SHORT[name]


def _of_day(match: re.Match[str]) -> tuple[date, date, str] | None:
    try:
        day = date(int(match["year"]), _month(match), int(match["day"]))
    except ValueError:
        return None
    return day, day, "day"


def _of_iso(match: re.Match[str]) -> tuple[date, date, str] | None:
    try:
        day = date.fromisoformat(match["date"])
    except ValueError:
        return None
    return day, day, "day"


def _of_month(match: re.Match[str]) -> tuple[date, date, str]:
    year, month = int(match["year"]), _month(match)
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), "month"


def _of_year(match: re.Match[str]) -> tuple[date, date, str]:
    year = int(match["year"])
    return date(year, 1, 1), date(year, 12, 31), "year"


def _of_range(match: re.Match[str]) -> tuple[date, date, str] | None:
    first, last = match["year"], match["year2"]
    last = first[: 4 - len(last)] + last
    return None if last <= first else (date(int(first), 1, 1), date(int(last), 12, 31), "range")


def _of_decade(match: re.Match[str]) -> tuple[date, date, str]:
    year = int(match["decade"])
    return date(year, 1, 1), date(year + 9, 12, 31), "decade"


def _of_century(match: re.Match[str]) -> tuple[date, date, str] | None:
    word = match["century"].lower()
    number = _ORDINALS.get(word) or int(re.sub(r"\D", "", word))
    if not 1 <= number <= 21:
        return None
    return date(number * 100 - 99, 1, 1), date(number * 100, 12, 31), "century"


def _patterns() -> Iterator[_Pattern]:
    """Yield the patterns, the fuller date first."""

    def compiled(text: str) -> re.Pattern[str]:
        return re.compile(text, re.IGNORECASE)

    yield _Pattern(compiled(rf"\b(?P<date>{_MONTH} {_DAY},? {_YEAR}){_NO_MORE}"), _of_day)
    yield _Pattern(compiled(rf"\b(?P<date>{_DAY} (?:of )?{_MONTH},? {_YEAR}){_NO_MORE}"), _of_day)
    yield _Pattern(compiled(r"\b(?P<date>[12]\d{3}-[01]\d-[0-3]\d)\b"), _of_iso)
    yield _Pattern(compiled(rf"\b(?P<date>{_MONTH},? (?:of )?{_YEAR}){_NO_MORE}"), _of_month)
    yield _Pattern(compiled(rf"\bfrom (?P<date>{_YEAR} (?:to|until|till) {_YEAR_2}){_NO_MORE}"), _of_range)
    yield _Pattern(compiled(rf"\bbetween (?P<date>{_YEAR} and {_YEAR_2}){_NO_MORE}"), _of_range)
    yield _Pattern(compiled(rf"(?<![\w.-])(?P<date>{_YEAR}[-–—]{_YEAR_2}){_NO_MORE}"), _of_range)
    yield _Pattern(compiled(r"\bthe (?P<date>(?P<decade>1\d\d0|20\d0)['’]?s)\b"), _of_decade)
    yield _Pattern(compiled(rf"\b(?P<date>{_CENTURY})\b(?! BC)"), _of_century)
    yield _Pattern(compiled(rf"{_YEAR_CUE}(?:the year )?(?P<date>{_YEAR}){_NO_MORE}(?! BC)"), _of_year)
    yield _Pattern(compiled(rf"\bthe (?P<date>{_YEAR})(?= [^\W\d_])"), _of_year)


_PATTERNS = tuple(_patterns())
