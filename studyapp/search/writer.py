"""How entries become postings in Whoosh's files, with fewer detours than Whoosh takes by itself.

Whoosh keeps each posting as a Python tuple and sorts all of them; above some megabytes it writes sorted runs
to the disk and merges them. Here the postings of each word are collected in compact arrays, in the order in
which entries come, and only the words are sorted: no long sort holds the interpreter, and so the window.
"""

from __future__ import annotations

import struct
import warnings
from array import array
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from studyapp.domain.hits import HitKind
from studyapp.search.analysis import placed_pairs, words

with warnings.catch_warnings():  # its patterns hold escapes that newer Pythons warn of
    warnings.simplefilter("ignore")
    from whoosh import columns, fields, formats  # type: ignore[import-untyped]
    from whoosh.codec.whoosh3 import W3Codec  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Iterator

KINDS: Final = (HitKind.TEXT, HitKind.TITLE, HitKind.NOTE, HitKind.CARD)
NOWHERE: Final = -1
RECORD: Final = struct.Struct("<BqiiqI")
"""What is kept of an entry: kind, document, section, block, item, and how many words it has."""


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


class _Positions(formats.Format):  # type: ignore[misc]  # Whoosh is untyped
    """Postings with positions as 32-bit numbers, so that a whole block of them is read at once."""

    def word_values(
        self, value: tuple[list[str], list[tuple[int, str]]], _analyzer: object, **_: object
    ) -> Iterator[tuple[Any, ...]]:
        """Yield word, frequency, weight and positions for each word and pair of an entry."""
        said, pairs = value
        places: dict[str, array[int]] = {}
        for position, word in chain(enumerate(said), pairs):
            if word in places:
                places[word].append(position)
            else:
                places[word] = array("I", (position,))
        for word, positions in places.items():
            yield word, len(positions), float(len(positions)), positions.tobytes()


class _Posted:
    """The postings of one word."""

    __slots__ = ("numbers", "sizes", "values", "weights")

    def __init__(self) -> None:
        self.numbers = array("I")
        self.weights = array("f")
        self.sizes = array("I")
        self.values = bytearray()


class _Pool:
    """What Whoosh calls a posting pool: takes postings in the order of entries, gives them by word."""

    def __init__(self) -> None:
        self._by_word: dict[tuple[str, bytes], _Posted] = {}

    def add(self, posting: tuple[str, bytes, int, float, bytes | None]) -> None:
        """Take a posting: field, word, entry, weight, and a value where the field has one."""
        field, word, number, weight, value = posting
        posted = self._by_word.get((field, word))
        if posted is None:
            posted = self._by_word[field, word] = _Posted()
        posted.numbers.append(number)
        posted.weights.append(weight)
        posted.sizes.append(len(value or b""))
        posted.values += value or b""

    def iter_postings(self) -> Iterator[tuple[str, bytes, int, float, bytes]]:
        """Yield all postings, by field and word, the entries ascending; what was given is forgotten."""
        for field, word in sorted(self._by_word):
            posted, at = self._by_word.pop((field, word)), 0
            for number, weight, size in zip(posted.numbers, posted.weights, posted.sizes, strict=True):
                yield field, word, number, weight, bytes(posted.values[at : at + size])
                at += size

    def cleanup(self) -> None:
        """Forget what is left."""
        self._by_word.clear()


def make_schema() -> Any:  # noqa: ANN401 - Whoosh is untyped
    """Return the fields of an entry; the text is given as our own words."""
    return fields.Schema(
        key=fields.ID(unique=True),
        owner=fields.ID(),  # the document of a text or title: both go with it
        record=fields.COLUMN(columns.FixedBytesColumn(RECORD.size)),
        text=fields.FieldType(_Positions(), None),
    )


def make_writer(index: Any) -> Any:  # noqa: ANN401 - as above
    """Return Whoosh's writer with our pool."""
    codec = W3Codec()
    codec.length_stats = False  # it would look up the length of each posting's entry, which the record has
    writer = index.writer(codec=codec)
    writer.pool = _Pool()
    return writer


def add_entry(writer: Any, entry: Entry) -> None:  # noqa: ANN401 - as above
    """Put an entry into an index."""
    said = words(entry.text)
    record = RECORD.pack(
        KINDS.index(entry.kind),
        int(entry.document_id),
        NOWHERE if entry.section is None else entry.section,
        NOWHERE if entry.block is None else entry.block,
        NOWHERE if entry.item_id is None else int(entry.item_id),
        len(said),
    )
    owner = {"owner": entry.document_id} if entry.item_id is None else {}
    writer.add_document(key=entry.key, record=record, text=(said, placed_pairs(entry.text, said)), **owner)
