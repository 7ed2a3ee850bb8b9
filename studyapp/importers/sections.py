"""Building the sections of a document, whatever its format, within the limits that the reader relies on."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from studyapp.domain.documents import (
    Block,
    BlockKind,
    Inline,
    InlineKind,
    ParsedDocument,
    Section,
    place_target,
)
from studyapp.domain.errors import UnreadableDocumentError
from studyapp.text.words import count_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

# Measured: a section of 5,000 words opens in 30-40 ms, of 10,000 in 50-60, of 20,000 in 80.
SECTION_WORDS = 10_000
# The same limit for scripts that put no space between words: 10,000 words of ten characters.
SECTION_CHARACTERS = 100_000
# Measured: one block of a million characters takes a second to lay out.
BLOCK_CHARACTERS = 10_000
# In the place of a block: the section's heading.
HEADING = -1
# A longer "heading" is a paragraph that happens to be marked as one, and would not fit an outline.
TITLE_CHARACTERS = 500

_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*\s+|[。！？][」』”’）]*\s*")
_WORD_END = re.compile(r"\s+")
_LINE_END = re.compile(r"\n")
_BY_LINE = (BlockKind.CODE, BlockKind.TABLE, BlockKind.VERSE)
_JOINER = "\u200d"


@dataclass(slots=True)
class RawSection:
    """A section as the importer found it: any length, levels as the format counts them."""

    title: str | None
    level: int
    blocks: list[Block] = field(default_factory=list)
    anchors: tuple[str, ...] = ()  # what links lead to its heading by


@dataclass(slots=True)
class Description:
    """What a file says of itself; all of it may be empty."""

    title: str = ""
    authors: tuple[str, ...] = ()
    language: str = ""
    published: str = ""  # a date as far as it is known: 2025, 2025-03, 2025-03-09
    cover: str = ""  # the file name of a kept picture
    warnings: list[str] = field(default_factory=list)


def build_document(
    raw: Sequence[RawSection], description: Description, *, name: str, format_name: str
) -> ParsedDocument:
    """Return the document with its title chosen, its levels normalised, its long parts cut, its links joined.

    A link to `#name` leads to the block or heading with that anchor, and is dropped where none is.

    Sections without text stay when they have a title. Raises UnreadableDocumentError when there is neither.
    """
    kept = [s for s in raw if s.title is not None or s.blocks]
    if not kept:
        raise UnreadableDocumentError(f"“{name}” contains no text.", "Choose a file with text in it.")
    title = shorten_title(description.title or name_title(name))
    top = min((s.level for s in kept if s.title is not None), default=1)
    sections: list[Section] = []
    places: dict[str, tuple[int, int]] = {}
    for section in kept:
        places |= {anchor: (len(sections), HEADING) for anchor in section.anchors if anchor not in places}
        level = 0 if section.title is None else section.level - top + 1
        sections.extend(_parts(section, level, title))
    return ParsedDocument(
        title=title,
        authors=description.authors,
        language=description.language,
        format=format_name,
        sections=join_links(sections, places),
        warnings=tuple(dict.fromkeys(description.warnings)),
        published=description.published,
        cover=description.cover,
    )


def name_title(name: str) -> str:
    """Return the title that a file's name gives: without its last suffix, "_" read as a space."""
    stem, dot, _ = name.rpartition(".")
    title = (stem if dot and stem else name).strip()
    return (title if " " in title else " ".join(title.split("_")).strip()) or name


def shorten_title(title: str) -> str:
    """Return the title on one line, cut with an ellipsis where it is longer than a title can be."""
    line = " ".join(title.split())
    return line if len(line) <= TITLE_CHARACTERS else line[: TITLE_CHARACTERS - 1].rstrip() + "…"


def slice_block(block: Block, start: int, end: int, *, marks: tuple[int, int] | None = None) -> Block:
    """Return the part of the block from `start` to `end`, in code points, with the inlines in it.

    Inlines of no length come from the half-open span `marks`, by default the part itself.
    """
    first, after = marks or (start, end)
    inlines = tuple(
        Inline(min(max(i.start, start), end) - start, max(min(i.end, end), start) - start, i.kind, i.target)
        for i in block.inlines
        if (i.start < end and i.end > start if i.end > i.start else first <= i.start < after)
    )
    return block._replace(text=block.text[start:end], inlines=inlines)


