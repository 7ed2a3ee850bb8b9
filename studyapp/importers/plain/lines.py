"""From a text to units: runs of lines that belong together, with the place where each stands.

No unit is a heading yet: a first line that may be one is split off as a unit of its own, marked as attached,
and is given back to its paragraph (`join_attached`) when it turns out to be none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from studyapp.importers.plain.forms import form_of, may_open_paragraph
from studyapp.importers.plain.looks import is_bullet, is_rule
from studyapp.importers.plain.outline import CLOSED, joined_marks, outline_depth, outline_sign, outline_title
from studyapp.importers.plain.separators import set_apart
from studyapp.importers.plain.spacing import split_at_headings, split_long

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# No hand wraps lines at more than this many characters: a longer line is a paragraph of its own.
WRAPPED_LINE_CHARACTERS = 120
# A run of lines with more of them than this part is not wrapped.
LONG_PART = 0.05
# Characters of a line where nothing is wrapped: the usual width of typed text.
USUAL_WIDTH_CHARACTERS = 72
# No text is wrapped to less, in characters.
NARROWEST_CHARACTERS = 40
# Of the lines that are followed by another, this part is at most as long as the text is wide.
WIDTH_QUANTILE = 0.9
# A first line that stops before this part of the width did not stop because it was full.
SHORT_LINE_PART = 0.75
# Characters by which the first line of a paragraph stands in, where no empty line parts paragraphs.
INDENT_CHARACTERS = (1, 12)

# Where all but this part of the lines stand in, a line stands out by at least so many characters.
OUTER_PART = 0.15
OUTDENT_CHARACTERS = 2

_SENTENCE_END = re.compile(r"[.!?:;…][\"'”’»)\]]*$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the file without white space at its ends; `indent` in characters, tabs as four."""

    text: str
    indent: int
    raw: str


@dataclass(frozen=True, slots=True)
class Layout:
    """How the whole text is set: its width and inner indent in characters, the sign that marks headings."""

    width: int
    sign: str
    inner: int


@dataclass(frozen=True, slots=True)
class Unit:
    """Lines that belong together. `gap` is the number of empty lines before it, 0 when it is attached."""

    lines: tuple[Line, ...]
    gap: int
    page_break: bool = False
    underlined: str = ""  # the character of the rule below it
    attached: bool = False  # follows a first line that was split off it
    outline: int = 0  # the depth that the mark before it says, where the text marks its headings
    text: str = field(init=False, repr=False, compare=False)  # the lines joined, white space as one space

    def __post_init__(self) -> None:
        """Join the lines once: every rule looks at the text."""
        joined = " ".join([line.text for line in self.lines])
        object.__setattr__(self, "text", " ".join(joined.split()))

    @property
    def title(self) -> str:
        """Return the text as the title of a part has it, without a mark."""
        return outline_title(self.text) if self.outline else self.text

    @property
    def words(self) -> int:
        """Return the number of words, counted by spaces."""
        return sum(len(line.text.split()) for line in self.lines)


def read_line(raw: str) -> Line:
    """Return the line, measured."""
    expanded = raw.replace("\t", "    ")
    text = raw.strip()
    return Line(text, len(expanded) - len(expanded.lstrip()), raw.rstrip())


def text_width(lines: Sequence[str]) -> int:
    """Return the width in characters to which the text is wrapped by hand, or the usual one."""
    lengths = sorted(
        len(here)
        for here, following in pairwise(lines)
        if here.strip() and following.strip() and len(here) <= WRAPPED_LINE_CHARACTERS
    )
    if not lengths:
        return USUAL_WIDTH_CHARACTERS
    return max(NARROWEST_CHARACTERS, lengths[int((len(lengths) - 1) * WIDTH_QUANTILE)])


def inner_indent(lines: Sequence[str]) -> int:
    """Return the indent that nearly all lines of the text have at least: 0 where it begins at the margin."""
    indents = sorted(read_line(line).indent for line in lines if line.strip())
    return indents[int(len(indents) * OUTER_PART)] if indents else 0


def split_units(lines: Sequence[str]) -> list[Unit]:
    """Return the units of the lines. A form feed parts units as an empty line does."""
    lines = set_apart(lines)
    layout = Layout(text_width(lines), outline_sign(lines), inner_indent(lines))
    if layout.sign == CLOSED:
        lines = joined_marks(lines)
    units: list[Unit] = []
    for chunk, gap, page_break in _chunks(lines):
        parts = list(_split_outline(chunk, layout))
        for number, part in enumerate(parts):
            units.append(replace(part, gap=gap, page_break=page_break) if number == 0 else part)
    return list(_join_pages(units))


def join_units(first: Unit, second: Unit) -> Unit:
    """Return one unit of two, in the place of the first."""
    return replace(first, lines=first.lines + second.lines)


def _chunks(lines: Sequence[str]) -> Iterator[tuple[list[Line], int, bool]]:
    """Yield the runs of lines that are not empty, the empty lines before each, and whether a page began."""
    chunk: list[Line] = []
    gap, page_break = 0, False
    for raw in lines:
        fed = "\f" in raw
        line = read_line(raw.replace("\f", " "))
        if chunk and (fed or not line.text):
            yield chunk, gap, page_break
            chunk, gap, page_break = [], 0, False
        page_break = page_break or fed
        if line.text:
            chunk.append(line)
        else:
            gap += 1
    if chunk:
        yield chunk, gap, page_break


