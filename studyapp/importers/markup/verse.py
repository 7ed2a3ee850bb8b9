"""Verse that nothing marks as such but its lines; and the cells of tables made tidy."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from studyapp.domain.documents import Block

# A stanza that is only broken into lines: the least of them, and the longest. A hexameter has 50 to 60.
STANZA_LINES = 4
LINE_CHARACTERS = 64
LINE_CHARACTERS_LEAST = 12  # on average: addresses and lists of names have shorter ones
CAPITAL_PART = 0.75  # of the lines that begin with a capital

_BEGINNING = re.compile(r"[\W_]*")
_CELL_SPACE = re.compile(r" +(?=[\t\n]|\Z)|(?<=[\t\n]) +")


def is_verse(text: str) -> bool:
    """Whether a paragraph of broken lines is a stanza: short lines that mostly begin with capitals."""
    if text.count("\n") < STANZA_LINES - 1:
        return False
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) < STANZA_LINES or any(len(line) > LINE_CHARACTERS for line in lines):
        return False
    if sum(map(len, lines)) < LINE_CHARACTERS_LEAST * len(lines) or any(c.isdigit() for c in text):
        return False
    capitals = sum(_BEGINNING.sub("", line, count=1)[:1].isupper() for line in lines)
    return capitals >= CAPITAL_PART * len(lines)


def tidy_cells(block: Block) -> Block:
    """Return the table without the spaces that stood at the ends of its cells; its spans move with it."""
    cuts = [m.span() for m in _CELL_SPACE.finditer(block.text)]
    if not cuts:
        return block
    removed: list[int] = []  # for each cut: how many characters are gone before its end
    gone = 0
    for start, end in cuts:
        gone += end - start
        removed.append(gone)
    starts = [start for start, _ in cuts]

    def moved(offset: int) -> int:
        at = bisect_right(starts, offset) - 1
        if at < 0:
            return offset
        end = cuts[at][1]
        return offset - removed[at] + max(0, end - offset) if offset < end else offset - removed[at]

    inlines = tuple(i._replace(start=moved(i.start), end=moved(i.end)) for i in block.inlines)
    return block._replace(text=_CELL_SPACE.sub("", block.text), inlines=inlines)
