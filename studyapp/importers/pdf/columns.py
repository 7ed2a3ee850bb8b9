"""Reading order: the gutters between columns, and the words of each column.

A gutter is a strip without words, a handful of lines high, with running text on both sides. What crosses it
above and below (a title, a wide table, the foot of the page) is read before and after the columns.
"""

from __future__ import annotations

from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from studyapp.importers.pdf.lines import common_size, find_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studyapp.importers.pdf.layout import Word

# A narrower strip is a space of justified text, or a river through a few lines of it.
GUTTER_EMS = 0.8
GUTTER_POINTS = 6.0
# Fewer lines side by side are a table's, or chance; where other pages have the same gutter, two are enough.
GUTTER_LINES = 5
KNOWN_GUTTER_LINES = 2
KNOWN_GUTTER_POINTS = 6.0
# Text in columns has lines of several words; cells of tables have one to three.
COLUMN_WORDS = 3
COLUMN_EMS = 8.0
# A wider gap within a line parts the cells of a table.
CELL_GAP_EMS = 2.0
# Short lines in columns (an index, a list of names): as high as this, and columns of equal width to a tenth.
INDEX_LINES = 15
INDEX_WIDTH = 0.1
# The lines of a column follow each other as closely as those of the other column, or it is a table's.
PITCH_RATIO = 1.7
# The largest page that the format knows; what claims to be wider is damaged.
WIDEST_POINTS = 14_400.0
_BIN_POINTS = 2.0
_DEPTH = 8
_CANDIDATES = 12


class Gutter(NamedTuple):
    """A strip without words."""

    left: float
    right: float
    top: float
    bottom: float


def split_columns(
    words: Sequence[Word], known: Sequence[float] = (), *, right_to_left: bool = False
) -> list[list[Word]]:
    """Return the words of each column in reading order; `known` are the middles of gutters on other pages."""
    return _split(list(words), known, _DEPTH, right_to_left=right_to_left)


def find_gutters(words: Sequence[Word]) -> list[float]:
    """Return the middles of all gutters on a page that can be told without looking at others."""
    found: list[float] = []
    _split(list(words), (), _DEPTH, found=found)
    return found


def _split(
    words: list[Word],
    known: Sequence[float],
    depth: int,
    *,
    right_to_left: bool = False,
    found: list[float] | None = None,
) -> list[list[Word]]:
    gutter = _gutter(words, known) if depth and len(words) > 1 else None
    if gutter is None:
        return [words] if words else []
    if found is not None:
        found.append((gutter.left + gutter.right) / 2)
    middle = (gutter.left + gutter.right) / 2
    above = [w for w in words if w.base < gutter.top]
    below = [w for w in words if w.base > gutter.bottom]
    between = [w for w in words if gutter.top <= w.base <= gutter.bottom]
    sides = [[w for w in between if w.left < middle], [w for w in between if w.left >= middle]]
    if right_to_left:
        sides.reverse()
    parts = [above, *sides, below]
    if any(len(part) == len(words) for part in parts):
        return [words]
    return [
        column
        for part in parts
        for column in _split(part, known, depth - 1, right_to_left=right_to_left, found=found)
    ]


def _gutter(words: list[Word], known: Sequence[float]) -> Gutter | None:
    """Return the best gutter between columns among the words, None where there is one column."""
    size = common_size(words)
    left, right = min(w.left for w in words), max(w.right for w in words)
    if not 2 * COLUMN_EMS * size <= right - left <= WIDEST_POINTS:
        return None
    least = (KNOWN_GUTTER_LINES if known else GUTTER_LINES) * size
    strips = _empty_strips(words, left, right, size, least)
    candidates = sorted(strips, key=lambda g: (g.top - g.bottom, g.left))
    for candidate in candidates[:_CANDIDATES]:
        middle = (candidate.left + candidate.right) / 2
        is_known = any(abs(middle - other) <= KNOWN_GUTTER_POINTS for other in known)
        gutter = _checked(words, candidate, size, is_known=is_known)
        if gutter is not None:
            return gutter
    return None


