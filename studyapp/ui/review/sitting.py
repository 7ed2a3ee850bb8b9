"""What is gone through in one sitting: the queue of the study day, or cards that are crammed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from studyapp.domain.errors import KnownError
from studyapp.domain.reviews import Asked, Counts, Outcomes, Rating
from studyapp.services import authoring, reviewing
from studyapp.services.cramming import Cram
from studyapp.services.days import EVERY_CARD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studyapp.domain.changes import ChangeSet
    from studyapp.services.days import Chosen
    from studyapp.services.library import Library


class Sitting(Protocol):
    """Gives the next card and takes the answer. `name` says what is studied, nothing for all."""

    name: str
    keeps: bool  # whether grades are kept

    def next_card(self) -> Asked | None:
        """Return the card to ask; None when none can be asked now."""
        ...

    def ask_again(self, card_id: str) -> Asked:
        """Return a card as it is now; KnownError when it cannot be asked."""
        ...

    def counts(self) -> Counts:
        """Return what is left."""
        ...

    def answer(self, asked: Asked, rating: Rating, duration_ms: int) -> ChangeSet | None:
        """Take a grade; return what it changed, None when nothing is kept. For the write lane if it is."""
        ...


class Scheduled:
    """The queue of the study day, or a part of it."""

    keeps = True

    def __init__(self, library: Library, chosen: Chosen = EVERY_CARD, name: str = "") -> None:
        self._library, self._chosen, self.name = library, chosen, name

    def next_card(self) -> Asked | None:
        """Return the next card of the queue."""
        return reviewing.next_card(self._library, self._chosen)

    def ask_again(self, card_id: str) -> Asked:
        """Return a card with its outcomes now."""
        return reviewing.ask_card(self._library, card_id, self._chosen)

    def counts(self) -> Counts:
        """Return what the study day still holds."""
        return reviewing.counts(self._library, self._chosen)

    def answer(self, asked: Asked, rating: Rating, duration_ms: int) -> ChangeSet | None:
        """Keep a grade."""
        return reviewing.answer(self._library, asked, rating, duration_ms=duration_ms)[0]


class Crammed:
    """Cards that are asked until each was known once; their schedule stays as it is."""

    keeps = False

    def __init__(self, library: Library, card_ids: Sequence[str], name: str) -> None:
        self._library, self.cram, self.name = library, Cram(card_ids), name

    def next_card(self) -> Asked | None:
        """Return the card that is to be known next; those that are gone are left out."""
        while (card_id := self.cram.current) is not None:
            try:
                return self.ask_again(card_id)
            except KnownError:
                self.cram.drop(card_id)
        return None

    def ask_again(self, card_id: str) -> Asked:
        """Return a card; nothing comes of any grade."""
        card = authoring.find_card(self._library, card_id)
        if card.suspended:
            raise KnownError("This card is suspended.")
        return Asked(card, Outcomes(*[card.memory] * 4), self.counts())

    def counts(self) -> Counts:
        """Return how many cards are still to be known, as learning."""
        return Counts(0, self.cram.left, 0)

    def answer(self, asked: Asked, rating: Rating, duration_ms: int) -> ChangeSet | None:
        """Take the card for known, unless the grade is Again."""
        self.cram.answer(known=rating is not Rating.AGAIN)
        return None
