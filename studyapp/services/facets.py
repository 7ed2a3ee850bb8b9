"""How a result can be narrowed: the documents, sections, tags, actors and dates of its hits."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from studyapp.domain.hits import Facet, HitKind
from studyapp.search.vocabulary import ACTOR_FIELDS
from studyapp.services.actors import load_actors
from studyapp.services.completing import quoted
from studyapp.services.fields import decided_documents, load_named, with_parts
from studyapp.services.found import parent_title
from studyapp.storage import analyses

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from studyapp.domain.documents import DocumentRecord
    from studyapp.search.index import Match
    from studyapp.services.library import Library

NAMES: Final = ("document", "section", "tag", "actor", "date")
"""The filters. Values are a document's id, a section's number, and for the others parts of a query."""
MOST: Final = 12
_YEARS_ONE_BY_ONE, _YEARS_BY_TEN = 12, 120
_ACTOR_FIELD: Final = {kind: field for field, kind in reversed(ACTOR_FIELDS.items())}


def facets_of(
    name: str, matches: Sequence[Match] | None, library: Library, records: Sequence[DocumentRecord]
) -> tuple[Facet, ...]:
    """Return the values of a filter with the matches of each; None for no query: then without counting.

    Documents and tags with the most hits come first, actors too; sections and dates in their order.
    """
    makers: dict[str, Callable[[], Iterable[Facet]]] = {
        "document": lambda: _documents(matches, records),
        "section": lambda: _sections(matches, library, records),
        "tag": lambda: _tags(matches, library, records),
        "actor": lambda: _actors(matches, library, records),
        "date": lambda: _dates(matches, library, records),
    }
    return tuple(makers[name]())


def _documents(matches: Sequence[Match] | None, records: Sequence[DocumentRecord]) -> list[Facet]:
    hits = Counter(match.document_id for match in matches or ())
    found = [
        Facet(record.id, record.title, ", ".join(record.authors), hits[record.id])
        for record in records
        if matches is None or hits[record.id]
    ]
    return sorted(found, key=lambda facet: -facet.hits)


def _sections(
    matches: Sequence[Match] | None, library: Library, records: Sequence[DocumentRecord]
) -> list[Facet]:
    """Return the sections of the one document; the hits of a section are those under it, too."""
    if len(records) != 1:
        return []
    outline, whole = library.outline(records[0].id), records[0].title
    hits = Counter(match.section for match in matches or ())
    counted = (
        (heading, sum(hits[part] for part in with_parts(outline, [heading.index])))
        for heading in outline
        if heading.title
    )
    return [
        Facet(
            str(heading.index), heading.title or "", parent_title(outline, heading.index, whole) or "", count
        )
        for heading, count in counted
        if matches is None or count
    ]


def _tags(
    matches: Sequence[Match] | None, library: Library, records: Sequence[DocumentRecord]
) -> list[Facet]:
    documents = Counter(match.document_id for match in matches or () if match.kind is not HitKind.NOTE)
    noted = {match.item_id: match.document_id for match in matches or () if match.kind is HitKind.NOTE}
    hits: Counter[str] = Counter()
    by_id = {record.id: record for record in records}
    for record in records:
        for tag in record.tags:
            hits[tag] += documents[record.id]
    for note in library.annotations():
        if note.document_id in by_id:
            tags = {*note.tags, *(by_id[note.document_id].tags if note.id in noted else ())}
            hits.update({tag: int(note.id in noted) for tag in tags})
    return _most(Facet(f"tag:{quoted(tag)}", tag, "", n) for tag, n in hits.items() if n or matches is None)


def _actors(
    matches: Sequence[Match] | None, library: Library, records: Sequence[DocumentRecord]
) -> list[Facet]:
    """Return the actors of the blocks that were found, those of several documents by name."""
    found = Counter((match.document_id, match.section, match.block) for match in matches or ())
    there = {match.document_id for match in matches} if matches is not None else None
    decided = decided_documents(library)
    hits: Counter[tuple[str, str]] = Counter()
    for record in records:
        if there is not None and record.id not in there:
            continue
        named = {one.actor_id: one for one in load_named(library, record.id, decided)}
        for actor, section, block in _mentioned(library, record.id, is_decided=record.id in decided):
            if actor in named:
                one = named[actor]
                seen = found[record.id, section, block] if matches is not None else 1
                hits[one.kind.value, one.names[0]] += seen
    return _most(
        Facet(f"{_ACTOR_FIELD.get(kind, 'actor')}:{quoted(name)}", name, kind, n)
        for (kind, name), n in hits.items()
        if n
    )


def _mentioned(library: Library, document_id: str, *, is_decided: bool) -> Iterable[tuple[str, int, int]]:
    """Return actor, section and block of each block that mentions an actor."""
    if is_decided:
        actors = load_actors(library, document_id)
        return {(actor.id, m.section, m.block) for actor in actors for m in actor.mentions}
    with library.query() as connection:
        return analyses.load_mentioned(connection, document_id)


def _dates(
    matches: Sequence[Match] | None, library: Library, records: Sequence[DocumentRecord]
) -> list[Facet]:
    """Return the years of the facts in the blocks that were found; where they are many, tens or hundreds."""
    found = Counter((match.document_id, match.section, match.block) for match in matches or ())
    years: Counter[int] = Counter()
    for record in records:
        with library.query() as connection:
            times = analyses.load_times(connection, record.id)
        for section, block, year in {(t.section, t.block, _year(t.first_on or t.last_on)) for t in times}:
            if year is not None:
                years[year] += found[record.id, section, block] if matches is not None else 1
    there = sorted(year for year, count in years.items() if count and year > 0)
    if not there:
        return []
    spread = len(there) if len(there) <= _YEARS_ONE_BY_ONE else there[-1] - there[0]
    step = 1 if spread <= _YEARS_ONE_BY_ONE else 10 if spread <= _YEARS_BY_TEN else 100
    spans: Counter[int] = Counter()
    for year in there:
        spans[year // step * step] += years[year]
    return [Facet(f"date:{_span(first, step)}", _span(first, step), "", n) for first, n in spans.items()]


def _year(day: str | None) -> int | None:
    if day is None:
        return None
    sign, digits = (-1, day[1:]) if day.startswith("-") else (1, day)
    return sign * int(digits.partition("-")[0])


def _span(first: int, step: int) -> str:
    if step == 1:
        return str(first)
    return f"{first}s" if step == 10 else f"{max(first, 1)}..{first + step - 1}"


def _most(facets: Iterable[Facet]) -> list[Facet]:
    return sorted(facets, key=lambda facet: (-facet.hits, facet.name))[:MOST]
