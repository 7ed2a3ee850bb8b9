"""FSRS-6 over whole arrays of cards, with derivatives: what fitting and simulating need.

The package computes one card at a time; a test holds that both agree. Formulas: FSRS-6 as in py-fsrs
(`Scheduler._next_stability` and what it calls). `w` are the 21 parameters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from fsrs.scheduler import (
    DEFAULT_PARAMETERS,
    LOWER_BOUNDS_PARAMETERS,
    STABILITY_MIN,
    UPPER_BOUNDS_PARAMETERS,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]
    Flags = NDArray[np.bool_]

DEFAULTS: Floats = np.array(DEFAULT_PARAMETERS)
LOWER: Floats = np.array(LOWER_BOUNDS_PARAMETERS)
UPPER: Floats = np.array(UPPER_BOUNDS_PARAMETERS)
PARAMETERS = len(DEFAULTS)
_EASIEST, _HARDEST = 1.0, 10.0
_AGAIN, _HARD, _EASY = 1, 2, 4


class States(NamedTuple):
    """Stability (days) and difficulty of cards, shape (n,), and their derivatives by w, shape (n, 21)."""

    stability: Floats
    difficulty: Floats
    by_w_stability: Floats
    by_w_difficulty: Floats


def recall(days: Floats, states: States, w: Floats) -> tuple[Floats, Floats]:
    """Return retrievability so many days after the last review, (n,), and its derivatives, (n, 21)."""
    decay = w[20]
    power = 0.9 ** (-1 / decay)
    ratio = days / states.stability
    base = 1 + (power - 1) * ratio
    chance = base**-decay
    slope = -decay * chance / base  # by the base
    by_w = (slope * (power - 1) * -ratio / states.stability)[:, None] * states.by_w_stability
    by_w[:, 20] += slope * ratio * power * np.log(0.9) / decay**2 - chance * np.log(base)
    return chance, by_w


def first_states(ratings: Ints, w: Floats) -> States:
    """Return the states after first reviews with these ratings."""
    n = len(ratings)
    rows = np.arange(n)
    by_s, by_d = np.zeros((n, PARAMETERS)), np.zeros((n, PARAMETERS))
    by_s[rows, ratings - 1] = 1.0
    growth = np.exp(w[5] * (ratings - 1))
    raw = w[4] - growth + 1
    inside = (raw > _EASIEST) & (raw < _HARDEST)
    by_d[:, 4] = inside
    by_d[:, 5] = np.where(inside, -(ratings - 1) * growth, 0.0)
    stability = np.maximum(w[ratings - 1], STABILITY_MIN)
    return States(stability, np.clip(raw, _EASIEST, _HARDEST), by_s, by_d)


def next_states(states: States, ratings: Ints, days: Floats, w: Floats) -> States:
    """Return the states after reviews with these ratings, so many study days after the last ones."""
    same_day = days < 1
    again = ratings == _AGAIN
    chance, by_chance = recall(days, states, w)
    grown = _recalled(states, ratings, chance, by_chance, w)
    fallen = _forgotten(states, chance, by_chance, w)
    quick = _same_day(states, ratings, w)
    stability, by_s = (
        np.where(_like(same_day, short), short, np.where(_like(again, short), forgotten, remembered))
        for short, forgotten, remembered in zip(quick, fallen, grown, strict=True)
    )
    low = stability < STABILITY_MIN
    by_s = np.where(low[:, None], 0.0, by_s)
    difficulty, by_d = _next_difficulty(states, ratings, w)
    return States(np.maximum(stability, STABILITY_MIN), difficulty, by_s, by_d)


def _like(flags: Flags, values: Floats) -> Flags:
    return flags if values.ndim == 1 else flags[:, None]


def _recalled(
    states: States, ratings: Ints, chance: Floats, by_chance: Floats, w: Floats
) -> tuple[Floats, Floats]:
    s, d, by_s, by_d = states
    factor = np.where(ratings == _HARD, w[15], np.where(ratings == _EASY, w[16], 1.0))
    ease = np.exp((1 - chance) * w[10])
    scale = np.exp(w[8]) * s ** -w[9] * factor
    growth = scale * (11 - d) * (ease - 1)
    by_growth = (scale * (11 - d) * ease)[:, None] * (-by_chance * w[10])
    by_growth -= (scale * (ease - 1))[:, None] * by_d
    by_growth -= (growth * w[9] / s)[:, None] * by_s
    by_growth[:, 8] += growth
    by_growth[:, 9] -= growth * np.log(s)
    by_growth[:, 10] += scale * (11 - d) * ease * (1 - chance)
    by_growth[:, 15] += np.where(ratings == _HARD, growth / factor, 0.0)
    by_growth[:, 16] += np.where(ratings == _EASY, growth / factor, 0.0)
    return s * (1 + growth), by_s * (1 + growth)[:, None] + s[:, None] * by_growth


def _forgotten(states: States, chance: Floats, by_chance: Floats, w: Floats) -> tuple[Floats, Floats]:
    s, d, by_s, by_d = states
    power = (s + 1) ** w[13]
    scale = w[11] * d ** -w[12] * np.exp((1 - chance) * w[14])
    long = scale * (power - 1)
    by_long = (scale * power * w[13] / (s + 1))[:, None] * by_s
    by_long -= (long * w[12] / d)[:, None] * by_d + (long * w[14])[:, None] * by_chance
    by_long[:, 11] += long / w[11]
    by_long[:, 12] -= long * np.log(d)
    by_long[:, 13] += scale * power * np.log(s + 1)
    by_long[:, 14] += long * (1 - chance)
    fall = np.exp(w[17] * w[18])
    short = s / fall
    by_short = by_s / fall
    by_short[:, 17] -= short * w[18]
    by_short[:, 18] -= short * w[17]
    shorter = short < long
    return np.where(shorter, short, long), np.where(shorter[:, None], by_short, by_long)


def _same_day(states: States, ratings: Ints, w: Floats) -> tuple[Floats, Floats]:
    s, by_s = states.stability, states.by_w_stability
    growth = np.exp(w[17] * (ratings - 3 + w[18])) * s ** -w[19]
    held = (ratings != _AGAIN) & (growth < 1)  # a pass never makes a memory weaker
    growth = np.where(held, 1.0, growth)
    after = s * growth
    by_w = by_s * (growth * np.where(held, 1.0, 1 - w[19]))[:, None]
    moved = np.where(held, 0.0, after)
    by_w[:, 17] += moved * (ratings - 3 + w[18])
    by_w[:, 18] += moved * w[17]
    by_w[:, 19] -= moved * np.log(s)
    return after, by_w


def _next_difficulty(states: States, ratings: Ints, w: Floats) -> tuple[Floats, Floats]:
    d, by_d = states.difficulty, states.by_w_difficulty
    growth = np.exp(w[5] * 3)
    easiest = w[4] - growth + 1
    step = -(ratings - 3) / 9
    moved = d + (10 - d) * w[6] * step
    raw = w[7] * easiest + (1 - w[7]) * moved
    by_w = ((1 - w[7]) * (1 - w[6] * step))[:, None] * by_d
    by_w[:, 4] += w[7]
    by_w[:, 5] -= w[7] * 3 * growth
    by_w[:, 6] += (1 - w[7]) * (10 - d) * step
    by_w[:, 7] += easiest - moved
    outside = (raw <= _EASIEST) | (raw >= _HARDEST)
    return np.clip(raw, _EASIEST, _HARDEST), np.where(outside[:, None], 0.0, by_w)
