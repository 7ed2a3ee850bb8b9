"""What the end of a query may become: words of the index, fields, and the values that a field has here."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

from studyapp.domain.hits import Completion
from studyapp.search.analysis import fold, words
from studyapp.search.vocabulary import ACTOR_FIELDS, FIELDS, PLACES
from studyapp.services.fields import decided_documents, load_named

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from studyapp.search.index import SearchIndex
    from studyapp.services.library import Library

MOST = 6
_PATIENCE_S = 0.04  # for the actors of all documents, at one key
_LEAST_FOR_NAMES = 3  # letters from which fields and actors are offered for a bare word
_END = re.compile(
    rf"(?P<before>(?:.*[\s(])?[-−]?)(?:(?P<field>{'|'.join(FIELDS)}):)?"
    r"(?P<quote>[\"“]?)(?P<said>[^\"“”():]*)",
    re.IGNORECASE | re.DOTALL,
)
_DATES = ("1979", "1979..1991", "1914-07", "1970s")


def complete(
    text: str, library: Library, index: SearchIndex, document_id: str | None
) -> tuple[Completion, ...]:
    """Return what the end of a query may become, the likeliest first.

    Actors and sections are those of one document, or of all when there is none.
    """
    end = _END.fullmatch(text)
    if end is None or (not end["field"] and (end["quote"] or not end["said"].strip())):
        return ()
    if end["field"]:
        name = end["field"].lower()
        head = f"{end['before']}{name}:"
        offered = _values(name, end["said"], library, document_id)
        return tuple(
            Completion(f"{head}{quoted(value)} ", value, name, detail) for value, detail in _first(offered)
        )
    return tuple(_for_word(end["before"], end["said"], library, index, document_id))[:MOST]


def _for_word(
    before: str, stem: str, library: Library, index: SearchIndex, document_id: str | None
) -> Iterator[Completion]:
    if len(words(stem)) != 1 or stem != stem.strip():
        return
    for word, count in index.completions(words(stem)[0], MOST - 2):
        if word != fold(stem):
            yield Completion(f"{before}{word} ", word, "word", hits=count)
    if len(stem) < _LEAST_FOR_NAMES:
        return
    for field in FIELDS:
        if field.startswith(stem.lower()) and field != "re":
            yield Completion(f"{before}{field}:", f"{field}:", "field")
    for name, kind in _first(_actors("", stem, library, document_id), 2):
        field = next(key for key, value in ACTOR_FIELDS.items() if value == kind)
        yield Completion(f"{before}{field}:{quoted(name)} ", name, field, kind)


def _values(name: str, said: str, library: Library, document_id: str | None) -> Iterator[tuple[str, str]]:
    """Yield the values of a field that hold what was said, with a word about each."""
    match name:
        case "in":
            yield from ((place, "") for place in PLACES if place.startswith(said.lower()))
        case "date":
            yield from ((date, "") for date in _DATES if date.startswith(said))
        case "doc":
            yield from _holding(said, ((r.title, "") for r in library.documents()))
        case "tag":
            tags = [tag for record in library.documents() for tag in record.tags]
            tags += [tag for note in library.annotations() for tag in note.tags]
            yield from _holding(said, ((tag, "") for tag in sorted(set(tags), key=fold)))
        case "section" | "title":
            yield from _holding(said, _sections(library, document_id))
        case "re":
            return
        case _:
            yield from _actors(ACTOR_FIELDS[name], said, library, document_id)


def _sections(library: Library, document_id: str | None) -> Iterator[tuple[str, str]]:
    for record in library.documents():
        if document_id in {None, record.id}:
            for heading in library.outline(record.id):
                if heading.title:
                    yield heading.title, record.title if document_id is None else ""


def _actors(kind: str, said: str, library: Library, document_id: str | None) -> Iterator[tuple[str, str]]:
    """Yield the actors of a kind, or of any; in a very large library those of its first documents."""
    end = time.monotonic() + _PATIENCE_S
    decided = decided_documents(library)
    for record in library.documents():
        if document_id in {None, record.id} and time.monotonic() < end:
            named = (
                (named.names[0], named.kind.value)
                for named in load_named(library, record.id, decided)
                if kind in {"", named.kind.value}
            )
            yield from _holding(said, named)


def _holding(said: str, values: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the values in which each word that was said begins some word."""
    sought = words(said)
    for value, detail in values:
        there = words(value)
        if all(any(word.startswith(begun) for word in there) for begun in sought):
            yield value, detail


def _first(offered: Iterable[tuple[str, str]], most: int = MOST) -> tuple[tuple[str, str], ...]:
    """Return the first few, each value once."""
    chosen: dict[str, str] = {}
    for value, detail in offered:
        chosen.setdefault(value, detail)
        if len(chosen) == most:
            break
    return tuple(chosen.items())


def quoted(value: str) -> str:
    """Return a value as it is written after a field."""
    return value if re.fullmatch(r"[\w.-]+", value) else f'"{value.replace(chr(34), " ")}"'
