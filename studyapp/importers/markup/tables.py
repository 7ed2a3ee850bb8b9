"""Tables: which are data and which only lay out a page, and the text of the former."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studyapp.importers.markup.parsing import local_name
from studyapp.importers.markup.text import TextBuffer
from studyapp.importers.markup.vocabulary import HEADINGS, PREFORMATTED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

# Tables within each other are looked into so deep; each look costs the length of the table.
LOOKS = 12
# A longer cell is no datum: in printed tables the longest cells have some 60 words.
CELL_CHARACTERS = 1_500
SPAN_CELLS = 100  # what `colspan` and `rowspan` are believed

_SECTIONS = ("thead", "tbody", "tfoot")
_CELLS = ("td", "th")
_OF_PAGES = frozenset((*HEADINGS, *PREFORMATTED, "table", "article", "section", "form", "figure"))


def is_data(table: _Element) -> bool:
    """Whether the table has rows and columns of data, and does not merely place text on a page."""
    if table.get("role") in ("presentation", "none"):
        return False
    rows = list(_rows(table))
    if max((sum(local_name(c) in _CELLS for c in row) for row in rows), default=0) < 2:
        return False
    return not any(_is_page_part(cell) for row in rows for cell in row)


def _rows(table: _Element) -> Iterator[_Element]:
    for child in table:
        name = local_name(child)
        if name == "tr":
            yield child
        elif name in _SECTIONS:
            yield from (row for row in child if local_name(row) == "tr")


def _is_page_part(cell: _Element) -> bool:
    if not len(cell):
        return False
    if any(local_name(e) in _OF_PAGES for e in cell.iter() if e is not cell):
        return True
    length = 0
    for text in cell.itertext():
        length += len(text)
        if length > CELL_CHARACTERS:
            return True
    return False


class TableText(TextBuffer):
    """The text of a table: cells parted by tabs, rows by newlines; what a cell spans besides is empty."""

    def __init__(self, element: _Element) -> None:
        super().__init__(line_break=" ")
        self.element = element
        self._column = 0
        self._rows = 0
        self._taken: dict[int, int] = {}  # how many rows more a cell above takes up each column

    def begin_row(self) -> None:
        """Take the beginning of a row."""
        if self._rows:
            self.separate("\n")
        self._rows += 1
        self._column = 0

    def begin_cell(self, cell: _Element) -> None:
        """Take the beginning of a cell, after those that cells above and before it take up."""
        while self._taken.get(self._column, 0) > 0:
            self._taken[self._column] -= 1
            self._advance()
        if self._column:
            self.separate("\t")
        rows, columns = (_span(cell.get(name)) for name in ("rowspan", "colspan"))
        if rows > 1:
            for column in range(self._column, self._column + columns):
                self._taken[column] = rows - 1
        self._column += 1
        self._extra = columns - 1

    def end_cell(self) -> None:
        """Take the end of a cell."""
        for _ in range(self._extra):
            self._advance()

    _extra = 0

    def _advance(self) -> None:
        if self._column:
            self.separate("\t")
        self._column += 1


def _span(value: str | None) -> int:
    return min(int(value), SPAN_CELLS) if value and value.isdecimal() and value != "0" else 1
