"""Cramming: cards are asked until each was known once. Nothing of it is kept: the schedule stays as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from studyapp.scheduling.fuzz import draw

if TYPE_CHECKING:
    from collections.abc import Iterable

COMES_AGAIN_AFTER = 4
"""Other cards that are asked before one that was not known comes again."""


class _Asked(NamedTuple):
    card_id: str
    known: bool
    waiting: tuple[str, ...]  # before the answer


class Cram:
    """The cards that are still to be known, the first one is asked. `known` and `missed` count answers."""

    def __init__(self, card_ids: Iterable[str], seed: int = 0) -> None:
        self._waiting = sorted(dict.fromkeys(card_ids), key=lambda card_id: draw(card_id, seed))
        self._past: list[_Asked] = []

    @property
    def current(self) -> str | None:
        """The card that is asked; None when all were known."""
        return self._waiting[0] if self._waiting else None

    @property
    def left(self) -> int:
        """How many cards are still to be known."""
        return len(self._waiting)

    @property
    def known(self) -> int:
        """How many cards were known."""
        return sum(one.known for one in self._past)

    @property
    def missed(self) -> int:
        """How many answers were not known."""
        return len(self._past) - self.known

    def answer(self, *, known: bool) -> None:
        """Take the asked card for known, or let it come again after a few others."""
        if not self._waiting:
            return
        before = tuple(self._waiting)
        card_id = self._waiting.pop(0)
        if not known:
            self._waiting.insert(min(COMES_AGAIN_AFTER, len(self._waiting)), card_id)
        self._past.append(_Asked(card_id, known, before))

    def undo(self) -> bool:
        """Take the last answer back; say whether there was one."""
        if not self._past:
            return False
        self._waiting = list(self._past.pop().waiting)
        return True

    def drop(self, card_id: str) -> None:
        """Leave a card out: it was deleted or suspended."""
        self._waiting = [other for other in self._waiting if other != card_id]
