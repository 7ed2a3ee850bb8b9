"""Counting words: runs of letters and digits, with inner apostrophes and hyphens."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# An apostrophe, a hyphen, or an invisible joiner (soft hyphen, the non-joiner of Persian) inside a word.
_INNER = "['’\\-‐‑\u00ad\u200c\u200d]"
_ASCII_WORD = re.compile(r"[A-Za-z0-9]+(?:['\-][A-Za-z0-9]+)*")
_LAST_MARK = 0x1F000  # beyond it Unicode has variation selectors only, which end no word


def count_words(text: str) -> int:
    """Return the number of words in the text: "south-east" and "don't" are one each, "3.5" is two."""
    pattern = _ASCII_WORD if text.isascii() else _unicode_word()
    return sum(1 for _ in pattern.finditer(text))


@lru_cache(maxsize=1)
def _unicode_word() -> re.Pattern[str]:
    """Return the pattern of a word in any script: combining marks belong to the letter before them.

    The marks have no class of their own in `re`, so their ranges are collected once, in some milliseconds.
    """
    letter = f"[^\\W_][{_combining_marks()}]*"
    return re.compile(f"(?:{letter})+(?:{_INNER}(?:{letter})+)*")


def _combining_marks() -> str:
    ranges: list[list[int]] = []
    for code in range(0x300, _LAST_MARK):
        if unicodedata.category(chr(code))[0] != "M":
            continue
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges)
