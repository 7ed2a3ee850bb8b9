"""Words of the terminal review: counts, buttons, intervals; nothing that a terminal would obey."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studyapp.domain.reviews import Rating

if TYPE_CHECKING:
    from studyapp.domain.reviews import Counts, Outcomes

_MINUTES_A_DAY = 1440
_CONTROL = dict.fromkeys({*range(32), *range(127, 160)} - {ord("\n"), ord("\t")})
"""What a terminal would obey instead of showing it."""


def shown(text: str) -> str:
    """Return a text as a terminal may have it."""
    return text.translate(_CONTROL)


def counts_line(counts: Counts) -> str:
    """Return what the study day still holds."""
    return f"{counts.new} new · {counts.learning} learning · {counts.review} due"


def buttons_line(outcomes: Outcomes) -> str:
    """Return the four grades with their intervals."""
    return "   ".join(
        f"{rating.value} {rating.name.capitalize()} {interval(outcomes.after(rating).interval_days or 0)}"
        for rating in Rating
    )


def interval(days: float) -> str:
    """Return an interval as a button shows it: 6m, 2h, 8d, 3mo, 1.4y."""
    minutes = days * _MINUTES_A_DAY
    if minutes < 60:
        return f"{max(round(minutes), 1)}m"
    if days < 1:
        return f"{round(minutes / 60)}h"
    if days < 31:
        return f"{round(days)}d"
    return f"{round(days / 30.44)}mo" if days < 365 else f"{days / 365.25:.1f}y"
