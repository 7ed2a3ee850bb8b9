"""The index on the disk: the one module that knows Whoosh.

Whoosh keeps the postings; this room reads them through one open reader, which is replaced after each commit
(a reader for each query would double its cost), and evaluates queries by itself, because Whoosh's own prefix
query is quadratic in the number of words.

Threads: one thread applies changes; any thread may search.
"""

from __future__ import annotations

import pickle
import shutil
import struct
import threading
import warnings
import zlib
from contextlib import contextmanager
from dataclasses import dataclass
from heapq import nsmallest
from typing import TYPE_CHECKING, Any, Final, Self

from studyapp.domain.hits import HitKind
from studyapp.search.analysis import fold, words
from studyapp.search.evaluate import evaluate
from studyapp.search.postings import Segment, Snapshot
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

with warnings.catch_warnings():  # its patterns hold escapes that newer Pythons warn of
    warnings.simplefilter("ignore")
    from whoosh import analysis, fields  # type: ignore[import-untyped]
    from whoosh import index as whoosh_index
    from whoosh import query as whoosh_query
    from whoosh.filedb.filestore import FileStorage  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

    from studyapp.search.query import Query

__all__ = ["GENERATION", "Entry", "Found", "IndexBusyError", "IndexUnusableError", "Match", "SearchIndex"]

