"""The sections of a book: those of its contents, and the headings below them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from studyapp.domain.documents import Block, BlockKind
from studyapp.importers.markup.outline import anchor_mark, anchors_of, pages_of
from studyapp.importers.sections import TITLE_CHARACTERS, RawSection

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from studyapp.domain.documents import Inline
    from studyapp.importers.epub.contents import Entry

# A longer paragraph under a heading is no part of the title.
TITLE_PART_CHARACTERS = 300

_WORD = re.compile(r"[^\W_]+")
_TITLE_KINDS = (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.VERSE, BlockKind.QUOTE)
_LEADING = " \t\n.,:;—–-|"


@dataclass(slots=True)
class _Opening:
    """A section of the contents whose heading is still to come: the words of its title not yet seen."""

    section: RawSection
    words: list[str]


class ContentsOutline:
    """Begins a section at each place of the contents; headings in between make sections below.

    A heading that says what the entry says is its title, and no section of its own.
    """

    def __init__(self, entries: Iterable[Entry], lost: Mapping[str, list[Entry]]) -> None:
        """Take the entries with their places, and by file those whose places are not known."""
        self.sections = [RawSection(None, 0)]
        self.named: list[RawSection] = []  # those that the contents name
        self._entries: dict[str, list[Entry]] = {}
        for entry in entries:
            self._entries.setdefault(entry.place, []).append(entry)
        self._lost = {file: list(found) for file, found in lost.items()}
        self._file = ""
        self._files = frozenset((*(place.partition("#")[0] for place in self._entries), *self._lost))
        self._own_file = False  # whether the contents name a place in the file that is read
        self._level = 0  # of the entry that is read; 0 before the first
        self._heading_level = 0  # of the heading that is the entry's title; 0 when there was none
        self._ranks: list[int] = []  # levels of the open headings below it
        self._openings: list[_Opening] = []
        self._pages: tuple[Inline, ...] = ()

    @property
    def current(self) -> RawSection:
        """The section that is written."""
        return self.sections[-1]

    def begin_file(self, name: str) -> None:
        """Take notice of the file that comes next."""
        self._file = name
        self._own_file = name in self._files

    def reach(self, name: str) -> None:
        """Begin the sections of the entries that lead to this place."""
        entries = self._entries.pop(name, None)
        if entries:
            self._begin(entries, (name,))

    def _begin(self, entries: list[Entry], anchors: tuple[str, ...]) -> None:
        if self.current.blocks:
            self._openings = []
        for entry in entries:
            self.sections.append(RawSection(entry.label, entry.level, anchors=anchors))
            self.named.append(self.current)
            self._openings.append(_Opening(self.current, _words(entry.label)))
        self._level = entries[-1].level
        self._heading_level = 0
        self._ranks = []

    def heading(self, block: Block, level: int, anchors: tuple[str, ...]) -> None:
        """Take a heading as the title of an entry, as a section below it, or as a minor heading."""
        title = " ".join(block.text.split())
        self._find_lost(_words(title))
        if self._absorb(block, anchors, is_heading=True):
            self._heading_level = self._heading_level or level
            return
        if len(title) > TITLE_CHARACTERS or (self._openings and not self._heading_level):
            self._heading_level = self._heading_level or level
            marks = tuple(anchor_mark(anchor) for anchor in anchors)
            self._append(block._replace(inlines=(*marks, *block.inlines)))
            return
        self._openings = []
        self.sections.append(RawSection(title, self._level_below(level), anchors=anchors))

    def add(self, block: Block) -> None:
        """Take a block; a short one that goes on with the open title is a part of that."""
        short = block.kind in _TITLE_KINDS and len(block.text) <= TITLE_PART_CHARACTERS
        if short and self._absorb(block, anchors_of(block), is_heading=False):
            self._pages += pages_of(block)
            return
        if block.kind is not BlockKind.IMAGE:
            self._openings = []
        self._append(block)

    def _find_lost(self, words: list[str]) -> None:
        """Begin the section of an entry without a known place at the heading that says the same."""
        waiting = self._lost.get(self._file)
        entry = next((e for e in waiting if _words(e.label) == words), None) if waiting else None
        if waiting and entry:
            waiting.remove(entry)
            self._begin([entry], ())

    def _append(self, block: Block) -> None:
        if self._pages:
            block = block._replace(inlines=(*self._pages, *block.inlines))
            self._pages = ()
        self.current.blocks.append(block)

    def _level_below(self, level: int) -> int:
        """Return the level of a heading that the contents do not name.

        In a file that they do not name either, a heading as high as the entry's own stands beside it.
        """
        if not self._own_file and self._heading_level and level <= self._heading_level:
            self._ranks = []
            return max(self._level, 1)
        while self._ranks and self._ranks[-1] >= level:
            self._ranks.pop()
        self._ranks.append(level)
        return self._level + len(self._ranks)

    def _absorb(self, block: Block, anchors: tuple[str, ...], *, is_heading: bool) -> bool:
        """Whether the text is an open title or a part of one; what it says beyond becomes a minor heading."""
        words = _words(block.text)
        if not words:
            return False
        for at, opening in enumerate(self._openings):
            wanted = opening.words
            part = wanted[: len(words)] == words or (is_heading and wanted[-len(words) :] == words)
            if not (wanted and (part or (is_heading and _within(wanted, words)))):
                continue
            opening.section.anchors += anchors
            opening.words = wanted[len(words) :] if wanted[: len(words)] == words else []
            self._openings = self._openings[at:]
            if not part:
                rest = _rest(block.text, wanted, words)
                self._append(Block(BlockKind.HEADING, rest))
            return True
        return False


def _within(wanted: list[str], words: list[str]) -> bool:
    return words[: len(wanted)] == wanted or words[-len(wanted) :] == wanted


def _rest(text: str, wanted: list[str], words: list[str]) -> str:
    """Return what the heading says before or after the words of the title."""
    line = " ".join(unicodedata.normalize("NFKC", text).split())
    found = list(_WORD.finditer(line))
    if len(found) != len(words):
        return line
    if words[: len(wanted)] == wanted:
        return line[found[len(wanted) - 1].end() :].lstrip(_LEADING)
    return line[: found[-len(wanted)].start()].rstrip(_LEADING)


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())
