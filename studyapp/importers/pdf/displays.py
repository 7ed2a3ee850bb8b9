"""Displayed formulas: their rows stand closer than lines of text, and are one line from left to right."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studyapp.importers.pdf.layout import Word

# The rows of a fraction or of a sum with its limits are this close; the closest lines of text are 1 em apart.
ROW_EMS = 0.85
ROWS = 6  # more are no formula
# Of the words of a formula, those of one or two letters; in prose they are a quarter.
SHORT_SHARE = 0.6
_SHORT = 2
# Within a run of a row the spaces around signs are narrower than this.
RUN_EMS = 0.6


def join_displays(rows: Sequence[list[Word]]) -> list[list[Word]]:
    """Return the rows from above, those of each displayed formula as one."""
    joined: list[list[Word]] = []
    at = 0
    while at < len(rows):
        end = at + 1
        while end < len(rows) and end - at < ROWS and _is_close(rows[end - 1], rows[end]):
            end += 1
        if end - at > 1 and _is_formula([word for row in rows[at:end] for word in row]):
            joined.append(_in_line(rows[at:end]))
            at = end
        else:
            joined.append(rows[at])
            at += 1
    return joined


def _is_close(upper: Sequence[Word], lower: Sequence[Word]) -> bool:
    size = max(word.size for word in (*upper, *lower))
    return min(w.base for w in lower) - max(w.base for w in upper) < ROW_EMS * size


def _is_formula(words: Sequence[Word]) -> bool:
    return sum(len(word.text) <= _SHORT for word in words) >= SHORT_SHARE * len(words)


def _in_line(rows: Sequence[Sequence[Word]]) -> list[Word]:
    """Return the words from left to right; of runs over each other, as in a fraction, from above."""
    stacks: list[list[list[Word]]] = []
    right = 0.0
    for run in sorted((run for row in rows for run in _runs(row)), key=lambda r: r[0].left):
        if stacks and run[0].left < right:
            stacks[-1].append(run)
        else:
            stacks.append([run])
            right = 0.0
        right = max(right, run[-1].right)
    ordered = [run for stack in stacks for run in sorted(stack, key=lambda r: r[0].base)]
    return [word._replace(pinned=word.pinned or word is run[0]) for run in ordered for word in run]


def _runs(row: Sequence[Word]) -> list[list[Word]]:
    """Return the words of a row, parted where there is room for a fraction or a sum."""
    runs = [[row[0]]]
    for before, word in pairwise(row):
        if word.left - before.right > RUN_EMS * word.size:
            runs.append([])
        runs[-1].append(word)
    return runs
