"""What stands beside and behind the text: bullets, grounds of code, lines of tables, pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPainterPath

from studyapp.domain.documents import BlockKind
from studyapp.text.offsets import to_utf16
from studyapp.ui.look import control_font
from studyapp.ui.reader.document import LABEL_PX, SIDE_PX
from studyapp.ui.reader.styles import PICTURE_GAP_PX
from studyapp.ui.theme import brush_of
from studyapp.ui.widgets.painting import draw_line_of_text, fill_rounded

if TYPE_CHECKING:
    from PySide6.QtGui import QTextBlock

    from studyapp.domain.documents import Block
    from studyapp.ui.look import Look
    from studyapp.ui.reader.document import SectionPage

_BULLET_SHARE = 0.26  # of the size of the text
_CODE_PADDING_PX = 12.0
_BAR_PX = 2.0
_SIGNED = {BlockKind.LIST_ITEM, BlockKind.QUOTE, BlockKind.CODE, BlockKind.TABLE, BlockKind.IMAGE}


class GivesPictures(Protocol):
    """Who has the pictures: the screen's come when they are read, paper waits for them."""

    def paint(self, painter: QPainter, name: str, where: QRectF) -> bool:
        """Paint a picture; say whether it was there."""


def paint_block_signs(painter: QPainter, page: SectionPage, look: Look, visible: QRectF) -> None:
    """Paint what shows a block's kind, for the blocks in view. The painter stands in document coordinates."""
    layout = page.document.documentLayout()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for number, block in enumerate(page.section.blocks):
        if block.kind not in _SIGNED:
            continue
        shown = page.document.findBlockByNumber(number + page.head_blocks)
        box = layout.blockBoundingRect(shown)
        picture = page.picture_boxes.get(number)
        if box.top() - (picture.height() + PICTURE_GAP_PX if picture is not None else 0) > visible.bottom():
            break
        if picture is not None:
            continue
        if box.bottom() + 2 * _CODE_PADDING_PX < visible.top():
            continue
        if number in page.stacked:
            _paint_stack(painter, block, shown, QRectF(SIDE_PX, box.top(), page.column_px, 0), look)
        else:
            _paint_sign(painter, block, shown, QRectF(SIDE_PX, box.top(), page.column_px, box.height()), look)


def paint_pictures(
    painter: QPainter, page: SectionPage, pictures: GivesPictures, look: Look, visible: QRectF
) -> None:
    """Paint the pictures in view over their texts; a frame in place of one that is still being read."""
    for number in page.picture_boxes:
        where = picture_box(page, number)
        if not where.intersects(visible):
            continue
        if not pictures.paint(painter, page.section.blocks[number].image, where):
            fill_rounded(painter, where, look.theme.panel, 3)


def picture_box(page: SectionPage, number: int) -> QRectF:
    """Return where the picture of a block stands, over its text, in document coordinates."""
    size, block = page.picture_boxes[number], page.section.blocks[number]
    shown = page.document.findBlockByNumber(number + page.head_blocks)
    share = min(1.0, page.column_px / size.width())
    wide, high = size.width() * share, size.height() * share
    gap = PICTURE_GAP_PX if block.text else 0
    left = SIDE_PX + (page.column_px - wide) / 2
    return QRectF(left, shown.layout().position().y() - gap - high, wide, high)


def _paint_sign(painter: QPainter, block: Block, shown: QTextBlock, column: QRectF, look: Look) -> None:
    theme = look.theme
    indent = shown.blockFormat().leftMargin()
    match block.kind:
        case BlockKind.LIST_ITEM if not _is_numbered(block.text):
            line = shown.layout().lineAt(0)
            y = shown.layout().position().y() + line.y() + line.ascent() * 0.68
            bullet = QPainterPath()
            radius = _BULLET_SHARE * look.type.text_px / 2
            bullet.addEllipse(QPointF(SIDE_PX + indent - 14, y), radius, radius)
            painter.fillPath(bullet, brush_of(theme.muted))
        case BlockKind.QUOTE | BlockKind.IMAGE:
            bar = QRectF(column.left() + 4, shown.layout().position().y(), _BAR_PX, _text_height(shown))
            painter.fillRect(bar, theme.control)
        case BlockKind.CODE:
            top = shown.layout().position().y()
            ground = QRectF(column.left(), top, column.width(), _text_height(shown))
            fill_rounded(painter, ground.adjusted(0, -_CODE_PADDING_PX, 0, _CODE_PADDING_PX), theme.panel)
        case BlockKind.TABLE:
            _paint_rows(painter, shown, column, look)
        case _:
            pass


def _paint_stack(painter: QPainter, block: Block, shown: QTextBlock, column: QRectF, look: Look) -> None:
    """Write the name of its column beside each cell of a table, and draw a line under each row."""
    layout = shown.layout()
    rows = [row.split("\t") for row in block.text.split("\n")]
    font = control_font(12)
    position = 0
    for number, row in enumerate(rows):
        for cell, text in enumerate(row):
            line = layout.lineForTextPosition(position)
            position += to_utf16(text, len(text)) + 1
            if number and cell < len(rows[0]) and line.isValid():
                y = layout.position().y() + line.y()
                box = QRectF(column.left(), y, LABEL_PX, line.height())
                draw_line_of_text(painter, box, rows[0][cell], font, look.theme.muted)
        last = layout.lineForTextPosition(position - 1)
        if last.isValid():
            y = layout.position().y() + last.y() + last.height() + 2
            colour = look.theme.border if number else look.theme.control
            painter.fillRect(QRectF(column.left(), y, column.width(), 1), colour)


def _paint_rows(painter: QPainter, shown: QTextBlock, column: QRectF, look: Look) -> None:
    """Draw a line under each row, the first one (the head) stronger."""
    layout = shown.layout()
    text = shown.text()
    head = True
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        end = line.textStart() + line.textLength()
        if end >= len(text) or text[end - 1] == "\u2028":
            y = layout.position().y() + line.y() + line.height() + 2
            colour = look.theme.control if head else look.theme.border
            painter.fillRect(QRectF(column.left(), y, column.width(), 1), colour)
            head = False


def _text_height(shown: QTextBlock) -> float:
    layout = shown.layout()
    last = layout.lineAt(layout.lineCount() - 1)
    return last.y() + last.height()


def _is_numbered(text: str) -> bool:
    """Say whether a list item brings its own number: it needs no bullet."""
    head = text.split(" ", 1)[0]
    return head[:-1].isdecimal() and head[-1:] in {".", ")"}
