"""Births and deaths that stand in brackets after a name: "Anna Feld (3 May 1819 – 1890) was ..."."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from studyapp.domain.actors import ActorKind
from studyapp.domain.facts import FactKind
from studyapp.language.time.finding import find_dates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studyapp.domain.facts import Fact, Period
    from studyapp.language.facts.view import View

_YEARS = range(15, 115)  # between birth and death; others are terms of office
_BRACKET = re.compile(r"\s*\(([^()]*)\)")
_BORN = re.compile(r"\b(?:born|b\.)\s")
_DASH = re.compile(r"\s?[–—-]\s?")
_REIGN = re.compile(r"\b(?:r|reigned|ruled|in office|fl|active)\b", re.IGNORECASE)
_LEAST_DIGITS = re.compile(r"\d{3}|\b(?:BC|AD|BCE|CE)\b")


def find_lives(view: View) -> Iterator[Fact]:
    """Yield when the person was born, and died, with whose name a sentence begins."""
    person = next((known for known in view.names if known.kind is ActorKind.PERSON and not known.first), None)
    if person is None or " " not in person.name.text:
        return
    at = view.sentence.start
    bracket = _BRACKET.match(view.sentence.text, person.name.end - at)
    if bracket is None or _REIGN.search(bracket[1]):
        return
    subject = view.part(person.first, person.last)
    other = bracket[1].rfind(";") + 1  # "(Chinese: ...; 712–770)"
    for relation, time in _dates(bracket[1][other:], at + bracket.start(1) + other):
        yield view.fact(FactKind.EVENT, subject, relation, time=time)


def _dates(said: str, offset: int) -> Iterator[tuple[str, Period]]:
    """Yield what happened when, of "3 May 1819 – 1890" or "born 3 May 1819"."""
    dash = _DASH.search(said)
    halves = [(said, 0)] if dash is None else [(said[: dash.start()], 0), (said[dash.end() :], dash.end())]
    if dash is None and not _BORN.search(said):
        return
    lead = "in "  # before it "1819" alone is a year
    found = [
        [one.named for one in find_dates(lead + half, offset + start - len(lead))] for half, start in halves
    ]
    times = [half[-1 if not at else 0] for at, half in enumerate(found) if half]
    if len(times) != len(halves) or not all(_is_exact(time) for time in times):
        return
    years = [int((time.first_on or "0")[:4]) for time in times]
    if len(years) == 1 or years[1] - years[0] in _YEARS:
        yield from zip(("was born", "died"), times, strict=False)


def _is_exact(time: Period) -> bool:
    has_year = _LEAST_DIGITS.search(time.text) is not None
    return (
        has_year and time.precision in ("day", "month", "year") and not (time.first_on or "-").startswith("-")
    )
