"""Where marks stand on the page: spans of text become rectangles, one for each line they touch."""

from __future__ import annotations

import re
from bisect import bisect_left
from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple, cast

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPainterPath, QPen

from studyapp.ui.reader.highlights import MARK_RADIUS, paint_highlight
from studyapp.ui.theme import brush_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QColor, QTextBlock, QTextLine

    from studyapp.domain.annotations import Annotation, Colour
    from studyapp.domain.places import Mark, Place
    from studyapp.ui.reader.document import SectionPage
    from studyapp.ui.theme import Theme

HIT_EDGE_PX = 1.5
_BASELINE_AT = 23 / 30  # of a marked line's height lies above the baseline
_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")


class MarkKind(IntEnum):
    """What a mark is, in the order of painting."""

    HIGHLIGHT = 0
    SEARCH = 1
    VISITED = 2  # a passage that was gone to from a list beside the text
    HIT = 3


class TextMark(NamedTuple):
    """A marked span: for a highlight its colour and annotation."""

    place: Place | None  # None for a mark in the heading
    kind: MarkKind
    colour: Colour | None = None
    annotation: Annotation | None = None
    in_heading: Mark | None = None


class PlacedMark(NamedTuple):
    """A mark with its rectangles in one block, a line each, and their shape, in document coordinates."""

    mark: TextMark
    boxes: tuple[QRectF, ...]
    shape: QPainterPath


class MarkLayer:
    """The marks of a section, placed block by block when they come into view: a book's page has hundreds."""

    def __init__(self) -> None:
        self._by_block: dict[int, list[TextMark]] = {}
        self._in_heading: list[TextMark] = []
        self._placed: dict[int, list[PlacedMark]] = {}

    def show(self, marks: Iterable[TextMark]) -> None:
        """Show these marks, and those only."""
        self._by_block, self._in_heading = {}, []
        for mark in sorted(marks, key=lambda mark: mark.kind):
            if mark.place is None:
                self._in_heading.append(mark)
                continue
            for block in range(mark.place.block, mark.place.end_block + 1):
                self._by_block.setdefault(block, []).append(mark)
        self.forget_places()

    def forget_places(self) -> None:
        """Place everything anew: the text was laid out again."""
        self._placed = {}

    def in_view(self, page: SectionPage, visible: QRectF) -> list[PlacedMark]:
        """Return the marks of what can be seen, in the order of painting."""
        if not self._by_block and not self._in_heading:
            return []
        found = [_placed_in_heading(page, mark) for mark in self._in_heading]
        for block in blocks_in_view(page, visible):
            found += self._in_block(page, block)
        return sorted(found, key=lambda placed: placed.mark.kind)

    def all(self, page: SectionPage) -> list[PlacedMark]:
        """Return every mark of the section, in the order of painting."""
        return self.in_view(page, QRectF(0, 0, 1, page.document.size().height()))

    def annotation_at(self, page: SectionPage, point: QPointF) -> Annotation | None:
        """Return whose highlight is under a point of the document; of several the one painted last."""
        for item in reversed(self.in_view(page, QRectF(point.x(), point.y(), 1, 1))):
            if item.mark.kind is MarkKind.HIGHLIGHT and any(box.contains(point) for box in item.boxes):
                return item.mark.annotation
        return None

    def _in_block(self, page: SectionPage, block: int) -> list[PlacedMark]:
        placed = self._placed.get(block)
        if placed is None:
            placed = [_placed_in_block(page, mark, block) for mark in self._by_block.get(block, [])]
            self._placed[block] = placed
        return placed


def blocks_in_view(page: SectionPage, visible: QRectF) -> Iterator[int]:
    """Yield the numbers of our blocks that can be seen."""
    layout, blocks = page.document.documentLayout(), range(len(page.section.blocks))

    def box(block: int) -> QRectF:
        return layout.blockBoundingRect(page.document.findBlockByNumber(block + page.head_blocks))

    for block in blocks[bisect_left(blocks, visible.top(), key=lambda block: box(block).bottom()) :]:
        if box(block).top() > visible.bottom():
            return
        yield block


def _placed_in_heading(page: SectionPage, mark: TextMark) -> PlacedMark:
    if mark.in_heading is None:
        return _placed(mark, [])
    start = page.heading_position(mark.in_heading.start)
    return _placed(mark, boxes_between(page, start, page.heading_position(mark.in_heading.end)))


