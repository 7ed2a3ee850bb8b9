"""Plain text → document: sections under headings, blocks, and warnings on what was left out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from studyapp.importers.plain.boilerplate import CONTENTS, find_boilerplate, line_key
from studyapp.importers.plain.emphasis import with_emphasis, without_signs
from studyapp.importers.plain.gutenberg import remove_frame
from studyapp.importers.plain.headings import find_headings
from studyapp.importers.plain.levels import heading_levels
from studyapp.importers.plain.lines import Unit, join_units, split_units, text_width
from studyapp.importers.plain.links import restore_marks
from studyapp.importers.plain.listed import listed_entries
from studyapp.importers.plain.opening import read_opening
from studyapp.importers.plain.pages import remove_furniture
from studyapp.importers.plain.paragraphs import unit_blocks
from studyapp.importers.plain.spacing import single_spaced
from studyapp.importers.sections import Description, RawSection, build_document

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator, Sequence

    from studyapp.domain.documents import Block, ParsedDocument
    from studyapp.importers.plain.gutenberg import Frame
    from studyapp.importers.plain.headings import Heading
    from studyapp.importers.plain.opening import Opening

# A warning quotes the beginning of what it is about.
QUOTED_CHARACTERS = 60


@dataclass(frozen=True, slots=True)
class LeftOutLines:
    """Lines that are not the text, and what they are, in the words of a warning."""

    what: str
    lines: tuple[str, ...]


class TextUnits(NamedTuple):
    """The units of a text, its width in characters, and the keys of the entries of its lists of contents."""

    units: list[Unit]
    width: int
    listed: Counter[str]


@dataclass(slots=True)
class Structure:
    """What was found: every word of the text is in the sections, the title, the authors or `left_out`."""

    title: str = ""
    authors: tuple[str, ...] = ()
    sections: list[RawSection] = field(default_factory=list)
    left_out: list[LeftOutLines] = field(default_factory=list)


def parse_plain(text: str, *, name: str, warnings: Sequence[str] = ()) -> ParsedDocument:
    """Return the document that the text is: title, authors, sections, and warnings on what was left out.

    `warnings` come first in the document's own. Raises UnreadableDocumentError when there is no text.
    """
    found = read_structure(text)
    description = Description(found.title, found.authors, warnings=list(warnings))
    description.warnings.extend(_warning(part.what, part.lines) for part in found.left_out)
    return build_document(found.sections, description, name=name, format_name="text")


def read_structure(text: str) -> Structure:
    """Return the structure of a text. A text that would be left out whole is kept whole."""
    found, own = _read(text)
    found.sections = _sections(own) if own.units else [RawSection(None, 0, list(paragraphs(text)))]
    return found


def read_units(text: str) -> TextUnits:
    """Return the units of the text itself, among which its headings are looked for."""
    return _read(text)[1]


def _read(text: str) -> tuple[Structure, TextUnits]:
    """Return what a text says before and around itself, and the text itself."""
    found = Structure()
    frame = remove_frame(_split_lines(text))
    lines, furniture = remove_furniture(single_spaced(frame.lines))
    lines, links = restore_marks(lines)
    found.left_out = _named("the licence frame of Project Gutenberg", frame.left_out)
    found.left_out += _named("running heads and page numbers", furniture)
    found.left_out += _named("links beside headings", links)
    units = split_units(lines)
    parts = find_boilerplate(units)
    gone = {number for part in parts for number in part.units}
    if len(gone) == len(units):
        parts, gone = [], set()
    for part in parts:
        found.left_out += _named(part.what, [line.text for n in part.units for line in units[n].lines])
    contents = [[units[n] for n in part.units] for part in parts if part.what == CONTENTS]
    listed = listed_entries(contents, units)
    units = [unit for number, unit in enumerate(units) if number not in gone]
    if not units:
        return Structure(), TextUnits([], 0, listed)
    opening = read_opening(units)
    found.title = without_signs(frame.title or opening.title)
    found.authors = (frame.author,) if frame.author else opening.authors
    said = _said_units(opening, frame)
    if len(said) < len(units):
        units = [unit for number, unit in enumerate(units) if number not in said]
    return found, TextUnits(units, text_width(lines), listed)


def _said_units(opening: Opening, frame: Frame) -> tuple[int, ...]:
    """Return the units of the opening that say nothing but what the title and the authors say."""
    if not frame.title:
        return opening.units
    is_title = bool(opening.title) and line_key(frame.title).startswith(line_key(opening.title))
    return opening.units[:1] if is_title else ()


def paragraphs(text: str) -> Iterator[Block]:
    """Yield the blocks of a text in which no structure is looked for."""
    return iter(_blocks(split_units(_split_lines(text))))


def _split_lines(text: str) -> list[str]:
    """Return the lines, a form feed as a line of its own."""
    return text.replace("\f", "\n\f\n").split("\n")


def _named(what: str, lines: Sequence[str]) -> list[LeftOutLines]:
    kept = tuple(line for line in lines if line.strip("\f \t"))
    return [LeftOutLines(what, kept)] if kept else []


def _warning(what: str, lines: Sequence[str]) -> str:
    """Return a sentence that names what was left out, how much it is and how it begins."""
    texts = [" ".join(line.split()) for line in lines]
    first = texts[0]
    if len(first) > QUOTED_CHARACTERS:
        first = first[: QUOTED_CHARACTERS - 1].rstrip() + "…"
    count = "1 line" if len(texts) == 1 else f"{len(texts)} lines"
    return f"Left out: {what} ({count}, from “{first}”)."


def _sections(text: TextUnits) -> list[RawSection]:
    units = text.units
    headings = find_headings(*text)
    levels = heading_levels(headings)
    sections = [RawSection(None, 0, _blocks(units[: headings[0].first] if headings else units))]
    for place, (heading, level) in enumerate(zip(headings, levels, strict=True)):
        end = headings[place + 1].first if place + 1 < len(headings) else len(units)
        sections.append(RawSection(without_signs(heading.title), level, _blocks(_body(units, heading, end))))
    return sections


def _body(units: Sequence[Unit], heading: Heading, end: int) -> Sequence[Unit]:
    return units[heading.last + 1 : end]


def _blocks(units: Sequence[Unit]) -> list[Block]:
    """Return the blocks of units; a first line that is no heading goes back to its paragraph."""
    joined: list[Unit] = []
    for unit in units:
        if joined and unit.gap == 0 and unit.attached and not joined[-1].underlined:
            joined[-1] = join_units(joined[-1], unit)
        else:
            joined.append(unit)
    return [with_emphasis(block) for unit in joined for block in unit_blocks(unit)]
