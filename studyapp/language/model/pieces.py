"""Words → what the encoder reads: word pieces (WordPiece, uncased, as BERT's) and the shape of each word.

The encoder knows no capitals, so the shape goes in beside the pieces. Training uses this module too.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

UNKNOWN = "[UNK]"
START = "[CLS]"
END = "[SEP]"
MASK = "[MASK]"
# A word of more pieces (an address of the web) says nothing more by the rest of them.
MOST_PIECES_OF_WORD = 12
_LONGEST_WORD = 100  # code points, as in BERT
_CACHED_WORDS = 50_000
SHAPES = 8  # ids that `shape_of` returns


class Encoded(NamedTuple):
    """A sentence as the encoder reads it: `pieces` and `shapes` of one length, `first` piece of each word."""

    pieces: list[int]
    shapes: list[int]
    first: list[int]


def shape_of(word: str) -> int:
    """Return how a word is written: 0 signs, 1 small, 2 Title, 3 ALL, 4 miXed, 5 digits, 6 one capital."""
    if any(c.isdigit() for c in word):
        return 5
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return 0
    capitals = sum(c.isupper() for c in letters)
    if capitals == 0:
        return 1
    if len(letters) == 1:
        return 6
    if capitals == len(letters):
        return 3
    return 2 if letters[0].isupper() and capitals == 1 else 4


class Pieces:
    """A vocabulary of word pieces; words that were seen are remembered."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self._ids: Mapping[str, int] = {piece: number for number, piece in enumerate(vocabulary)}
        self._seen: dict[str, tuple[list[int], int]] = {}
        self.start, self.end = self._ids[START], self._ids[END]
        self.mask, self._unknown = self._ids[MASK], self._ids[UNKNOWN]

    def encode(self, words: Sequence[str]) -> Encoded:
        """Return a sentence between its start and end marks; every word has at least one piece."""
        pieces, shapes, first = [self.start], [0], []
        for word in words:
            ids, shape = self._of_word(word)
            first.append(len(pieces))
            pieces += ids
            shapes += [shape] * len(ids)
        return Encoded([*pieces, self.end], [*shapes, 0], first)

    def _of_word(self, word: str) -> tuple[list[int], int]:
        found = self._seen.get(word)
        if found is None:
            if len(self._seen) >= _CACHED_WORDS:
                self._seen.clear()
            ids = [number for part in _parts(word) for number in self._of_part(part)]
            found = self._seen[word] = (ids[:MOST_PIECES_OF_WORD] or [self._unknown], shape_of(word))
        return found

    def _of_part(self, part: str) -> list[int]:
        """Cut greedily into the longest known pieces; a part that cannot be cut so is unknown as a whole."""
        if len(part) > _LONGEST_WORD:
            return [self._unknown]
        found: list[int] = []
        start = 0
        while start < len(part):
            mark = "##" if start else ""
            end = next(
                (end for end in range(len(part), start, -1) if mark + part[start:end] in self._ids), start
            )
            if end == start:
                return [self._unknown]
            found.append(self._ids[mark + part[start:end]])
            start = end
        return found


def _parts(word: str) -> list[str]:
    """Return the runs of letters and digits of a word, small, without accents, and its signs one by one."""
    parts: list[str] = []
    is_open = False
    for character in unicodedata.normalize("NFD", word.lower()):
        category = unicodedata.category(character)
        if category == "Mn" or category.startswith("C"):
            continue
        if category.startswith("Z"):
            is_open = False
        elif _is_sign(character, category) or _is_cjk(character):
            parts.append(character)
            is_open = False
        elif is_open:
            parts[-1] += character
        else:
            parts.append(character)
            is_open = True
    return parts


def _is_sign(character: str, category: str) -> bool:
    """Tell what BERT takes for punctuation: all of it, and the symbols of ASCII."""
    return category.startswith("P") or (category.startswith("S") and character.isascii())


def _is_cjk(character: str) -> bool:
    return 0x3400 <= ord(character) <= 0x9FFF or 0x20000 <= ord(character) <= 0x2FA1F
