"""What was measured of the drafts' quality: the figures of `resources/cards/quality.json`."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from studyapp.text.resources import resource_folder

if TYPE_CHECKING:
    from pathlib import Path

FILE = "quality.json"


class Counts(NamedTuple):
    """Texts with their words, and how many of their drafts were judged what; 0 words are unknown."""

    texts: int
    words: int
    drafts: int
    good: int
    poor: int
    wrong: int


class Threshold(NamedTuple):
    """The drafts from a quality on: the good and the wrong part, 0 to 1, and how many they are."""

    least: float
    good: float
    wrong: float
    drafts: int


class Measured(NamedTuple):
    """All figures: those of each kind of text by its name, and those at each threshold, the highest first."""

    on: date
    judge: str
    whole: Counts
    kinds: tuple[tuple[str, Counts], ...]
    thresholds: tuple[Threshold, ...]


def load_measured(path: Path | None = None) -> Measured | None:
    """Return the figures that come with the program; None when there are none, or none that make sense."""
    try:
        values = json.loads((path or resource_folder("cards") / FILE).read_text("utf-8"))
        found = _measured(values)
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None
    return found


def _measured(values: dict[str, Any]) -> Measured:
    thresholds = (
        Threshold(_share(one["least"]), _share(one["good"]), _share(one["wrong"]), _count(one["drafts"]))
        for one in values["thresholds"]
    )
    return Measured(
        date.fromisoformat(values["measured"]),
        _words(values["judge"]),
        _counts(values),
        tuple((_words(kind["name"]), _counts(kind)) for kind in values["kinds"]),
        tuple(sorted(thresholds, reverse=True)),
    )


def _counts(values: dict[str, Any]) -> Counts:
    counts = Counts(*(_count(values[name]) for name in Counts._fields))
    if counts.good + counts.poor + counts.wrong != counts.drafts:
        msg = "the judged drafts do not add up"
        raise ValueError(msg)
    return counts


def _count(value: object) -> int:
    if type(value) is not int or value < 0:
        msg = f"{value!r} counts nothing"
        raise ValueError(msg)
    return value


def _share(value: object) -> float:
    if not isinstance(value, int | float) or not 0 <= value <= 1:
        msg = f"{value!r} is no share"
        raise ValueError(msg)
    return float(value)


def _words(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        msg = f"{value!r} says nothing"
        raise ValueError(msg)
    return value
