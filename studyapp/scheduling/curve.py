"""The forgetting curve of FSRS-6: R(t) = (1 + F·t/S)^(−w20), so that R = 0.9 at t = S.

Plain arithmetic on single values; `model.py` has the same for whole arrays.
"""

from __future__ import annotations

from functools import lru_cache

from fsrs.scheduler import DEFAULT_PARAMETERS


def decay_of(parameters: tuple[float, ...]) -> float:
    """Return w20 of a set of parameters; of an empty one the default."""
    return (parameters or DEFAULT_PARAMETERS)[20]


@lru_cache(maxsize=16)
def factor_of(decay: float) -> float:
    """Return F for a decay."""
    return float(0.9 ** (-1 / decay) - 1)


def retrievability(days: float, stability: float, parameters: tuple[float, ...] = ()) -> float:
    """Return the probability of recall so many days after the last review."""
    decay = decay_of(parameters)
    return float((1 + factor_of(decay) * max(days, 0.0) / stability) ** -decay)


def faded_at(share: float, parameters: tuple[float, ...] = ()) -> float:
    """Return the days, in units of the stability, after which retrievability has fallen to a share."""
    decay = decay_of(parameters)
    return float((share ** (-1 / decay) - 1) / factor_of(decay))
