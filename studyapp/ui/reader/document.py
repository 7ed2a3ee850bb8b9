"""A section set as a Qt document: one text block for each of ours, after those of the heading.

This is where code points become UTF-16 units and back (with `marks.py`, nowhere else).
"""

from __future__ import annotations

from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING

from PySide6.QtCore import QSizeF
from PySide6.QtGui import (
    QFont,
    QFontDatabase,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextOption,
)

from studyapp.domain.documents import BlockKind, InlineKind
from studyapp.text.note_marks import RAISED, is_note_mark
from studyapp.text.offsets import from_utf16, to_utf16
from studyapp.ui.look import load_face
from studyapp.ui.reader.styles import (
    BODY,
    LIST_INDENT_PX,
    STYLES,
    SUBTITLE,
    TABLE_GAP_PX,
    TITLE,
    BlockStyle,
    table_columns,
    under_picture,
)
from studyapp.ui.theme import brush_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtCore import QSize

    from studyapp.domain.documents import Block, Inline, Section
    from studyapp.ui.look import Look

SIDE_PX = 44  # room beside the column that carries the margin marks
FOOT_PX = 152  # room under the last line for the ways to the neighbours
LABEL_PX = 168  # of the column's name beside each cell of a table that is too wide
PICTURE_PX = 560  # the greatest height of a picture, at the normal size
# A line break inside a block, and characters that would end a block or frame of Qt's or stand for an object.
_SHOWN_AS = {
    ord("\n"): "\u2028",
    ord("\r"): "\u2028",
    ord("\u2029"): "\u2028",
    ord("\ufdd0"): "\ufffd",
    ord("\ufdd1"): "\ufffd",
    ord("\ufffc"): "\ufffd",
}


# In a table whose cells stand below each other, each has a line of its own.
_STACKED_AS = _SHOWN_AS | {ord("\t"): "\u2028"}


def split_heading(heading: str) -> tuple[str, str]:
    """Split a heading at its first colon into title and subtitle, for display only."""
    title, colon, rest = heading.partition(":")
    if not colon or not title.strip() or not rest.strip():
        return heading, ""
    return title.strip(), rest.strip()


