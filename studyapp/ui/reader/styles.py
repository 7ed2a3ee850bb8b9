"""How each kind of block is set."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtGui import QFontMetricsF

from studyapp.domain.documents import BlockKind

if TYPE_CHECKING:
    from PySide6.QtCore import QSizeF
    from PySide6.QtGui import QFont

LIST_INDENT_PX = 24
PICTURE_GAP_PX = 10
TABLE_GAP_PX = 28


class BlockStyle(NamedTuple):
    """How a kind of block is set, at the normal size of 19 px; sizes grow with the reader's choice."""

    size_px: int = 19
    line_px: int = 30
    weight: int = 400
    italic: bool = False
    muted: bool = False
    mono: bool = False
    before_px: int = 0
    after_px: int = 20
    indent_px: int = 0


BODY = BlockStyle()
STYLES = {
    BlockKind.PARAGRAPH: BODY,
    BlockKind.LIST_ITEM: BlockStyle(after_px=8, indent_px=LIST_INDENT_PX),
    BlockKind.QUOTE: BlockStyle(italic=True, indent_px=24),
    BlockKind.CODE: BlockStyle(size_px=15, line_px=24, mono=True, before_px=32, after_px=32, indent_px=16),
    BlockKind.TABLE: BlockStyle(size_px=16, line_px=30),
    BlockKind.VERSE: BlockStyle(indent_px=32),
    BlockKind.CAPTION: BlockStyle(size_px=15, line_px=24, italic=True, muted=True),
    BlockKind.FOOTNOTE: BlockStyle(size_px=16, line_px=26, muted=True),
    BlockKind.IMAGE: BlockStyle(size_px=16, line_px=26, italic=True, muted=True, indent_px=24),
    BlockKind.HEADING: BlockStyle(size_px=20, line_px=30, weight=600, before_px=12, after_px=12),
}
TITLE = BlockStyle(size_px=32, line_px=40, weight=500, after_px=4)
SUBTITLE = BlockStyle(size_px=20, line_px=28, italic=True, muted=True)


def under_picture(style: BlockStyle, picture: QSizeF, scale: float, *, empty: bool) -> BlockStyle:
    """Return the style of what stands under a picture: its room is the margin above."""
    room = round((picture.height() + (0 if empty else PICTURE_GAP_PX)) / scale) + BODY.after_px
    return style._replace(before_px=room, indent_px=0, line_px=8 if empty else style.line_px)


def table_columns(text: str, font: QFont) -> tuple[list[float], float]:
    """Return where the columns of a table's text begin but for the first, and how wide the last one is."""
    metrics = QFontMetricsF(font)
    widths: list[float] = []
    for row in text.split("\n"):
        for column, cell in enumerate(row.split("\t")):
            width = metrics.horizontalAdvance(cell)
            if column == len(widths):
                widths.append(width)
            widths[column] = max(widths[column], width)
    stops = [0.0, *accumulate(width + TABLE_GAP_PX for width in widths[:-1])][1:]
    return stops, widths[-1]
