"""Facts: what single sentences of a text state, each with the exact place that it came from."""

from __future__ import annotations

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
    """A time as the text gives it, and the days that it covers: ISO dates, both inclusive."""

    text: str
    start: int  # span in the sentence's block, as of a Part
    end: int
    first_on: str
    last_on: str
    precision: str  # day, month, year, decade, century, range


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
