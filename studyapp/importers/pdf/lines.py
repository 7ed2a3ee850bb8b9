"""Words of one column → lines, with superscripts and subscripts put into the line that they belong to."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from studyapp.importers.figures import lowered
from studyapp.importers.pdf.direction import is_right_to_left, joins_on, mirrored
from studyapp.importers.pdf.displays import join_displays
from studyapp.importers.pdf.layout import Line, Style, Word
from studyapp.importers.pdf.words import SPACE_EMS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Words whose bases differ by less than this stand on one line: fonts of several makers on one line do differ.
ROW_EMS = 0.25
# A script is set smaller than its line, near one of its words, raised or lowered within the line's height.
SCRIPT_SIZE = 0.85
SCRIPT_SMALLEST = 0.4
SCRIPT_GAP_EMS = 0.4
SCRIPT_RISE_EMS = 0.8
SCRIPT_DROP_EMS = 0.4
_RAISED_EMS = 0.12
_LOWERED_EMS = 0.08
# Letters set wide ("C H A P T E R") are one word: so many single letters in a row with even gaps.
SPACED_LETTERS = 4
_SPACED_EVEN = 1.5
# Arabic lines are justified by drawing words out behind letters that join the next: where the file has its
# spaces, a narrower gap there is none.
DRAWN_EMS = 1.0
SPACES_SHARE = 0.4


def find_rows(words: Iterable[Word]) -> list[list[Word]]:
    """Return the words by lines from above, those of each line from left to right."""
    rows: list[list[Word]] = []
    base = size = 0.0
    for word in sorted(words, key=lambda w: (w.base, w.left)):
        if rows and word.base - base <= ROW_EMS * min(size, word.size):
            rows[-1].append(word)
            size = max(size, word.size)
        else:
            rows.append([word])
            base, size = word.base, word.size
    for row in rows:
        row.sort(key=lambda w: w.left)
    return rows


def find_lines(words: Iterable[Word], turned: float = 0.0) -> list[Line]:
    """Return the lines of one column from above; `turned` is the width of a page read from right to left."""
    rows = find_rows(words)
    _move_scripts(rows)
    joined = join_displays([row for row in rows if row])
    return [_turned_line(row, turned) if turned else _line(row) for row in joined]


def _turned_line(row: list[Word], width: float) -> Line:
    """Return a line in the mirror; one of words that run from left to right keeps them as they stand."""
    text = "".join(word.text for word in row)
    if is_right_to_left(text) or not any(c.isalpha() for c in text):
        return _line(mirrored(row, width))
    line = _line(row)
    return replace(line, left=width - line.right, right=width - line.left)


def common_size(words: Iterable[Word]) -> float:
    """Return the size of most characters, to half a point."""
    counts: Counter[float] = Counter()
    for word in words:
        counts[round(word.size * 2) / 2] += len(word.text)
    return max(counts.items(), key=lambda item: (item[1], -item[0]))[0] if counts else 0.0


def _move_scripts(rows: list[list[Word]]) -> None:
    """Move small raised and lowered words into the rows that they are scripts of."""
    sizes = [max(word.size for word in row) for row in rows]
    bases = [
        next(word.base for word in row if word.size == size) for row, size in zip(rows, sizes, strict=True)
    ]
    for index, row in enumerate(rows):
        for near in (index + 1, index - 1, index + 2, index - 2):
            if not 0 <= near < len(rows) or sizes[index] > SCRIPT_SIZE * sizes[near] or not rows[near]:
                continue
            rise = bases[near] - bases[index]
            if not -SCRIPT_DROP_EMS * sizes[near] <= rise <= SCRIPT_RISE_EMS * sizes[near]:
                continue
            moved = [word for word in row if _is_script(word, rows[near], sizes[near])]
            if moved:
                row[:] = [word for word in row if word not in moved]
                rows[near] = sorted([*rows[near], *moved], key=lambda w: w.left)


def _is_script(word: Word, row: Sequence[Word], size: float) -> bool:
    return SCRIPT_SMALLEST * size <= word.size <= SCRIPT_SIZE * size and any(
        -SCRIPT_GAP_EMS * size <= gap <= SCRIPT_GAP_EMS * size
        for other in row
        for gap in (word.left - other.right, other.left - word.right)
    )


def _line(row: list[Word]) -> Line:
    size = common_size(row)
    words = _with_joined_letters(row, size)
    size = max((w.size for w in words if abs(w.size - size) <= 0.5), default=size)
    main = [w for w in words if abs(w.size - size) <= 0.5] or words
    base = main[0].base
    words, raised = _joined(words, base, size)
    style = Style.BOLD | Style.ITALIC | Style.MONO
    for word in words:
        if any(c.isalnum() for c in word.text):
            style &= word.style
    return Line(words, words[0].left, max(w.right for w in words), base, size, Style(style), raised)


def _joined(row: Sequence[Word], base: float, size: float) -> tuple[list[Word], frozenset[int]]:
    """Return the words, those parts joined that no space parts, and which of them are raised."""
    words: list[Word] = []
    raised: set[int] = set()
    is_spaced = sum(word.pinned for word in row) > SPACES_SHARE * len(row)
    for placed in row:
        is_lowered = placed.size <= SCRIPT_SIZE * size and placed.base - base >= _LOWERED_EMS * size
        word = placed._replace(text=lowered(placed.text)) if is_lowered else placed
        is_raised = word.size <= SCRIPT_SIZE * size and base - word.base >= _RAISED_EMS * size
        before = words[-1] if words else None
        if (
            before is not None
            and not word.pinned
            and word.left - before.right
            < _space(before, word, is_spaced=is_spaced) * max(word.size, before.size)
            and (not is_raised and len(words) - 1 not in raised)
        ):
            style = before.style & word.style if word.text.isalnum() else before.style
            words[-1] = before._replace(
                text=before.text + word.text, right=max(before.right, word.right), style=Style(style)
            )
            continue
        if is_raised:
            raised.add(len(words))
        words.append(word)
    return words, frozenset(raised)


def _space(before: Word, word: Word, *, is_spaced: bool) -> float:
    """Return how wide a gap between two words of a line is a space, in ems."""
    is_drawn = is_spaced and word.mirrored and word.text[0].isalpha() and joins_on(before.text[-1])
    return DRAWN_EMS if is_drawn else SPACE_EMS


def _with_joined_letters(row: list[Word], size: float) -> list[Word]:
    """Return the row with letters that are set wide joined to words."""
    if sum(len(word.text) == 1 and word.text.isalpha() for word in row) < max(SPACED_LETTERS, 0.8 * len(row)):
        return row
    gaps = [after.left - before.right for before, after in pairwise(row)]
    usual = sorted(gaps)[len(gaps) // 2]
    if not 0 < usual < size:
        return row
    joined = [row[0]]
    for gap, word in zip(gaps, row[1:], strict=True):
        if gap <= _SPACED_EVEN * usual:
            joined[-1] = joined[-1]._replace(text=joined[-1].text + word.text, right=word.right)
        else:
            joined.append(word)
    return joined
