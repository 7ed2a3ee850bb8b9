"""Drafts and cards: questions on facts, each with the exact place of its answer, and their memory."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from studyapp.domain.places import Place


LEECH = "leech"
"""The tag of a card that is forgotten again and again (Anki's word)."""
MARKED = "marked"
"""The tag of a card that a person marked."""
FLAGS = ("red", "orange", "green", "blue", "pink", "turquoise", "purple")
"""The names of the flags, from 1 on."""
ANSWER_JOINT = "; "
"""Between the answers of a card with several gaps."""


class CardKind(StrEnum):
    """How a card asks; the values are the command line's words."""

    QUESTION = "question"
    CLOZE = "cloze"  # the front shows […] or [hint] where the answer stands
    REVERSED = "reversed"
    LIST = "list"


class Reason(NamedTuple):
    """Why a draft is worth what it is worth, in words for the person; `good` ones speak for it."""

    text: str
    good: bool


class Source(NamedTuple):
    """Where an answer stands: its place and its sentence's, both in one section."""

    place: Place
    sentence_place: Place
    sentence: str


class CardSource(NamedTuple):
    """Where a card comes from. The places are None where the document's text does not hold it any more."""

    place: Place | None
    sentence_place: Place | None
    sentence: str


class Draft(NamedTuple):
    """A proposed card. `id` is stable through new analyses, so that a discarded draft does not come back.

    Invariant: the answer is the literal text of the sources' places (of a list: each item is), or the
    normalised date or number of it; it does not stand in the front.
    """

    id: str
    fact_id: str
    kind: CardKind
    template: str
    front: str
    answer: str
    quality: float  # 0 to 1
    reasons: tuple[Reason, ...]
    sources: tuple[Source, ...]
    spare: bool = False  # good, but its section has enough better ones: shown when more are asked for

    def is_among(self, least: float) -> bool:
        """Say whether the draft is among those from a quality on."""
        return is_among(self.quality, least, spare=self.spare)


def is_among(quality: float, least: float, *, spare: bool) -> bool:
    """Say whether a draft is among those from a quality on; spare ones are when all are wanted."""
    return quality >= least and (least <= 0 or not spare)


class Verdict(StrEnum):
    """What became of a draft."""

    KEPT = "kept"
    REWORDED = "reworded"  # kept, in other words
    DISCARDED = "discarded"


class Verdicts(NamedTuple):
    """The decisions of one kind on drafts of one template with the same reasons."""

    verdict: Verdict
    template: str
    reasons: tuple[str, ...]
    decisions: int
    percent: int  # the sum of the drafts' qualities, each in percent


class Weighing(NamedTuple):
    """Whether a reader's decisions on drafts weigh in on later ones, and from which instant on (ISO, UTC)."""

    on: bool = True
    since: str = ""


class Phase(StrEnum):
    """Where a card stands in learning; the values are the command line's words."""

    NEW = "new"
    LEARNING = "learning"
    REVIEW = "review"
    RELEARNING = "relearning"


class Memory(NamedTuple):
    """What scheduling knows of a card. A new card has nothing but its phase.

    `due_at` is the instant (ISO, UTC) from which it may be asked; in review `due_on` is the study day (ISO
    date) on which it is due, and decides. `interval_days` is fractional while steps are minutes.
    """

    phase: Phase = Phase.NEW
    step: int | None = None  # which learning or relearning step, from 0
    stability: float | None = None  # days until retrievability falls to 90 %
    difficulty: float | None = None  # 1 to 10
    due_at: str | None = None
    due_on: str | None = None
    interval_days: float | None = None
    reviewed_at: str | None = None  # the last review: instant, and the study day it counted for
    reviewed_on: str | None = None
    reviews: int = 0
    lapses: int = 0


class Card(NamedTuple):
    """A card of the library. It outlives its document: what it needs for a review it holds itself."""

    id: str
    document_id: str
    draft_id: str | None  # None for a card by hand
    fact_id: str | None  # cards of one fact are siblings
    kind: CardKind
    template: str  # "hand" for a card by hand
    front: str
    back: str  # what is shown under the answer besides the source; mostly empty
    answer: str
    quality: float
    reasons: tuple[Reason, ...]
    sources: tuple[CardSource, ...]
    created_at: str
    modified_at: str  # of the content; a grade does not change it
    suspended: bool
    buried_on: str | None  # the study day on which it is not asked
    memory: Memory
    flag: int = 0  # 0 none, 1 to 7 as Anki's
    tags: tuple[str, ...] = ()
    picture: str = ""  # shown with the question: a file name in the library's pictures

    @property
    def sentences(self) -> tuple[tuple[CardSource, ...], ...]:
        """The sources by sentence: several gaps of one card stand in one sentence."""
        beside: dict[tuple[str, Place | None], list[CardSource]] = {}
        for source in self.sources:
            beside.setdefault((source.sentence, source.sentence_place), []).append(source)
        return tuple(map(tuple, beside.values()))

    @property
    def is_leech(self) -> bool:
        """Whether it was forgotten so often that it should be rewritten."""
        return LEECH in self.tags
