"""Reviews: ratings, the four outcomes of a card, the log, and the settings that scheduling depends on."""

from __future__ import annotations

from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING, NamedTuple

from studyapp.domain.errors import KnownError

if TYPE_CHECKING:
    from studyapp.domain.cards import Card, Memory, Phase


class Rating(IntEnum):
    """A person's answer; the numbers are Anki's keys."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


class Outcomes(NamedTuple):
    """The memory after each rating, computed together: what a button shows is what is stored."""

    again: Memory
    hard: Memory
    good: Memory
    easy: Memory

    def after(self, rating: Rating) -> Memory:
        """Return the outcome of a rating."""
        return self[rating - 1]


class Counts(NamedTuple):
    """How many cards of each kind the study day still holds, within its limits."""

    new: int
    learning: int
    review: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.new + self.learning + self.review


class Asked(NamedTuple):
    """A card as the screen shows it, with its outcomes.

    The answer carries it back, so that a rating for a card that changed meanwhile is refused.
    """

    card: Card
    outcomes: Outcomes
    counts: Counts


class Review(NamedTuple):
    """One row of the log, which only grows (undo takes its last row back)."""

    id: str
    card_id: str
    rating: Rating
    at: str  # ISO, UTC
    studied_on: str  # the study day that it counts for
    phase_before: Phase
    phase_after: Phase
    stability_before: float | None
    stability_after: float
    difficulty_before: float | None
    difficulty_after: float
    elapsed_days: int  # study days since the last review, 0 for the first
    scheduled_days: float
    duration_ms: int
    parameters: str  # version of the parameters that computed it
    interval_before: float | None = None  # days that it waited for, None for the first


class Order(StrEnum):
    """In which order the reviews of a day are asked."""

    DUE = "due"
    WEAKEST = "weakest"  # what is nearest to be forgotten first
    STRONGEST = "strongest"  # what is still known best first: less is lost of a large backlog


class Answering(StrEnum):
    """How a person answers before the answer is shown."""

    RECALL = "recall"
    TYPE = "type"
    CHOOSE = "choose"


class StudySettings(NamedTuple):
    """What scheduling depends on; kept in the library, so that its log can be replayed."""

    retention: float = 0.9
    rollover_hour: int = 4  # local; the study day begins here
    new_per_day: int = 20
    reviews_per_day: int = 200
    learning_steps_s: tuple[int, ...] = (60, 600)
    relearning_steps_s: tuple[int, ...] = (600,)
    learn_ahead_s: int = 1200
    maximum_interval_days: int = 36500
    fuzz: bool = True
    parameters: tuple[float, ...] = ()  # empty: the defaults of FSRS-6
    goals: tuple[tuple[str, float], ...] = ()  # own retention of "doc:ID" and "tag:NAME"
    order: Order = Order.DUE
    bury_siblings: bool = True
    read_only: bool = False  # new cards of sections that were read, and no others
    answering: Answering = Answering.RECALL
    longest_answer_s: int = 60  # whoever takes longer has left the desk
    shows_timer: bool = False
    leech_lapses: int = 8  # 0: no card is ever a leech
    leech_suspends: bool = False  # else it is tagged alone
    today_on: str = ""  # the study day (ISO date) on which the two that follow count as well
    today_new: int = 0
    today_reviews: int = 0
    plan_until: str = ""  # up to this study day there are no new cards, and so many reviews a day
    plan_reviews: int = 0


class Summary(NamedTuple):
    """What was done on one study day."""

    studied_on: str  # ISO date
    reviews: int
    by_rating: tuple[int, int, int, int]  # Again, Hard, Good, Easy
    new_learned: int  # new cards asked for the first time
    duration_ms: int

    @property
    def minutes(self) -> float:
        """The time that the answers took."""
        return self.duration_ms / 60_000


class StaleCardError(KnownError):
    """A rating for a card that is not any more what the screen showed: nothing was stored."""


class StudySettingsError(KnownError):
    """Study settings that make no sense: nothing was changed."""
