"""Parameters fitted to a person's own history: the log-loss of the predicted recall is made small by Adam.

As fsrs-rs does it (`training.rs`): first reviews teach nothing by themselves, reviews of the same day move
the memory and are not predicted, and what differs much from the usual parameters must be worth it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from studyapp.domain.errors import KnownError
from studyapp.scheduling.histories import LONGEST, Histories, make_histories, step
from studyapp.scheduling.model import DEFAULTS, LOWER, PARAMETERS, UPPER, recall

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from studyapp.scheduling.histories import Past

    Floats = NDArray[np.float64]

LEAST_REVIEWS = 400
"""Predictable reviews below which nothing is fitted: the result would be chance (Anki's old threshold)."""
_SPREAD: Floats = np.array(
    [
        6.43, 9.66, 17.58, 27.85, 0.57, 0.28, 0.6, 0.12, 0.39, 0.18, 0.33,
        0.3, 0.09, 0.16, 0.57, 0.25, 1.03, 0.31, 0.32, 0.14, 0.27,
    ]
)  # fmt: skip
"""How much parameters differ among people (fsrs-rs, `PARAMS_STDDEV`)."""
_EPOCHS, _LEAST_STEPS, _AT_ONCE = 8, 300, 4  # a short log is gone through more often
_RATE = 0.03  # of a parameter's spread, falling to nothing
_SLOW, _FAST, _TINY = 0.9, 0.999, 1e-8  # Adam's (Kingma and Ba 2015)
_EDGE = 1e-6  # no prediction is surer


class FitRefusedError(KnownError):
    """There is too little to fit parameters to; nothing was changed."""


class FitStoppedError(KnownError):
    """The person stopped the fit; nothing was changed."""


class Fit(NamedTuple):
    """Fitted parameters and those before, the log-loss with either, and of how many reviews."""

    parameters: tuple[float, ...]
    before: tuple[float, ...]
    loss_before: float
    loss_after: float
    reviews: int

    @property
    def is_better(self) -> bool:
        """Whether the new parameters predict this history better than the old ones."""
        return self.loss_after < self.loss_before


def fit(
    pasts: Sequence[Past],
    before: tuple[float, ...],
    *,
    progress: Callable[[float], object] = lambda _: None,
    stopped: Callable[[], bool] = lambda: False,
) -> Fit:
    """Return parameters fitted to the reviews of cards; `before` are those to compare with, () the defaults.

    Raises FitRefusedError for too few reviews or ratings that are all passes or all lapses, FitStoppedError
    as soon as `stopped` says so. The same history gives the same parameters.
    """
    batches = make_histories(pasts, longest=LONGEST)
    counted, passes = _count(batches)
    if counted < LEAST_REVIEWS:
        raise FitRefusedError(
            f"There are {counted} reviews to learn from; from {LEAST_REVIEWS} on parameters can be fitted.",
            "The usual parameters are good: go on with them.",
        )
    if passes in {0, counted}:
        what = "recalled" if passes else "forgotten"
        raise FitRefusedError(
            f"Every one of the {counted} reviews was {what}: nothing can be learnt from it."
        )
    old = np.array(before) if before else DEFAULTS
    fitted = _descend(batches, counted, progress, stopped)
    return Fit(
        tuple(round(float(value), 6) for value in fitted),
        tuple(float(value) for value in old),
        log_loss(batches, old),
        log_loss(batches, fitted.round(6)),
        counted,
    )


def log_loss(batches: Sequence[Histories], w: Floats) -> float:
    """Return the mean log-loss of the predicted recall, in nats a review."""
    total, count = 0.0, 0
    for histories in batches:
        loss, reviews, _ = _loss(histories, w)
        total, count = total + loss, count + reviews
    return total / max(count, 1)


def _descend(
    batches: Sequence[Histories],
    counted: int,
    progress: Callable[[float], object],
    stopped: Callable[[], bool],
) -> Floats:
    dice = np.random.default_rng(2023)
    w, slow, fast = DEFAULTS.copy(), np.zeros(PARAMETERS), np.zeros(PARAMETERS)
    steps = max(_EPOCHS * len(batches) // _AT_ONCE, _LEAST_STEPS)
    for number in range(1, steps + 1):
        if stopped():
            raise FitStoppedError("The fit was stopped; the parameters are as they were.")
        # Cards of one batch have about as many reviews: several together stand for all.
        some = dice.choice(len(batches), min(_AT_ONCE, len(batches)), replace=False)
        found = [_loss(batches[at], w) for at in some]
        reviews = sum(count for _, count, _ in found)
        slope = np.sum([slope for *_, slope in found], axis=0) / max(reviews, 1)
        slope += 2 * (w - DEFAULTS) / _SPREAD**2 / counted
        slow, fast = _SLOW * slow + (1 - _SLOW) * slope, _FAST * fast + (1 - _FAST) * slope**2
        rate = _RATE * _SPREAD * (1 + np.cos(np.pi * number / steps)) / 2
        w = w - rate * (slow / (1 - _SLOW**number)) / (np.sqrt(fast / (1 - _FAST**number)) + _TINY)
        w = np.clip(w, LOWER, UPPER)
        progress(number / steps)
    return w


def _loss(histories: Histories, w: Floats) -> tuple[float, int, Floats]:
    """Return the summed log-loss of a batch, its number of predicted reviews, and the slope, (21,)."""
    total, count, slope = 0.0, 0, np.zeros(PARAMETERS)
    states = step(histories, 0, None, w)
    for number in range(1, histories.ratings.shape[1]):
        ratings, days = histories.ratings[:, number], histories.days[:, number]
        asked = (ratings > 0) & (days >= 1)
        if asked.any():
            chance, by_w = recall(days, states, w)
            sure = np.clip(chance[asked], _EDGE, 1 - _EDGE)
            passed = ratings[asked] > 1
            total -= float(np.log(np.where(passed, sure, 1 - sure)).sum())
            slope += (np.where(passed, -1 / sure, 1 / (1 - sure))[:, None] * by_w[asked]).sum(axis=0)
            count += int(asked.sum())
        states = step(histories, number, states, w)
    return total, count, slope


def _count(batches: Sequence[Histories]) -> tuple[int, int]:
    """Return how many reviews can be predicted, and how many of them were passes."""
    counted = passes = 0
    for histories in batches:
        asked = (histories.ratings[:, 1:] > 0) & (histories.days[:, 1:] >= 1)
        counted += int(asked.sum())
        passes += int((asked & (histories.ratings[:, 1:] > 1)).sum())
    return counted, passes