def _placed_in_block(page: SectionPage, mark: TextMark, block: int) -> PlacedMark:
    """Place the part of a mark that stands in a block: it may begin before it and end after it."""
    place = mark.place
    if place is None or place.end_block >= len(page.section.blocks):
        return _placed(mark, [])
    begins, ends = block == place.block, block == place.end_block
    size = len(page.section.blocks[block].text)
    start = page.position(block, place.start if begins else 0)
    return _placed(mark, boxes_between(page, start, page.position(block, place.end if ends else size)))


def _placed(mark: TextMark, boxes: list[QRectF]) -> PlacedMark:
    """Give the boxes their shape, in which those that touch are one."""
    shape = QPainterPath()
    for number, box in enumerate(boxes):
        part = QPainterPath()
        part.addRoundedRect(box, MARK_RADIUS, MARK_RADIUS)
        shape = shape.united(part) if number else part
    return PlacedMark(mark, tuple(boxes), shape)


def boxes_of(page: SectionPage, place: Place) -> list[QRectF]:
    """Return the rectangles of a span, one for each run on each line, in document coordinates."""
    if place.end_block >= len(page.section.blocks):
        return []
    start = page.position(place.block, place.start)
    return boxes_between(page, start, page.position(place.end_block, place.end))


def boxes_between(page: SectionPage, start: int, end: int) -> list[QRectF]:
    """Return the rectangles between two positions of the document."""
    boxes: list[QRectF] = []
    block = page.document.findBlock(start)
    while block.isValid() and block.position() < end:
        first = max(start - block.position(), 0)
        last = min(end - block.position(), block.length() - 1)
        boxes.extend(_boxes_in_block(page, block, first, last))
        block = block.next()
    return boxes


def _boxes_in_block(page: SectionPage, block: QTextBlock, first: int, last: int) -> list[QRectF]:
    layout = block.layout()
    if first >= last or layout.lineCount() == 0:
        return []
    page.document.documentLayout().blockBoundingRect(block)  # makes sure that it is laid out
    origin = layout.position()
    line_px = block.blockFormat().lineHeight()
    has_rtl = _RTL.search(block.text()) is not None  # one such word may turn what stands around it
    boxes: list[QRectF] = []
    for number in range(layout.lineForTextPosition(first).lineNumber(), layout.lineCount()):
        line = layout.lineAt(number)
        line_start, line_end = line.textStart(), line.textStart() + line.textLength()
        if line_start >= last:
            break
        left, right = max(first, line_start), min(last, line_end)
        for x, width in _runs(line, left, right, by_glyphs=has_rtl):
            top = line.y() + line.ascent() - line_px * _BASELINE_AT
            boxes.append(QRectF(origin.x() + x - 1, origin.y() + top, width + 2, line_px))
    return boxes


def _runs(line: QTextLine, start: int, end: int, *, by_glyphs: bool) -> list[tuple[float, float]]:
    """Return left edge and width of each visual run of a span on one line (several where directions mix)."""
    if by_glyphs:
        found = [run.boundingRect() for run in line.glyphRuns(start, end - start)]
        return [(box.left(), box.width()) for box in found if box.width() > 0]
    left, right = _x(line, start), _x(line, end)
    if line.textStart() + line.textLength() == end:
        right = min(right, line.x() + line.naturalTextWidth())  # the blank at the line's end stays unmarked
    return [(left, right - left)] if right > left else []


def _x(line: QTextLine, position: int) -> float:
    return cast("tuple[float, int]", line.cursorToX(position))[0]


def paint_marks(painter: QPainter, placed: list[PlacedMark], theme: Theme, visible: QRectF) -> None:
    """Paint the marks that can be seen. The painter stands in document coordinates."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for item in placed:
        if item.mark.kind is MarkKind.HIGHLIGHT:
            paint_highlight(painter, item, theme, visible)
            continue
        fill, edge = _colours(item.mark.kind, theme)
        if edge is None:
            painter.fillPath(item.shape, brush_of(fill))
            continue
        for box in item.boxes:
            inset = HIT_EDGE_PX / 2 + 1
            painter.setBrush(fill)
            painter.setPen(QPen(edge, HIT_EDGE_PX))
            painter.drawRoundedRect(box.adjusted(0, inset, 0, -inset), MARK_RADIUS, MARK_RADIUS)


def _colours(kind: MarkKind, theme: Theme) -> tuple[QColor, QColor | None]:
    if kind is MarkKind.HIT:
        return theme.hit, theme.hit_edge
    return (theme.selection if kind is MarkKind.VISITED else theme.search), None
