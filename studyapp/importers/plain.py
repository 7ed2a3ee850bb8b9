"""Plain text: paragraphs between blank lines. No heading is invented here."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from studyapp.domain.documents import Block, BlockKind, ParsedDocument
from studyapp.importers.sections import Description, RawSection, build_document

if TYPE_CHECKING:
    from collections.abc import Iterator

# No hand wraps lines at more than this: a longer line is a paragraph of its own.
WRAPPED_LINE_CHARACTERS = 120

_BLANK_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+|\f")


def parse_plain(text: str, *, name: str) -> ParsedDocument:
    """Return a document of one untitled section, titled by the file's name.

    Raises UnreadableDocumentError when there is no text.
    """
    section = RawSection(None, 0, list(paragraphs(text)))
    return build_document([section], Description(), name=name, format_name="text")


def paragraphs(text: str) -> Iterator[Block]:
    """Yield the paragraphs of a text, the lines of a hard-wrapped one joined by spaces."""
    for group in _BLANK_LINES.split(text):
        lines = [line for raw in group.split("\n") if (line := " ".join(raw.split()))]
        if any(len(line) > WRAPPED_LINE_CHARACTERS for line in lines):
            yield from (Block(BlockKind.PARAGRAPH, line) for line in lines)
        elif lines:
            yield Block(BlockKind.PARAGRAPH, " ".join(lines))
