"""How well an action's name fits what was typed: words begun, initials, letters left out, slips."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

if TYPE_CHECKING:
    from collections.abc import Sequence

# What a typed word is worth by how it fits; a name's worth is the mean of its words'.
_BEGINS, _INITIALS, _INSIDE, _SLIP, _SUBSEQUENCE = 1.0, 0.9, 0.75, 0.6, 0.4
_SLIP_LETTERS = 4  # shorter words fit too much
_SLIP_RATIO = 75.0  # of rapidfuzz, 0 to 100
_LEAST = 0.65  # of the best name's worth: a slip does not stand beside the very word
_FIRST_WORD, _IN_MENU = 0.15, 0.3  # more for the first word of the name, less for the menu's


def rank(typed: str, names: Sequence[tuple[str, str]]) -> list[int]:
    """Return the numbers of the (menu, name) pairs that fit, best first; equal ones keep their order."""
    wanted = typed.casefold().split()
    worth = [
        (_worth(wanted, menu.casefold(), name.casefold()), number)
        for number, (menu, name) in enumerate(names)
    ]
    least = _LEAST * max((value for value, _ in worth), default=0.0)
    fitting = [pair for pair in worth if pair[0] > 0 and pair[0] >= least]
    return [number for _, number in sorted(fitting, key=lambda pair: (-pair[0], pair[1]))]


def _worth(wanted: list[str], menu: str, name: str) -> float:
    """Return how well a name fits all words, more for a name of few words; 0 when one does not fit."""
    in_name, in_menu = re.findall(r"\w+", name), re.findall(r"\w+", menu)
    values = [max(_word_worth(word, in_name, name), _menu_worth(word, in_menu)) for word in wanted]
    if not all(values):
        return 0.0
    return sum(values) / max(len(values), 1) + 0.05 / max(len(in_name), 1)


def _word_worth(word: str, words: list[str], name: str) -> float:
    begun = [at for at, other in enumerate(words) if other.startswith(word)]
    if begun:
        return _BEGINS + (_FIRST_WORD if begun[0] == 0 else 0.0)
    if len(word) > 1 and "".join(other[0] for other in words).startswith(word):
        return _INITIALS
    if word in name:
        return _INSIDE
    slip = max((fuzz.ratio(word, other[: len(word) + 1]) for other in words), default=0.0)
    if len(word) >= _SLIP_LETTERS and slip >= _SLIP_RATIO:
        return _SLIP
    if len(word) > 2 and _is_subsequence(word, name):
        return _SUBSEQUENCE
    return 0.0


def _menu_worth(word: str, words: list[str]) -> float:
    return _BEGINS - _IN_MENU if any(other.startswith(word) for other in words) else 0.0


def _is_subsequence(word: str, name: str) -> bool:
    """Say whether the letters come in this order, the first one where a word begins."""
    pattern = r"\b" + ".*?".join(map(re.escape, word))
    return re.search(pattern, name) is not None
