"""Outline marks: `* Title` and `** Title`, `== Title ==`, `## Title`, where a text marks its headings so.

`***** Title *****` is the mark of html2text: no empty lines stand around it, and the highest has most signs.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from studyapp.importers.plain.forms import HEADING_CHARACTERS
from studyapp.importers.plain.looks import is_rule, is_stopped

if TYPE_CHECKING:
    from collections.abc import Sequence

# So many marked lines are an outline, if they are of several depths or stand above text.
OUTLINE_LINES = 3
# The part of the marked lines that empty lines set off, that are no sentences, and that text follows.
SET_OFF_PART = 0.9
TITLE_PART = 0.8
TEXT_PART = 0.6
# Text has so many words in a line; the commands below a comment have fewer.
TEXT_WORDS = 4

_MARKED = {
    sign: re.compile(rf"(?P<mark>{re.escape(sign)}{{1,6}})\s+(?P<title>[^\W_].*?)(?:\s+{re.escape(sign)}+)?$")
    for sign in "*#="
}
# The mark on both sides, with so many signs at least and at most; it may stand in two lines.
CLOSED = "**"
CLOSED_SIGNS = (2, 6)
_CLOSED = re.compile(r"(?P<mark>\*{2,6}) (?P<title>[^\s*].*?) (?P=mark)$")
_UNCLOSED = re.compile(r"(?P<mark>\*{2,6}) [^\s*].*(?<!\*)$")
# Lines of programs and settings, whose comments look like titles.
_PROGRAM = re.compile(r"#!|#$|\S.*[;{}]$|\w+\s*=\s*\S|(?:import|from|def|class|if|for|export)\s")


def outline_sign(lines: Sequence[str]) -> str:
    """Return the sign that marks the headings of the text, or nothing."""
    closed = {match["mark"] for line in lines if (match := _CLOSED.match(line.rstrip()))}
    marks = sum(_CLOSED.match(line.rstrip()) is not None for line in lines) if closed else 0
    if marks >= OUTLINE_LINES or len(closed) > 1:
        return CLOSED
    return next((sign for sign in _MARKED if _is_outline(lines, sign)), "")


def joined_marks(lines: Sequence[str]) -> list[str]:
    """Return the lines with each title joined whose closing mark stands in the line below."""
    joined: list[str] = []
    for line in lines:
        before = _UNCLOSED.match(joined[-1].rstrip()) if joined else None
        if before and line.rstrip().endswith(before["mark"]) and not _CLOSED.match(line.rstrip()):
            joined[-1] = f"{joined[-1].rstrip()} {line.strip()}"
        else:
            joined.append(line)
    return joined


def outline_depth(text: str, sign: str) -> int:
    """Return how deep a line with the text's own mark stands, from 1; 0 when it has none."""
    if sign == CLOSED:
        match = _CLOSED.match(text)
        return CLOSED_SIGNS[1] + 1 - len(match["mark"]) if match else 0
    match = _MARKED[sign].match(text) if sign and text.startswith(sign) else None
    return len(match["mark"]) if match and len(text) <= HEADING_CHARACTERS else 0


def outline_title(text: str) -> str:
    """Return the title in a marked line."""
    match = _MARKED[text[0]].match(text)
    return match["title"] if match else text


def _is_outline(lines: Sequence[str], sign: str) -> bool:
    places = [
        n for n, line in enumerate(lines) if line.startswith(sign) and outline_depth(line.rstrip(), sign)
    ]
    depths = {outline_depth(lines[n].rstrip(), sign) for n in places}
    if len(places) < OUTLINE_LINES or (len(depths) < 2 and sign != "=") or max(depths) < 2:
        return False
    if sign == "#" and any(_PROGRAM.match(line) for line in lines):
        return False
    marked = set(places)
    set_off = sum(n == 0 or n - 1 in marked or _is_parting(lines[n - 1]) for n in places)
    titles = sum(not is_stopped(lines[n].rstrip()) or lines[n].rstrip().endswith("?") for n in places)
    parts = [(n, following) for n, following in pairwise([*places, len(lines)])]
    text = sum(_has_text(lines[n + 1 : following]) for n, following in parts)
    return (
        set_off >= SET_OFF_PART * len(places)
        and titles >= TITLE_PART * len(places)
        and text >= TEXT_PART * sum(_is_last(lines, n, following) for n, following in parts)
        and text >= OUTLINE_LINES - 1
    )


def _is_parting(line: str) -> bool:
    return not line.strip() or is_rule(line.strip())


def _is_last(lines: Sequence[str], place: int, following: int) -> bool:
    """Return whether something stands between this marked line and the next."""
    return any(line.strip() for line in lines[place + 1 : following])


def _has_text(lines: Sequence[str]) -> bool:
    first = next((line for line in lines if line.strip()), "")
    return len(first.split()) >= TEXT_WORDS
