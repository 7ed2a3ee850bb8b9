"""What the review says of a card, of the day, and at the end of a sitting."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from studyapp.domain.errors import NotFoundError
from studyapp.services import reviewing
from studyapp.services.why import why
from studyapp.ui.cards.first import first_cards
from studyapp.ui.outline.names import short_name
from studyapp.ui.reader.document import split_heading
from studyapp.ui.review.sitting import Crammed
from studyapp.ui.review.words import due_words, summary_words
from studyapp.ui.translation import tr

if TYPE_CHECKING:
    from studyapp.domain.cards import Card
    from studyapp.domain.reviews import Asked
    from studyapp.services.library import Library
    from studyapp.ui.desk import Desk
    from studyapp.ui.review.sitting import Sitting

_BEHIND = 2  # times the day's limit: so many reviews that wait call for a plan


def where_words(library: Library, card: Card) -> str:
    """Return the path to a card's passage; only the kept sentence is left when its text is gone."""
    try:
        record = library.document(card.document_id)
    except NotFoundError:
        return tr("A text that is not in the library any more")
    headings = library.outline(card.document_id)
    title, place = split_heading(record.title)[0], card.sources[0].place if card.sources else None
    return f"{title}  ›  {short_name(headings[place.section])}" if place is not None else title


def why_words(library: Library, sitting: Sitting, asked: Asked) -> str:
    """Return what is studied, and why this card is asked now."""
    reason = why(library, asked)
    told = tr(reason.form, **reason.values) if sitting.keeps else tr("Crammed: the schedule stays as it is")
    return "  ·  ".join(part for part in (sitting.name, told) if part)


def share_done(library: Library, sitting: Sitting, asked: Asked) -> float:
    """Return how much of the day, or of what is crammed, is done, 0 to 1."""
    done = sitting.cram.known if isinstance(sitting, Crammed) else reviewing.today(library).reviews
    return done / max(done + asked.counts.total, 1)


def end_words(desk: Desk, sitting: Sitting, *, done: bool) -> tuple[str, str]:
    """Return what stands in place of a card: a title, and what was done. `done`: something was answered."""
    library = desk.library
    if isinstance(sitting, Crammed):
        missed = tr("{count} answers came again", count=sitting.cram.missed)
        return tr("All known once."), f"{tr('{count} cards', count=sitting.cram.known)}, {missed}."
    due = due_words(reviewing.next_due(library), datetime.fromisoformat(library.now()))
    title = tr("Done for today.") if done else tr("No card is due.")
    if sitting.name:
        title = tr("Nothing more of this part: {name}", name=sitting.name)
    return title, f"{summary_words(reviewing.today(library))}\n{due or first_cards(desk)}"


def backlog_words(library: Library) -> str:
    """Return that far more cards wait than a day holds, and what helps; nothing where it is not so."""
    waiting, allowed = reviewing.count_overdue(library)
    if reviewing.load_settings(library).plan_until or waiting <= _BEHIND * max(allowed, 1):
        return ""
    return tr("{count} cards wait: P makes a plan to work them off.", count=f"{waiting:,}")
