"""Footnotes that are collected while the text is read, and put where they are mentioned."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from studyapp.domain.documents import BlockKind, Inline, InlineKind
from studyapp.importers.markup.text import with_prefix, without_beginning

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element

    from studyapp.domain.documents import Block
    from studyapp.importers.markup.outline import Outline
    from studyapp.importers.sections import RawSection

_LABEL_REST = re.compile(r"(?:\[\s*\]|\(\s*\)|\{\s*\}|[.:)\]])\s*")
_RETURN_SIGNS = re.compile(r"\s*(?:\[\s*[↩↑^]?\s*\]|[↩↑⏎]\ufe0e?)\s*$")


@dataclass(slots=True, eq=False)
class Note:
    """A footnote; `section` is that of its first mention, `holder` the note that mentions it first."""

    name: str
    label: str
    blocks: list[Block] = field(default_factory=list)
    section: RawSection | None = None
    holder: Note | None = None


@dataclass(slots=True)
class Notes:
    """Which elements are footnotes, which refer to them, and which lead back and are left out."""

    targets: dict[_Element, Note] = field(default_factory=dict)
    references: dict[_Element, Note] = field(default_factory=dict)
    dropped: set[_Element] = field(default_factory=set)
    mentioned: list[Note] = field(default_factory=list)
    emptied: list[RawSection] = field(default_factory=list)  # sections that notes were taken out of

    def mention(self, note: Note, outline: Outline, holder: Note | None) -> None:
        """Remember the section, or the note, that mentions a note first."""
        if note.section is None and note.holder is None and note is not holder:
            note.section = outline.current if holder is None else None
            note.holder = holder
            self.mentioned.append(note)

    def take_from(self, section: RawSection) -> None:
        """Remember that a note was written in this section, which may now be empty."""
        if not self.emptied or self.emptied[-1] is not section:
            self.emptied.append(section)

    def place(self, sections: list[RawSection], named: Sequence[RawSection] = ()) -> list[RawSection]:
        """Return the sections with each note at the end of the one that mentions it.

        A section that held nothing but notes is gone, unless it is among `named`.
        """
        for note in self.mentioned:
            self._place(note)
        empty = {id(s) for s in self.emptied if not any(b.kind is not BlockKind.HEADING for b in s.blocks)}
        empty -= {id(s) for s in named}
        return [s for at, s in enumerate(sections) if id(s) not in empty or _has_parts(sections, at, empty)]

    def _place(self, note: Note) -> None:
        section = note.section
        holders = 0
        while section is None and note.holder is not None and holders < len(self.mentioned):
            section = note.holder.section
            note.holder = note.holder.holder
            holders += 1
        if section is not None and note.blocks:
            section.blocks.extend(_labelled(note))


def _has_parts(sections: list[RawSection], at: int, empty: set[int]) -> bool:
    for section in sections[at + 1 :]:
        if section.level <= sections[at].level:
            return False
        if id(section) not in empty:
            return True
    return False


def _labelled(note: Note) -> Iterator[Block]:
    """Yield the note's blocks, the first one with its label and the mark that references lead to."""
    first, *others = note.blocks
    core = re.escape(note.label)
    own = re.match(rf"[\[({{]?{core}(?:[\])}}.:]+\s*|\s+)", first.text)
    if own:
        first = without_beginning(first, own.end())
    rest = _LABEL_REST.match(first.text)
    if rest and rest.end() < len(first.text):
        first = without_beginning(first, rest.end())
    ending = _RETURN_SIGNS.search(first.text)
    if ending and ending.start():
        length = ending.start()
        spans = (i._replace(start=min(i.start, length), end=min(i.end, length)) for i in first.inlines)
        first = first._replace(text=first.text[:length], inlines=tuple(spans))
    labelled = with_prefix(first, f"[{note.label}] ")
    mark = Inline(0, 0, InlineKind.ANCHOR, note.name)
    yield labelled._replace(inlines=(mark, *labelled.inlines))
    yield from others
