"""Full-text search over titles, text, notes and cards, and the index that it stands on.

SQLite is the truth; the index is fed from the library's outbox and rebuilt at any doubt. `refresh` belongs
to the index lane, `search` and `complete` to any other. The index is written in this process, or in another
one that this one follows.
"""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager, suppress
from enum import IntEnum
from typing import TYPE_CHECKING

from studyapp.domain.errors import QueryError
from studyapp.domain.hits import Completion, Facet, HitKind, SearchResults
from studyapp.search.analysis import tokens
from studyapp.search.index import IndexBusyError, IndexUnusableError, SearchIndex
from studyapp.search.parser import parse_query
from studyapp.search.query import And, Scope, sought_words
from studyapp.services.completing import complete
from studyapp.services.facets import facets_of
from studyapp.services.fields import resolved, section_scope
from studyapp.services.found import Texts, make_hits, snippet
from studyapp.services.indexing import apply_pending, fill

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from studyapp.search.index import Found, Match
    from studyapp.search.query import Query
    from studyapp.services.library import Library

__all__ = ["ALL_KINDS", "IndexUnusableError", "Refreshed", "SearchService", "snippet"]

ALL_KINDS = frozenset(HitKind)
_CORRECTIONS = 3
_EVERY = 1 << 40  # hits: all of them
_SHOWN_BEFORE, _SHOWN_AFTER = 20, 20  # characters of a query around the place where it goes wrong


class Refreshed(IntEnum):
    """What bringing the index up to the library came to; true where it was built from the beginning."""

    KEPT = 0  # it was current, is now, or another process writes it
    MADE = 1  # there was none
    MADE_ANEW = 2  # there was one that could not be used


