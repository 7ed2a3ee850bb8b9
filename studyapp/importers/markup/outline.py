"""Where the walker puts what it finds: sections by the headings of the document."""

from __future__ import annotations

from typing import Protocol

from studyapp.domain.documents import Block, Inline, InlineKind
from studyapp.importers.sections import TITLE_CHARACTERS, RawSection


class Outline(Protocol):
    """Takes headings and blocks in reading order and makes sections of them."""

    @property
    def current(self) -> RawSection:
        """The section that the next block belongs to."""
        ...

    def reach(self, name: str) -> None:
        """Take notice that the place of this name is reached, between two blocks."""

    def heading(self, block: Block, level: int, anchors: tuple[str, ...]) -> None:
        """Take a heading with the anchors that lead to it."""

    def add(self, block: Block) -> None:
        """Take a block."""


class HeadingOutline:
    """Sections as the headings say, with the headings' own levels."""

    def __init__(self) -> None:
        self.sections = [RawSection(None, 0)]

    @property
    def current(self) -> RawSection:
        """The section that is written."""
        return self.sections[-1]

    def reach(self, name: str) -> None:
        """Only headings begin sections here."""

    def heading(self, block: Block, level: int, anchors: tuple[str, ...]) -> None:
        """Begin a section; what is too long for a title is a minor heading."""
        title = " ".join(block.text.split())
        if len(title) > TITLE_CHARACTERS:
            self.add(block)
        elif title:
            self.sections.append(RawSection(title, level, anchors=anchors))

    def add(self, block: Block) -> None:
        """Take a block of the section that is written."""
        self.current.blocks.append(block)


def anchor_mark(name: str) -> Inline:
    """Return the mark by which links of this name lead to a block."""
    return Inline(0, 0, InlineKind.ANCHOR, name)


def anchors_of(block: Block) -> tuple[str, ...]:
    """Return the names by which links lead to the block."""
    return tuple(i.target for i in block.inlines if i.kind is InlineKind.ANCHOR)


def pages_of(block: Block) -> tuple[Inline, ...]:
    """Return the marks of printed pages in the block, moved to its beginning."""
    return tuple(i._replace(start=0, end=0) for i in block.inlines if i.kind is InlineKind.PAGE)
