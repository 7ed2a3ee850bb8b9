"""What the layout of a page is made of: words with their places, lines of words, and pages.

Coordinates are points (1/72 inch) from the upper left corner of the visible page, y downwards, text upright.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntFlag
from typing import NamedTuple


class Style(IntFlag):
    """How a word is set, as far as its font says."""

    PLAIN = 0
    BOLD = 1
    ITALIC = 2
    MONO = 4


class Word(NamedTuple):
    """Characters without a space between them; `base` is the line that they stand on.

    `pinned` is set where the file itself has a space before the word, however small the gap is.
    `mirrored` words count from the right edge of their page: text that runs from right to left is laid out
    as if in a mirror, so that lines begin on the left for whoever looks for indents, marks and margins.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    style: Style = Style.PLAIN
    pinned: bool = False
    mirrored: bool = False


@dataclass(slots=True)
class Line:
    """Words on one line of one column, in visual order; `raised` are the indexes of superscripts in it."""

    words: list[Word]
    left: float
    right: float
    base: float
    size: float  # of most of its characters
    style: Style  # what all its words share
    raised: frozenset[int] = frozenset()

    @property
    def text(self) -> str:
        """Return the words in visual order with a space between them."""
        return " ".join(word.text for word in self.words)


@dataclass(slots=True)
class Page:
    """One page: what stands on it, before and after the furniture is taken away."""

    index: int
    label: str
    width: float
    height: float
    words: list[Word] = field(default_factory=list)
    has_pictures: bool = False
    has_unknown: bool = False  # characters of which the file does not say what they are
    top: float = 0.0  # the y of its upper edge as the file counts, upwards


@dataclass(slots=True)
class Column:
    """A run of lines that are read one after the other, between two margins."""

    page: int
    left: float
    right: float
    lines: list[Line]
    ragged: float = 0.0  # its width, where the lines do not end at the margin
