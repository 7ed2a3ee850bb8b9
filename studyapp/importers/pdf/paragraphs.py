"""Lines of a column → paragraphs, list items and code.

A line begins a new paragraph when it is set off by space, by an indent, by another size or weight or a mark
of a list, or when its first word would still have fitted on the line before.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from statistics import median
from typing import TYPE_CHECKING

from studyapp.domain.documents import BlockKind
from studyapp.importers.pdf.contents import is_contents_line
from studyapp.importers.pdf.layout import Style
from studyapp.importers.pdf.markers import is_bullet, is_weak_bullet, item_letter, item_number
from studyapp.importers.pdf.passages import Passage
from studyapp.importers.pdf.text import HYPHENS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from studyapp.importers.pdf.layout import Column, Line

# Lines further apart than this many times the usual distance are parted by space.
SPACE_BETWEEN = 1.3
# With the signs of an end before and a beginning after, a smaller space parts too.
SOME_SPACE_BETWEEN = 1.12
# Lines of one paragraph differ less than this in size.
SIZE_CHANGE = 0.08
# A line set in by more than this begins a paragraph; TeX sets in by 1 to 2 em, some books by 0.8 em.
INDENT_EMS = 0.6
# The space before the word that would have fitted, and how uncertain the right margin is.
FIT_SPACE_EMS = 0.3
FIT_SLACK_EMS = 0.7
# In a column of uneven lines, so much of its width more must be free after a sentence's end, and elsewhere.
RAGGED_ENDED = 0.12
RAGGED_OPEN = 0.35
# A column is even when so many of its lines end so near to its margin.
EVEN_SHARE = 0.45
EVEN_END_EMS = 0.4
# Both lines end at the same place: they end at a margin, be it not the column's (text beside a picture).
SAME_END = 1.5
_SENTENCE_END = tuple(".!?:;…。！？؟۔")
_CLOSING = "\"'”’»)]"


class Pitches:
    """The usual distances between lines by their size, over the whole document."""

    def __init__(self, columns: Iterable[Column]) -> None:
        seen: dict[float, Counter[float]] = defaultdict(Counter)
        for column in columns:
            for before, line in zip(column.lines, column.lines[1:], strict=False):
                if abs(before.size - line.size) < 0.3:
                    pitch = round((line.base - before.base) * 2) / 2
                    if 0.8 * line.size <= pitch <= 3 * line.size:
                        seen[_half(line.size)][pitch] += 1
        self._usual = {size: pitches.most_common(1)[0][0] for size, pitches in seen.items()}

    def usual(self, lines: Sequence[Line], at: int) -> float:
        """Return the usual distance around the line with that index, of lines of its size."""
        size = lines[at].size
        near = [
            b.base - a.base
            for a, b in zip(lines[max(0, at - 6) : at + 6], lines[max(0, at - 6) + 1 : at + 7], strict=False)
            if abs(a.size - b.size) < 0.3 and abs(a.size - size) < 0.3
        ]
        usual = self._usual.get(_half(size), 1.2 * size)
        close = min(near, default=usual)
        return max(close, min(usual, median(near) if near else usual))


def split_paragraphs(column: Column, pitches: Pitches) -> list[Passage]:
    """Return the paragraphs, list items and pieces of code of a column."""
    passages: list[Passage] = []
    lines = column.lines
    column.ragged = _ragged_width(column)
    for at, line in enumerate(lines):
        before = passages[-1] if passages else None
        if before is None or _begins(column, before, at, pitches):
            passages.append(_passage(line, column))
        else:
            before.lines.append(line)
    return passages


def ends_sentence(text: str) -> bool:
    """Whether the text ends as a sentence does."""
    return text.rstrip(_CLOSING + " ").endswith(_SENTENCE_END)


def is_full(line: Line, right: float, following: Line, *, ragged: float = 0.0) -> bool:
    """Whether the first word of the following line would not have fitted at the end of this one.

    `ragged` is the width of a column whose lines do not end at its margin; not every such column was filled
    by measuring words, so that only a line that is clearly short ends a paragraph.
    """
    if abs(line.right - following.right) <= SAME_END or line.text.endswith(HYPHENS):
        return True
    first = following.words[0]
    needed = (first.right - first.left) + (FIT_SPACE_EMS + FIT_SLACK_EMS) * line.size
    if ragged:
        needed += ragged * (RAGGED_ENDED if ends_sentence(line.text) else RAGGED_OPEN)
    return right - line.right < needed


def _ragged_width(column: Column) -> float:
    """Return the column's width where its lines end unevenly, 0 where they end at the margin."""
    even = sum(column.right - line.right < EVEN_END_EMS * line.size for line in column.lines)
    return 0.0 if even >= EVEN_SHARE * len(column.lines) else column.right - column.left


