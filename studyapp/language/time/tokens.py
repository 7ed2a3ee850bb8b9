"""Words, numbers and marks of a text, with their places: what the grammar reads."""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import NamedTuple

_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff"  # spaces without width and word joiners
_TOKEN = re.compile(rf"[^\W_]+|[^\s{_INVISIBLE}]")
_OPENING = "([{“‘\"'’–—"
_LONGEST_NUMBER = 4  # digits of a year; longer numbers are no part of a date


class Kind(Enum):
    """What a token is."""

    WORD = auto()
    NUMBER = auto()  # 1848
    ORDINAL = auto()  # 28th
    PLURAL = auto()  # 1980s, 80s
    MARK = auto()
    NONE = auto()  # beyond the ends of the text


class Token(NamedTuple):
    """A token: `value` is its number, 0 if it has none; `glued` means no white space in front."""

    text: str
    lower: str
    start: int
    end: int
    kind: Kind
    value: int
    glued: bool


_OUTSIDE = Token("", "", 0, 0, Kind.NONE, 0, glued=False)


class Line:
    """The tokens of a text. Beyond its ends stand empty ones, so that readers may look around freely."""

    def __init__(self, text: str) -> None:
        self.tokens: list[Token] = []
        end = -1
        for match in _TOKEN.finditer(text):
            kind, value = _classify(match[0])
            glued = end >= 0 and not text[end : match.start()].strip(_INVISIBLE)
            end = match.end()
            self.tokens.append(Token(match[0], match[0].lower(), match.start(), end, kind, value, glued))

    def __len__(self) -> int:
        return len(self.tokens)

    def token(self, at: int) -> Token:
        """Return a token, an empty one beyond the ends."""
        return self.tokens[at] if 0 <= at < len(self.tokens) else _OUTSIDE

    def word(self, at: int) -> str:
        """Return a token in small letters, "" beyond the ends."""
        return self.token(at).lower

    def has(self, at: int, *words: str) -> bool:
        """Tell whether these words stand from a token on."""
        return all(self.word(at + index) == word for index, word in enumerate(words))

    def is_between_gaps(self, first: int, end: int) -> bool:
        """Tell whether nothing sticks to tokens `first` up to, not including, `end` that changes a number.

        "$1990", "1,990", "1990-3", "19.90", "1990%" and "post-1990" are no years; "war.1990" is a note.
        """
        before, after = self.token(first - 1), self.token(end)
        if self.token(first).glued and (before.lower not in _OPENING or _joins(self, first - 1)):
            return False
        if not after.glued:
            return True
        sticks = after.lower in "-‐‑/:.," and self.token(end + 1).glued
        is_word = self.token(end + 1).kind is not Kind.MARK
        return not (after.lower in "%°" or (sticks and is_word))


def _joins(line: Line, at: int) -> bool:
    """Tell whether a dash joins a number to what follows: "3–1848"."""
    is_joint = line.word(at) in ("–", "—")
    return is_joint and line.token(at).glued and line.token(at - 1).kind is Kind.NUMBER


def _classify(text: str) -> tuple[Kind, int]:
    if not text[0].isalnum():
        return Kind.MARK, 0
    digits = text.rstrip("stndrhSTNDRH")
    if not (digits.isascii() and digits.isdigit()):
        return Kind.WORD, 0
    value = int(digits) if len(digits) <= _LONGEST_NUMBER else 0
    match text[len(digits) :].lower():
        case "":
            return Kind.NUMBER, value
        case "st" | "nd" | "rd" | "th":
            return Kind.ORDINAL, value
        case "s" if len(digits) in (2, 4) and value % 10 == 0:
            return Kind.PLURAL, value
        case _:
            return Kind.WORD, 0