_FILES: Final = "files"
_LOCK: Final = "write.lock"
_OF_DOCUMENTS: Final = (HitKind.TEXT, HitKind.TITLE)
_MEMORY_MB: Final = 4  # Whoosh sorts so much at once, holding the interpreter: 64 stop the window for 0.8 s
# What Whoosh raises over files that are not what they should be.
_TORN: Final = (
    OSError, EOFError, ValueError, LookupError, AssertionError, struct.error, zlib.error, pickle.PickleError,
    whoosh_index.IndexError, fields.FieldConfigurationError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One searchable text: a block, a section's title or a note. `key` is unique in the index."""

    key: str
    kind: HitKind
    document_id: str
    text: str


@dataclass(frozen=True, slots=True)
class Match:
    """A matching entry; scores can be compared within one search only."""

    key: str
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """The best matches, best first, and how many there are in all."""

    total: int
    matches: tuple[Match, ...]


class SearchIndex:
    """One library's index. It is either whole or refuses with IndexUnusableError; then `create` it anew."""

    def __init__(self, folder: Path, state: IndexState, lock: Any | None) -> None:  # noqa: ANN401 - Whoosh is untyped
        self._folder = folder
        self._lock = lock
        self._state = state
        self._segments: dict[str, Segment] = {}
        self._searching = threading.Lock()
        self._stopped = threading.Event()
        self._closed = False
        with _torn_is_unusable():
            self._index = _storage(folder).open_index()
            self._reader, self._snapshot = self._read()

    @classmethod
    def open(cls, folder: Path, library_id: str) -> Self:
        """Open the index of this library. Where another process writes it, it can be searched only.

        Raises IndexUnusableError when it is missing, torn, of another generation or of another library.
        """
        lock = _acquire(folder) if folder.is_dir() else None
        try:
            state = read_state(folder, library_id)
            verify(folder / _FILES, state)
            return cls(folder, state, lock)
        except BaseException:
            _release(lock)
            raise

    @classmethod
    def create(cls, folder: Path, library_id: str) -> Self:
        """Remove what is in the folder and make an empty index, with nothing applied.

        Raises IndexBusyError while another process writes it, IndexUnusableError when it cannot be written.
        """
        with _torn_is_unusable():
            folder.mkdir(parents=True, exist_ok=True)
            lock = _acquire(folder)
        if lock is None:
            raise IndexBusyError("Another window or command is writing the search index.")
        try:
            with _torn_is_unusable():
                return cls(folder, _make_empty(folder, library_id), lock)
        except BaseException:
            _release(lock)
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
        titles of deleted documents go; their notes go by key.
        """
        if not self.writable:
            raise IndexBusyError("Another window or command is writing the search index.")
        added = {entry.key: entry for entry in entries}
        with _torn_is_unusable():
            verify_sizes(self._folder / _FILES, self._state)
            self._commit(added, set(deleted_documents), {*deleted_keys, *added})
            files = checksums(self._folder / _FILES, self._state.files)
            self._state = IndexState(self._state.library_id, seq, token, files)
            write_state(self._folder, self._state)
            reader, snapshot = self._read()
            with self._searching:
                old, self._reader, self._snapshot = self._reader, reader, snapshot
                old.close()

    def stop(self) -> None:
        """Give up the change that another thread is applying, and all later ones; nothing of it is kept."""
        self._stopped.set()

    def search(
        self,
        query: Query,
        limit: int,
        kinds: Collection[HitKind] = tuple(HitKind),
        document_id: str | None = None,
    ) -> Found:
        """Return the best `limit` matches; equal scores stand in the order in which they were added."""
        with self._searching, _torn_is_unusable():
            snapshot = self._snapshot
            scores = dict(evaluate(query, snapshot))
            if set(kinds) != set(HitKind):
                allowed = snapshot.labelled("kind", kinds)
                scores = {number: score for number, score in scores.items() if number in allowed}
            if document_id is not None:
                allowed = snapshot.labelled("document_id", [document_id])
                scores = {number: score for number, score in scores.items() if number in allowed}
            best = nsmallest(limit, scores.items(), key=lambda item: (-item[1], item[0]))
            return Found(len(scores), tuple(Match(snapshot.key(number), score) for number, score in best))

    def suggest(self, word: str) -> str | None:
        """Return the indexed word nearest to this one, folded; None if it is indexed or nothing is near."""
        lexicon = self._snapshot.lexicon
        sought = fold(word)
        return None if lexicon.count(sought) else lexicon.nearest(sought)

    def completions(self, prefix: str, limit: int) -> tuple[str, ...]:
        """Return the indexed words that begin so, folded, the most frequent first."""
        found = self._snapshot.lexicon.completions(fold(prefix))
        return tuple(word for _, word in nsmallest(limit, found, key=lambda item: (-item[0], item[1])))

    def close(self) -> None:
        """Close the files and let another process write; closing twice does no harm."""
        with self._searching:
            if self._closed:
                return
            self._closed = True
            self._reader.close()
            self._index.close()
            _release(self._lock)
            self._lock = None

    def _commit(self, added: dict[str, Entry], documents: set[str], keys: set[str]) -> None:
        writer = self._index.writer(limitmb=_MEMORY_MB)
        try:
            if not self._index.is_empty():
                with writer.searcher() as searcher:
                    for document_id in documents:
                        writer.delete_by_query(_texts_of(document_id), searcher=searcher)
                    for key in keys:
                        writer.delete_by_term("key", key, searcher=searcher)
            for entry in added.values():
                self._check_stopped()
                writer.add_document(
                    key=entry.key,
                    kind=entry.kind.value,
                    document_id=entry.document_id,
                    text=" ".join(words(entry.text)),
                )
            writer.commit()
        except BaseException:
            if not writer.is_closed:
                writer.cancel()  # a writer is unusable once an addition failed
            raise

    def _check_stopped(self) -> None:
        if self._stopped.is_set():
            raise IndexBusyError("The search index is being closed.")

    def _read(self) -> tuple[Any, Snapshot]:
        """Open a reader for what is committed; segments that were there before are not loaded again."""
        reader = self._index.reader()
        leaves, segments = [], {}
        for leaf, first in reader.leaf_readers():
            if leaf.doc_count_all() == 0:
                continue
            name = leaf.segment().segment_id()
            segments[name] = self._segments.get(name) or Segment(leaf)
            leaves.append((leaf, first, segments[name]))
        self._segments = segments
        return reader, Snapshot(leaves)


def _schema() -> Any:  # noqa: ANN401 - Whoosh is untyped
    """Return the fields; the text is given as our own tokens with spaces between."""
    return fields.Schema(
        key=fields.ID(stored=True, unique=True),
        kind=fields.ID(),
        document_id=fields.ID(),
        text=fields.TEXT(analyzer=analysis.SpaceSeparatedTokenizer(), phrase=True),
    )


def _make_empty(folder: Path, library_id: str) -> IndexState:
    for path in folder.iterdir():
        if path.name == _LOCK:
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
    (folder / _FILES).mkdir()
    _storage(folder).create_index(_schema()).close()
    state = IndexState(library_id, 0, None, checksums(folder / _FILES, {}))
    write_state(folder, state)
    return state


def _texts_of(document_id: str) -> Any:  # noqa: ANN401 - Whoosh is untyped
    kinds = whoosh_query.Or([whoosh_query.Term("kind", kind.value) for kind in _OF_DOCUMENTS])
    return whoosh_query.And([whoosh_query.Term("document_id", document_id), kinds])


def _acquire(folder: Path) -> Any | None:  # noqa: ANN401 - Whoosh is untyped
    """Return the lock on writing, or None where another process has it. A dead process holds none."""
    lock = FileStorage(str(folder)).lock(_LOCK)
    return lock if lock.acquire() else None


def _release(lock: Any | None) -> None:  # noqa: ANN401 - Whoosh is untyped
    if lock is not None:
        lock.release()


def _storage(folder: Path) -> Any:  # noqa: ANN401 - Whoosh is untyped
    """Return the index's files, read and not mapped: a mapped file that is cut short kills the process."""
    return FileStorage(str(folder / _FILES), supports_mmap=False)


@contextmanager
def _torn_is_unusable() -> Iterator[None]:
    try:
        yield
    except _TORN as error:
        raise IndexUnusableError("The search index cannot be used.", str(error)) from error
