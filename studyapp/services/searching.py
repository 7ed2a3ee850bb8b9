"""Full-text search over titles, text and notes, and the index that it stands on.

SQLite is the truth; the index is fed from the library's outbox and rebuilt at any doubt. `refresh` belongs
to the index lane, `search` to any other.
"""

from __future__ import annotations

import threading
import time
from functools import cache
from typing import TYPE_CHECKING

from studyapp.domain.hits import Hit, HitKind, SearchResults
from studyapp.search.index import Entry, IndexBusyError, IndexUnusableError, SearchIndex
from studyapp.search.marks import cut_snippet, find_marks
from studyapp.search.query import parse_query, sought_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from studyapp.domain.places import Mark
    from studyapp.search.index import Match
    from studyapp.search.query import Query
    from studyapp.services.library import Library
    from studyapp.storage.outbox import Pending

ALL_KINDS = frozenset(HitKind)


class SearchService:
    """Searches one library. The index lies in the cache folder, keyed by the library's id."""

    def __init__(self, library: Library, cache_folder: Path) -> None:
        self._library = library
        self._folder = cache_folder / "index" / library.id
        self._index: SearchIndex | None = None
        self._opening = threading.Lock()
        self._current = False

    def close(self) -> None:
        """Close the index."""
        with self._opening:
            if self._index is not None:
                self._index.close()
                self._index = None

    def stop(self) -> None:
        """Give up the refresh under way: the program is closing, the next start goes on with it."""
        index = self._index
        if index is not None:
            index.stop()

    @property
    def current(self) -> bool:
        """Whether the index held every change at its last refresh."""
        return self._current

    def refresh(self) -> bool:
        """Bring the index up to the library (index lane); True when it had to be built anew.

        While another process writes to the index it stays as it is, and `current` False.
        """
        self._current = False
        try:
            rebuilt = self._catch_up()
        except IndexBusyError:
            return False
        self._current = True
        return rebuilt

    def _catch_up(self) -> bool:
        try:
            index = self._open()
            pending = self._library.pending(index.applied_seq)
            strange = pending.token != index.applied_token
            rebuilt = strange or (index.applied_seq == 0 and pending.last_seq > 0)
            if not rebuilt and pending.last_seq > index.applied_seq:
                self._apply(index, pending)
        except IndexUnusableError:
            rebuilt = True
        if rebuilt:
            self._rebuild()
        return rebuilt

    def search(
        self,
        text: str,
        *,
        limit: int = 20,
        kinds: frozenset[HitKind] = ALL_KINDS,
        document_id: str | None = None,
        as_typed: bool = False,
    ) -> SearchResults:
        """Return the best hits of a query; QueryError when it cannot be understood.

        `as_typed`: the last word may be unfinished and matches as a prefix.
        """
        started = time.perf_counter()
        query = parse_query(text, last_is_prefix=as_typed)
        try:
            found = self._open().search(query, limit=limit, kinds=kinds, document_id=document_id)
        except IndexUnusableError:
            self.refresh()
            found = self._open().search(query, limit=limit, kinds=kinds, document_id=document_id)
        names = _Names(self._library)
        hits = [self._hit(match, query, names) for match in found.matches]
        return SearchResults(
            query=text,
            total=found.total,
            hits=tuple(hit for hit in hits if hit is not None),
            duration_ms=(time.perf_counter() - started) * 1000,
            suggestion=None if found.total else self._suggest(query),
        )

    def _suggest(self, query: Query) -> str | None:
        index = self._open()
        return next(filter(None, map(index.suggest, sought_words(query))), None)

    def _open(self) -> SearchIndex:
        with self._opening:
            if self._index is None:
                self._index = SearchIndex.open(self._folder, self._library.id)
            return self._index

    def _apply(self, index: SearchIndex, pending: Pending) -> None:
        there = {d.id for d in self._library.documents()}
        entries = [e for d in pending.documents if d in there for e in self._document_entries(d)]
        entries += self._note_entries(pending.annotations)
        notes = [f"note:{n}" for n in pending.annotations]
        index.apply(entries, pending.documents, notes, pending.last_seq, pending.last_token)
        self._forget(pending.last_seq)

    def _rebuild(self) -> None:
        self.close()
        pending = self._library.pending(0)
        with self._opening:
            self._index = index = SearchIndex.create(self._folder, self._library.id)
        documents = [d.id for d in self._library.documents()]
        entries = [e for d in documents for e in self._document_entries(d)]
        entries += self._note_entries(tuple(a.id for a in self._library.annotations()))
        index.apply(entries, (), (), pending.last_seq, pending.last_token)
        self._forget(pending.last_seq)

    def _forget(self, seq: int) -> None:
        if self._library.writable:
            self._library.forget_pending(seq)

    def _document_entries(self, document_id: str) -> Iterator[Entry]:
        for heading in self._library.outline(document_id):
            if heading.title:
                key = f"title:{document_id}:{heading.index}"
                yield Entry(key, HitKind.TITLE, document_id, heading.title)
        for section, block, text in self._library.texts(document_id):
            yield Entry(f"text:{document_id}:{section}:{block}", HitKind.TEXT, document_id, text)

    def _note_entries(self, ids: tuple[str, ...]) -> list[Entry]:
        notes = (self._library.find_annotation(number) for number in ids)
        return [
            Entry(f"note:{a.id}", HitKind.NOTE, a.document_id, a.note)
            for a in notes
            if a is not None and a.note
        ]

    def _hit(self, match: Match, query: Query, names: _Names) -> Hit | None:
        """Return the hit for a match, None when the library has changed since the index was written."""
        kind, *address = match.key.split(":")
        if kind == HitKind.NOTE:
            return self._note_hit(address[0], match, query, names)
        document_id, section = address[0], int(address[1])
        if document_id not in names.documents:
            return None
        title = names.section(document_id, section)
        block = int(address[2]) if kind == HitKind.TEXT else None
        text = title or "" if block is None else self._library.block_text(document_id, section, block)
        if text is None:
            return None
        return Hit(
            kind=HitKind(kind),
            document_id=document_id,
            document_title=names.documents[document_id],
            section=section,
            section_title=title,
            block=block,
            annotation_id=None,
            text=text,
            marks=find_marks(text, query),
            score=match.score,
        )

    def _note_hit(self, note: str, match: Match, query: Query, names: _Names) -> Hit | None:
        annotation = self._library.find_annotation(note)
        if annotation is None:
            return None
        place = annotation.place
        title = names.section(annotation.document_id, place.section) if place else None
        return Hit(
            kind=HitKind.NOTE,
            document_id=annotation.document_id,
            document_title=names.documents.get(annotation.document_id, ""),
            section=place.section if place else None,
            section_title=title,
            block=place.block if place else None,
            annotation_id=annotation.id,
            text=annotation.note,
            marks=find_marks(annotation.note, query),
            score=match.score,
        )


class _Names:
    """The titles that hits show, each document's outline read once for a search."""

    def __init__(self, library: Library) -> None:
        self.documents = {record.id: record.title for record in library.documents()}
        self._outline = cache(library.outline)

    def section(self, document_id: str, section: int) -> str | None:
        headings = self._outline(document_id)
        return headings[section].title if section < len(headings) else None


def snippet(hit: Hit, width: int = 160) -> tuple[str, tuple[Mark, ...]]:
    """Return about `width` characters of a hit's text around its first marks, and the marks in them."""
    cut = cut_snippet(hit.text, hit.marks, width=width)
    return cut.text, cut.marks
