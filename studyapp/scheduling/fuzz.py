"""Fuzz: intervals of days are spread a little, so that cards learned together do not stay together.

The ranges are FSRS's (open-spaced-repetition/py-fsrs, `FUZZ_RANGES`). The package draws from the global
random numbers, so that an interval on a button would not be the one stored; here the draw depends on the
card and the number of its reviews alone.
"""

from __future__ import annotations

from hashlib import blake2b

LEAST_DAYS = 2.5
"""Shorter intervals are left as they are."""
_RANGES = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.10), (20.0, float("inf"), 0.05))
"""Days from, days to, and how much of the part between them is added to the spread of one day."""


def draw(card_id: str, reviews: int) -> int:
    """Return 32 bits that look random and are always the same for this card after this many reviews."""
    digest = blake2b(f"{card_id}:{reviews}".encode(), digest_size=4).digest()
    return int.from_bytes(digest, "big")


def fuzz_interval(interval_days: int, drawn: int, maximum_days: int) -> int:
    """Return an interval spread within its range, at most `maximum_days`.

    For the same draw a longer interval never becomes the shorter one: both ends of the range grow with it.
    """
    if interval_days < LEAST_DAYS:
        return interval_days
    delta = 1 + sum(part * max(min(interval_days, to) - since, 0) for since, to, part in _RANGES)
    longest = min(round(interval_days + delta), maximum_days)
    shortest = min(max(round(interval_days - delta), 2), longest)
    return shortest + drawn * (longest - shortest + 1) // 2**32