def trim_block(block: Block) -> Block:
    """Return the block without white space at its ends (of code and tables: without empty lines)."""
    white = "\n" if block.kind in _BY_LINE else None
    start = len(block.text) - len(block.text.lstrip(white))
    end = len(block.text.rstrip(white))
    if (start, end) == (0, len(block.text)):
        return block
    return slice_block(block, start, max(start, end), marks=(0, len(block.text) + 1))


def cut_block(block: Block) -> Iterator[Block]:
    """Yield the block in parts of at most BLOCK_CHARACTERS, cut at a sentence end or a word end."""
    start, length = 0, len(block.text)
    while length - start > BLOCK_CHARACTERS:
        end, following = _cut_point(block, start)
        yield slice_block(block, start, end, marks=(start, following))
        start = following
    if start == 0:
        yield block
    elif start < length:
        yield slice_block(block, start, length, marks=(start, length + 1))


def join_links(sections: Sequence[Section], places: dict[str, tuple[int, int]]) -> tuple[Section, ...]:
    """Return the sections with their inner links leading to places, and without anchors.

    `places` has the anchors of headings; those in blocks are added.
    """
    found = {
        inline.target: (at, number)
        for at, section in reversed(list(enumerate(sections)))
        for number, block in reversed(list(enumerate(section.blocks)))
        for inline in block.inlines
        if inline.kind is InlineKind.ANCHOR
    } | places
    return tuple(
        section._replace(blocks=tuple(_joined(block, found) for block in section.blocks))
        for section in sections
    )


def _joined(block: Block, places: dict[str, tuple[int, int]]) -> Block:
    if not any(i.kind is InlineKind.ANCHOR or i.target.startswith("#") for i in block.inlines):
        return block
    kept: list[Inline] = []
    for inline in block.inlines:
        if inline.kind is InlineKind.LINK and inline.target.startswith("#"):
            place = places.get(inline.target[1:])
            if place is not None:
                kept.append(inline._replace(target=place_target(*place)))
        elif inline.kind is not InlineKind.ANCHOR:
            kept.append(inline)
    return block._replace(inlines=tuple(kept))


def _cut_point(block: Block, start: int) -> tuple[int, int]:
    """Return where the part from `start` ends and where the next one starts, white space between left out.

    The second half of the part is searched for the last end of its kind, so that no part is tiny.
    """
    limit = start + BLOCK_CHARACTERS
    middle = start + BLOCK_CHARACTERS // 2
    patterns = (_LINE_END,) if block.kind in _BY_LINE else (_SENTENCE_END, _WORD_END)
    for pattern in patterns:
        last = None
        for match in pattern.finditer(block.text, middle, limit + 1):
            end = match.start() if block.kind in _BY_LINE else match.start() + len(match.group().rstrip())
            if end <= limit:
                last = end, match.end()
        if last is not None:
            return last
    end = limit
    while end > middle and _continues(block.text[end]):
        end -= 1
    return end, end


def _continues(character: str) -> bool:
    return character == _JOINER or unicodedata.category(character)[0] == "M"


def _parts(section: RawSection, level: int, document_title: str) -> Iterator[Section]:
    """Yield the section, or its parts when it is long: "Title", "Title (2)" and so on."""
    for number, blocks in enumerate(_runs(section.blocks), start=1):
        if number == 1:
            yield Section(section.title, level, blocks)
        else:
            yield Section(f"{section.title or document_title} ({number})", max(level, 1), blocks)


def _runs(blocks: Iterable[Block]) -> Iterator[tuple[Block, ...]]:
    """Yield the blocks in runs within the limits of a section: at least one run, which may be empty."""
    run: list[Block] = []
    words = characters = 0
    for block in (part for whole in blocks for part in cut_block(whole)):
        block_words = max(1, count_words(block.text))
        too_long = words + block_words > SECTION_WORDS or characters + len(block.text) > SECTION_CHARACTERS
        if run and too_long:
            yield tuple(run)
            run, words, characters = [], 0, 0
        run.append(block)
        words += block_words
        characters += len(block.text)
    yield tuple(run)