def _empty_strips(
    words: Sequence[Word], left: float, right: float, size: float, least: float
) -> list[Gutter]:
    """Return strips of a gutter's width without words, as high as they go, the highest of each place."""
    bins = int((right - left) / _BIN_POINTS) + 1
    top, bottom = min(w.base - w.size for w in words), max(w.base + w.size for w in words)
    free: list[list[tuple[float, float]]] = [[] for _ in range(bins)]
    reached = [top] * bins
    for word in sorted(words, key=lambda w: w.base + 0.2 * w.size):
        begin, end = word.base - 0.8 * word.size, word.base + 0.2 * word.size
        first = max(0, int((word.left - left) / _BIN_POINTS))
        for number in range(first, min(bins - 1, int((word.right - left) / _BIN_POINTS)) + 1):
            if begin - reached[number] >= least:
                free[number].append((reached[number], begin))
            reached[number] = end
    for number, end in enumerate(reached):
        if bottom - end >= least:
            free[number].append((end, bottom))
    width = max(2, round(max(GUTTER_POINTS, GUTTER_EMS * size) / _BIN_POINTS) - 1)
    strips: list[Gutter] = []
    first = int(COLUMN_EMS / 2 * size / _BIN_POINTS)
    for number in range(first, bins - first - width):
        for gap in free[number]:
            shared = _shared(gap, free[number + 1 : number + width], least)
            if shared is None:
                continue
            begin = left + number * _BIN_POINTS
            strip = Gutter(begin, begin + width * _BIN_POINTS, *shared)
            before = strips[-1] if strips else None
            if (
                before
                and before.right >= strip.left
                and (before.top, before.bottom) == (strip.top, strip.bottom)
            ):
                strips[-1] = before._replace(right=strip.right)
            else:
                strips.append(strip)
    return strips


def _shared(
    gap: tuple[float, float], others: Sequence[Sequence[tuple[float, float]]], least: float
) -> tuple[float, float] | None:
    """Return the part of the gap that is free in all the other bins too."""
    top, bottom = gap
    for other in others:
        parts = [(max(top, a), min(bottom, b)) for a, b in other if min(bottom, b) - max(top, a) >= least]
        if not parts:
            return None
        top, bottom = max(parts, key=lambda part: part[1] - part[0])
    return top, bottom


def _checked(words: Sequence[Word], gutter: Gutter, size: float, *, is_known: bool) -> Gutter | None:
    """Return the gutter within the height where text stands on both sides, None when it is none."""
    between = [w for w in words if gutter.top <= w.base <= gutter.bottom]
    middle = (gutter.left + gutter.right) / 2
    left = find_rows(w for w in between if w.right <= middle)
    right = find_rows(w for w in between if w.left >= middle)
    least = KNOWN_GUTTER_LINES if is_known else GUTTER_LINES
    if min(len(left), len(right)) < (1 if is_known else least) or max(len(left), len(right)) < least:
        return None
    inner_left = [_inner(row[::-1], size) for row in left]
    inner_right = [_inner(row, size) for row in right]
    if is_known or (_is_prose(inner_left, size) and _is_prose(inner_right, size)):
        fits = is_known or _same_pitch(left, right)
    else:
        fits = _is_index(inner_left, inner_right, middle)
    return gutter if fits else None


def _inner(row: Sequence[Word], size: float) -> list[Word]:
    """Return the words next to the gutter, up to the next wide gap; the row begins at the gutter."""
    run = [row[0]]
    for word in row[1:]:
        before = run[-1]
        if max(word.left - before.right, before.left - word.right) > CELL_GAP_EMS * size:
            break
        run.append(word)
    return run


def _is_prose(rows: Sequence[Sequence[Word]], size: float) -> bool:
    widths = [max(w.right for w in row) - min(w.left for w in row) for row in rows]
    return median(len(row) for row in rows) >= COLUMN_WORDS and median(widths) >= COLUMN_EMS * size


def _same_pitch(left: Sequence[Sequence[Word]], right: Sequence[Sequence[Word]]) -> bool:
    pitches = [_pitch(rows) for rows in (left, right) if len(rows) > 1]
    return len(pitches) < 2 or max(pitches) <= PITCH_RATIO * min(pitches)


def _pitch(rows: Sequence[Sequence[Word]]) -> float:
    return median(max(0.1, b[0].base - a[0].base) for a, b in pairwise(rows))


def _is_index(left: Sequence[Sequence[Word]], right: Sequence[Sequence[Word]], middle: float) -> bool:
    if min(len(left), len(right)) < INDEX_LINES or not _same_pitch(left, right):
        return False
    if any(2 * sum(_is_number(row) for row in side) > len(side) for side in (left, right)):
        return False
    begin = min(w.left for row in left for w in row)
    other = min(w.left for row in right for w in row)
    end = max(w.right for row in right for w in row)
    widths = (other - begin, end - other)
    return abs(widths[0] - widths[1]) <= 2 * INDEX_WIDTH * max(widths)


def _is_number(row: Sequence[Word]) -> bool:
    text = "".join(word.text for word in row)
    return 2 * sum(c.isdigit() or c in ".,%-–+()" for c in text) > len(text)