def _passage(line: Line, column: Column) -> Passage:
    kind = BlockKind.PARAGRAPH
    if Style.MONO in line.style:
        kind = BlockKind.CODE
    elif is_bullet(line) or item_number(line) is not None or item_letter(line):
        kind = BlockKind.LIST_ITEM
    return Passage(kind, [line], column.page, column.left, column.right)


def _begins(column: Column, passage: Passage, at: int, pitches: Pitches) -> bool:
    """Whether the line with that index begins a new passage."""
    lines = column.lines
    line, before = lines[at], lines[at - 1]
    space = (line.base - before.base) / max(0.1, pitches.usual(lines, at))
    if space > SPACE_BETWEEN or line.base < before.base or _looks_other(line, before):
        return True
    if Style.MONO in line.style and passage.kind is BlockKind.CODE:
        return False
    ended = ends_sentence(before.text)
    return (
        is_contents_line(before)
        or (space > SOME_SPACE_BETWEEN and ended and line.text[:1].isupper())
        or _begins_item(passage, line, before, column, ended=ended)
        or (not _fills(column, before, line) and not _is_large(line, column))
        or _is_set_off(passage, lines, at)
    )


def _looks_other(line: Line, before: Line) -> bool:
    """Whether the lines are set in different sizes or weights."""
    if abs(line.size - before.size) > SIZE_CHANGE * max(line.size, before.size):
        return True
    is_other_style = bool((line.style ^ before.style) & (Style.BOLD | Style.MONO))
    return is_other_style and _has_letters(line) and _has_letters(before)


def _fills(column: Column, before: Line, line: Line) -> bool:
    return is_full(before, column.right, line, ragged=column.ragged)


def _is_large(line: Line, column: Column) -> bool:
    """Whether the line is set larger than the column's text: the lines of a title are as long as they are."""
    return line.size > 1.1 * median(other.size for other in column.lines)


def _has_letters(line: Line) -> bool:
    return sum(c.isalpha() for word in line.words for c in word.text) >= 2


def _begins_item(passage: Passage, line: Line, before: Line, column: Column, *, ended: bool) -> bool:
    was_item = passage.kind is BlockKind.LIST_ITEM
    if is_bullet(line):
        if not is_weak_bullet(line):
            return True
        return was_item or not _fills(column, before, line) or line.left > passage.lines[0].left + 2
    number = item_number(line)
    if number is not None:
        last = item_number(passage.lines[0]) if was_item else None
        if last is not None:
            return number == last + 1 or abs(line.left - passage.lines[0].left) < 1
        return ended or not _fills(column, before, line)
    if item_letter(line):
        return (was_item or item_letter(line) in ("a", "i")) and ended
    return False


def _is_set_off(passage: Passage, lines: Sequence[Line], at: int) -> bool:
    """Whether the line is set in, or set out, against those of the passage."""
    line, before = lines[at], lines[at - 1]
    em = line.size
    if len(passage.lines) == 1:
        if line.left - before.left <= INDENT_EMS * em or passage.kind is BlockKind.LIST_ITEM:
            return False
        after = lines[at + 1] if at + 1 < len(lines) else None
        return after is None or abs(after.left - line.left) > INDENT_EMS * em / 2
    rest = median(other.left for other in passage.lines[1:])
    return abs(line.left - rest) > INDENT_EMS * em


def _half(size: float) -> float:
    return round(size * 2) / 2
