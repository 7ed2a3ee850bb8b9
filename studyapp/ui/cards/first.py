"""What is said where there is no card yet: how the first ones are made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studyapp.ui.translation import tr

if TYPE_CHECKING:
    from studyapp.ui.desk import Desk


def first_cards(desk: Desk) -> str:
    """Return how cards are made, by the keys that are set."""
    return tr(
        "No cards yet. To accept some of the drafts, {drafts}; or select text and {card}.",
        drafts=desk.way("drafts"),
        card=desk.way("card"),
    )
