"""What the coming days hold: cards are reviewed day by day as the model expects, with a fixed seed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from studyapp.scheduling.histories import no_derivatives
from studyapp.scheduling.model import DEFAULTS, States, first_states, next_states, recall

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

FIRST_SHARES = (0.24, 0.094, 0.495, 0.171)
"""Ratings of new cards, from Again to Easy, and below of cards recalled, from Hard to Easy: what people give
on the whole (fsrs-rs, `SimulatorConfig::default`)."""
PASS_SHARES = (0.224, 0.631, 0.145)
YEAR_DAYS = 365


class Known(NamedTuple):
    """A studied card: what the model knows of it, and in how many days it is due (below 0: it waits)."""

    stability: float
    difficulty: float
    days_ago: float  # since its last review
    due_in: float


class Course(NamedTuple):
    """What is done and known on each coming day: reviews, new cards, cards that wait over, cards known."""

    reviews: tuple[int, ...]
    new: tuple[int, ...]
    waiting: tuple[int, ...]
    known: tuple[float, ...]  # the sum of retrievabilities


class Plan(NamedTuple):
    """How much is studied a day, with which wish for retention."""

    retention: float
    new_per_day: int
    reviews_per_day: int
    days: int = YEAR_DAYS
    maximum_interval_days: int = 36500
    weakest_first: bool = False


def simulate(
    cards: Sequence[Known], new_cards: int, plan: Plan, parameters: tuple[float, ...] = (), seed: int = 1
) -> Course:
    """Return the course of the coming days. The first one is today."""
    w = np.array(parameters) if parameters else DEFAULTS
    dice = np.random.default_rng(seed)
    deck = _Deck(cards, new_cards, plan, w)
    days: list[tuple[int, int, int, float]] = []
    for today in range(plan.days):
        reviewed = deck.review(today, dice)
        learned = deck.learn(today, dice)
        days.append((reviewed, learned, deck.waiting(today), deck.known(today)))
    reviews, new, waiting, known = zip(*days, strict=True) if days else ((), (), (), ())
    return Course(reviews, new, waiting, known)


class _Deck:
    """The cards of a simulation; new ones stand at the end, not learned yet."""

    def __init__(self, cards: Sequence[Known], new_cards: int, plan: Plan, w: Floats) -> None:
        self._plan, self._w = plan, w
        self._next_new, self._size = len(cards), len(cards) + new_cards
        self._stability, self._difficulty = np.ones(self._size), np.ones(self._size)
        self._last, self._due = np.zeros(self._size), np.full(self._size, np.inf)
        for number, card in enumerate(cards):
            self._stability[number], self._difficulty[number] = card.stability, card.difficulty
            self._last[number], self._due[number] = -card.days_ago, card.due_in
        decay = w[20]
        self._interval_share = (plan.retention ** (-1 / decay) - 1) / (0.9 ** (-1 / decay) - 1)

    def review(self, today: int, dice: np.random.Generator) -> int:
        """Review what is due within the limit; return how many."""
        due = np.flatnonzero(self._due <= today)
        by = (today - self._last[due]) / -self._stability[due] if self._plan.weakest_first else self._due[due]
        some = due[np.argsort(by, kind="stable")][: self._plan.reviews_per_day]
        if not len(some):
            return 0
        days = np.maximum(today - self._last[some], 0.0)
        states = no_derivatives(self._stability[some], self._difficulty[some])
        chance, _ = recall(days, states, self._w)
        passed = dice.random(len(some)) < chance
        ratings = np.where(passed, dice.choice((2, 3, 4), len(some), p=PASS_SHARES), 1)
        self._take(some, next_states(states, ratings, days, self._w), today)
        return len(some)

    def learn(self, today: int, dice: np.random.Generator) -> int:
        """Learn new cards within the limit; return how many."""
        end = min(self._next_new + self._plan.new_per_day, self._size)
        some = np.arange(self._next_new, end)
        self._next_new = end
        if len(some):
            shares = np.array(FIRST_SHARES) / sum(FIRST_SHARES)
            self._take(some, first_states(dice.choice((1, 2, 3, 4), len(some), p=shares), self._w), today)
        return len(some)

    def waiting(self, today: int) -> int:
        """Return how many cards are due and were not asked."""
        return int((self._due <= today).sum())

    def known(self, today: int) -> float:
        """Return the sum of the retrievabilities of all learned cards."""
        learned = slice(0, self._next_new)
        states = no_derivatives(self._stability[learned], self._difficulty[learned])
        chance, _ = recall(np.maximum(today - self._last[learned], 0.0), states, self._w)
        return float(chance.sum())

    def _take(self, some: Ints, after: States, today: int) -> None:
        self._stability[some], self._difficulty[some] = after.stability, after.difficulty
        self._last[some] = today
        wanted = np.round(after.stability * self._interval_share)
        self._due[some] = today + np.clip(wanted, 1, self._plan.maximum_interval_days)