class SearchService:
    """Searches one library. The index lies in the cache folder, keyed by the library's id.

    `indexer` refreshes it in another process, and returns a `Refreshed`; without one this process writes it.
    """

    def __init__(
        self, library: Library, cache_folder: Path, indexer: Callable[[], int] | None = None
    ) -> None:
        self._library = library
        self._folder = cache_folder / "index" / library.id
        self._indexer = indexer
        self._written_elsewhere = False  # just now, by the indexer: the files are between two states
        self._index: SearchIndex | None = None
        self._opening = threading.Lock()
        self._current = False

    def close(self) -> None:
        """Close the index."""
        with self._opening:
            if self._index is not None:
                self._index.close()
                self._index = None

    @property
    def current(self) -> bool:
        """Whether the index held every change at its last refresh."""
        return self._current

    def refresh(self) -> Refreshed:
        """Bring the index up to the library (index lane), from the beginning where it cannot be used.

        While another process writes to the index it stays as it is, and `current` False.
        """
        self._current = False
        if self._indexer is not None:
            return self._refresh_elsewhere(self._indexer)
        was_there = self._index is not None or self._folder.exists()
        try:
            caught_up = self._catch_up()
            if not caught_up:
                self._rebuild()
        except IndexBusyError:
            self.close()  # it is opened again at its next use, perhaps to be written then
            return Refreshed.KEPT
        self._current = True
        if caught_up:
            return Refreshed.KEPT
        return Refreshed.MADE_ANEW if was_there else Refreshed.MADE

    def search(
        self,
        text: str,
        *,
        limit: int = 20,
        kinds: frozenset[HitKind] = ALL_KINDS,
        document_id: str | None = None,
        section: int | None = None,
        as_typed: bool = False,
        hurried: bool = False,
        exact: bool = False,
    ) -> SearchResults:
        """Return the best hits of a query, in one document or in one of its sections when they are given.

        `as_typed`: the last word may be unfinished and matches as a prefix; `hurried`: its most frequent
        completions are enough. `exact`: words are found as they are written, and not in their other forms.
        Raises QueryError when the query cannot be understood, IndexUnusableError when a refresh is needed.
        """
        started = time.perf_counter()
        index, records, texts = self._opened(), self._library.documents(), Texts(self._library)
        searched = [r for r in records if document_id in {None, r.id}]
        with _saying_where(text):
            query = parse_query(text, last_is_prefix=as_typed, exact=exact)
            ranked = bool(sought_words(query))
            found = index.search(
                resolved(query, self._library, searched),
                limit,
                kinds=kinds,
                scope=self._scope(document_id, section),
                languages={record.language for record in records},
                texts=texts.texts,
                hurried=hurried,
                ranked=ranked,
            )
        near = {} if found.total else index.near_words(found.query, _CORRECTIONS)
        return SearchResults(
            query=text,
            total=found.total,
            hits=make_hits(self._library, found, records, texts),
            duration_ms=(time.perf_counter() - started) * 1000,
            suggestion=next((words[0] for words in near.values()), None),
            corrected=_corrected(text.strip(), near),
            counts=found.counts,
            ranked=ranked,
        )

    def facets(
        self,
        name: str,
        text: str,
        *,
        kinds: frozenset[HitKind] = ALL_KINDS,
        document_id: str | None = None,
        exact: bool = False,
    ) -> tuple[Facet, ...]:
        """Return how a result can be narrowed by a filter (`facets.NAMES`): its values with their hits.

        Documents and sections have no hits to count where the query is empty or cannot be understood: then
        all are offered. Raises IndexUnusableError when a refresh is needed.
        """
        index, records = self._opened(), self._library.documents()
        records = tuple(record for record in records if document_id in {None, record.id})
        languages, texts = {record.language for record in records}, Texts(self._library)

        def found(query: Query, limit: int) -> Found:
            return index.search(
                resolved(query, self._library, records),
                limit,
                kinds=kinds,
                scope=self._scope(document_id, None),
                languages=languages,
                texts=texts.texts,
            )

        query: Query | None = None
        matches: tuple[Match, ...] | None = None
        with suppress(QueryError):
            query = parse_query(text, exact=exact)
            matches = found(query, _EVERY).matches
        facets = facets_of(name, matches, self._library, records)
        if name in {"document", "section"}:
            return facets
        terms = (parse_query(facet.value) for facet in facets)
        narrowed = [term if matches is None or query is None else And((query, term)) for term in terms]
        counted = (
            facet._replace(hits=found(both, 1).total) for facet, both in zip(facets, narrowed, strict=True)
        )
        return tuple(counted if name == "date" else sorted(counted, key=lambda facet: -facet.hits))

    def find_cards(self, query: Query) -> frozenset[int]:
        """Return the ids of all cards that match a query; raises as `search` does."""
        index, records, texts = self._opened(), self._library.documents(), Texts(self._library)
        meant = resolved(query, self._library, records)
        return index.items(meant, HitKind.CARD, {record.language for record in records}, texts.texts)

    def complete(self, text: str, document_id: str | None = None) -> tuple[Completion, ...]:
        """Return what the end of a query may become; actors and sections are those of a document if given."""
        return complete(text, self._library, self._opened(), document_id)

    def _scope(self, document_id: str | None, section: int | None) -> Scope | None:
        if document_id is None:
            return None
        if section is None:
            return Scope(frozenset({int(document_id)}))
        return section_scope(self._library, document_id, section)

    def _opened(self) -> SearchIndex:
        """Return the index, opened and looked at; raises IndexUnusableError when a refresh is needed."""
        with self._opening:
            if self._written_elsewhere:
                if self._index is None:
                    raise IndexUnusableError("The search index is being made.")
                return self._index
            here = self._indexer is None
            if self._index is None:
                self._index = SearchIndex.open(self._folder, self._library.id, to_write=here)
            if here:
                self._index.check()
            else:
                self._follow(self._index)
            return self._index

    def _follow(self, index: SearchIndex) -> None:
        try:
            index.follow()
        except IndexUnusableError:
            index.close()
            self._index = None  # whatever is made in its place is opened as a new one
            raise

    def _refresh_elsewhere(self, indexer: Callable[[], int]) -> Refreshed:
        refreshed = Refreshed.KEPT
        if not self._is_whole():
            self._tell_written_elsewhere(now=True)
            try:
                refreshed = Refreshed(indexer())
            finally:
                self._tell_written_elsewhere(now=False)
            if self._is_whole() and self._index is not None:
                self._forget(self._index.applied_seq)
        self._current = self._is_whole()
        return refreshed

    def _tell_written_elsewhere(self, *, now: bool) -> None:
        with self._opening:
            self._written_elsewhere = now

    def _is_whole(self) -> bool:
        """Say whether the index, as it lies on the disk, holds every change of the library."""
        try:
            index = self._opened()
        except IndexUnusableError:
            return False
        pending = self._library.pending(index.applied_seq)
        return (pending.last_seq, pending.token) == (index.applied_seq, index.applied_token)

    def _catch_up(self) -> bool:
        """Apply what is pending; False where the index has to be made from the beginning."""
        try:
            index = self._opened()
            pending = self._library.pending(index.applied_seq)
            strange = pending.token != index.applied_token
            if strange or (index.applied_seq == 0 and pending.last_seq > 0):
                return False
            if pending.last_seq > index.applied_seq:
                apply_pending(self._library, index, pending)
                self._forget(pending.last_seq)
        except IndexUnusableError:
            return False
        return True

    def _rebuild(self) -> None:
        self.close()
        pending = self._library.pending(0)
        with self._opening:
            self._index = index = SearchIndex.create(self._folder, self._library.id)
        fill(self._library, index, pending)
        self._forget(pending.last_seq)

    def _forget(self, seq: int) -> None:
        if self._library.writable:
            self._library.forget_pending(seq)


@contextmanager
def _saying_where(text: str) -> Iterator[None]:
    """Let a QueryError say where in the query it is."""
    try:
        yield
    except QueryError as error:
        if text.strip():
            begun = text[max(error.position - _SHOWN_BEFORE, 0) : error.position]
            error.hint = (
                f"At character {error.position + 1}: “{begun}▸{text[error.position :][:_SHOWN_AFTER]}”"
            )
        raise


def _corrected(text: str, near: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return a query with the nearest word in place of each unknown one; then with the next nearest."""
    queries = []
    for rank in range(max(map(len, near.values()), default=0)):
        best = {word: words[min(rank, len(words) - 1)] for word, words in near.items()}
        new, at = "", 0
        for token in tokens(text):
            new += text[at : token.start] + best.get(token.text, text[token.start : token.end])
            at = token.end
        queries.append(new + text[at:])
    return tuple(dict.fromkeys(queries))
