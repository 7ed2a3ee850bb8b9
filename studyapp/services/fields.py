"""What the fields of a query mean in this library: documents, sections, tags, actors and dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studyapp.domain.hits import HitKind
from studyapp.domain.places import Mark
from studyapp.search.analysis import words
from studyapp.search.query import And, Field, Kinds, Or, Phrase, Scope, Word, replaced
from studyapp.search.vocabulary import ACTOR_FIELDS, CARD_FIELDS
from studyapp.services.actors import load_actors
from studyapp.services.card_fields import cards_of_field, cards_tagged
from studyapp.services.dates import parse_days
from studyapp.storage import analyses, decisions
from studyapp.storage.analyses import Named

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from studyapp.domain.actors import Mention
    from studyapp.domain.documents import DocumentRecord, SectionHeading
    from studyapp.search.query import Address, Query
    from studyapp.services.library import Library


_PASSAGES = Kinds(frozenset({HitKind.TEXT, HitKind.NOTE}))
_OWN_WORDS = Kinds(frozenset({HitKind.TITLE, HitKind.NOTE, HitKind.CARD}))


def resolved(query: Query, library: Library, records: Sequence[DocumentRecord]) -> Query:
    """Return a query with what each of its fields stands for in these documents.

    Raises QueryError for a date that cannot be understood.
    """

    def resolve(leaf: Query) -> Query:
        return _meaning(leaf, library, records) if isinstance(leaf, Field) else leaf

    return replaced(query, resolve)


def section_scope(library: Library, document_id: str, section: int) -> Scope:
    """Return one section with the sections under it."""
    parts = with_parts(library.outline(document_id), [section])
    return Scope(sections=frozenset((int(document_id), part) for part in parts))


def _meaning(field: Field, library: Library, records: Sequence[DocumentRecord]) -> Query:
    names = _Names(field.value, open_ended=field.open_ended)
    match field.name:
        case "doc":
            found = (r.id for r in records if field.value.strip() == r.id or names.are_in(r.title))
            return Scope(documents=frozenset(map(int, found)))
        case "tag":
            return _tagged(names, library, records)
        case name if name in CARD_FIELDS:
            return Scope(cards=cards_of_field(library, field))
        case "section":
            return _titled(names, library, records)
        case "date":
            return _dated(field, library, records)
        case _:
            return _mentioned(ACTOR_FIELDS[field.name], names, library, records)


class _Names:
    """The words of a field's value; a name fits when it holds all of them."""

    def __init__(self, value: str, *, open_ended: bool) -> None:
        self._whole = words(value)
        self._begun = self._whole.pop() if open_ended else None

    def are_in(self, text: str) -> bool:
        """Whether the text holds every word, and one that begins as the unfinished one does."""
        said = words(text)
        begun = self._begun is None or any(word.startswith(self._begun) for word in said)
        return begun and all(word in said for word in self._whole)


def _tagged(names: _Names, library: Library, records: Sequence[DocumentRecord]) -> Scope:
    documents = frozenset(int(r.id) for r in records if any(map(names.are_in, r.tags)))
    notes = frozenset(int(note.id) for note in library.annotations() if any(map(names.are_in, note.tags)))
    return Scope(documents, notes=notes, cards=cards_tagged(library, names.are_in))


def _titled(names: _Names, library: Library, records: Sequence[DocumentRecord]) -> Scope:
    sections: set[tuple[int, int]] = set()
    for record in records:
        outline = library.outline(record.id)
        found = [heading.index for heading in outline if heading.title and names.are_in(heading.title)]
        sections |= {(int(record.id), part) for part in with_parts(outline, found)}
    return Scope(sections=frozenset(sections))


def with_parts(outline: Sequence[SectionHeading], sections: Iterable[int]) -> set[int]:
    """Return sections with all that lie under them."""
    parts: set[int] = set()
    for section in sections:
        parts.add(section)
        for heading in outline[section + 1 :]:
            if heading.level <= outline[section].level or not outline[section].level:
                break
            parts.add(heading.index)
    return parts


def _passages(blocks: dict[Address, tuple[Mark, ...]], names: Iterable[str]) -> Query:
    """Return the blocks of some passages with the notes on them, and whatever else has one of the names.

    A card or title belongs to a block, too, but may well speak of something else in it.
    """
    scope = And((_PASSAGES, Scope(blocks=blocks)))
    spoken = {tuple(words(name)) for name in names}
    said: list[Query] = [
        Phrase(parts) if len(parts) > 1 else Word(parts[0], exact=True) for parts in sorted(spoken) if parts
    ]
    return Or((scope, And((_OWN_WORDS, Or(tuple(said)))))) if said else scope


def _dated(field: Field, library: Library, records: Sequence[DocumentRecord]) -> Query:
    days = parse_days(field.value, field.position)
    blocks: dict[Address, tuple[Mark, ...]] = {}
    said: set[str] = set()
    for record in records:
        with library.query() as connection:
            times = analyses.load_times(connection, record.id)
        for time in times:
            if days.meets(time.first_on, time.last_on):
                address = (int(record.id), time.section, time.block)
                blocks[address] = (*blocks.get(address, ()), Mark(time.start, time.end))
                said.add(time.text)
    return _passages(blocks, said)


def decided_documents(library: Library) -> frozenset[str]:
    """Return the documents of whose actors the reader decided something."""
    with library.query() as connection:
        return frozenset(document for document, _ in decisions.load_all_decisions(connection))


def load_named(library: Library, document_id: str, decided: frozenset[str]) -> tuple[Named, ...]:
    """Return the actors of a document by their names, as the reader wants them, most salient first."""
    if document_id in decided:
        actors = load_actors(library, document_id)
        return tuple(Named(actor.id, actor.kind, (actor.name, *actor.aliases)) for actor in actors)
    with library.query() as connection:
        return analyses.load_names(connection, document_id)


def _mentioned(kind: str, names: _Names, library: Library, records: Sequence[DocumentRecord]) -> Query:
    """Return where an actor is mentioned by whatever name, as the reader joined and sorted the actors."""
    decided = decided_documents(library)
    blocks: dict[Address, tuple[Mark, ...]] = {}
    called: set[str] = set()
    for record in records:
        meant = {
            named.actor_id: named
            for named in load_named(library, record.id, decided)
            if kind in {"", named.kind.value} and any(map(names.are_in, named.names))
        }
        called.update(name for named in meant.values() for name in named.names)
        for mention in _mentions(library, record.id, meant, is_decided=record.id in decided):
            address = (int(record.id), mention.section, mention.block)
            blocks[address] = (*blocks.get(address, ()), Mark(mention.start, mention.end))
    return _passages(blocks, called)


def _mentions(
    library: Library, document_id: str, meant: Collection[str], *, is_decided: bool
) -> Iterable[Mention]:
    if not meant:
        return ()
    if is_decided:
        actors = load_actors(library, document_id)
        return [mention for actor in actors if actor.id in meant for mention in actor.mentions]
    with library.query() as connection:
        return analyses.load_mentions(connection, document_id, meant)
