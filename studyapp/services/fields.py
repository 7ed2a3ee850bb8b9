"""What the fields of a query mean in this library: documents, sections, tags, actors and dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studyapp.domain.actors import ActorKind
from studyapp.domain.places import Mark
from studyapp.search.analysis import words
from studyapp.search.parser import ACTOR_FIELDS
from studyapp.search.query import Field, Scope, replaced
from studyapp.services.actors import load_actors
from studyapp.services.dates import parse_days
from studyapp.storage import analyses, decisions

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from studyapp.domain.actors import Mention
    from studyapp.domain.documents import DocumentRecord, SectionHeading
    from studyapp.search.query import Address, Query
    from studyapp.services.library import Library


def resolved(query: Query, library: Library, records: Sequence[DocumentRecord]) -> Query:
    """Return a query with what each of its fields stands for in these documents.

    Raises QueryError for a date that cannot be understood.
    """

    def resolve(leaf: Query) -> Query:
        return _scope(leaf, library, records) if isinstance(leaf, Field) else leaf

    return replaced(query, resolve)


def section_scope(library: Library, document_id: str, section: int) -> Scope:
    """Return one section with the sections under it."""
    parts = _with_parts(library.outline(document_id), [section])
    return Scope(sections=frozenset((int(document_id), part) for part in parts))


def _scope(field: Field, library: Library, records: Sequence[DocumentRecord]) -> Scope:
    names = _Names(field.value, open_ended=field.open_ended)
    match field.name:
        case "doc":
            found = (r.id for r in records if field.value.strip() == r.id or names.are_in(r.title))
            return Scope(documents=frozenset(map(int, found)))
        case "tag":
            return _tagged(names, library, records)
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
    return Scope(documents, notes=notes)


def _titled(names: _Names, library: Library, records: Sequence[DocumentRecord]) -> Scope:
    sections: set[tuple[int, int]] = set()
    for record in records:
        outline = library.outline(record.id)
        found = [heading.index for heading in outline if heading.title and names.are_in(heading.title)]
        sections |= {(int(record.id), part) for part in _with_parts(outline, found)}
    return Scope(sections=frozenset(sections))


def _with_parts(outline: Sequence[SectionHeading], sections: Iterable[int]) -> set[int]:
    """Return sections with all that lie under them."""
    parts: set[int] = set()
    for section in sections:
        parts.add(section)
        for heading in outline[section + 1 :]:
            if heading.level <= outline[section].level or not outline[section].level:
                break
            parts.add(heading.index)
    return parts


def _dated(field: Field, library: Library, records: Sequence[DocumentRecord]) -> Scope:
    days = parse_days(field.value, field.position)
    blocks: dict[Address, tuple[Mark, ...]] = {}
    for record in records:
        with library.query() as connection:
            times = analyses.load_times(connection, record.id)
        for time in times:
            if days.meets(time.first_on, time.last_on):
                address = (int(record.id), time.section, time.block)
                blocks[address] = (*blocks.get(address, ()), Mark(time.start, time.end))
    return Scope(blocks=blocks)


def _mentioned(kind: str, names: _Names, library: Library, records: Sequence[DocumentRecord]) -> Scope:
    """Return where an actor is mentioned by whatever name, as the reader joined and sorted the actors."""
    wanted = ActorKind(kind) if kind else None
    with library.query() as connection:
        decided = {document for document, _ in decisions.load_all_decisions(connection)}
    blocks: dict[Address, tuple[Mark, ...]] = {}
    for record in records:
        look = _decided_mentions if record.id in decided else _found_mentions
        for mention in look(library, record.id, wanted, names):
            address = (int(record.id), mention.section, mention.block)
            blocks[address] = (*blocks.get(address, ()), Mark(mention.start, mention.end))
    return Scope(blocks=blocks)


def _found_mentions(
    library: Library, document_id: str, kind: ActorKind | None, names: _Names
) -> Iterable[Mention]:
    with library.query() as connection:
        found = [
            named.actor_id
            for named in analyses.load_names(connection, document_id)
            if kind in {None, named.kind} and any(map(names.are_in, named.names))
        ]
        return analyses.load_mentions(connection, document_id, found) if found else ()


def _decided_mentions(
    library: Library, document_id: str, kind: ActorKind | None, names: _Names
) -> Iterable[Mention]:
    return (
        mention
        for actor in load_actors(library, document_id)
        if kind in {None, actor.kind} and any(map(names.are_in, (actor.name, *actor.aliases)))
        for mention in actor.mentions
    )
