"""Where a query's words stand in a text, and the part of a text that shows them best."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from studyapp.domain.places import Mark
from studyapp.search.analysis import TOKEN_LIMIT, Token, flat, tokens
from studyapp.search.query import (
    And,
    Matching,
    Near,
    Or,
    Phrase,
    Prefix,
    Query,
    Scope,
    Titled,
    Word,
    Words,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from studyapp.search.query import Address

_SPACE = re.compile(r"\s")
_JOINER = "\u200d"
_LEAD = (
    0.25  # of the width is given to what stands before the first mark, so that a hit is read in its context
)


@dataclass(frozen=True, slots=True)
class Snippet:
    """A part of a text with an ellipsis where it was cut; the marks are code points of this part."""

    text: str
    marks: tuple[Mark, ...]


class Marker:
    """Finds a query's marks in texts: made once for a search, as its words become one regular expression."""

    def __init__(self, query: Query) -> None:
        self._leaves = tuple(_leaves(query))
        self._plain = _plain_expression(self._leaves)
        self._other = tuple(leaf for leaf in self._leaves if isinstance(leaf, Near))

    def marks(self, text: str, address: Address | None = None) -> tuple[Mark, ...]:
        """Return the spans that the query matches, in order and without overlap.

        `address` is that of the block whose text it is; passages of the query's scopes count there.
        """
        spans = [mark for leaf in self._leaves for mark in _of_place(leaf, text, address)]
        simple = flat(text) if self._plain is not None else None
        if self._plain is not None and simple is not None:
            spans += (Mark(*found.span(1)) for found in self._plain.finditer(simple))
            leaves: tuple[Query, ...] = self._other
        else:
            leaves = self._leaves
        if leaves:
            found = list(tokens(text))
            spans += (mark for leaf in leaves for mark in _spans(found, leaf))
        return _joined(spans)


def _joined(spans: list[Mark]) -> tuple[Mark, ...]:
    joined: list[Mark] = []
    for span in sorted(spans, key=lambda mark: (mark.start, -mark.end)):
        if joined and span.start < joined[-1].end:
            joined[-1] = Mark(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)


def _leaves(query: Query) -> Iterator[Query]:
    """Yield what a query asks for, without what it leaves out."""
    match query:
        case And(parts) | Or(parts):
            for part in parts:
                yield from _leaves(part)
        case Titled(part):
            yield from _leaves(part)
        case Word() | Words() | Prefix() | Phrase() | Near() | Matching() | Scope():
            yield query
        case _:
            return


def _plain_expression(leaves: Sequence[Query]) -> re.Pattern[str] | None:
    """Return what finds words, prefixes and phrases in plain text of small letters.

    None where a word may be the beginning of a longer run of letters, which the index cuts. The look ahead
    finds matches within each other, too.
    """
    parts: list[tuple[int, str]] = []
    runs: list[tuple[str, ...]]
    for leaf in leaves:
        match leaf:
            case Word(text):
                runs, ends = [(text,)], [""]
            case Words(texts):
                runs, ends = [(text,) for text in sorted(texts)], [""] * len(texts)
            case Prefix(stem, also=also):
                runs, ends = [(stem,), *((text,) for text in sorted(also))], [r"\w*", *([""] * len(also))]
            case Phrase(words, open_ended):
                runs, ends = [words], [r"\w*" if open_ended else ""]
            case _:
                continue
        if any(len(word) >= TOKEN_LIMIT for run in runs for word in run):
            return None
        parts += [
            (-len(run), r"\W+".join(map(re.escape, run)) + end) for run, end in zip(runs, ends, strict=True)
        ]
    if not parts:
        return re.compile(r"(?!)()")
    longest_first = "|".join(part for _, part in sorted(parts))
    return re.compile(rf"\b(?=((?:{longest_first})\b))", re.ASCII)


def _of_place(leaf: Query, text: str, address: Address | None) -> Iterator[Mark]:
    match leaf:
        case Matching(pattern):
            yield from pattern.marks(text)
        case Scope(blocks=blocks) if address is not None:
            yield from blocks.get(address, ())
        case _:
            return


def _spans(found: Sequence[Token], leaf: Query) -> Iterator[Mark]:
    match leaf:
        case Word(word):
            yield from (Mark(t.start, t.end) for t in found if t.text == word)
        case Words(texts):
            yield from (Mark(t.start, t.end) for t in found if t.text in texts)
        case Prefix(stem, also=also):
            yield from (Mark(t.start, t.end) for t in found if t.text.startswith(stem) or t.text in also)
        case Phrase(words, open_ended):
            yield from _runs(found, words, open_ended=open_ended)
        case Near(words, between):
            yield from _close(found, words, between)
        case _:
            return


def _close(found: Sequence[Token], words: tuple[str, ...], between: int) -> Iterator[Mark]:
    """Yield the words that are near each other, one mark each."""
    wanted = Counter(words)
    there = [(at, token) for at, token in enumerate(found) if token.text in wanted]
    marked: set[int] = set()
    for first, (start, _) in enumerate(there):
        missing = Counter(wanted)
        reached: list[int] = []
        for at, token in there[first:]:
            if at - start + 1 - len(words) > between:
                break
            if missing[token.text]:
                missing[token.text] -= 1
                reached.append(at)
            if not missing.total():
                marked.update(reached)
                break
    yield from (Mark(found[at].start, found[at].end) for at in sorted(marked))


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


def cut_snippet(text: str, marks: Sequence[Mark], width: int = 160) -> Snippet:
    """Return about `width` code points of the text around the place with the most marks, on one line."""
    start, end = _window(text, marks, width)
    start, end = _word_start(text, start, marks), _word_end(text, end, marks)
    head, tail = "…" if start > 0 else "", "…" if end < len(text) else ""
    shown = _SPACE.sub(" ", text[start:end])
    shift = len(head) - start
    inside = tuple(
        Mark(max(m.start, start) + shift, min(m.end, end) + shift)
        for m in marks
        if m.start < end and m.end > start
    )
    return Snippet(head + shown + tail, inside)


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
