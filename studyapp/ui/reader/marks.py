"""Where marks stand on the page: spans of text become rectangles, one for each line they touch."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple, cast

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPen

from studyapp.ui.widgets.painting import fill_rounded

if TYPE_CHECKING:
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QColor, QTextBlock, QTextLine

    from studyapp.domain.annotations import Annotation, Colour
    from studyapp.domain.places import Mark, Place
    from studyapp.ui.reader.document import SectionPage
    from studyapp.ui.theme import Theme

MARK_RADIUS = 3.0
HIT_EDGE_PX = 1.5
_BASELINE_AT = 23 / 30  # of a marked line's height lies above the baseline
_FIRST_RTL = "\u0590"


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
    """A mark with its rectangles in document coordinates, from the first line to the last."""

    mark: TextMark
    boxes: tuple[QRectF, ...]


def place_marks(page: SectionPage, marks: list[TextMark]) -> list[PlacedMark]:
    """Return the marks with their rectangles, in the order of painting."""
    ordered = sorted(marks, key=lambda mark: mark.kind)
    return [PlacedMark(mark, tuple(_boxes_of_mark(page, mark))) for mark in ordered]


def _boxes_of_mark(page: SectionPage, mark: TextMark) -> list[QRectF]:
    if mark.place is not None:
        return boxes_of(page, mark.place)
    if mark.in_heading is None:
        return []
    start = page.heading_position(mark.in_heading.start)
    return boxes_between(page, start, page.heading_position(mark.in_heading.end))


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
    has_rtl = any(char >= _FIRST_RTL for char in block.text()[first:last])
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
        for box in item.boxes:
            if not box.intersects(visible):
                continue
            fill, edge = _colours(item.mark, theme)
            if edge is None:
                fill_rounded(painter, box, fill, MARK_RADIUS)
                continue
            inset = HIT_EDGE_PX / 2 + 1
            painter.setBrush(fill)
            painter.setPen(QPen(edge, HIT_EDGE_PX))
            painter.drawRoundedRect(box.adjusted(0, inset, 0, -inset), MARK_RADIUS, MARK_RADIUS)


def _colours(mark: TextMark, theme: Theme) -> tuple[QColor, QColor | None]:
    match mark.kind:
        case MarkKind.HIGHLIGHT:
            return (theme.highlight(mark.colour) if mark.colour is not None else theme.search), None
        case MarkKind.SEARCH:
            return theme.search, None
        case MarkKind.VISITED:
            return theme.selection, None
        case MarkKind.HIT:
            return theme.hit, theme.hit_edge


def mark_at(placed: list[PlacedMark], point: QPointF) -> TextMark | None:
    """Return the highlight under a point of the document; of several the one painted last."""
    for item in reversed(placed):
        if item.mark.kind is MarkKind.HIGHLIGHT and any(box.contains(point) for box in item.boxes):
            return item.mark
    return None
