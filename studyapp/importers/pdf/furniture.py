"""Running heads, running feet and page numbers: lines at the edge of many pages that are no text of theirs.

A line at the edge is furniture when its words stand at the same height on other pages too, when it has the
page's number in it, or when nearly all lines at its height on the other pages are furniture.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from studyapp.importers.pdf.layout import Style
from studyapp.importers.pdf.lines import common_size, find_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from studyapp.importers.pdf.layout import Page, Word

# So many lines from the top and from the bottom of a page are looked at, within this part of its height.
EDGE_LINES = 4
EDGE_HEIGHT = 0.16
# A repeated line stands at the same height to within this, in points.
SAME_HEIGHT = 4.0
# On two pages the same line may be chance (the head of a table), not at the same height of the page's edge.
REPEATS = 2
# Numbers that grow with the pages: so many of them make a numbering; of a few pages, all but one.
NUMBERED_PAGES = 3
# From this share on, the lines at one height are all furniture: running heads change with the chapter.
CLUSTER_SHARE = 0.5
# The number of a single page: alone at its foot, in this part of the height.
LONE_NUMBER_HEIGHT = 0.08
NUMBER_CHARACTERS = 12
# A running head stands further from the text than lines do from each other (1.2 em), or has another size.
APART_EMS = 1.4
OTHER_SIZE = 0.05
LONE_HEAD_SIZE = 1.02  # set as the text is, or smaller
# A line of more words that ends like a sentence is a note, be its number the page's.
HEAD_WORDS = 6
# A larger line is a heading.
HEAD_SIZE = 1.15
# A longer line at the edge is text, whatever number it has.
HEAD_CHARACTERS = 120

_DIGITS = re.compile(r"\d+")
_ROMAN = re.compile(r"m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})", re.I)
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_NUMBER_ONLY = re.compile(
    r"[\s\-–—|·•.\[\]()~]*(?:p(?:age|\.)?\s*)?(\d{1,4}|[ivxlc]{1,7})(?:\s*(?:of|/)\s*\d+)?[\s\-–—|·•.\[\]()~]*",
    re.I,
)


@dataclass(slots=True)
class _Edge:
    """One line at the upper or lower edge of a page, counted from outside."""

    page: int  # in the list of pages
    is_top: bool
    rank: int
    row: list[Word]
    height: float  # from the page's edge
    key: str
    is_apart: bool  # by space or by another size from the line further in
    numbers: tuple[tuple[str, int], ...]  # as written and as counted: what may be the page's number
    is_furniture: bool = False
    is_numbered: bool = False


def remove_furniture(pages: Sequence[Page]) -> list[Page]:
    """Return the pages without their furniture; the numbers printed on them become labels they lack."""
    edges = [edge for number, page in enumerate(pages) for edge in _edges(number, page)]
    labels = _mark_numbers(edges, pages)
    _mark_repeated(edges)
    _mark_clusters(edges)
    _mark_lone_number(edges, pages)
    _mark_lone_head(edges, pages)
    removed = _outer(edges)
    return [
        replace(
            page,
            label=page.label or labels.get(number, ""),
            words=[w for w in page.words if id(w) not in removed[number]],
        )
        for number, page in enumerate(pages)
    ]


def _edges(number: int, page: Page) -> Iterator[_Edge]:
    reach = EDGE_HEIGHT * page.height
    for is_top in (True, False):
        limit = _limit(page, reach, is_top=is_top)
        rows = find_rows(w for w in page.words if (w.base <= limit if is_top else w.base >= limit))
        rows = rows if is_top else rows[::-1]
        for rank, row in enumerate(rows[:EDGE_LINES]):
            text = " ".join(word.text for word in row)
            height = row[0].base if is_top else page.height - row[0].base
            key = _DIGITS.sub("#", text).casefold()
            is_apart = rank + 1 == len(rows) or _is_apart(row, rows[rank + 1])
            yield _Edge(number, is_top, rank, row, height, key, is_apart, _numbers(row))


def _limit(page: Page, reach: float, *, is_top: bool) -> float:
    """Return how far the edge reaches in: a part of the page, to the second line where margins are wide."""
    bases = sorted({round(word.base) for word in page.words}, reverse=not is_top)
    second = bases[min(1, len(bases) - 1)] if bases else 0
    return max(reach, second + 1) if is_top else min(page.height - reach, second - 1)


def _is_apart(row: Sequence[Word], inner: Sequence[Word]) -> bool:
    word, other = (max(words, key=lambda w: w.size) for words in (row, inner))
    size = max(word.size, other.size)
    return abs(word.size - other.size) > OTHER_SIZE * size or abs(word.base - other.base) > APART_EMS * size


def _numbers(row: Sequence[Word]) -> tuple[tuple[str, int], ...]:
    """Return the numbers at either end of a line that can be a page's."""
    found: dict[str, int] = {}
    for word in (row[0], row[-1]):
        text = word.text.strip("-–—|·•.[]()~ ")
        if text.isdecimal() and len(text) <= 4:
            found[text] = int(text)
        elif text and _ROMAN.fullmatch(text):
            found[text] = _roman(text.lower())
    match = re.fullmatch(r"(?:.*\s)?page\s+(\d+)(?:\s+of\s+\d+)?", " ".join(w.text for w in row), re.I)
    if match:
        found = {match[1]: int(match[1])}
    return tuple(found.items())


