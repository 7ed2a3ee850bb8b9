"""The marks of notes: links within a document that are a number or a sign, raised or bracketed figures."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from studyapp.domain.documents import InlineKind

if TYPE_CHECKING:
    from studyapp.domain.documents import Block, Inline

RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"  # as importers write figures that are set high
_NOTE_MARK = re.compile(rf"\[\w{{1,4}}\]|\d{{1,4}}|[{RAISED}]{{1,4}}|[*†‡§]{{1,3}}")
# Raised figures whose note is missing: behind a stop or a long word, or two behind a short one. Not km², 10⁶.
_LOOSE_MARK = re.compile(
    rf"(?:(?<=[.,;:!?”’»)])[{RAISED}]{{1,4}}|(?<=[^\W\d_]{{4}})[{RAISED}]{{1,4}}|(?<=[^\W\d_]{{2}})[{RAISED}]{{2,4}})(?!\w)"
)
# Numbers in brackets right behind a word or its sign, as texts copied from encyclopaedias have them.
_BRACKETED_MARK = re.compile(
    r"(?:(?<=[^\W\d_]{2})|(?<=\d{4})|(?<=[.,;:!?”’»\"')\]%]))"  # not a[1]
    r"\[(?:\d{1,3}|[a-z]|note \d{1,2}|citation needed)\]"
)


def is_note_mark(inline: Inline, linked: str) -> bool:
    """Return whether an inline over these words is the mark of a note; a linked year leads elsewhere."""
    is_inner = inline.kind is InlineKind.LINK and inline.target.startswith("#")
    return is_inner and _NOTE_MARK.fullmatch(linked) is not None


def without_note_marks(block: Block) -> str:
    """Return the block's text, of the same length, with spaces in place of marks of notes."""
    text = block.text
    for inline in block.inlines:
        if is_note_mark(inline, block.text[inline.start : inline.end]):
            text = f"{text[: inline.start]}{' ' * (inline.end - inline.start)}{text[inline.end :]}"
    for pattern in (_LOOSE_MARK, _BRACKETED_MARK):
        text = pattern.sub(lambda mark: " " * len(mark[0]), text)
    return text
