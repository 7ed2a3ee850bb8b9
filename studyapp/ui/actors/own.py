"""My notes and cards as rows beside an actor."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from studyapp.domain.cards import Phase
from studyapp.ui.actors.rows import OwnRow
from studyapp.ui.translation import tr

if TYPE_CHECKING:
    from studyapp.domain.cards import Card
    from studyapp.services.casts import Profile


def own_rows(profile: Profile, now: str) -> list[OwnRow]:
    """Return the notes, then the cards; `now` is an instant (ISO, UTC)."""
    rows = [
        OwnRow("sticky-note", note.note or f"“{note.quote.exact}”", "", note.id, note.place)
        for note in profile.notes
    ]
    rows += [
        OwnRow(
            "layers",
            card.front,
            due_in_words(card, now),
            card.id,
            card.sources[0].place if card.sources else None,
        )
        for card in profile.cards
    ]
    return rows


def due_in_words(card: Card, now: str) -> str:
    """Return when a card comes, in a word or two."""
    memory = card.memory
    if card.suspended:
        return tr("suspended")
    if memory.phase is Phase.NEW:
        return tr("new")
    if memory.phase is Phase.REVIEW and memory.due_on is not None:
        days = (date.fromisoformat(memory.due_on) - _day(now)).days
    elif memory.due_at is not None:
        days = (_day(memory.due_at) - _day(now)).days
    else:
        return ""
    return tr("due in {days} d", days=days) if days > 0 else tr("due now")


def _day(instant: str) -> date:
    return datetime.fromisoformat(instant).date()
