"""Texts whose empty lines say nothing: an empty one after every line, or none at all."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from studyapp.importers.plain.forms import FormKind, form_of
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
# The forms that make a line a heading where no empty line parts it from the text.
SURE_KINDS = (FormKind.LABEL, FormKind.NUMBERED, FormKind.NAMED, FormKind.CAPITALS)

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


def split_at_headings(lines: Sequence[Line], width: int) -> Iterator[list[Line]]:
    """Yield the lines, parted about those that look like headings below a full line that ends a sentence."""
    start = 0
    for number in range(1, len(lines)):
        if number >= start and _is_parted(lines[number - 1 : number + 2], width):
            if number > start:
                yield list(lines[start:number])
            yield [lines[number]]
            start = number + 1
    if start < len(lines):
        yield list(lines[start:])


def _is_parted(lines: Sequence[Line], width: int) -> bool:
    """Return whether the second of two or three lines is short and in a sure form, and in no list.

    Without a line below, which is an empty one then, it must count something.
    """
    above, line, *below = (line.text for line in lines)
    form = form_of(line)
    if form is None or len(line) >= SHORT_PART * width or _SENTENCE_END.search(above) is None:
        return False
    if not below:
        return form.kind in SURE_KINDS[:2]
    following = form_of(below[0])
    goes_on = below[0][:1].islower() or (following is not None and following.kind == form.kind)
    return form.kind in SURE_KINDS and not goes_on


def _may_head(line: Line) -> bool:
    """Return whether the line has a form of headings, also one between dashes."""
    text = line.text.strip(" -–—")
    return form_of(text) is not None and not is_bullet(text)
