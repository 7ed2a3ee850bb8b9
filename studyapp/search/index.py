"""One library's index: what was put into it, and searches over it.

Searches read one open state of the files, which is replaced after each commit (a reader for each query would
double its cost). Threads: one thread applies changes; any thread may search.
"""

from __future__ import annotations

import shutil
import threading
from dataclasses import dataclass
from heapq import nsmallest
from typing import TYPE_CHECKING, Any, NamedTuple, Self

import numpy as np

from studyapp.search.analysis import fold
from studyapp.search.evaluate import evaluate, reads_texts
from studyapp.search.forms import Stemmers
from studyapp.search.postings import Snapshot
from studyapp.search.query import sought_words
from studyapp.search.state import (
    GENERATION,
    IndexBusyError,
    IndexState,
    IndexUnusableError,
    checksums,
    read_state,
    verify,
    verify_sizes,
    write_state,
)
from studyapp.search.store import FILES, LOCK, Store, acquire, create_files, release, torn_is_unusable
from studyapp.search.writer import KINDS, Entry, item_key

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from studyapp.domain.hits import HitKind
    from studyapp.search.query import Query, Scope

    Texts = Callable[["Sequence[Match]"], "Iterable[str | None]"]

__all__ = [
    "GENERATION", "Entry", "Found", "IndexBusyError", "IndexUnusableError", "Match", "SearchIndex",
    "item_key",
]  # fmt: skip


class Match(NamedTuple):
    """A matching entry: what it is and where it belongs. Scores can be compared within one search only."""

    kind: HitKind
    document_id: str
    section: int | None
    block: int | None
    item_id: str | None
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """The first matches, and how many there are in all; `counts` has those of every kind, asked for or not.

    Of a regular expression only the kinds that were asked for are counted.
    `query` is the one asked, with each word in the forms that the index has of it: what marks are made by.
    """

    total: int
    matches: tuple[Match, ...]
    counts: Mapping[HitKind, int]
    query: Query


