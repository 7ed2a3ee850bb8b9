"""The frame that Project Gutenberg puts around a book: licence, notices, credits."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

# The frame's head is a few hundred lines at most, also in the oldest books.
HEAD_LINES = 600
# Lines after the start mark in which the credits stand.
CREDIT_LINES = 40

_NAME = re.compile(r"project gutenberg", re.I)
_START = re.compile(
    r"\*{2,3} ?START OF (?:THE|THIS) PROJECT GUTENBERG|\*END\*? ?THE SMALL PRINT|\*END THE SMALL PRINT", re.I
)
_END = re.compile(
    r"\*{2,3} ?END OF (?:THE|THIS) PROJECT GUTENBERG|^End of (?:the |this )?Project Gutenberg", re.I
)
_CREDIT = re.compile(
    r"(?:E-?text |This e-?text was |Ebook |HTML version )?"
    r"(?:produced|prepared|created|transcribed|scanned) (?:by|from)\b",
    re.I,
)
_FIELD = re.compile(r"(Title|Author|Language):\s*(\S.*)$")


@dataclass(slots=True)
class Frame:
    """A book without its frame: `lines` are all when there is none, `left_out` are those of the frame."""

    lines: list[str]
    title: str = ""
    author: str = ""
    left_out: list[str] = field(default_factory=list)


def remove_frame(lines: list[str]) -> Frame:
    """Return the lines between the marks of Project Gutenberg, with the title and author that it names."""
    start = next((n for n, line in enumerate(lines[:HEAD_LINES]) if _START.search(line)), None)
    end = next((n for n in range(len(lines) - 1, -1, -1) if _END.search(lines[n].strip())), None)
    if start is None and (end is None or not any(_NAME.search(line) for line in lines[:CREDIT_LINES])):
        return Frame(lines)
    frame = Frame(lines)
    first = 0
    if start is not None:
        frame.title, frame.author = _describe(lines[:start])
        first = _after_paragraph(lines, start)
        first = _after_credits(lines, first)
    last = len(lines)
    if end is not None and end >= first:
        last = end
        before = next(
            (n for n in range(end - 1, max(first, end - CREDIT_LINES), -1) if _END.search(lines[n].strip())),
            end,
        )
        last = before
    frame.lines = lines[first:last]
    frame.left_out = lines[:first] + lines[last:]
    return frame


def _after_paragraph(lines: list[str], start: int) -> int:
    while start < len(lines) and lines[start].strip():
        start += 1
    return start


def _after_credits(lines: list[str], first: int) -> int:
    """Return where the book begins after the credits, if there are any."""
    for number in range(first, min(first + CREDIT_LINES, len(lines))):
        if not lines[number].strip():
            continue
        if _CREDIT.match(lines[number].strip()):
            return _after_credits(lines, _after_paragraph(lines, number))
        break
    return first


def _describe(head: list[str]) -> tuple[str, str]:
    """Return title and author as the frame names them, a title over several lines joined."""
    values: dict[str, str] = {}
    open_key = ""
    for line in head:
        match = _FIELD.match(line.strip())
        if match:
            open_key = match[1]
            values.setdefault(open_key, " ".join(match[2].split()))
        elif open_key == "Title" and line.strip() and line[:1].isspace():
            values["Title"] += " " + " ".join(line.split())
        else:
            open_key = ""
    return values.get("Title", ""), values.get("Author", "")
