"""The index's files: the one module that knows Whoosh, its writer, its readers and its lock.

Whoosh keeps the postings. They are read here block by block, as it wrote them (128 postings each), because
its own way of reading calls a chain of Python functions for each single posting. That touches names of its
codec that begin with an underscore; the version is pinned.
"""

from __future__ import annotations

import pickle
import struct
import warnings
import zlib
from array import array
from contextlib import contextmanager
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from studyapp.domain.hits import HitKind
from studyapp.search.analysis import words
from studyapp.search.state import IndexUnusableError

with warnings.catch_warnings():  # its patterns hold escapes that newer Pythons warn of
    warnings.simplefilter("ignore")
    from whoosh import columns, fields, formats  # type: ignore[import-untyped]
    from whoosh import index as whoosh_index
    from whoosh.codec.whoosh3 import W3LeafMatcher  # type: ignore[import-untyped]
    from whoosh.filedb.filestore import FileStorage  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from pathlib import Path

    from numpy.typing import NDArray

FILES: Final = "files"
LOCK: Final = "write.lock"
KINDS: Final = (HitKind.TEXT, HitKind.TITLE, HitKind.NOTE, HitKind.CARD)
NOWHERE: Final = -1
_MEMORY_MB: Final = 4  # Whoosh sorts so much at once, holding the interpreter: 64 stop the window for 0.8 s
_TEXT: Final = "text"
_RECORD: Final = struct.Struct("<BqiiqI")
_RECORDS: Final = np.dtype(
    [("kind", "<u1"), ("document", "<i8"), ("section", "<i4"), ("block", "<i4"), ("item", "<i8"),
     ("length", "<u4")]
)  # fmt: skip
# What Whoosh raises over files that are not what they should be.
_TORN: Final = (
    OSError, EOFError, ValueError, LookupError, AssertionError, struct.error, zlib.error, pickle.PickleError,
    whoosh_index.IndexError, fields.FieldConfigurationError,
)  # fmt: skip


class Entry(NamedTuple):
    """One searchable text: a block, a section's title, a note or a card, with the place that it belongs to.

    Ids are numbers as text. A block or title is known by its place, a note or card by `item_id`.
    """

    kind: HitKind
    document_id: str
    text: str
    section: int | None = None
    block: int | None = None
    item_id: str | None = None

    @property
    def key(self) -> str:
        """The entry's name, which no other entry has."""
        if self.item_id is not None:
            return item_key(self.kind, self.item_id)
        return f"{self.kind.value}:{self.document_id}:{self.section}:{self.block}"


def item_key(kind: HitKind, item_id: str) -> str:
    """Return the key of a note's or card's entry."""
    return f"{kind.value}:{item_id}"


class Posted(NamedTuple):
    """Where a word's posting list begins in a segment, its length in bytes, and in how many entries it is."""

    offset: int
    length: int
    entries: int


def _posted(info: Any) -> Posted:  # noqa: ANN401 - Whoosh is untyped
    offset, length = info.extent()
    return Posted(offset, length, info.doc_frequency())


class Segment:
    """One part of the index, which never changes but for deletions: its words, and what its entries are."""

    def __init__(self, reader: Any) -> None:  # noqa: ANN401 - Whoosh is untyped
        self.postings: dict[str, Posted] = {
            word.decode(): _posted(info) for word, info in reader.iter_field(_TEXT)
        }
        column = reader.column_reader("record", translate=False)
        packed = b"".join(column[number] for number in range(reader.doc_count_all()))
        self.records: NDArray[np.void] = np.frombuffer(packed, _RECORDS)


class Leaf(NamedTuple):
    """A segment as it is now: an open reader of it, and which of its entries are deleted."""

    reader: Any
    segment: Segment
    deleted: NDArray[np.int64]

    def read(self, word: str, *, positions: bool) -> tuple[list[int], list[float], bytes]:
        """Return the entries that hold a word, ascending, how often each does, and where, as 32-bit numbers.

        Positions count words of the entry from 0; they are empty unless they are asked for.
        """
        known = self.segment.postings.get(word)
        numbers: list[int] = []
        counts: list[float] = []
        places: list[bytes] = []
        if known is None:
            return numbers, counts, b""
        matcher = W3LeafMatcher(self.reader._terms._postfile, known.offset, known.length, _FORMAT)  # noqa: SLF001
        while matcher.is_active():
            matcher._read_data()  # noqa: SLF001 - see the module's docstring
            steps, weights, values = matcher._data  # noqa: SLF001
            numbers.extend(accumulate(steps))
            counts.extend(weights if isinstance(weights, tuple) else [weights or 1.0] * len(steps))
            if positions:
                places.extend(values)
            matcher._next_block()  # noqa: SLF001
        return numbers, counts, b"".join(places)


