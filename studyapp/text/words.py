"""Words: runs of letters and digits, with inner apostrophes and hyphens. Texts folded to compare them."""

from __future__ import annotations

import re
import unicodedata

_ASCII_WORD = re.compile(r"[A-Za-z0-9]+(?:['\-][A-Za-z0-9]+)*")
_WORD = re.compile(r"[^\W_]+(?:['’\-‐‑][^\W_]+)*")
_JOINERS = "\u00ad\u200c\u200d"  # the soft hyphen, the non-joiner of Persian, the joiner


def count_words(text: str) -> int:
    """Return the number of words in the text: "south-east" and "don't" are one each, "3.5" is two."""
    if text.isascii():
        return len(_ASCII_WORD.findall(text))
    for character in set(text):
        if character in _JOINERS or unicodedata.category(character)[0] == "M":
            # It stands inside words without being a letter, and `re` would end the word at it.
            text = text.replace(character, "")
    return len(_WORD.findall(text))


def fold(text: str) -> str:
    """Return the text without case and accents, with single spaces: lists are filtered and sorted by it."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(bare.casefold().split())