class SearchIndex:
    """One library's index. It is either whole or refuses with IndexUnusableError; then `create` it anew."""

    def __init__(self, folder: Path, state: IndexState, lock: Any | None) -> None:  # noqa: ANN401 - Whoosh is untyped
        self._folder = folder
        self._lock = lock
        self._state = state
        self._searching = threading.Lock()
        self._changing = threading.Lock()  # while a change is applied the files are between two states
        self._closed = False
        with torn_is_unusable():
            self._store = Store(folder)
            self._reader, leaves = self._store.read()
            self._snapshot = Snapshot(leaves)

    @classmethod
    def open(cls, folder: Path, library_id: str, *, to_write: bool = True) -> Self:
        """Open the index of this library. Where another process writes it, it can be searched only.

        Raises IndexUnusableError when it is missing, torn, of another generation or of another library.
        """
        lock = acquire(folder) if to_write and folder.is_dir() else None
        try:
            state = read_state(folder, library_id)
            verify(folder / FILES, state)
            return cls(folder, state, lock)
        except BaseException:
            release(lock)
            raise

    @classmethod
    def create(cls, folder: Path, library_id: str) -> Self:
        """Remove what is in the folder and make an empty index, with nothing applied.

        Raises IndexBusyError while another process writes it, IndexUnusableError when it cannot be written.
        """
        with torn_is_unusable():
            folder.mkdir(parents=True, exist_ok=True)
            lock = acquire(folder)
        if lock is None:
            raise IndexBusyError("Another window or command is writing the search index.")
        try:
            with torn_is_unusable():
                return cls(folder, _make_empty(folder, library_id), lock)
        except BaseException:
            release(lock)
            raise

    @property
    def applied_seq(self) -> int:
        """The number of the library's last change that the index holds."""
        return self._state.applied_seq

    @property
    def applied_token(self) -> str | None:
        """The token of that change, None while nothing is applied."""
        return self._state.applied_token

    @property
    def writable(self) -> bool:
        """Whether this process is the one that writes the index."""
        return self._lock is not None

    def check(self) -> None:
        """Raise IndexUnusableError when the files are not as this process left them; quick.

        Where another process writes the index its files change, and nothing is wrong with that; nor while
        another thread applies a change.
        """
        if self.writable and self._changing.acquire(blocking=False):
            try:
                self._verify()
            finally:
                self._changing.release()

    def follow(self) -> None:
        """Show searches what another process has written, if it has; quick where it has not.

        Raises IndexUnusableError when the files are not what that process said of them.
        """
        with self._changing, torn_is_unusable():
            state = read_state(self._folder, self._state.library_id)
            verify_sizes(self._folder / FILES, state)
            if state != self._state:
                verify(self._folder / FILES, state, known=self._state.files)
                self._show_committed()
                self._state = state

    def apply(
        self,
        entries: Iterable[Entry],
        deleted_documents: Iterable[str],
        deleted_keys: Iterable[str],
        seq: int,
        token: str | None,
    ) -> None:
        """Delete, then add, in one commit that searches see when this returns; `seq` is then applied.

        An entry replaces the one with its key, so that applying the same change again does no harm. Texts and
        titles of deleted documents go; their notes and cards go by key.
        """
        if not self.writable:
            raise IndexBusyError("Another window or command is writing the search index.")
        added = {entry.key: entry for entry in entries}
        with self._changing, torn_is_unusable():
            self._verify()
            keys = {*deleted_keys, *added}
            self._store.write(added.values(), set(deleted_documents), keys)
            files = checksums(self._folder / FILES, self._state.files)
            self._state = IndexState(self._state.library_id, seq, token, files)
            write_state(self._folder, self._state)
            self._show_committed()

    def search(
        self,
        query: Query,
        limit: int,
        *,
        kinds: Collection[HitKind] = KINDS,
        scope: Scope | None = None,
        languages: Iterable[str] = (),
        texts: Texts | None = None,
        hurried: bool = False,
        ranked: bool = True,
    ) -> Found:
        """Return the best `limit` matches, equal ones in reading order; or the first of all in that order.

        Words are found in the forms that the languages have of them. `texts` gives the texts of matches, for
        regular expressions. `hurried` completes a word being typed to its most frequent completions only,
        where it has very many. Raises QueryError for an expression that takes too long.
        """
        with self._searching, torn_is_unusable():
            snapshot = self._snapshot
            snapshot.texts = (
                None if texts is None else lambda numbers: texts([_match(snapshot, n, 0.0) for n in numbers])
            )
            spelt = snapshot.spelt_out(query, Stemmers(languages), hurried=hurried)
            among, wanted = snapshot.alive, snapshot.of_kinds(kinds)
            if scope is not None:
                among = among & snapshot.within(scope)
            if reads_texts(spelt):  # only to count the other kinds that would take too long
                among = among & wanted
            flags, scores = evaluate(spelt, snapshot, among)
            counts = np.bincount(snapshot.kind[flags], minlength=len(KINDS))
            numbers = np.flatnonzero(flags & wanted)
            first = _first(numbers, scores if ranked else np.zeros_like(scores), limit, snapshot)
            return Found(
                total=len(numbers),
                matches=tuple(_match(snapshot, n, float(scores[n])) for n in first),
                counts={kind: int(count) for kind, count in zip(KINDS, counts, strict=True)},
                query=spelt,
            )

    def items(self, query: Query, kind: HitKind, languages: Iterable[str], texts: Texts) -> frozenset[int]:
        """Return the ids of all notes or cards that match a query, words in the forms of the languages."""
        with self._searching, torn_is_unusable():
            snapshot = self._snapshot
            snapshot.texts = lambda numbers: texts([_match(snapshot, n, 0.0) for n in numbers])
            spelt = snapshot.spelt_out(query, Stemmers(languages))
            flags, _ = evaluate(spelt, snapshot, snapshot.alive & snapshot.of_kinds((kind,)))
            return frozenset(snapshot.item[flags].tolist())

    def near_words(self, query: Query, limit: int) -> dict[str, tuple[str, ...]]:
        """Return, for each word of a query that begins no indexed word, the nearest ones, best first.

        Words that nothing is near to are left out.
        """
        lexicon = self._snapshot.lexicon
        unknown = (word for word in sought_words(query) if not lexicon.completions(word))
        near = {word: lexicon.nearest(word, limit) for word in unknown}
        return {word: words for word, words in near.items() if words}

    def completions(self, prefix: str, limit: int) -> tuple[tuple[str, int], ...]:
        """Return the indexed words that begin so, folded, with how many entries hold each; most first."""
        found = self._snapshot.lexicon.completions(fold(prefix))
        best = nsmallest(limit, found, key=lambda item: (-item[0], item[1]))
        return tuple((word, count) for count, word in best)

    def close(self) -> None:
        """Close the files and let another process write; closing twice does no harm."""
        with self._searching:
            if self._closed:
                return
            self._closed = True
            self._reader.close()
            self._store.close()
            release(self._lock)
            self._lock = None

    def _show_committed(self) -> None:
        reader, leaves = self._store.read()
        with self._searching:
            old, self._reader, self._snapshot = self._reader, reader, Snapshot(leaves)
            old.close()

    def _verify(self) -> None:
        if read_state(self._folder, self._state.library_id) != self._state:
            raise IndexUnusableError("The search index was changed by another program.")
        verify_sizes(self._folder / FILES, self._state)


def _first(
    numbers: NDArray[np.int64], scores: NDArray[np.float64], limit: int, snapshot: Snapshot
) -> NDArray[np.int64]:
    """Return the entries with the best scores, best first, equal ones in reading order."""
    found = scores[numbers]
    if len(numbers) > limit > 0:
        least = np.partition(found, len(found) - limit)[len(found) - limit]
        numbers = numbers[found >= least]
        found = scores[numbers]
    place = (snapshot.kind, snapshot.block, snapshot.section, snapshot.document)
    order = np.lexsort((*(column[numbers] for column in place), -found))
    return numbers[order][:limit]


def _match(snapshot: Snapshot, number: int, score: float) -> Match:
    section, block, item = (int(c[number]) for c in (snapshot.section, snapshot.block, snapshot.item))
    return Match(
        KINDS[snapshot.kind[number]],
        str(snapshot.document[number]),
        section if section >= 0 else None,
        block if block >= 0 else None,
        str(item) if item >= 0 else None,
        score,
    )


def _make_empty(folder: Path, library_id: str) -> IndexState:
    for path in folder.iterdir():
        if path.name == LOCK:
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
    create_files(folder / FILES)
    state = IndexState(library_id, 0, None, checksums(folder / FILES, {}))
    write_state(folder, state)
    return state
