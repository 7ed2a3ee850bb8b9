"""What a person typed beside the answer: right but for case, accents and punctuation, nearly, or wrong."""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import NamedTuple

from rapidfuzz.distance import OSA, Levenshtein, Opcodes

from studyapp.text.words import fold

_WORD = re.compile(r"\w+")
_SMALL_WORDS = frozenset({"a", "an", "the"})
_LETTERS_PER_TYPO = 5
"""A typo for so many letters is forgiven; a short word or a number must be right."""


class Verdict(Enum):
    """What an answer is worth."""

    RIGHT = auto()
    CLOSE = auto()  # a typo or two
    WRONG = auto()


class Piece(NamedTuple):
    """A part of what was typed; `good` where it agrees with the answer."""

    text: str
    good: bool


class Comparison(NamedTuple):
    """A verdict, and what was typed in pieces."""

    verdict: Verdict
    typed: tuple[Piece, ...]


def compare(typed: str, answer: str) -> Comparison:
    """Compare what was typed with the answer: capitals, accents, punctuation, articles do not matter."""
    said, meant = _words(typed), _words(answer)
    steps = Levenshtein.opcodes(_letters(typed.strip()), _letters(answer.strip()))
    return Comparison(_verdict(said, meant), _pieces(typed.strip(), steps))


def _words(text: str) -> list[str]:
    words = _WORD.findall(fold(text))
    return [word for word in words if word not in _SMALL_WORDS] or words


def _verdict(said: list[str], meant: list[str]) -> Verdict:
    if said == meant:
        return Verdict.RIGHT
    if not said or _numbers(said) != _numbers(meant):
        return Verdict.WRONG
    one, other = " ".join(said), " ".join(meant)
    allowed = len(other) // _LETTERS_PER_TYPO
    if OSA.distance(one, other) <= min(allowed, 3) or one.replace(" ", "") == other.replace(" ", ""):
        return Verdict.CLOSE
    return Verdict.WRONG


def _numbers(words: list[str]) -> list[str]:
    return [word for word in words if any(letter.isdigit() for letter in word)]


def _letters(text: str) -> str:
    """Return the text without case and accents, a sign for each sign."""
    return "".join((fold(sign) or sign)[0] for sign in text)


def _pieces(text: str, steps: Opcodes) -> tuple[Piece, ...]:
    """Cut a text where the steps from it to the other change."""
    parts = ((text[step.src_start : step.src_end], step.tag == "equal") for step in steps)
    return tuple(Piece(part, good) for part, good in parts if part)
