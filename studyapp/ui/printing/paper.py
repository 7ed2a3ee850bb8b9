"""A section set for paper: the same page as on the screen, in the light theme, cut into sheets.

Highlights keep their colours, textures and borders; the notes stand at the end, each under the number that is
printed beside its passage.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QAbstractTextDocumentLayout, QPainter, QTextCursor

from studyapp.domain.annotations import Target
from studyapp.domain.documents import Block, BlockKind, Inline, InlineKind, Section
from studyapp.ui.look import Look, Type, control_font
from studyapp.ui.notes.markdown import note_blocks
from studyapp.ui.pictures import picture_size, read_picture
from studyapp.ui.reader.decoration import paint_block_signs, paint_pictures, picture_box
from studyapp.ui.reader.document import SIDE_PX, SectionPage
from studyapp.ui.reader.margin import line_box
from studyapp.ui.reader.marks import MarkKind, MarkLayer, TextMark, paint_marks
from studyapp.ui.translation import tr
from studyapp.ui.widgets.painting import draw_line_of_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtCore import QSize
    from PySide6.QtGui import QImage, QPagedPaintDevice

    from studyapp.domain.annotations import Annotation

_DPI = 96.0  # of the pixels that the page is set in
_CLEAR_PX = 12.0  # above a picture that begins a sheet
_FINENESS = 2  # points of a picture to a pixel that the page is set in
_TEXT_PX = 14  # 10.5 points
_LEADING = 1.45
_FOOT_PX = 36.0  # at the end of a sheet, for title and number


class Sheet(NamedTuple):
    """What is printed: a section with its heading and the source that its foot names."""

    section: Section
    heading: str
    source: str
    annotations: tuple[Annotation, ...]


class PaperPictures:
    """The pictures, read when they are painted: paper waits."""

    def __init__(self, path_of: Callable[[str], Path]) -> None:
        self._path_of = path_of
        self._read: dict[str, QImage] = {}

    def size(self, name: str) -> QSize:
        """Return the natural size of a picture; an empty one when it cannot be read."""
        return picture_size(self._path_of(name))

    def paint(self, painter: QPainter, name: str, where: QRectF) -> bool:
        """Paint a picture as fine as paper shows it; say whether it could be read."""
        if name not in self._read:  # once: the edge of a sheet may go through it
            size = where.size().toSize() * _FINENESS
            self._read[name] = read_picture(self._path_of(name), size, fill=False)
        image = self._read[name]
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(where, image)
        return not image.isNull()


def print_sheet(sheet: Sheet, device: QPagedPaintDevice, pictures: PaperPictures) -> int:
    """Paint a section onto paper or into a PDF; return how many pages it took."""
    painter = QPainter(device)
    scale = device.logicalDpiX() / _DPI
    painter.scale(scale, scale)
    room = QSizeF(device.width() / scale, device.height() / scale)
    paper = _Paper(sheet, QSizeF(room.width(), room.height() - _FOOT_PX), pictures)
    pages = paper.page.document.pageCount()
    for number in range(pages):
        if number:
            device.newPage()
        paper.paint(painter, number)
        foot = QRectF(SIDE_PX, room.height() - _FOOT_PX / 2, room.width() - 2 * SIDE_PX, _FOOT_PX / 2)
        font, muted = control_font(9), paper.look.theme.muted
        draw_line_of_text(painter, foot.adjusted(0, 0, -64, 0), sheet.source, font, muted)
        number_of = f"{number + 1} / {pages}"
        draw_line_of_text(painter, foot, number_of, font, muted, align=Qt.AlignmentFlag.AlignRight)
    painter.end()
    return pages


class _Paper:
    """The section with its notes behind it, laid out in sheets."""

    def __init__(self, sheet: Sheet, room: QSizeF, pictures: PaperPictures) -> None:
        column = round(room.width()) - 2 * SIDE_PX
        self.look = Look("light", Type(_TEXT_PX, _LEADING, column))
        self.look.show_icons()
        self._room = room
        self._pictures = pictures
        self._numbers = _numbered(sheet.annotations)
        blocks = (*sheet.section.blocks, *_notes(self._numbers))
        self.page = SectionPage(
            sheet.section._replace(blocks=blocks),
            sheet.heading,
            self.look,
            head_px=0,
            head_gap_px=20,
            picture_size=pictures.size,
            foot_px=0,
        )
        self.page.document.setPageSize(room)
        self._keep_pictures_whole()
        self._marks = MarkLayer()
        self._marks.show(
            TextMark(a.place, MarkKind.HIGHLIGHT, a.colour, a)
            for a in sheet.annotations
            if a.place is not None and a.target is Target.PASSAGE
        )

    def paint(self, painter: QPainter, number: int) -> None:
        """Paint one sheet."""
        visible = QRectF(0, number * self._room.height(), self._room.width(), self._room.height())
        painter.save()
        painter.translate(0, -visible.top())
        painter.setClipRect(visible)
        paint_block_signs(painter, self.page, self.look, visible)
        paint_pictures(painter, self.page, self._pictures, self.look, visible)
        paint_marks(painter, self._marks.in_view(self.page, visible), self.look.theme, visible)
        self._paint_numbers(painter, visible)
        self._paint_text(painter, visible)
        painter.restore()

    def _keep_pictures_whole(self) -> None:
        """Move what the edge of a sheet would cut to the next one: a picture lies in its block's margin."""
        high = self._room.height()
        for number in self.page.picture_boxes:
            self.page.document.pageCount()  # lays out what stands before it
            box = picture_box(self.page, number)
            if box.top() // high != box.bottom() // high:
                block = self.page.document.findBlockByNumber(number + self.page.head_blocks)
                shape = block.blockFormat()
                shape.setTopMargin(shape.topMargin() + high - box.top() % high + _CLEAR_PX)
                QTextCursor(block).setBlockFormat(shape)

    def _paint_text(self, painter: QPainter, visible: QRectF) -> None:
        """Paint the text in the colour of paper's theme, whatever the window's is."""
        context = QAbstractTextDocumentLayout.PaintContext()
        setattr(context, "palette", self.look.theme.palette())  # noqa: B010 (the stubs do not know of it)
        setattr(context, "clip", visible)  # noqa: B010 (as above)
        self.page.document.documentLayout().draw(painter, context)

    def _paint_numbers(self, painter: QPainter, visible: QRectF) -> None:
        """Print the numbers of the notes beside the lines where their passages begin."""
        lines: dict[tuple[float, float], list[str]] = {}
        for number, note in self._numbers:
            if note.place is not None:
                line = line_box(self.page, note.place.block, note.place.start)
                lines.setdefault((line.top(), line.height()), []).append(str(number))
        for (top, height), numbers in lines.items():
            if visible.contains(QPointF(SIDE_PX, top + height / 2)):
                box = QRectF(SIDE_PX + self.page.column_px + 10, top, 34, height)
                said = ", ".join(numbers)
                draw_line_of_text(painter, box, said, control_font(10, 600), self.look.theme.muted)


def _numbered(annotations: Sequence[Annotation]) -> list[tuple[int, Annotation]]:
    return list(enumerate((note for note in annotations if note.note), start=1))


def _notes(numbered: list[tuple[int, Annotation]]) -> list[Block]:
    """Return the notes as blocks: the number and the passage, then what was noted."""
    if not numbered:
        return []
    blocks = [Block(BlockKind.HEADING, tr("Notes"))]
    for number, note in numbered:
        on = (
            f"“{' '.join(note.quote.exact.split())}”"
            if note.target is Target.PASSAGE
            else tr("On the section")
        )
        text = f"{number}. {on}"
        blocks.append(Block(BlockKind.FOOTNOTE, text, (Inline(0, len(text), InlineKind.EMPHASIS),)))
        blocks += note_blocks(note.note)
        if note.tags:
            blocks.append(Block(BlockKind.PARAGRAPH, "  ".join(f"#{tag}" for tag in note.tags)))
    return blocks