class Store:
    """An open index in a folder."""

    def __init__(self, folder: Path) -> None:
        self._index = _storage(folder).open_index()
        self._segments: dict[str, Segment] = {}

    def read(self) -> tuple[Any, list[Leaf]]:
        """Open a reader of what is committed; segments that were there before are not loaded again."""
        reader = self._index.reader()
        leaves, segments = [], {}
        for leaf, _ in reader.leaf_readers():
            if leaf.doc_count_all() == 0:
                continue
            name = leaf.segment().segment_id()
            segments[name] = self._segments.get(name) or Segment(leaf)
            deleted = np.fromiter(leaf.segment().deleted_docs() or (), np.int64)
            leaves.append(Leaf(leaf, segments[name], deleted))
        self._segments = segments
        return reader, leaves

    def write(
        self,
        added: Iterable[Entry],
        owners: Collection[str],
        keys: Collection[str],
        check: Callable[[], None],
    ) -> None:
        """Delete what the owners have and what has the keys, then add, in one commit; `check` may stop it."""
        writer = self._index.writer(limitmb=_MEMORY_MB)
        try:
            if not self._index.is_empty():
                with writer.searcher() as searcher:
                    for name, values in (("owner", owners), ("key", keys)):
                        for value in values:
                            writer.delete_by_term(name, value, searcher=searcher)
            for entry in added:
                check()
                _add(writer, entry)
            writer.commit()
        except BaseException:
            if not writer.is_closed:
                writer.cancel()  # a writer is unusable once an addition failed
            raise

    def close(self) -> None:
        """Close the files."""
        self._index.close()


class _Positions(formats.Format):  # type: ignore[misc]  # Whoosh is untyped
    """Postings with positions as 32-bit numbers, so that a whole block of them is read at once."""

    def word_values(self, value: list[str], _analyzer: object, **_: object) -> Iterator[tuple[Any, ...]]:
        """Yield word, frequency, weight and positions for each word of an entry."""
        places: dict[str, array[int]] = {}
        for position, word in enumerate(value):
            if word in places:
                places[word].append(position)
            else:
                places[word] = array("I", (position,))
        for word, positions in places.items():
            yield word, len(positions), float(len(positions)), positions.tobytes()


_FORMAT: Final = _Positions()


def create_files(folder: Path) -> None:
    """Make an empty index in a folder that has none."""
    folder.mkdir()
    schema = fields.Schema(
        key=fields.ID(unique=True),
        owner=fields.ID(),  # the document of a text or title: both go with it
        record=fields.COLUMN(columns.FixedBytesColumn(_RECORD.size)),
        text=fields.FieldType(_FORMAT, None),
    )
    FileStorage(str(folder), supports_mmap=False).create_index(schema).close()


def _add(writer: Any, entry: Entry) -> None:  # noqa: ANN401 - Whoosh is untyped
    said = words(entry.text)
    record = _RECORD.pack(
        KINDS.index(entry.kind),
        int(entry.document_id),
        NOWHERE if entry.section is None else entry.section,
        NOWHERE if entry.block is None else entry.block,
        NOWHERE if entry.item_id is None else int(entry.item_id),
        len(said),
    )
    owner = {"owner": entry.document_id} if entry.item_id is None else {}
    writer.add_document(key=entry.key, record=record, text=said, **owner)


def acquire(folder: Path) -> Any | None:  # noqa: ANN401 - Whoosh is untyped
    """Return the lock on writing, or None where another process has it. A dead process holds none."""
    lock = FileStorage(str(folder)).lock(LOCK)
    return lock if lock.acquire() else None


def release(lock: Any | None) -> None:  # noqa: ANN401 - Whoosh is untyped
    """Give the lock back."""
    if lock is not None:
        lock.release()


def _storage(folder: Path) -> Any:  # noqa: ANN401 - Whoosh is untyped
    """Return the index's files, read and not mapped: a mapped file that is cut short kills the process."""
    return FileStorage(str(folder / FILES), supports_mmap=False)


@contextmanager
def torn_is_unusable() -> Iterator[None]:
    """Raise IndexUnusableError for whatever Whoosh raises over torn files."""
    try:
        yield
    except _TORN as error:
        raise IndexUnusableError("The search index cannot be used.", str(error)) from error