def _split_outline(chunk: list[Line], layout: Layout) -> Iterator[Unit]:
    """Yield the units of lines between two empty ones, those with the text's mark each as a unit."""
    if not layout.sign:
        yield from _split_chunk(chunk, layout)
        return
    start = 0
    for number, line in enumerate(chunk):
        depth = outline_depth(line.text, layout.sign) if line.indent == 0 else 0
        if depth:
            yield from _split_chunk(chunk[start:number], layout)
            yield Unit((line,), 0, outline=depth)
            start = number + 1
    yield from _split_chunk(chunk[start:], layout)


def _split_chunk(chunk: list[Line], layout: Layout) -> Iterator[Unit]:
    """Yield the units of lines between two empty ones."""
    long = [number for number, line in enumerate(chunk) if len(line.text) > WRAPPED_LINE_CHARACTERS]
    if len(long) > LONG_PART * len(chunk):
        yield from (Unit((line,), 0) for line in chunk)
        return
    start = 0
    for number in long:  # the odd long line of a wrapped text
        yield from _split_wrapped(chunk[start:number], layout)
        yield Unit((chunk[number],), 0)
        start = number + 1
    yield from _split_wrapped(chunk[start:], layout)


def _split_wrapped(chunk: list[Line], layout: Layout) -> Iterator[Unit]:
    """Yield the units of lines that are wrapped by hand."""
    start = 0
    while start < len(chunk):
        heading, used = _underlined(chunk, start)
        if heading is not None:
            yield heading
            start += used
            continue
        end = _next_underlined(chunk, start)
        for number, part in enumerate(split_long(chunk[start:end], layout.width)):
            first, *others = _split_paragraphs(part, layout)
            yield replace(first, gap=1) if number else first  # as if an empty line stood here
            yield from others
        start = end


def _underlined(chunk: list[Line], start: int) -> tuple[Unit | None, int]:
    """Return the heading with a rule under it (and perhaps over it) at `start`, and the lines it takes."""
    over = is_rule(chunk[start].text)
    at = start + 1 if over else start
    if at + 1 >= len(chunk) or is_rule(chunk[at].text) or not is_rule(chunk[at + 1].text):
        return None, 0
    if over and chunk[at + 1].text[0] != chunk[start].text[0]:
        return None, 0
    if not over and start > 0:
        before = chunk[start - 1].text
        # A rule under the last of several lines parts two runs of text; it underlines nothing.
        if not _SENTENCE_END.search(before) and not is_rule(before):
            return None, 0
    used = 3 if over else 2
    return Unit((chunk[at],), 0, underlined=chunk[at + 1].text[0]), used


def _next_underlined(chunk: list[Line], start: int) -> int:
    """Return where the next underlined heading of the chunk begins, or the chunk's end."""
    for at in range(start + 1, len(chunk) - 1):
        if is_rule(chunk[at + 1].text) and _underlined(chunk, at)[0] is not None:
            return at
    return len(chunk)


def _split_paragraphs(chunk: list[Line], layout: Layout) -> Iterator[Unit]:
    """Yield a heading line split off, and the paragraphs that only an indent parts."""
    start, last = 0, len(chunk) - 1
    while start < last and (
        is_rule(chunk[start].text)
        or _is_below_rule(chunk, start, layout.width)
        or _stands_out(chunk[start], chunk[start + 1], layout.inner)
        or may_open_paragraph(
            chunk[start].text,
            chunk[start + 1].text,
            short=len(chunk[start].text) < layout.width * SHORT_LINE_PART,
            lines=len(chunk) - start,
        )
    ):
        yield Unit((chunk[start],), 0, attached=start > 0)
        start += 1
    for number, lines in enumerate(_indented_paragraphs(chunk[start:])):
        for place, part in enumerate(split_at_headings(lines, layout.width)):
            yield Unit(tuple(part), 0, attached=place > 0 or (start > 0 and number == 0))


def _is_below_rule(chunk: list[Line], number: int, width: int) -> bool:
    """Return whether a rule above parts the line from all before it, and it is short and in a form."""
    text = chunk[number].text
    is_parted = number > 0 and is_rule(chunk[number - 1].text) and len(text) < width * SHORT_LINE_PART
    return is_parted and form_of(text) is not None


def _stands_out(first: Line, second: Line, inner: int) -> bool:
    """Return whether a line stands further out than the text does, and the line below it does not."""
    return first.indent + OUTDENT_CHARACTERS <= inner <= second.indent and form_of(first.text) is not None


def _indented_paragraphs(chunk: list[Line]) -> Iterator[list[Line]]:
    base = min(line.indent for line in chunk)
    low, high = INDENT_CHARACTERS
    starts = [
        number
        for number, line in enumerate(chunk[:-1])
        if low <= line.indent - base <= high and chunk[number + 1].indent == base
    ]
    inner = sum(line.indent > base for line in chunk)
    if is_bullet(chunk[0].text) or inner > len(starts) + 1:
        starts = []
    bounds = sorted({0, *starts, len(chunk)})
    for start, end in pairwise(bounds):
        yield chunk[start:end]


def _join_pages(units: list[Unit]) -> Iterator[Unit]:
    """Yield the units, a paragraph that a page break cut made whole again."""
    held: Unit | None = None
    for unit in units:
        if held is None:
            held = unit
        elif unit.page_break and _goes_on(held, unit):
            held = join_units(held, unit)
        else:
            yield held
            held = unit
    if held is not None:
        yield held


def _goes_on(before: Unit, after: Unit) -> bool:
    return (
        len(before.lines) > 1
        and not _SENTENCE_END.search(before.lines[-1].text)
        and after.lines[0].text[:1].islower()
    )