def _roman(text: str) -> int:
    values = [_ROMAN_VALUES[c] for c in text]
    return sum(-v if after > v else v for v, after in zip(values, [*values[1:], 0], strict=True))


def _mark_numbers(edges: Sequence[_Edge], pages: Sequence[Page]) -> dict[int, str]:
    """Mark the lines with numbers that grow with the pages; return the numbers by page as printed."""
    votes: dict[tuple[bool, bool, int], set[int]] = defaultdict(set)
    for edge in edges:
        for written, value in edge.numbers:
            votes[edge.is_top, written.isdecimal(), value - pages[edge.page].index].add(edge.page)
    least = min(NUMBERED_PAGES, max(2, len(pages) - 1))
    known = {numbering for numbering, where in votes.items() if len(where) >= least}
    offsets = {numbering[1:] for numbering in known}
    labels: dict[int, str] = {}
    for edge in edges:
        for written, value in edge.numbers:
            offset = (written.isdecimal(), value - pages[edge.page].index)
            # The first page of a chapter has its number at the foot, where the others have it at the head.
            is_at_foot = offset in offsets and not edge.is_top and edge.key.strip(" -–—") in ("#", written)
            if ((edge.is_top, *offset) in known or is_at_foot) and _can_be_head(edge, pages[edge.page]):
                edge.is_furniture = edge.is_numbered = True
                labels.setdefault(edge.page, written)
    return labels


def _can_be_head(edge: _Edge, page: Page) -> bool:
    """Whether the line is no heading with its number, which is larger than the text, and no line of text."""
    is_sentence = len(edge.row) > HEAD_WORDS and edge.key.endswith((".", ",", ";", ":"))
    if len(edge.key) > HEAD_CHARACTERS or is_sentence:
        return False
    return not edge.key.strip("# .-–—|") or max(w.size for w in edge.row) <= HEAD_SIZE * common_size(
        page.words
    )


