"""Document → sections → blocks: what a reader reads. A block's text is immutable once imported."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class BlockKind(StrEnum):
    """What a block is; the values are the command line's words."""

    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    QUOTE = "quote"
    CODE = "code"
    TABLE = "table"  # cells joined by tabs, rows by newlines
    VERSE = "verse"
    CAPTION = "caption"
    FOOTNOTE = "footnote"
    IMAGE = "image"  # its alternative text
    HEADING = "heading"  # a minor heading that makes no section


class InlineKind(StrEnum):
    """How a part of a block's text is set."""

    EMPHASIS = "emphasis"
    STRONG = "strong"
    CODE = "code"
    STRIKE = "strike"
    LINK = "link"  # to an address, or within the document: `place_target`
    PAGE = "page"  # of no length: a printed page begins here; the target is its label
    ANCHOR = "anchor"  # of no length, in importers alone: what links within the document lead to


class Inline(NamedTuple):
    """A half-open span of a block's text, in code points, set in a way; `target` is a link's address."""

    start: int
    end: int
    kind: InlineKind
    target: str = ""


class Block(NamedTuple):
    """The smallest addressed unit of text. `indent` is the depth of a list item, from 0.

    `image` is the file name of a picture in the library's folder of pictures; its block may have no text.
    """

    kind: BlockKind
    text: str
    inlines: tuple[Inline, ...] = ()
    indent: int = 0
    image: str = ""


class Section(NamedTuple):
    """A run of blocks under one heading; the part before the first heading has `title` None and level 0."""

    title: str | None
    level: int
    blocks: tuple[Block, ...]


_UNNUMBERED = frozenset({BlockKind.HEADING, BlockKind.CAPTION, BlockKind.FOOTNOTE, BlockKind.IMAGE})


def paragraph_numbers(blocks: tuple[Block, ...]) -> dict[int, int]:
    """Return the numbers by which a section's paragraphs are cited, from 1, by the blocks' indices."""
    numbered = (index for index, block in enumerate(blocks) if block.kind not in _UNNUMBERED)
    return {index: number for number, index in enumerate(numbered, start=1)}


class ParsedDocument(NamedTuple):
    """What an importer makes of a file: sections in reading order, in one flat list with levels."""

    title: str
    authors: tuple[str, ...]
    language: str
    format: str
    sections: tuple[Section, ...]
    warnings: tuple[str, ...] = ()
    published: str = ""  # a date as far as it is known: 2025, 2025-03, 2025-03-09
    cover: str = ""  # the file name of a picture


@dataclass(frozen=True, slots=True)
class SectionHeading:
    """A section without its text, as the outline shows it; `index` counts from 0 in reading order."""

    index: int
    level: int
    title: str | None
    words: int


class DocumentRecord(NamedTuple):
    """A document of the library, without its text."""

    id: str
    title: str
    authors: tuple[str, ...]
    language: str
    format: str
    path: str | None
    words: int
    section_count: int
    note_count: int
    imported_at: str  # ISO 8601 UTC with Z
    warnings: tuple[str, ...]
    published: str = ""
    cover: str = ""
    tags: tuple[str, ...] = ()


class ReadingPlace(NamedTuple):
    """Where a reader stands in a document: the block at the top of the view, and the code point in it."""

    section: int
    block: int
    offset: int = 0


def place_target(section: int, block: int) -> str:
    """Return the target of a link to a block of the same document, or to a section's heading (block -1)."""
    return f"#{section}.{block}"


def target_place(target: str) -> tuple[int, int] | None:
    """Return the section and block that a link's target names; None for an address outside the document."""
    section, dot, block = target.removeprefix("#").partition(".")
    if not (target.startswith("#") and dot and section.isdecimal() and block.removeprefix("-").isdecimal()):
        return None
    return int(section), int(block)
