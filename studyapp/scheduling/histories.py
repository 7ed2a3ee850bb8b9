"""The log as arrays: the reviews of each card in a row of its own, padded at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from studyapp.scheduling.model import PARAMETERS, States, first_states, next_states

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

LONGEST = 256
"""Reviews of a card that parameters are fitted to; of more, the first ones (as in fsrs-rs)."""
_BATCH = 256  # cards


class Histories(NamedTuple):
    """Cards with about as many reviews: ratings (0 where there is none any more) and study days between."""

    cards: tuple[str, ...]
    ratings: Ints  # (cards, most reviews)
    days: Floats  # (cards, most reviews); 0 for the first


class Past(NamedTuple):
    """The reviews of one card: rating and study days since the one before, 0 for the first."""

    card_id: str
    reviews: tuple[tuple[int, int], ...]


def make_histories(pasts: Sequence[Past], *, longest: int | None = None) -> list[Histories]:
    """Return cards in batches, those with few reviews first; cards without reviews are left out."""
    studied = sorted((past for past in pasts if past.reviews), key=lambda past: len(past.reviews))
    return [_batch(studied[at : at + _BATCH], longest) for at in range(0, len(studied), _BATCH)]


def replay(histories: Histories, w: Floats) -> States:
    """Return the states that the reviews lead to."""
    states = None
    for number in range(histories.ratings.shape[1]):
        states = step(histories, number, states, w)
    if states is None:
        msg = "a history has at least one review"
        raise ValueError(msg)
    return states


def step(histories: Histories, number: int, states: States | None, w: Floats) -> States:
    """Return the states after the review of this number; cards that have none any more stay as they are."""
    ratings = histories.ratings[:, number]
    if states is None:
        return first_states(ratings, w)
    there = ratings > 0
    if there.all():
        return next_states(states, ratings, histories.days[:, number], w)
    some = States(*(part[there] for part in states))
    after = next_states(some, ratings[there], histories.days[there, number], w)
    whole = States(*(part.copy() for part in states))
    for old, new in zip(whole, after, strict=True):
        old[there] = new
    return whole


def replay_all(pasts: Sequence[Past], w: Floats) -> Iterator[tuple[str, float, float]]:
    """Yield card, stability and difficulty that the reviews lead to."""
    for histories in make_histories(pasts):
        states = replay(histories, w)
        yield from zip(histories.cards, states.stability.tolist(), states.difficulty.tolist(), strict=True)


def no_derivatives(stability: Floats, difficulty: Floats) -> States:
    """Return states whose derivatives nobody asks for."""
    nothing = np.zeros((len(stability), PARAMETERS))
    return States(stability, difficulty, nothing, nothing)


def _batch(pasts: Sequence[Past], longest: int | None) -> Histories:
    cut = [past.reviews[:longest] for past in pasts]
    most = max(len(reviews) for reviews in cut)
    ratings, days = np.zeros((len(pasts), most), np.int64), np.zeros((len(pasts), most))
    for row, reviews in enumerate(cut):
        ratings[row, : len(reviews)] = [rating for rating, _ in reviews]
        days[row, : len(reviews)] = [between for _, between in reviews]
    return Histories(tuple(past.card_id for past in pasts), ratings, days)
