"""Text from right to left: lines laid out in a mirror, their words in the order in which they are read."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studyapp.importers.pdf.layout import Word

RIGHT_TO_LEFT = ("R", "AL")
_NUMBER = re.compile(r"([^\w%$£€¥°+#]*)(\S*[\w%$£€¥°+#])([^\w%$£€¥°+#]*)")
_OPENING, _CLOSING = str.maketrans(")]}>»", "([{<«"), str.maketrans("([{<«", ")]}>»")
_ENDING = "اأإآٱدذرزژڑڈوؤةىء،؛؟۔"
_MARKS = ".,:;!?\"'“”׳״،؛؟"
_BRACKETED = re.compile(r"([()\[\]{}<>«»]*)(.*?)([()\[\]{}<>«»]*[" + _MARKS + r"]*)")


def is_right_to_left(text: str) -> bool:
    """Whether most letters of the text are of a script that runs from right to left."""
    if text.isascii():
        return False
    right = sum(unicodedata.bidirectional(c) in RIGHT_TO_LEFT for c in text)
    return right * 2 > sum(c.isalpha() for c in text)


def joins_on(character: str) -> bool:
    """Whether it is an Arabic letter that is written in one stroke with the next of its word."""
    return unicodedata.bidirectional(character) == "AL" and character not in _ENDING


def mirrored(words: Sequence[Word], width: float) -> list[Word]:
    """Return the words of a line as they stand in a mirror (`Word`) on a page of that width."""
    return [
        word._replace(
            text=_with_signs(word.text), left=width - word.right, right=width - word.left, mirrored=True
        )
        for word in reversed(words)
    ]


def in_reading_order(words: Sequence[Word]) -> list[Word]:
    """Return the words of one line, given from left to right, in the order in which they are read."""
    is_mirrored = bool(words) and words[0].mirrored
    if not is_mirrored and not any(is_right_to_left(word.text) for word in words):
        return list(words)
    if not is_mirrored and not is_right_to_left("".join(word.text for word in words)):
        return _turned(words, right_to_left=True)
    ordered = _turned(words if is_mirrored else list(reversed(words)), right_to_left=False)
    return [
        word._replace(text=_with_brackets(word.text, _leans_on(ordered, at)))
        for at, word in enumerate(ordered)
    ]


def _with_signs(text: str) -> str:
    """Return a number with its signs where a line from right to left has them: ".)7" is "7)."."""
    if any(c.isalpha() for c in text) or not (found := _NUMBER.fullmatch(text)):
        return text
    before, number, after = found.groups()
    return after[::-1] + number + before[::-1]


def _with_brackets(text: str, leans_on: int) -> str:
    """Return a word with its brackets as they are meant: files have them so, or as they look, or mixed.

    One before its letters opens, one after them closes; one alone belongs to the word on the side `leans_on`.
    """
    found = _BRACKETED.fullmatch(text)
    if found is None:
        return text
    before, inner, after = found.groups()
    if not inner.strip(_MARKS):
        return text.translate(_OPENING if leans_on > 0 else _CLOSING)
    return before.translate(_OPENING) + inner + after.translate(_CLOSING)


def _leans_on(words: Sequence[Word], at: int) -> int:
    """Return 1 where a word stands nearer to the next than to the one before, -1 otherwise."""
    if not 0 < at < len(words) - 1:
        return 1 if at == 0 else -1
    before, after = (
        max(a.left, b.left) - min(a.right, b.right)
        for a, b in ((words[at - 1], words[at]), (words[at], words[at + 1]))
    )
    return 1 if after < before else -1


def _turned(words: Sequence[Word], *, right_to_left: bool) -> list[Word]:
    """Return the words with each run of the other direction turned round."""
    ordered: list[Word] = []
    run: list[Word] = []
    for word in words:
        first = next((c for c in word.text if c.isalpha()), "")
        if is_right_to_left(first) == right_to_left and (first or run):
            run.append(word)
        else:
            ordered += reversed(run)
            run = []
            ordered.append(word)
    return [*ordered, *reversed(run)]
