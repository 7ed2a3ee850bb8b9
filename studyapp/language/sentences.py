"""Sentences of a block and their words. Every span is half-open, in code points of the block."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sentencex import get_sentence_boundaries  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Iterator

# The splitter's time grows with the square of the quotation marks in a text, so it gets no more than this.
LONGEST_PIECE = 10_000  # code points; blocks of imported documents are no longer

_WORD = re.compile(
    r"""
    (?:[^\W\d_]\.){2,}                                        # U.S., J.R.
    |(?:Mr|Mrs|Ms|Dr|St|Sen|Gov|Gen|Rep|Prof|Rev|Capt|Col|Lt|Sgt|Jr|Sr|Inc|Ltd|Co|Corp)\.
    |[A-HJ-UWYZ]\.(?=\s?[A-Z])                               # an initial; I, V and X are numerals
    |\d+(?:[.,]\d+)*(?:st|nd|rd|th|s)?(?![^\W_])              # 1979, 1,200, 28th, 1990s
    |[^\W_]+(?:[-‐‑'’](?!s\b)[^\W_]+)*                        # also North-South, O'Brien, al-Hadid, G20
    |['’]s\b
    |\S
    """,
    re.VERBOSE,
)


@dataclass(slots=True)
class Sentence:
    """One sentence: where it stands, and its words with their spans in the block."""

    section: int
    block: int
    start: int
    end: int
    text: str
    words: list[str] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)

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
    words: list[str] = []
    spans: list[tuple[int, int]] = []
    for match in _WORD.finditer(text):
        words.append(match[0])
        spans.append((start + match.start(), start + match.end()))
    return Sentence(section, block, start, start + len(text), text, words, spans)


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    while len(text) - start > LONGEST_PIECE:
        cut = text.rfind(" ", start, start + LONGEST_PIECE) + 1
        end = cut if cut > start else start + LONGEST_PIECE
        yield start, text[start:end]
        start = end
    yield start, text[start:]
