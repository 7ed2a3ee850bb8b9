"""Text → tokens, the same for indexing, queries and marks, so that the three can never disagree.

A token is a run of letters, digits and combining marks; apostrophes and hyphens divide words ("Iran's" holds
"iran" and "s"), and a query that holds them is a phrase. In scripts that are written without spaces each
character is a token of its own; the index keeps each two in a row besides, so that runs of them are found
by pairs. Case, accents, Hebrew points and Arabic vowel marks are folded away.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

TOKEN_LIMIT: Final = 128  # code points; longer runs are compared by their beginning only

# Scripts without spaces between words: Thai to Myanmar, Khmer, kana, Han; Hangul for its particles.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u3035"
    "\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3105-\u318f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f\U00020000-\U000323af"
)
_INNER = "\u00ad\u200c\u200d"  # soft hyphen, zero-width non-joiner and joiner: inside a word, not part of it
_INVISIBLE = str.maketrans("", "", _INNER + "\u0640")  # and the Arabic tatweel, which only stretches a word

# Letters with a stroke or a ligature that Unicode does not decompose, as people type them without the key.
_PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"}
)


def _mark_ranges() -> str:
    """Return the combining marks as the inside of a regular expression's class."""
    parts = []
    start: int | None = None
    for point in range(0x0300, 0x1F000):
        if unicodedata.category(chr(point))[0] == "M":
            start = point if start is None else start
        elif start is not None:
            parts.append(f"{chr(start)}-{chr(point - 1)}")
            start = None
    return "".join(parts) + "\U000e0100-\U000e01ef"


_MARKS: Final = _mark_ranges()
_TOKEN: Final = re.compile(
    rf"(?P<unspaced>[{_UNSPACED}][{_MARKS}]*)"
    rf"|(?:(?![{_UNSPACED}])\w)(?:(?![{_UNSPACED}])[\w{_MARKS}]|[{_INNER}](?=\w))*"
)


_ALONE: Final = re.compile(rf"[{_UNSPACED}][{_MARKS}]*")
_PAIR: Final = re.compile(rf"(?:{_ALONE.pattern}){{2}}")
_ANY_UNSPACED: Final = re.compile(f"[{_UNSPACED}]")

_PLAIN_WORD: Final = re.compile(r"\w+", re.ASCII)


class Token(NamedTuple):
    """A folded word and the half-open span, in code points, that it was taken from."""

    text: str
    start: int
    end: int


def _is_accent(character: str) -> bool:
    """Tell an accent, point or vowel mark, which readers leave out, from a sign that makes another letter."""
    order = unicodedata.combining(character)
    return 10 <= order <= 36 or order >= 202


@lru_cache(maxsize=65_536)
def fold(word: str) -> str:
    """Return the word without case, accents and compatibility forms; folding twice changes nothing."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.translate(_INVISIBLE).casefold()).casefold()
    plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not _is_accent(c) and not c.isspace())
    return unicodedata.normalize("NFC", plain.translate(_PLAIN)).translate(_INVISIBLE)


# What nearly all of a book is made of: ASCII, accented Latin letters, the signs and spaces of typesetting.
_FLAT: Final = {
    ord(letter): fold(letter)
    for letter in map(chr, range(0xC0, 0x250))
    if letter.isalpha() and len(fold(letter)) == 1 and fold(letter).isascii()
}
_FLAT_TEXT: Final = re.compile(
    f"[\\x00-\\x7f\\u00a0\\u2000-\\u200b\\u2010-\\u2027\\u202f-\\u203e{''.join(map(chr, _FLAT))}]*"
)


def flat(text: str) -> str | None:
    """Return the text folded sign by sign where that is enough: its words are its runs of ASCII letters.

    None for any other text. A flat text is as long as the text itself, and quick to look through.
    """
    if text.isascii():
        return text.lower()
    return text.translate(_FLAT).lower() if _FLAT_TEXT.fullmatch(text) is not None else None


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of a text in reading order."""
    simple = flat(text)
    if simple is not None:
        for found in _PLAIN_WORD.finditer(simple):
            yield Token(found.group()[:TOKEN_LIMIT], found.start(), found.end())
        return
    for found in _TOKEN.finditer(text):
        folded = fold(found.group()[:TOKEN_LIMIT])
        if folded:
            yield Token(folded, found.start(), found.end())


def pairs(said: Sequence[str]) -> list[str]:
    """Return each two words in a row as one, in their order, if all are characters of unspaced scripts."""
    return [a + b for a, b in pairwise(said)] if all(map(_ALONE.fullmatch, said)) else []


def placed_pairs(text: str, said: Sequence[str]) -> list[tuple[int, str]]:
    """Return the pairs among the words of a text, each with the position of its first character."""
    if not _ANY_UNSPACED.search(text):
        return []
    alone = [_ALONE.fullmatch(word) is not None for word in said]
    return [(at, a + b) for at, (a, b) in enumerate(pairwise(said)) if alone[at] and alone[at + 1]]


def is_pair(word: str) -> bool:
    """Tell a pair of characters of unspaced scripts from a word."""
    return not word.isascii() and _PAIR.fullmatch(word) is not None


def words(text: str) -> list[str]:
    """Return the folded words of a text in reading order."""
    simple = flat(text)
    if simple is not None:
        found = _PLAIN_WORD.findall(simple)
        return [word[:TOKEN_LIMIT] for word in found] if len(text) > TOKEN_LIMIT else found
    return [token.text for token in tokens(text)]
