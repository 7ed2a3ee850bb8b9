"""The marks of notes: links within a document that are a number or a sign, and no part of the words there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from studyapp.domain.documents import InlineKind

if TYPE_CHECKING:
    from studyapp.domain.documents import Block, Inline

_NOTE_MARK = re.compile(r"\[\w{1,4}\]|\d{1,4}|[*†‡§]{1,3}")


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
    return text
