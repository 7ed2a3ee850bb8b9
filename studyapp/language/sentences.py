"""Sentences of a block and their words. Every span is half-open, in code points of the block."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, overload

from sentencex import get_sentence_boundaries  # type: ignore[import-untyped]

from studyapp.language.tokens import find_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# The splitter's time grows with the square of the quotation marks in a text, so it gets no more than this.
LONGEST_PIECE = 10_000  # code points; blocks of imported documents are no longer


class Spans(Sequence[tuple[int, int]]):
    """Pairs of numbers in 8 bytes each: the words of a book of a million words are kept at once."""

    __slots__ = ("_ends",)

    def __init__(self, pairs: Iterable[tuple[int, int]]) -> None:
        self._ends = array("I", (end for pair in pairs for end in pair))

    def __len__(self) -> int:
        return len(self._ends) // 2

    @overload
    def __getitem__(self, index: int) -> tuple[int, int]: ...
    @overload
    def __getitem__(self, index: slice) -> list[tuple[int, int]]: ...
    def __getitem__(self, index: int | slice) -> tuple[int, int] | list[tuple[int, int]]:
        if isinstance(index, slice):
            return [self[at] for at in range(*index.indices(len(self)))]
        at = index + len(self) if index < 0 else index
        if not 0 <= at < len(self):
            raise IndexError(index)
        return self._ends[2 * at], self._ends[2 * at + 1]


@dataclass(slots=True)
class Sentence:
    """One sentence: where it stands, and its words with their spans in the block."""

    section: int
    block: int
    start: int
    end: int
    text: str
    words: list[str]
    spans: Sequence[tuple[int, int]]

    def literal(self, first: int, last: int) -> str:
        """Return the text from word `first` up to, not including, word `last`."""
        return self.text[self.spans[first][0] - self.start : self.spans[last - 1][1] - self.start]


def split_sentences(section: int, block: int, text: str) -> Iterator[Sentence]:
    """Yield the sentences of a block in order, without the white space around them."""
    for start, piece in _pieces(text):
        for boundary in get_sentence_boundaries("en", piece):
            raw = boundary["text"]
            stripped = raw.strip()
            if not stripped:
                continue
            at = start + boundary["start_index"] + len(raw) - len(raw.lstrip())
            yield _sentence(section, block, at, stripped)


def _sentence(section: int, block: int, start: int, text: str) -> Sentence:
    found = list(find_words(text))
    words = [sys.intern(text[first:last]) for first, last in found]  # a book repeats its words
    spans = Spans((start + first, start + last) for first, last in found)
    return Sentence(section, block, start, start + len(text), text, words, spans)


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    while len(text) - start > LONGEST_PIECE:
        cut = text.rfind(" ", start, start + LONGEST_PIECE) + 1
        end = cut if cut > start else start + LONGEST_PIECE
        yield start, text[start:end]
        start = end
    yield start, text[start:]
