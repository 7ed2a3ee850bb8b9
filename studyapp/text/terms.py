"""What a text sets off: short phrases in bold or italics, and the words of its headings."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from studyapp.domain.documents import BlockKind, InlineKind
from studyapp.text.rarity import rarity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studyapp.domain.documents import Section

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W_]+)*")
_MOST_WORDS = 4  # of a phrase: a longer one is stressed, no term
_ARTICLES = ("a", "an", "the")


@lru_cache(maxsize=20_000)
def term_key(phrase: str) -> str:
    """Return what a phrase is known by: its words in small letters, in the singular, without an article."""
    words = [word.casefold() for word in _WORD.findall(phrase)]
    return " ".join(_singular(word) for word in (words[1:] if words[:1] and words[0] in _ARTICLES else words))


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > len("ties"):
        return f"{word[:-3]}y"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


@lru_cache(maxsize=20_000)
def telling(phrase: str) -> float:
    """Return how rare the rarest word of a phrase is: 0 for plain words, 1 for one that few texts have."""
    return max(
        (min(rarity(word), rarity(_singular(word.casefold()))) for word in _WORD.findall(phrase)), default=0
    )


class Terms:
    """The phrases that a text sets off. Without sections it knows none."""

    def __init__(self, sections: Sequence[Section] = ()) -> None:
        self._marked: set[str] = set()
        self._headings: set[str] = set()
        for section in sections:
            self._headings.add(f" {term_key(section.title or '')} ")
            for block in section.blocks:
                if block.kind is BlockKind.HEADING:
                    self._headings.add(f" {term_key(block.text)} ")
                    continue
                self._marked.update(
                    term_key(block.text[one.start : one.end])
                    for one in block.inlines
                    if one.kind in (InlineKind.STRONG, InlineKind.EMPHASIS)
                    and 0 < len(block.text[one.start : one.end].split()) <= _MOST_WORDS
                )
        self._marked.discard("")

    def is_marked(self, phrase: str) -> bool:
        """Tell whether a phrase is set in bold or italics somewhere in the text."""
        return term_key(phrase) in self._marked

    def is_headed(self, phrase: str) -> bool:
        """Tell whether a heading has all the words of a phrase, one after the other."""
        key = term_key(phrase)
        return bool(key) and any(f" {key} " in heading for heading in self._headings)

    def is_term(self, phrase: str) -> bool:
        """Tell whether a text sets a phrase off in one way or the other."""
        return self.is_marked(phrase) or self.is_headed(phrase)

    def marked_in(self, text: str) -> int:
        """Return how many of the phrases in bold or italics stand in a text."""
        words = term_key(text).split() if self._marked else []
        runs = {
            " ".join(words[i : i + n]) for n in range(1, _MOST_WORDS + 1) for i in range(len(words) - n + 1)
        }
        return len(runs & self._marked)
