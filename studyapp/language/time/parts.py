"""The smallest readers of the grammar. Each returns what it read from a token on, and the token after it."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from studyapp.language.time.tokens import Kind
from studyapp.language.time.words import DASHES, MONTHS, ORDINALS, SHORT_MONTHS

if TYPE_CHECKING:
    from studyapp.language.time.tokens import Line

LAST_YEAR = 2099
FIRST_YEAR = 1000  # of those that stand without an era


class Era(Enum):
    """Before or after Christ, as a text marks it."""

    BC = auto()
    AD = auto()


_ERAS = {"bce": Era.BC, "bc": Era.BC, "ad": Era.AD, "ce": Era.AD}  # the longer before the shorter


def read_month(line: Line, at: int) -> tuple[int, int] | None:
    """Read a month's name with a capital; a short one ("Sept.") takes its point along."""
    token = line.token(at)
    if not token.text[:1].isupper():
        return None
    if token.lower in MONTHS:
        return MONTHS[token.lower], at + 1
    if token.lower not in SHORT_MONTHS:
        return None
    is_pointed = line.word(at + 1) == "." and line.token(at + 1).glued
    return SHORT_MONTHS[token.lower], at + 1 + is_pointed


def read_day(line: Line, at: int) -> tuple[int, int] | None:
    """Read the day of a month: 3, 3rd."""
    token = line.token(at)
    is_short = token.kind is Kind.NUMBER and token.end - token.start <= 2
    is_day = (is_short or token.kind is Kind.ORDINAL) and 1 <= token.value <= 31
    return (token.value, at + 1) if is_day else None


def read_ordinal(line: Line, at: int) -> tuple[int, int] | None:
    """Read 19th, nineteenth, twenty-first."""
    token = line.token(at)
    if token.kind is Kind.ORDINAL:
        return token.value, at + 1
    if token.lower in ORDINALS:
        return ORDINALS[token.lower], at + 1
    if (
        token.lower == "twenty"
        and line.word(at + 1) in DASHES
        and 1 <= ORDINALS.get(line.word(at + 2), 0) <= 9
    ):
        return 20 + ORDINALS[line.word(at + 2)], at + 3
    return None


def read_era(line: Line, at: int) -> tuple[Era, int] | None:
    """Read BC, BCE, AD or CE in capitals, also with points."""
    token = line.token(at)
    if token.lower in _ERAS and token.text.isupper():
        return _ERAS[token.lower], at + 1
    for letters, era in _ERAS.items():
        end = at + 2 * len(letters)
        written = "".join(token.text for token in line.tokens[at:end])
        if written == "".join(f"{letter.upper()}." for letter in letters):
            return era, end
    return None


def read_year(line: Line, at: int) -> tuple[int, Era | None, int] | None:
    """Read a year: one of four digits, or any with its era, which may stand in front ("AD 70")."""
    era = read_era(line, at)
    if era is not None:
        token = line.token(era[1])
        is_year = era[0] is Era.AD and token.kind is Kind.NUMBER and 1 <= token.value <= LAST_YEAR
        return (token.value, Era.AD, era[1] + 1) if is_year else None
    token = line.token(at)
    if token.kind is not Kind.NUMBER or not token.value:
        return None
    era = read_era(line, at + 1)
    is_next_ones = (
        era is not None and era[0] is Era.AD and line.token(era[1]).kind is Kind.NUMBER
    )  # "12 AD 70"
    if era is not None and not is_next_ones:
        return (token.value, era[0], era[1]) if era[0] is Era.BC or token.value <= LAST_YEAR else None
    is_year = FIRST_YEAR <= token.value <= LAST_YEAR
    return (token.value, None, at + 1) if is_year else None


def after_dash(line: Line, at: int) -> int | None:
    """Return the token after a dash; one with white space around it only if it is no long dash."""
    token = line.token(at)
    is_spaced = not (token.glued and line.token(at + 1).glued)
    return at + 1 if token.lower in DASHES and not (token.lower == "—" and is_spaced) else None


def skip(line: Line, at: int, *words: str) -> int:
    """Return the token after one of some words, or the same one if none of them stands there."""
    return at + 1 if line.word(at) in words else at