def _mark_repeated(edges: Sequence[_Edge]) -> None:
    groups: dict[tuple[bool, str], list[_Edge]] = defaultdict(list)
    for edge in edges:
        if edge.key.strip("# .-–—|"):
            groups[edge.is_top, edge.key].append(edge)
    for group in groups.values():
        # Lines that differ in their figures and are never the same are notes or a table's, if not numbered.
        is_varied = len({_text(edge) for edge in group}) == len(group)
        if is_varied:
            continue
        ordered = sorted(group, key=lambda edge: edge.height)
        heights = [edge.height for edge in ordered]
        for edge in ordered:
            first = bisect_left(heights, edge.height - SAME_HEIGHT)
            last = bisect_right(heights, edge.height + SAME_HEIGHT)
            # Among so many lines of one edge there are always some of another page.
            near = {e.page for e in ordered[first : min(last, first + (REPEATS - 1) * EDGE_LINES + 1)]}
            if len(near) >= REPEATS:
                edge.is_furniture = True


def _text(edge: _Edge) -> str:
    return " ".join(word.text for word in edge.row)


def _mark_clusters(edges: Sequence[_Edge]) -> None:
    """Mark the outermost lines at a height where most others are furniture."""
    outer = [edge for edge in edges if edge.rank == 0]
    for is_top in (True, False):
        heights: Counter[int] = Counter()
        marked: Counter[int] = Counter()
        for edge in outer:
            if edge.is_top == is_top:
                heights[round(edge.height / 2)] += 1
                marked[round(edge.height / 2)] += edge.is_furniture
        for edge in outer:
            place = round(edge.height / 2)
            if (
                edge.is_top == is_top
                and heights[place] > 2
                and marked[place] > CLUSTER_SHARE * heights[place]
                and len(edge.key) <= HEAD_CHARACTERS
            ):
                edge.is_furniture = True


def _mark_lone_number(edges: Sequence[_Edge], pages: Sequence[Page]) -> None:
    """Mark a number that stands alone at the very edge: of one page there is nothing to compare."""
    for edge in edges:
        text = _text(edge)
        page = pages[edge.page]
        if (
            edge.rank == 0
            and edge.height <= LONE_NUMBER_HEIGHT * page.height
            and len(text) <= NUMBER_CHARACTERS
            and _NUMBER_ONLY.fullmatch(text)
            and (any(c.isdecimal() for c in text))
        ):
            edge.is_furniture = True


def _mark_lone_head(edges: Sequence[_Edge], pages: Sequence[Page]) -> None:
    """Mark the head of a second page: the first has none as a rule, and a third there may not be."""
    tops = {edge.page: edge.height for edge in edges if edge.is_top and edge.rank == 0}
    highest = sorted(tops, key=tops.__getitem__)[:2]
    for edge in edges:
        others = [tops[page] for page in highest if page != edge.page]
        if not (edge.is_top and edge.rank == 0 and edge.page and edge.is_apart) or edge.is_furniture:
            continue
        is_above = min(others, default=math.inf) > edge.height + edge.row[0].size
        text = _text(edge)
        is_worded = (
            text[:1].isupper() and not text.endswith((".", ",", ";", ":")) and len(edge.row) <= 2 * HEAD_WORDS
        )
        is_plain = not any(Style.BOLD in w.style for w in edge.row)
        size = common_size(pages[edge.page].words)
        if is_above and is_worded and is_plain and max(w.size for w in edge.row) <= LONE_HEAD_SIZE * size:
            edge.is_furniture = True


def _outer(edges: Sequence[_Edge]) -> dict[int, set[int]]:
    """Return the words of the marked lines by page, as far as only marked lines stand outside them.

    The innermost of them must stand apart from the text or have the page's number.
    """
    chains: dict[tuple[int, bool], list[_Edge]] = defaultdict(list)
    stopped: set[tuple[int, bool]] = set()
    for edge in edges:
        side = (edge.page, edge.is_top)
        if not edge.is_furniture:
            stopped.add(side)
        elif side not in stopped:
            chains[side].append(edge)
    removed: dict[int, set[int]] = defaultdict(set)
    for (page, _), chain in chains.items():
        while chain and not (chain[-1].is_apart or chain[-1].is_numbered):
            chain.pop()
        removed[page] |= {id(word) for edge in chain for word in edge.row}
    return removed
