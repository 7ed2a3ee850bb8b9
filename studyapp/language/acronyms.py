"""Acronyms that a text explains, after Schwartz & Hearst 2003, both ways round, with initials in order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from studyapp.language.lexicon import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studyapp.language.sentences import Sentence

_SHORT = re.compile(r"[^\W_]{2,8}")
_BRACKETED = re.compile(r"\(([^()]{2,80})\)")
_INITIAL = re.compile(r"[^\W_]+")
_SMALL = word_set("of the and for in on to de du des la le a an")
LEAST_CAPITALS = 2
LONGEST_EXPANSION = 120  # code points
_JOINTS = " -‐‑&,'’"


class Explained(NamedTuple):
    """A short form and its expansion, each with its span in the block."""

    short: str
    short_start: int
    long: str
    long_start: int


def find_acronyms(sentence: Sentence) -> Iterator[Explained]:
    """Yield the acronyms that a sentence explains in brackets: "Long Form (LF)" and "LF (Long Form)"."""
    if "(" not in sentence.text:
        return
    for match in _BRACKETED.finditer(sentence.text):
        inside = match[1].strip()
        at = match.start(1) + match[1].index(inside)
        if is_short_form(inside):
            found = _expansion_before(inside, sentence.text, match.start())
            if found is not None:
                long = sentence.text[found : match.start()].rstrip()
                yield Explained(inside, sentence.start + at, long, sentence.start + found)
        else:
            short = sentence.text[: match.start()].split()[-1:] or [""]
            start = sentence.text.rindex(short[0], 0, match.start())
            if is_short_form(short[0]) and _expansion_before(short[0], inside, len(inside)) == 0:
                yield Explained(short[0], sentence.start + start, inside, sentence.start + at)


def is_short_form(text: str) -> bool:
    """Tell whether a text can be an acronym: 2 to 8 letters or digits, at least two of them capitals."""
    return bool(_SHORT.fullmatch(text)) and sum(c.isupper() for c in text) >= LEAST_CAPITALS


def _expansion_before(short: str, text: str, end: int) -> int | None:
    """Return where the words before `end` start whose initials are the short form's, small words aside."""
    letters = [c.casefold() for c in short]
    after = end
    for word in reversed(list(_INITIAL.finditer(text, max(0, end - LONGEST_EXPANSION), end))):
        if text[word.end() : after].strip(_JOINTS):
            return None
        after = word.start()
        if word[0][0].casefold() == letters[-1]:
            letters.pop()
        elif word[0].casefold() not in _SMALL:
            return None
        if not letters:
            return word.start() if word[0][0].isupper() else None
    return None