class SectionPage:
    """The Qt document of a section, and the way from its positions to ours and back."""

    def __init__(
        self,
        section: Section,
        heading: str,
        look: Look,
        *,
        head_px: int,
        head_gap_px: int,
        picture_size: Callable[[str], QSize] | None = None,
        side_px: int = SIDE_PX,
        foot_px: int = FOOT_PX,
    ) -> None:
        self.section = section
        self.heading = heading
        self.column_px = look.type.column_px
        self._picture_size = picture_size
        self.picture_boxes: dict[int, QSizeF] = {}  # the room over the text of a block, by its number
        self.stacked: set[int] = set()  # the tables that are too wide: their cells stand below each other
        self.document = QTextDocument()
        self.document.setUndoRedoEnabled(False)
        self.document.setDocumentMargin(side_px)
        frame = self.document.rootFrame().frameFormat()
        frame.setTopMargin(head_px)
        frame.setBottomMargin(foot_px)
        self.document.rootFrame().setFrameFormat(frame)
        self._look = look
        self.type = look.type
        self._scale = look.type.text_px / BODY.size_px
        self._stretch = look.type.line_px / (BODY.line_px * self._scale)
        self._cursor = QTextCursor(self.document)
        self._started = False
        self._cursor.beginEditBlock()
        self.head_blocks = self._write_heading(heading, head_gap_px)
        for number, (block, follower) in enumerate(zip_longest(section.blocks, section.blocks[1:])):
            box = self._picture_box(block)
            if box is not None:
                self.picture_boxes[number] = box
            if block.kind is BlockKind.TABLE and self._is_wide(block):
                self.stacked.add(number)
            self._write_block(block, follower, box, stacked=number in self.stacked)
        self._cursor.endEditBlock()

    def recolour(self) -> None:
        """Give links and what is muted the colours of another theme."""
        theme, cursor, chars = self._look.theme, QTextCursor(self.document), QTextCharFormat()
        cursor.beginEditBlock()
        for start, end, is_link in list(self._coloured()):
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            chars.setForeground(brush_of(theme.accent if is_link else theme.muted))
            cursor.mergeCharFormat(chars)
        cursor.endEditBlock()

    def _coloured(self) -> Iterator[tuple[int, int, bool]]:
        """Yield where a colour of its own begins and ends, and whether it is a link's."""
        block = self.document.begin()
        while block.isValid():
            for step in block:  # type: ignore[attr-defined]  # the stubs do not know that it can be walked
                piece = step.fragment()
                chars = piece.charFormat()
                if chars.hasProperty(QTextFormat.Property.ForegroundBrush.value):
                    yield piece.position(), piece.position() + piece.length(), chars.isAnchor()
            block = block.next()

    def position(self, block: int, offset: int) -> int:
        """Return the document position of a code point of one of our blocks."""
        text = self.section.blocks[block].text
        start = self.document.findBlockByNumber(block + self.head_blocks).position()
        return start + to_utf16(text, min(offset, len(text)))

    def heading_position(self, offset: int) -> int:
        """Return the document position of a code point of the heading as it is written."""
        title, subtitle = split_heading(self.heading)
        rest = self.heading.rfind(subtitle) if subtitle else len(self.heading)
        if subtitle and offset >= rest:
            return self.document.findBlockByNumber(1).position() + to_utf16(subtitle, offset - rest)
        before = self.heading.index(title)
        return to_utf16(title, min(max(offset - before, 0), len(title)))

    def place_at(self, position: int) -> tuple[int, int] | None:
        """Return our block and the code point at a document position; None within the heading."""
        found = self.document.findBlock(position)
        block = found.blockNumber() - self.head_blocks
        if not 0 <= block < len(self.section.blocks):
            return None
        return block, from_utf16(self.section.blocks[block].text, position - found.position())

    def _write_heading(self, heading: str, gap_px: int) -> int:
        if not heading:
            return 0
        title, subtitle = split_heading(heading)
        gap = BlockStyle(after_px=gap_px)
        last = SUBTITLE if subtitle else TITLE
        if subtitle:
            self._start_block(TITLE)
            self._cursor.insertText(title.translate(_SHOWN_AS))
        self._start_block(last, after_px=gap.after_px)
        self._cursor.insertText((subtitle or title).translate(_SHOWN_AS))
        return 2 if subtitle else 1

    def _picture_box(self, block: Block) -> QSizeF | None:
        """Return the room of a block's picture: within the column, and not higher than a page."""
        if not block.image or self._picture_size is None:
            return None
        size = self._picture_size(block.image)
        if size.isEmpty():
            return None
        share = min(1.0, self.column_px / size.width(), PICTURE_PX * self._scale / size.height())
        return QSizeF(size.width() * share, size.height() * share)

    def _is_wide(self, table: Block) -> bool:
        stops, last_px = table_columns(table.text, self._font(STYLES[BlockKind.TABLE]))
        return bool(stops) and stops[-1] + last_px > self.column_px

    def _write_block(
        self, block: Block, follower: Block | None, picture: QSizeF | None, *, stacked: bool
    ) -> None:
        style = STYLES[block.kind]
        shown_as = _SHOWN_AS
        if stacked:
            style, shown_as = style._replace(indent_px=LABEL_PX + TABLE_GAP_PX), _STACKED_AS
        if picture is not None:
            style = under_picture(style, picture, self._scale, empty=not block.text)
        ends_list = block.kind is BlockKind.LIST_ITEM and (
            follower is None or follower.kind is not BlockKind.LIST_ITEM
        )
        self._start_block(style, block, BODY.after_px if ends_list else None)
        plain = self._char_format(style)
        for start, end, inlines in pieces(block):
            text = block.text[start:end]
            shape = plain
            if inlines:
                shape = self._inline_format(plain, inlines, text)
            self._cursor.insertText(text.translate(shown_as), shape)

    def _start_block(
        self, style: BlockStyle, block: Block | None = None, after_px: int | None = None
    ) -> None:
        shape = QTextBlockFormat()
        height = round(style.line_px * self._scale * self._stretch)
        shape.setLineHeight(height, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        shape.setTopMargin(round(style.before_px * self._scale))
        shape.setBottomMargin(round((style.after_px if after_px is None else after_px) * self._scale))
        depth = block.indent if block is not None else 0
        shape.setLeftMargin(style.indent_px + depth * LIST_INDENT_PX)
        chars = self._char_format(style)
        if block is not None and block.kind is BlockKind.TABLE:
            stops, _ = table_columns(block.text, chars.font())
            shape.setTabPositions([QTextOption.Tab(stop, QTextOption.TabType.LeftTab) for stop in stops])
        if self._started:
            self._cursor.insertBlock(shape, chars)
        else:
            self._cursor.setBlockFormat(shape)
            self._cursor.setBlockCharFormat(chars)
            self._cursor.setCharFormat(chars)
            self._started = True

    def _font(self, style: BlockStyle) -> QFont:
        size = round(style.size_px * self._scale)
        font = self._look.type.font(size, style.weight, italic=style.italic)
        if style.mono:
            font.setFamilies([QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()])
        return font

    def _char_format(self, style: BlockStyle) -> QTextCharFormat:
        chars = QTextCharFormat()
        chars.setFont(self._font(style))
        if style.muted:  # all else has the palette's colour, so that another theme lays nothing out anew
            chars.setForeground(brush_of(self._look.theme.muted))
        return chars

    def _inline_format(self, plain: QTextCharFormat, inlines: list[Inline], text: str) -> QTextCharFormat:
        chars = QTextCharFormat(plain)
        for inline in inlines:
            match inline.kind:
                case InlineKind.EMPHASIS:
                    chars.setFontItalic(not plain.fontItalic())
                case InlineKind.STRONG:
                    chars.setFontWeight(QFont.Weight.DemiBold.value)
                case InlineKind.STRIKE:
                    chars.setFontStrikeOut(True)
                case InlineKind.CODE:
                    mono = self._font(STYLES[BlockKind.CODE])
                    mono.setPixelSize(round(plain.font().pixelSize() * 0.88))
                    chars.setFont(mono)
                case InlineKind.LINK:
                    chars.setAnchor(True)
                    chars.setAnchorHref(inline.target)
                    chars.setToolTip("" if inline.target.startswith("#") else inline.target)
                    chars.setForeground(brush_of(self._look.theme.accent))
                    if is_note_mark(inline, text) and text[0] not in RAISED:
                        chars.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
                    else:
                        chars.setFontUnderline(True)
        load_face(self._look.type.family, chars.fontWeight(), italic=chars.fontItalic())
        return chars


def pieces(block: Block) -> Iterator[tuple[int, int, list[Inline]]]:
    """Cut a block's text where its setting changes: start, end and what applies between them."""
    size = len(block.text)
    if not block.inlines:
        yield 0, size, []
        return
    cuts = {0, size}
    for inline in block.inlines:
        cuts.add(min(max(inline.start, 0), size))
        cuts.add(min(max(inline.end, 0), size))
    edges = sorted(cuts)
    for start, end in pairwise(edges):
        yield start, end, [i for i in block.inlines if i.start <= start and end <= i.end]
