"""What a person does with cards besides grading: bury, suspend, flag, tag, give another day, delete.

Each is one command for any number of cards, and so one step of undo.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from studyapp.domain.cards import FLAGS, MARKED, Memory, Phase
from studyapp.domain.errors import KnownError, NotFoundError
from studyapp.scheduling.fuzz import draw
from studyapp.scheduling.study_day import day_start, days_between, render_instant
from studyapp.services.authoring import find_card, put_away
from studyapp.services.days import load_day
from studyapp.services.library import clean_text
from studyapp.storage import cards, reviews

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from studyapp.domain.cards import Card
    from studyapp.domain.changes import ChangeSet
    from studyapp.services.library import Command, Library

LONGEST_WAIT_DAYS = 36_500


def siblings(library: Library, card_id: str) -> tuple[str, ...]:
    """Return the ids of the other cards of a card's sentence."""
    card = find_card(library, card_id)
    with library.query() as connection:
        return cards.find_siblings(connection, card)


def bury(library: Library, card_ids: Sequence[str], *, at: datetime | None = None) -> ChangeSet:
    """Leave cards out until the next study day."""

    def act(command: Command, card: Card) -> None:
        reviews.bury_card(command.connection, card.id, today)

    with library.query() as connection:
        today = load_day(library, connection, at=at).scope.today
    return _each(library, card_ids, ("Bury card", "Bury {count} cards"), act)


def unbury(library: Library, card_ids: Sequence[str]) -> ChangeSet:
    """Ask buried cards again today."""

    def act(command: Command, card: Card) -> None:
        if card.buried_on is not None:
            reviews.bury_card(command.connection, card.id, None)

    return _each(library, card_ids, ("Ask buried card again", "Ask {count} buried cards again"), act)


def suspend(library: Library, card_ids: Sequence[str], *, suspended: bool) -> ChangeSet:
    """Leave cards out of every review, or take them back in."""

    def act(command: Command, card: Card) -> None:
        if card.suspended != suspended:
            cards.suspend_card(command.connection, card.id, suspended=suspended)

    away, back = (
        ("Suspend card", "Suspend {count} cards"),
        (
            "Take card back into review",
            "Take {count} cards back into review",
        ),
    )
    return _each(library, card_ids, away if suspended else back, act)


def flag(library: Library, card_ids: Sequence[str], number: int) -> ChangeSet:
    """Give cards a flag, 1 to 7, or take it away (0)."""
    if not 0 <= number <= len(FLAGS):
        raise KnownError(f"There are flags from 1 to {len(FLAGS)}, and 0 for none.")

    def act(command: Command, card: Card) -> None:
        if card.flag != number:
            cards.flag_card(command.connection, card.id, number)

    return _each(library, card_ids, ("Flag card", "Flag {count} cards"), act)


def tag(
    library: Library, card_ids: Sequence[str], *, add: Iterable[str] = (), remove: Iterable[str] = ()
) -> ChangeSet:
    """Give cards tags and take tags away; capitals make no difference."""
    added, gone = _tidy(add), {word.casefold() for word in remove}
    if not added and not gone:
        raise KnownError("A tag needs a word.")

    def act(command: Command, card: Card) -> None:
        kept = [word for word in card.tags if word.casefold() not in gone]
        known = {word.casefold() for word in kept}
        tags = (*kept, *(word for word in added if word.casefold() not in known))
        if tags != card.tags:
            cards.tag_card(command.connection, card.id, tags)

    return _each(library, card_ids, ("Change tags of card", "Change tags of {count} cards"), act)


def mark(library: Library, card_id: str) -> ChangeSet:
    """Mark a card, or take its mark away (Anki's word for it is a tag)."""
    if MARKED in find_card(library, card_id).tags:
        return tag(library, [card_id], remove=[MARKED])
    return tag(library, [card_id], add=[MARKED])


def set_due(library: Library, card_ids: Sequence[str], days: int, *, at: datetime | None = None) -> ChangeSet:
    """Let studied cards come in so many days; new ones stay new. Stability and difficulty stay."""
    if not 0 <= days <= LONGEST_WAIT_DAYS:
        raise KnownError(f"A card can come in 0 to {LONGEST_WAIT_DAYS:,} days.")
    with library.query() as connection:
        day = load_day(library, connection, at=at)
    due = day.today + timedelta(days=days)

    def act(command: Command, card: Card) -> None:
        if card.memory.phase is Phase.NEW:
            return
        memory = card.memory._replace(
            phase=Phase.REVIEW,
            step=None,
            due_on=due.isoformat(),
            due_at=render_instant(day_start(due, day.settings.rollover_hour)),
            interval_days=float(max(days_between(card.memory.reviewed_on, due), 1)),
        )
        reviews.keep_memory(command.connection, card.id, memory, draw(card.id, memory.reviews))
        reviews.add_rescheduling(command.connection, card.id, command.at, due.isoformat())

    return _each(library, card_ids, ("Set due day of card", "Set due day of {count} cards"), act)


def reset(library: Library, card_ids: Sequence[str]) -> ChangeSet:
    """Let cards be new again; their log stays."""

    def act(command: Command, card: Card) -> None:
        if card.memory.phase is not Phase.NEW:
            reviews.keep_memory(command.connection, card.id, Memory(), 0)
            reviews.add_rescheduling(command.connection, card.id, command.at, None)

    return _each(library, card_ids, ("Reset card", "Reset {count} cards"), act)


def delete(library: Library, card_ids: Sequence[str]) -> ChangeSet:
    """Move cards into the trash."""
    return _each(library, card_ids, ("Delete card", "Delete {count} cards"), put_away)


def _each(
    library: Library,
    card_ids: Sequence[str],
    names: tuple[str, str],
    act: Callable[[Command, Card], object],
) -> ChangeSet:
    """Do something with each card in one command. Raises NotFoundError when one is not there."""
    chosen = tuple(dict.fromkeys(card_ids))
    one, many = names
    with library.command(one if len(chosen) == 1 else many.format(count=f"{len(chosen):,}")) as command:
        for card_id in chosen:
            card = cards.load_card(command.connection, clean_text(card_id))
            if card is None:
                raise NotFoundError(f"There is no card {card_id} in this library.")
            act(command, card)
    return command.changes


def _tidy(tags: Iterable[str]) -> tuple[str, ...]:
    words = (" ".join(clean_text(tag).replace(",", " ").split()) for tag in tags)
    return tuple(dict.fromkeys(word for word in words if word))
