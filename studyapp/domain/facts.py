"""Facts: what single sentences of a text state, each with the exact place that it came from."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from studyapp.domain.places import Place


class FactKind(StrEnum):
    """What kind of thing a fact states; the values are the command line's words."""

    EVENT = "event"
    OFFICE = "office"
    DEFINITION = "definition"
    ACRONYM = "acronym"
    LIST = "list"
    QUANTITY = "quantity"
    PURPOSE = "purpose"
    CAUSE = "cause"
    STATEMENT = "statement"


class Polarity(StrEnum):
    """Whether a fact is affirmed or denied."""

    POSITIVE = "positive"
    NEGATIVE = "negative"


class Modality(StrEnum):
    """How sure the text is of what it says."""

    STATED = "stated"
    REPORTED = "reported"
    BELIEVED = "believed"
    POSSIBLE = "possible"
    PLANNED = "planned"


class Part(NamedTuple):
    """A literal part of a fact's sentence: a half-open span of the sentence's block, in code points."""

    text: str
    start: int
    end: int
    actor_id: str | None = None  # when the part names exactly one actor


class Period(NamedTuple):
    """A time as the text gives it, and the days that it covers: ISO 8601 dates, both inclusive.

    Years are astronomical: "-0043" is 44 BC. An end that the text leaves open is None.
    """

    text: str
    start: int  # span in the sentence's block, as of a Part
    end: int
    first_on: str | None
    last_on: str | None
    precision: str  # day, month, season, quarter, year, decade, century, millennium, range, circa, vague

    def order(self) -> tuple[int, str]:
        """Return what sorts periods by first day, or by the last if the first is open; vague ones last.

        The texts themselves would not: "-0043" stands before "-0322", and both are before Christ.
        """
        day = self.first_on or self.last_on
        if day is None:
            return sys.maxsize, ""
        year, _, rest = day.removeprefix("-").partition("-")
        return -int(year) if day.startswith("-") else int(year), rest


class Fact(NamedTuple):
    """A proposition taken from one sentence. `place` is the sentence's, within one block.

    `id` is stable: it hangs on kind, sentence and parts, not on the place or the engine's version.
    What the parts mean for each kind is said in `language/facts`.
    """

    id: str
    kind: FactKind
    subject: Part | None
    relation: str
    object: Part | None
    items: tuple[Part, ...]  # of a list, in order
    time: Period | None
    location: Part | None
    polarity: Polarity
    modality: Modality
    attribution: str | None  # who says it, when it is reported
    place: Place
    sentence: str
