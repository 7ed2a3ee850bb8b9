"""The mentions of a section: where they stand, which one is under the pointer, and their painting.

Mentions are placed block by block when they come into view: a page of a book has hundreds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF

from studyapp.ui.actors.lines import LINES, paint_line
from studyapp.ui.reader.highlights import MARK_RADIUS
from studyapp.ui.reader.marks import blocks_in_view, boxes_of
from studyapp.ui.widgets.painting import fill_rounded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from PySide6.QtGui import QPainter

    from studyapp.domain.actors import ActorKind
    from studyapp.domain.places import Place
    from studyapp.ui.reader.document import SectionPage
    from studyapp.ui.theme import Theme

_REACH_PX = 2.0  # how far beside a mention it still counts as under the pointer


class ShownMention(NamedTuple):
    """A mention as the text shows it: whose it is, of which kind, and whether it has a line."""

    place: Place
    actor_id: str
    kind: ActorKind
    underlined: bool = True


class _Placed(NamedTuple):
    """A mention with its rectangles in document coordinates."""

    mention: ShownMention
    boxes: list[QRectF]


class MentionLayer:
    """What lies between the marks and the text. All coordinates are the document's."""

    def __init__(self) -> None:
        self._by_block: dict[int, list[ShownMention]] = {}
        self._placed: dict[int, list[_Placed]] = {}
        self.open_actor: str | None = None  # its mentions have a ground
        self.hovered: ShownMention | None = None

    def show(self, mentions: Iterable[ShownMention]) -> None:
        """Show these mentions of the section."""
        self._by_block = {}
        for mention in mentions:
            self._by_block.setdefault(mention.place.block, []).append(mention)
        self.hovered = None
        self.forget_places()

    def forget_places(self) -> None:
        """Place everything anew: the text was laid out again."""
        self._placed = {}

    @property
    def mentions(self) -> list[ShownMention]:
        """All mentions shown, in reading order."""
        return [mention for _, found in sorted(self._by_block.items()) for mention in found]

    def paint_grounds(self, painter: QPainter, page: SectionPage, theme: Theme, visible: QRectF) -> None:
        """Paint what lies under the mentions of the open actor and the one under the pointer."""
        for mention, boxes in self._in_view(page, visible):
            if mention == self.hovered:
                ground = theme.hover
            elif mention.actor_id == self.open_actor:
                ground = theme.tint
            else:
                continue
            for box in boxes:
                fill_rounded(painter, box.adjusted(0, 1, 0, 0), ground, MARK_RADIUS)

    def paint_lines(self, painter: QPainter, page: SectionPage, theme: Theme, visible: QRectF) -> None:
        """Paint the line under each mention in view."""
        for mention, boxes in self._in_view(page, visible):
            if not mention.underlined:
                continue
            style, colour = LINES[mention.kind], theme.actor(mention.kind)
            for box in boxes:
                top = box.bottom() - (2 if style.rows > 1 or style.width_px > 1 or style.wavy else 1)
                paint_line(painter, mention.kind, QPointF(box.left() + 1, top), box.width() - 2, colour)

    def at(self, page: SectionPage, point: QPointF) -> ShownMention | None:
        """Return the mention under a point."""
        around = QRectF(point.x() - 1, point.y() - 1, 2, 2)
        for mention, boxes in self._in_view(page, around):
            if any(box.adjusted(-_REACH_PX, 0, _REACH_PX, 0).contains(point) for box in boxes):
                return mention
        return None

    def boxes(self, page: SectionPage, mention: ShownMention) -> list[QRectF]:
        """Return where a mention stands."""
        return next(
            (boxes for other, boxes in self._block(page, mention.place.block) if other == mention), []
        )

    def _in_view(self, page: SectionPage, visible: QRectF) -> Iterator[_Placed]:
        """Yield the placed mentions of the blocks that can be seen."""
        for block in blocks_in_view(page, visible):
            yield from self._block(page, block)

    def _block(self, page: SectionPage, block: int) -> list[_Placed]:
        placed = self._placed.get(block)
        if placed is None:
            placed = [
                _Placed(mention, boxes_of(page, mention.place)) for mention in self._by_block.get(block, [])
            ]
            self._placed[block] = placed
        return placed
