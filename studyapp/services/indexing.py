"""What the index is fed with: the texts of documents, their titles, notes and cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studyapp.domain.hits import HitKind
from studyapp.search.index import Entry, item_key
from studyapp.storage import cards

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from studyapp.domain.annotations import Annotation
    from studyapp.domain.cards import Card
    from studyapp.search.index import SearchIndex
    from studyapp.services.library import Library
    from studyapp.storage.outbox import Pending


def apply_pending(library: Library, index: SearchIndex, pending: Pending) -> None:
    """Bring into the index what changed since it was current."""
    there = {document.id for document in library.documents()}
    notes = (library.find_annotation(number) for number in pending.annotations)
    with library.query() as connection:
        changed = [cards.load_card(connection, number) for number in pending.cards]
    entries = [
        *(entry for d in pending.documents if d in there for entry in _of_document(library, d)),
        *_of_notes(note for note in notes if note is not None),
        *_of_cards(card for card in changed if card is not None),
    ]
    gone = [item_key(HitKind.NOTE, number) for number in pending.annotations]
    gone += [item_key(HitKind.CARD, number) for number in pending.cards]
    index.apply(entries, pending.documents, gone, pending.last_seq, pending.last_token)


def fill(library: Library, index: SearchIndex, pending: Pending) -> None:
    """Put the whole library into an empty index, as it was at `pending` or is since."""
    with library.query() as connection:
        every = cards.load_all_cards(connection)
    entries = [
        *(entry for document in library.documents() for entry in _of_document(library, document.id)),
        *_of_notes(library.annotations()),
        *_of_cards(every),
    ]
    index.apply(entries, (), (), pending.last_seq, pending.last_token)


def card_text(card: Card) -> str:
    """Return what is searched of a card: question, answer and what stands under it, a line each."""
    return "\n".join(part for part in (card.front, card.answer, card.back) if part)


def _of_document(library: Library, document_id: str) -> Iterator[Entry]:
    for heading in library.outline(document_id):
        if heading.title:
            yield Entry(HitKind.TITLE, document_id, heading.title, heading.index)
    for section, block, text in library.texts(document_id):
        yield Entry(HitKind.TEXT, document_id, text, section, block)


def _of_notes(notes: Iterable[Annotation]) -> Iterator[Entry]:
    for note in notes:
        if note.note:
            place = note.place
            section, block = (place.section, place.block) if place is not None else (None, None)
            yield Entry(HitKind.NOTE, note.document_id, note.note, section, block, note.id)


def _of_cards(cards_: Iterable[Card]) -> Iterator[Entry]:
    for card in cards_:
        place = card.sources[0].place if card.sources else None
        section, block = (place.section, place.block) if place is not None else (None, None)
        yield Entry(HitKind.CARD, card.document_id, card_text(card), section, block, card.id)
