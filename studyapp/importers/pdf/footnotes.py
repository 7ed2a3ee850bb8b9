"""Footnotes: small lines at the foot of a column, the first of them with a number or a mark."""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from studyapp.domain.documents import BlockKind
from studyapp.importers.pdf.passages import Passage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studyapp.importers.pdf.layout import Column, Line

# Notes are set at 8 points under 10, at 9 under 10 in some books.
NOTE_SIZE = 0.93
# They stand in the lower part of the page: the text above them may be short.
NOTE_HEIGHT = 0.4
# Notes as large as the text are told by their raised mark, lower down, and the space for the rule above them.
SAME_SIZE_HEIGHT = 0.55
NOTE_SPACE = 1.2
_MARK = re.compile(r"(\d{1,3}|[*∗†‡§¶‖]{1,3}|[a-z](?=[^\w]|$))(?=\D|$)")
_SYMBOLS = "*∗†‡§¶‖"


def split_footnotes(column: Column, body_size: float, page_height: float) -> list[Passage]:
    """Take the footnotes off the column's end and return them; nothing where the column ends with none."""
    lines = column.lines
    first = len(lines)
    while (
        first
        and lines[first - 1].size <= NOTE_SIZE * body_size
        and lines[first - 1].base > NOTE_HEIGHT * page_height
    ):
        first -= 1
    if first == len(lines):
        first = _first_marked(lines, page_height)
    notes: list[Passage] = []
    for at in range(first, len(lines)):
        label = note_label(lines[at])
        if label and _follows(label, notes) and _is_at_margin(lines[at], lines[first:]):
            notes.append(
                Passage(BlockKind.FOOTNOTE, [lines[at]], column.page, column.left, column.right, label=label)
            )
        elif notes:
            notes[-1].lines.append(lines[at])
    count = sum(len(note.lines) for note in notes)
    if count == len(lines) and not any(0 in note.lines[0].raised for note in notes):
        return []  # small type all down the column is a list of references, or small text
    column.lines = lines[: len(lines) - count]
    return notes


def _first_marked(lines: Sequence[Line], page_height: float) -> int:
    """Return the line at which notes of the text's size begin: with a raised mark, set off from the text."""
    usual = median([b.base - a.base for a, b in pairwise(lines)] or [0.0])
    for at in range(1, len(lines)):
        line = lines[at]
        is_low = line.base > SAME_SIZE_HEIGHT * page_height
        if (
            is_low
            and 0 in line.raised
            and note_label(line)
            and line.base - lines[at - 1].base > NOTE_SPACE * usual
        ):
            return at
    return len(lines)


def note_label(line: Line) -> str:
    """Return the number or mark that the line begins with, nothing where it begins with text."""
    first = line.words[0]
    match = _MARK.match(first.text)
    if not match:
        return ""
    is_whole = match.end() == len(first.text) or first.text[match.end() :] in (".", ")")
    if 0 in line.raised or match[1][0] in _SYMBOLS:
        return match[1]
    if match[1].isdecimal() and is_whole and len(line.words) > 1:
        return match[1]
    return ""


def _follows(label: str, notes: Sequence[Passage]) -> bool:
    """Whether the label can come next: a line of a note may begin with a number by chance."""
    if not notes or not label.isdecimal() or not notes[-1].label.isdecimal():
        return True
    return int(label) == int(notes[-1].label) + 1


def _is_at_margin(line: Line, lines: Sequence[Line]) -> bool:
    """Whether the line begins near the left margin of the notes, set in or not."""
    return line.left - min(other.left for other in lines) < 3 * line.size
