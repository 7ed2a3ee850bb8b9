"""What a column holds once its lines are put together: paragraphs, list items, tables, notes and so on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from studyapp.domain.documents import BlockKind

if TYPE_CHECKING:
    from studyapp.importers.pdf.layout import Line, Style


@dataclass(slots=True)
class Passage:
    """Lines that make one block; `page_starts` are the lines at which a further page begins, with its label.

    `left` and `right` are the margins of its column. `rows` are the cells of a table.
    """

    kind: BlockKind
    lines: list[Line]
    page: int
    left: float
    right: float
    indent: int = 0
    label: str = ""  # the number of a footnote or of a list item, as it is printed
    page_starts: list[tuple[int, int]] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    level: int = 0  # of a heading that makes a section
    title: str = ""  # of such a heading, where the outline words it
    rest: list[Line] = field(default_factory=list)  # what follows a heading without a break

    @property
    def size(self) -> float:
        """Return the size of its first line."""
        return self.lines[0].size

    @property
    def style(self) -> Style:
        """Return what all its lines share."""
        style = self.lines[0].style
        for line in self.lines:
            style &= line.style
        return style

    @property
    def text(self) -> str:
        """Return the lines as they stand, for looking at them."""
        return " ".join(line.text for line in self.lines)

    def follower(self) -> Passage:
        """Take the rest out as a paragraph of its own."""
        rest, self.rest = self.rest, []
        return Passage(BlockKind.PARAGRAPH, rest, self.page, self.left, self.right)
