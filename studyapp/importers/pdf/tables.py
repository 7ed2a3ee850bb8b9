"""Tables: lines that follow each other with wide gaps at the same places."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from studyapp.domain.documents import BlockKind
from studyapp.importers.pdf.direction import in_reading_order
from studyapp.importers.pdf.markers import is_bullet, item_letter, item_number
from studyapp.importers.pdf.passages import Passage

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from studyapp.importers.pdf.layout import Column, Line, Word

# A space of justified text is under 1 em; cells of narrow tables stand 1.2 em apart.
CELL_EMS = 1.2
# The spaces of a justified line are alike to within this.
EVEN_EMS = 0.15
# Lines closer than this are of one row: a cell of one line stands at the middle of one of two.
SAME_ROW_EMS = 0.95
# Rows of several lines: the lines of a row are as close as those of a paragraph, the rows further apart, and
# so many of the distances are those of rows.
LINE_SPACE_EMS = 1.35
ROW_SPACE = 1.2
WIDE_SHARE = 0.3
# Fewer rows are two lines with a wide gap by chance; of three cells and more, two rows are enough.
TABLE_ROWS = 3
WIDE_TABLE_ROWS = 2
# Cells of several lines: a column of text is as wide as this, and a space in it at least as wide as that.
WRAPPED_EMS = 5.0
LEAST_SPACE_EMS = 0.2
# Of neighbouring rows, so many have their cells under each other.
ALIGNED_SHARE = 0.7
# Lines without a gap between two rows: the second line of a cell, or a heading across the table.
GUESTS = 2


class Cell(NamedTuple):
    """Words without a wide gap between them."""

    left: float
    right: float
    words: tuple[Word, ...]


def find_tables(column: Column) -> list[Passage | list[Line]]:
    """Return the column in parts from above: tables, and the lines between them."""
    cells = [line_cells(line) for line in column.lines]
    parts: list[Passage | list[Line]] = []
    rest: list[Line] = []
    at = 0
    while at < len(cells):
        end = _table_end(column, cells, at)
        if end > at:
            if rest:
                parts.append(rest)
                rest = []
            parts.append(_table(column, cells, at, end))
            at = end
        else:
            rest.append(column.lines[at])
            at += 1
    return [*parts, rest] if rest else parts


def line_cells(line: Line) -> list[Cell]:
    """Return the words of a line in groups, parted by wide gaps."""
    groups: list[list[Word]] = [[line.words[0]]]
    right = line.words[0].right
    for word in line.words[1:]:
        if word.left - right > CELL_EMS * line.size:
            groups.append([])
        groups[-1].append(word)
        right = max(right, word.right)
    return [Cell(g[0].left, max(w.right for w in g), tuple(g)) for g in groups]


def _is_row(column: Column, line: Line, cells: Sequence[Cell]) -> bool:
    if len(cells) < 2 or _is_stretched(column, line, cells):
        return False
    is_item = is_bullet(line) or item_number(line) is not None or bool(item_letter(line))
    is_leader = any(set("".join(w.text for w in cell.words)) <= set(". …·") for cell in cells)
    return not is_leader and not (is_item and len(cells) == 2 and len(cells[0].words) == 1)


def _is_stretched(column: Column, line: Line, cells: Sequence[Cell]) -> bool:
    """Whether the line is justified text of few words: as wide as its column, all gaps alike."""
    gaps = [b.left - a.right for a, b in zip(line.words, line.words[1:], strict=False)]
    is_wide = line.left - column.left < 2 * line.size and column.right - line.right < line.size / 2
    return is_wide and len(gaps) >= len(cells) - 1 and max(gaps) - min(gaps) < EVEN_EMS * line.size


def _table_end(column: Column, cells: Sequence[Sequence[Cell]], start: int) -> int:
    """Return where the table ends that begins with the line, `start` itself where none does."""
    lines = column.lines
    if not _is_row(column, lines[start], cells[start]):
        return start
    rows = [start]
    at = start + 1
    guests = 0  # since the last row, in the first column
    while at < len(lines) and guests <= GUESTS:
        if _is_row(column, lines[at], cells[at]):
            if (
                not _under(cells[rows[-1]], cells[at])
                and len(rows) >= TABLE_ROWS
                and not _under(cells[rows[-2]], cells[at])
            ):
                break
            rows.append(at)
            guests = 0
        elif not _is_guest(cells[rows[-1]], cells[at]):
            break
        else:
            guests += cells[at][0].left < cells[rows[-1]][1].left
        at += 1
    if len(rows) < (WIDE_TABLE_ROWS if min(len(cells[row]) for row in rows) >= 3 else TABLE_ROWS):
        return start
    aligned = sum(_under(cells[a], cells[b]) for a, b in pairwise(rows))
    if aligned < ALIGNED_SHARE * (len(rows) - 1):
        return start
    end = rows[-1] + 1
    while end < at and cells[end][0].left >= cells[rows[-1]][1].left:  # lines of the last row's cells
        end += 1
    return end


def _under(upper: Sequence[Cell], lower: Sequence[Cell]) -> bool:
    """Whether the cells of one row stand under those of the other: none under two of them."""
    few, many = (upper, lower) if len(upper) <= len(lower) else (lower, upper)
    crossed = sum(sum(_overlap(cell, other) for other in many) > 1 for cell in few)
    met = sum(any(_overlap(cell, other) for other in many) for cell in few)
    return crossed * 3 <= len(few) and met * 2 > len(few)


def _is_guest(row: Sequence[Cell], cells: Sequence[Cell]) -> bool:
    """Whether the line fits into one column of the row, as the second line of a cell does."""
    return len(cells) == 1 and sum(_overlap(cells[0], other) for other in row) <= 1


def _overlap(cell: Cell, other: Cell) -> bool:
    return cell.left < other.right and other.left < cell.right


def _table(column: Column, cells: Sequence[Sequence[Cell]], start: int, end: int) -> Passage:
    lines = column.lines[start:end]
    edges = _column_edges([cells[at] for at in range(start, end)])
    rows: list[list[str]] = []
    spaces = [b.base - a.base for a, b in pairwise(lines)]
    near = _row_space(lines, spaces)
    before: dict[int, Cell] = {}
    for line, row, space in zip(lines, cells[start:end], [math.inf, *spaces], strict=True):
        placed = _placed(row, edges)
        is_close = (len(row) < len(edges) and space < near) or space < SAME_ROW_EMS * line.size
        goes_on = (near == 0 or space < near) and _goes_on(before, placed, edges, line.size)
        texts = [_text(placed.get(number)) for number in range(len(edges))]
        if rows and (is_close or goes_on or (len(row) == 1 and not texts[0])):
            rows[-1] = [
                "\n".join(part for part in pair if part) for pair in zip(rows[-1], texts, strict=True)
            ]
        else:
            rows.append(texts)
        before = placed
    return Passage(BlockKind.TABLE, list(lines), column.page, column.left, column.right, rows=rows)


def _placed(row: Sequence[Cell], edges: Sequence[tuple[float, float]]) -> dict[int, Cell]:
    """Return the cells of a line by the numbers of their columns."""
    placed: dict[int, Cell] = {}
    for cell in row:
        number = max(
            range(len(edges)), key=lambda n: min(edges[n][1], cell.right) - max(edges[n][0], cell.left)
        )
        other = placed.get(number)
        placed[number] = Cell(other.left, cell.right, (*other.words, *cell.words)) if other else cell
    return placed


def _text(cell: Cell | None) -> str:
    return " ".join(word.text for word in in_reading_order(cell.words)) if cell else ""


def _goes_on(
    before: Mapping[int, Cell], placed: Mapping[int, Cell], edges: Sequence[tuple[float, float]], size: float
) -> bool:
    """Whether the line goes on with the cells above: each was full, so that its next word begins here.

    Figures and single words are not broken over lines, so a line that has them above is a row of its own;
    so is a whole line of cells that all begin as cells do.
    """
    begins_anew = len(placed) == len(edges) and not any(c.words[0].text[0].islower() for c in placed.values())
    return not begins_anew and all(
        number in before and _is_full(before[number], cell, edges[number], size)
        for number, cell in placed.items()
    )


def _is_full(above: Cell, cell: Cell, edge: tuple[float, float], size: float) -> bool:
    word = cell.words[0]
    return (
        edge[1] - edge[0] >= WRAPPED_EMS * size
        and len(above.words) > 1
        and above.right + LEAST_SPACE_EMS * size + word.right - word.left > edge[1]
    )


def _row_space(lines: Sequence[Line], spaces: Sequence[float]) -> float:
    """Return the distance under which lines are of one row: 0 where all lines are about as far apart."""
    small, large = min(spaces), max(spaces)
    middle = (small + large) / 2
    wide = sum(space > middle for space in spaces)
    is_clear = large > ROW_SPACE * small and small < LINE_SPACE_EMS * lines[0].size
    return middle if is_clear and wide >= WIDE_SHARE * len(spaces) else 0.0


def _column_edges(rows: Sequence[Sequence[Cell]]) -> list[tuple[float, float]]:
    """Return the left and right edges of the table's columns: cells over each other, of the fullest rows."""
    most = max(len(row) for row in rows)
    edges: list[tuple[float, float]] = []
    for cell in sorted((c for row in rows if len(row) == most for c in row), key=lambda c: c.left):
        if edges and cell.left < edges[-1][1]:
            edges[-1] = (edges[-1][0], max(edges[-1][1], cell.right))
        else:
            edges.append((cell.left, cell.right))
    for cell in (c for row in rows if len(row) < most for c in row):
        met = [n for n, edge in enumerate(edges) if cell.left < edge[1] and edge[0] < cell.right]
        if len(met) == 1:
            left, right = edges[met[0]]
            edges[met[0]] = (min(left, cell.left), max(right, cell.right))
    return edges
