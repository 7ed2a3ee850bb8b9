"""Where a query's words stand in a text, and the part of a text that shows them best."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from studyapp.domain.places import Mark
from studyapp.search.analysis import Token, tokens
from studyapp.search.query import And, Not, Or, Phrase, Prefix, Query, Word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_JOINER = "\u200d"
_LEAD = (
    0.25  # of the width is given to what stands before the first mark, so that a hit is read in its context
)


@dataclass(frozen=True, slots=True)
class Snippet:
    """A part of a text with an ellipsis where it was cut; the marks are code points of this part."""

    text: str
    marks: tuple[Mark, ...]


def find_marks(text: str, query: Query) -> tuple[Mark, ...]:
    """Return the spans that the query's words, prefixes and phrases match, in order and without overlap."""
    found = list(tokens(text))
    spans = sorted(_spans(found, query), key=lambda mark: (mark.start, -mark.end))
    joined: list[Mark] = []
    for span in spans:
        if joined and span.start < joined[-1].end:
            joined[-1] = Mark(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)


def cut_snippet(text: str, marks: Sequence[Mark], width: int = 160) -> Snippet:
    """Return about `width` code points of the text around the place with the most marks, on one line."""
    start, end = _window(text, marks, width)
    start, end = _word_start(text, start, marks), _word_end(text, end, marks)
    head, tail = "…" if start > 0 else "", "…" if end < len(text) else ""
    shown = "".join(" " if c.isspace() else c for c in text[start:end])
    shift = len(head) - start
    inside = tuple(
        Mark(max(m.start, start) + shift, min(m.end, end) + shift)
        for m in marks
        if m.start < end and m.end > start
    )
    return Snippet(head + shown + tail, inside)


def _spans(found: Sequence[Token], query: Query) -> Iterator[Mark]:
    match query:
        case Word(word):
            yield from (Mark(t.start, t.end) for t in found if t.text == word)
        case Prefix(stem):
            yield from (Mark(t.start, t.end) for t in found if t.text.startswith(stem))
        case Phrase(words, open_ended):
            yield from _runs(found, words, open_ended=open_ended)
        case And(parts) | Or(parts):
            for part in parts:
                yield from _spans(found, part)
        case Not():
            return


def _runs(found: Sequence[Token], words: tuple[str, ...], *, open_ended: bool) -> Iterator[Mark]:
    last = len(words) - 1
    for at in range(len(found) - last):
        end = found[at + last]
        if (
            found[at].text == words[0]
            and all(found[at + i].text == words[i] for i in range(1, last))
            and (end.text.startswith(words[last]) if open_ended else end.text == words[last])
        ):
            yield Mark(found[at].start, end.end)


def _window(text: str, marks: Sequence[Mark], width: int) -> tuple[int, int]:
    """Return the span of `width` that holds the most marks; the first such one."""
    if len(text) <= width or not marks:
        return 0, min(len(text), width)
    ends = [mark.end for mark in marks]
    room = width - int(width * _LEAD)
    counts = [bisect_left(ends, mark.start + room + 1) - i for i, mark in enumerate(marks)]
    first = marks[counts.index(max(counts))]
    start = max(0, min(first.start - int(width * _LEAD), len(text) - width))
    return start, min(len(text), start + width)


def _word_start(text: str, start: int, marks: Sequence[Mark]) -> int:
    """Move the start of a cut forward to the beginning of a word, never past the first mark after it."""
    if start == 0:
        return 0
    limit = min((mark.start for mark in marks if mark.start >= start), default=start + 20)
    for at in range(start, min(limit, start + 20, len(text) - 1)):
        if text[at].isspace():
            return at + 1
    while start > 0 and _is_joined(text, start):
        start -= 1
    return start


def _word_end(text: str, end: int, marks: Sequence[Mark]) -> int:
    """Move the end of a cut back to the end of a word, never before the last mark ends."""
    if end >= len(text):
        return len(text)
    limit = max((mark.end for mark in marks if mark.end <= end), default=0)
    for at in range(end, max(limit, end - 20, 0), -1):
        if text[at].isspace():
            return at
    while end < len(text) and _is_joined(text, end):
        end += 1
    return end


def _is_joined(text: str, at: int) -> bool:
    """Whether a cut before this code point would part what is read as one character."""
    here, before = text[at], text[at - 1]
    return (
        unicodedata.category(here)[0] == "M"
        or _JOINER in (here, before)
        or "\U0001f3fb" <= here <= "\U0001f3ff"
        or ("\U0001f1e6" <= here <= "\U0001f1ff" and "\U0001f1e6" <= before <= "\U0001f1ff")
    )
