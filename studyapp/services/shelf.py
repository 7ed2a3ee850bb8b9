"""The library as a shelf: every document with how far it is read, in the order and choice that is wanted."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from studyapp.domain.errors import UnreadableDocumentError
from studyapp.services.authoring import count_cards
from studyapp.services.library import clean_text, short_title
from studyapp.storage import documents, reading
from studyapp.text.words import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studyapp.domain.changes import ChangeSet
    from studyapp.domain.documents import DocumentRecord
    from studyapp.services.library import Library

# The last screen of a text is rarely scrolled to its very end.
FINISHED_SHARE = 0.98


class Order(StrEnum):
    """How a shelf is sorted; the newest or the first letter comes first."""

    READ = "read"
    ADDED = "added"
    TITLE = "title"
    AUTHOR = "author"


class State(StrEnum):
    """How far a document is read."""

    UNREAD = "unread"
    READING = "reading"
    FINISHED = "finished"


class Shelved(NamedTuple):
    """A document on the shelf; `share` of it lies behind the reader, None when it was never opened."""

    record: DocumentRecord
    share: float | None
    read_at: str
    card_count: int

    @property
    def state(self) -> State:
        """How far it is read."""
        if self.share is None:
            return State.UNREAD
        return State.FINISHED if self.share >= FINISHED_SHARE else State.READING


class Choice(NamedTuple):
    """What of a shelf is shown: documents that have every word given in title, authors, tags or format."""

    words: str = ""
    state: State | None = None
    format: str | None = None
    tag: str | None = None
    order: Order = Order.READ


def load_shelf(library: Library) -> tuple[Shelved, ...]:
    """Return all documents, in the order in which they came in."""
    records, cards = library.documents(), count_cards(library)
    with library.query() as connection:
        read = reading.load_reading(connection)
    shelf = []
    for record in records:
        share, read_at = read.get(record.id, (None, ""))
        shelf.append(Shelved(record, share, read_at, cards.get(record.id, 0)))
    return tuple(shelf)


def read_shares(library: Library) -> dict[str, float]:
    """Return how much of each opened document lies behind the reader."""
    with library.query() as connection:
        return {document_id: share for document_id, (share, _) in reading.load_reading(connection).items()}


def choose(shelf: Iterable[Shelved], choice: Choice) -> list[Shelved]:
    """Return the documents that fit a choice, in its order."""
    words = fold(choice.words).split()
    fitting = [
        one
        for one in shelf
        if choice.state in {None, one.state}
        and choice.format in {None, one.record.format}
        and (choice.tag is None or choice.tag in one.record.tags)
        and _has_words(one.record, words)
    ]
    match choice.order:
        case Order.READ:
            fitting.sort(
                key=lambda one: (one.read_at or one.record.imported_at, int(one.record.id)), reverse=True
            )
        case Order.ADDED:
            fitting.sort(key=lambda one: (one.record.imported_at, int(one.record.id)), reverse=True)
        case Order.TITLE:
            fitting.sort(key=lambda one: _title_key(one.record))
        case Order.AUTHOR:
            fitting.sort(key=lambda one: (_author_key(one.record), _title_key(one.record)))
    return fitting


def edit_document(
    library: Library,
    document_id: str,
    *,
    title: str | None = None,
    authors: tuple[str, ...] | None = None,
    language: str | None = None,
    tags: tuple[str, ...] | None = None,
) -> ChangeSet:
    """Change what a document is called, who wrote it, its language or its tags; what is None stays.

    Raises UnreadableDocumentError for an empty title.
    """
    old = library.document(document_id)
    new_title = old.title if title is None else " ".join(clean_text(title).split())
    if not new_title:
        raise UnreadableDocumentError("A document needs a title.", "Type one, or leave it as it was.")
    new_tags = old.tags if tags is None else _clean(tags)
    renamed = new_title != old.title
    name = f"Rename “{short_title(old.title)}”" if renamed else f"Edit “{short_title(old.title)}”"
    with library.command(name) as command:
        documents.change_document(
            command.connection,
            document_id,
            title=new_title,
            authors=old.authors if authors is None else _clean(authors),
            language=old.language if language is None else clean_text(language).strip().lower(),
            tags=new_tags,
        )
    return command.changes


def _clean(parts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the parts without white space around them, empty ones and repetitions."""
    whole = (" ".join(clean_text(part).split()) for part in parts)
    return tuple(dict.fromkeys(part for part in whole if part))


def _has_words(record: DocumentRecord, words: list[str]) -> bool:
    if not words:
        return True
    text = fold(" ".join((record.title, *record.authors, *record.tags, record.format)))
    return all(word in text for word in words)


def _title_key(record: DocumentRecord) -> str:
    """Return the title as libraries sort it: without its article."""
    folded = fold(record.title)
    first, _, rest = folded.partition(" ")
    return rest if first in {"the", "a", "an"} and rest else folded


def _author_key(record: DocumentRecord) -> str:
    """Return the last name of the first author; documents without one come last."""
    return fold(record.authors[0].split()[-1]) if record.authors and record.authors[0].strip() else "\uffff"
