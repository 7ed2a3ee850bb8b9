"""Putting parts of a sentence into a question: articles, capitals, blanks."""

from __future__ import annotations

import re

BLANK = "[…]"

_DETERMINERS = (
    "The ",
    "A ",
    "An ",
    "Its ",
    "Their ",
    "His ",
    "Her ",
    "Both ",
    "All ",
    "Many ",
    "Most ",
    "Some ",
    "Few ",
    "Several ",
    "Every ",
    "Each ",
    "Two ",
    "Three ",
    "Over ",
    "About ",
    "Around ",
    "Nearly ",
    "Almost ",
    "Only ",
    "More ",
    "Another ",
    "No ",
)
_SPACE = re.compile(r"\s+")
# Where the mark of a note stood before a sign.
_SPACE_BEFORE_SIGN = re.compile(r"\s+(?=[,;:!?)]|\.(?:\s|$))")


def inner(phrase: str) -> str:
    """Return a phrase as it stands inside a sentence: white space squeezed, a leading determiner in small."""
    phrase = squeezed(phrase)
    return phrase[0].lower() + phrase[1:] if phrase.startswith(_DETERMINERS) else phrase


def squeezed(text: str) -> str:
    """Return a text with each run of white space as one space, and none before a sign."""
    return _SPACE.sub(" ", _SPACE_BEFORE_SIGN.sub("", text)).strip()


def opened(phrase: str) -> str:
    """Return a phrase as it begins a sentence."""
    return phrase[:1].upper() + phrase[1:]


def with_article(sentence: str, start: int, name: str) -> str:
    """Return a name with the article that stands before it in the sentence at `start`, in small letters."""
    before = sentence[max(0, start - 4) : start].casefold()
    return f"the {name}" if before.endswith("the ") else name


def blanked(sentence: str, start: int, end: int) -> str:
    """Return a sentence with the half-open span left out: […] stands for it."""
    return squeezed(f"{sentence[:start]}{BLANK}{sentence[end:]}")
