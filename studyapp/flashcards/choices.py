"""Wrong answers that could be right: of the same kind as the answer, with nothing that gives them away."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from studyapp.text.words import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

WRONG = 3
"""Wrong answers beside the right one."""
_LEAST_LENGTH_SHARE, _MOST_LENGTH_SHARE = 0.4, 2.5
_NUMBER = re.compile(r"\d+")
_NEAR = (-2, 3, -5, 7, 10, -11)
"""How far the numbers lie that are made up where the library has too few."""


def pick_choices(
    answer: str, asked: str, candidates: Iterable[str], draw: Callable[[str], int]
) -> tuple[str, ...]:
    """Return the answer with up to `WRONG` others, in an order that is the same each time; nothing if alone.

    `candidates` come the likest first. One is left out when it says the same, stands in the question, or is
    much shorter or longer. `draw` gives a number for a text, by which the order is made.
    """
    taken = {fold(answer)}
    wrong: list[str] = []
    for candidate in (*_of_shape(answer, candidates), *_numbers_near(answer)):
        words = fold(candidate)
        if len(wrong) == WRONG:
            break
        if words in taken or words in fold(asked) or fold(answer) in words or not _as_long(candidate, answer):
            continue
        taken.add(words)
        wrong.append(candidate)
    return tuple(sorted((answer, *wrong), key=draw)) if wrong else ()


def _of_shape(answer: str, candidates: Iterable[str]) -> list[str]:
    """Return the candidates of the answer's shape: for a date a date, for a number a number, else words."""
    shape = _shape(answer)
    return [candidate for candidate in candidates if _shape(candidate) == shape]


def _shape(text: str) -> str:
    return _NUMBER.sub(lambda match: "0" * min(len(match[0]), 4), text) if _NUMBER.search(text) else ""


def _numbers_near(answer: str) -> list[str]:
    """Return the answer with its last number a little changed."""
    numbers = list(_NUMBER.finditer(answer))
    if not numbers:
        return []
    last = numbers[-1]
    near = (int(last[0]) + step for step in _NEAR)
    return [answer[: last.start()] + str(number) + answer[last.end() :] for number in near if number > 0]


def _as_long(candidate: str, answer: str) -> bool:
    return _LEAST_LENGTH_SHARE <= len(candidate) / max(len(answer), 1) <= _MOST_LENGTH_SHARE
