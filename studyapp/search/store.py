"""The index's files: opening, reading and locking them.

Postings are read word by word, as Whoosh's codec wrote them: blocks of 128, each pickled and compressed. Its
own way of reading calls a chain of Python functions for each single posting. This is its format of version
2.7.4, which is pinned; what it reads was written and verified by this program.
"""

from __future__ import annotations

import pickle
import struct
import warnings
import zlib
from array import array
from contextlib import contextmanager
from io import BytesIO
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from studyapp.search.state import IndexUnusableError
from studyapp.search.writer import add_entry, make_schema, make_writer

with warnings.catch_warnings():  # its patterns hold escapes that newer Pythons warn of
    warnings.simplefilter("ignore")
    from whoosh import fields, index  # type: ignore[import-untyped]
    from whoosh.filedb.filestore import FileStorage  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from studyapp.search.writer import Entry

FILES: Final = "files"
LOCK: Final = "write.lock"
_TEXT: Final = "text"
_RECORDS: Final = np.dtype(
    [("kind", "<u1"), ("document", "<i8"), ("section", "<i4"), ("block", "<i4"), ("item", "<i8"),
     ("length", "<u4")]
)  # fmt: skip
"""The layout of `writer.RECORD`."""
_BLOCKS_BEGIN: Final = 4  # bytes: every posting list begins with a sign
_SIZE: Final = struct.Struct("!i")  # before each block, negative before the last one
# What Whoosh raises over files that are not what they should be.
_TORN: Final = (
    OSError, EOFError, ValueError, LookupError, AttributeError, ImportError, AssertionError, struct.error,
    zlib.error, pickle.PickleError, index.IndexError, fields.FieldConfigurationError,
)  # fmt: skip


class Segment:
    """One part of the index, which never changes but for deletions: its words, and what its entries are.

    Of each word, by its number: in how many entries it is, where its posting list begins, its length in
    bytes. They are arrays: an object for each word would be looked at in each round of Python's collector of
    garbage, which holds the window for as long.
    """

    def __init__(self, reader: Any) -> None:  # noqa: ANN401 - Whoosh is untyped
        self.words: dict[str, int] = {}
        self.entries, self.offsets, self.lengths = array("I"), array("Q"), array("Q")
        for number, (word, info) in enumerate(reader.iter_field(_TEXT)):
            offset, (length,) = info.extent()  # Whoosh forgot to take the length out of its tuple
            self.words[word.decode()] = number
            self.entries.append(info.doc_frequency())
            self.offsets.append(offset)
            self.lengths.append(length)
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
        numbers: list[int] = []
        counts: list[float] = []
        places: list[bytes] = []
        for steps, weights, values in self._blocks(word):
            numbers.extend(accumulate(steps))
            counts.extend(weights if isinstance(weights, tuple) else [weights or 1.0] * len(steps))
            if positions:
                places.extend(values)
        return numbers, counts, b"".join(places)

    def _blocks(self, word: str) -> Iterator[tuple[Any, ...]]:
        """Yield each block of a word's postings: steps between entries, weights (None for 1), values."""
        number = self.segment.words.get(word)
        if number is None:
            return
        length = self.segment.lengths[number]
        written = self.reader._terms._postfile.get(self.segment.offsets[number], length)  # noqa: SLF001
        stream, at = BytesIO(written), _BLOCKS_BEGIN
        while at < length:
            (size,) = _SIZE.unpack_from(written, at)
            stream.seek(at + _SIZE.size)
            compressed = pickle.load(stream)[3]  # of what is said about the block before its data
            data = written[stream.tell() : at + _SIZE.size + abs(size)]
            yield pickle.loads(zlib.decompress(data) if compressed else data)
            at += _SIZE.size + abs(size)


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

    def write(self, added: Iterable[Entry], owners: Collection[str], keys: Collection[str]) -> None:
        """Delete what the owners have and what has the keys, then add, in one commit."""
        writer = make_writer(self._index)
        try:
            if not self._index.is_empty():
                with writer.searcher() as searcher:
                    for name, values in (("owner", owners), ("key", keys)):
                        for value in values:
                            writer.delete_by_term(name, value, searcher=searcher)
            for entry in added:
                add_entry(writer, entry)
            writer.commit()
        except BaseException:
            if not writer.is_closed:
                writer.cancel()  # a writer is unusable once an addition failed
            raise

    def close(self) -> None:
        """Close the files."""
        self._index.close()


def create_files(folder: Path) -> None:
    """Make an empty index in a folder that has none."""
    folder.mkdir()
    FileStorage(str(folder), supports_mmap=False).create_index(make_schema()).close()


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
