"""Texts whose empty lines say nothing: an empty one after every line, or none at all."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from studyapp.importers.plain.forms import form_of
from studyapp.importers.plain.looks import is_bullet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from studyapp.importers.plain.lines import Line

# A text is double-spaced when it has so many lines, this part of them is followed by one empty line, and this
# part of those begins small: in the middle of a sentence.
SPACED_LINES = 20
SPACED_PART = 0.7
SMALL_PART = 0.3
# No paragraph has so many lines: where none is empty for so long, other signs part paragraphs.
LONG_LINES = 25
# A line that ends a sentence before this part of the width ends a paragraph.
SHORT_PART = 0.8

_SENTENCE_END = re.compile(r"[.!?:…][\"'”’»)\]]*$")


def single_spaced(lines: list[str]) -> list[str]:
    """Return the lines of a double-spaced text with one empty line less in every gap, others as they are."""
    filled = [number for number, line in enumerate(lines) if line.strip()]
    spaced = [after for before, after in pairwise(filled) if after - before == 2]
    small = sum(lines[number].strip()[0].islower() for number in spaced)
    if (
        len(filled) < SPACED_LINES
        or len(spaced) < SPACED_PART * len(filled)
        or small < SMALL_PART * len(spaced)
    ):
        return lines
    return [
        line
        for number, line in enumerate(lines)
        if line.strip() or not number or not lines[number - 1].strip()
    ]


def split_long(chunk: Sequence[Line], width: int) -> Iterator[list[Line]]:
    """Yield the paragraphs of lines without an empty one, told by short last lines."""
    if len(chunk) < LONG_LINES:
        yield list(chunk)
        return
    part: list[Line] = []
    for line in chunk:
        is_short = len(line.text) < SHORT_PART * width
        if not part and is_short and _may_head(line):
            yield [line]
            continue
        part.append(line)
        if is_short and _SENTENCE_END.search(line.text):
            yield part
            part = []
    if part:
        yield part


def _may_head(line: Line) -> bool:
    """Return whether the line has a form of headings, also one between dashes."""
    text = line.text.strip(" -–—")
    return form_of(text) is not None and not is_bullet(text)
