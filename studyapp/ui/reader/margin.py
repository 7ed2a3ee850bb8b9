"""The signs beside the text: notes and cards at the right, bookmarks at the left, none upon another."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF

from studyapp.ui.look import control_font
from studyapp.ui.reader.document import SIDE_PX
from studyapp.ui.widgets.painting import draw_line_of_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QPainter

    from studyapp.domain.documents import ReadingPlace
    from studyapp.ui.look import Look
    from studyapp.ui.reader.document import SectionPage

SIGN_PX = 16
_GAP_PX = 12  # between the column and a sign
_BELOW_PX = 22  # from one sign to the next that stands below it because its line is taken
_REACH_PX = 4  # around a sign that still counts as on it


class SignKind(StrEnum):
    """What a sign stands for; the values are names of icons."""

    NOTE = "sticky-note"
    CARDS = "layers"
    BOOKMARK = "bookmark"


class MarginSign(NamedTuple):
    """A sign at the line of a place: the ids of what it stands for, and what is said of it."""

    kind: SignKind
    block: int
    offset: int
    ids: tuple[str, ...]
    text: str


class _Placed(NamedTuple):
    sign: MarginSign
    box: QRectF  # in document coordinates


class Margin:
    """The signs of a section. They are placed when they are first asked for, and anew in another width."""

    def __init__(self) -> None:
        self._signs: dict[SignKind, list[MarginSign]] = {kind: [] for kind in SignKind}
        self._hidden: set[SignKind] = set()
        self._placed: list[_Placed] | None = None

    def hide(self, kinds: set[SignKind]) -> None:
        """Show these kinds of signs no more, and all others again."""
        if kinds != self._hidden:
            self._hidden = kinds
            self._placed = None

    def show(self, kind: SignKind, signs: Iterable[MarginSign]) -> None:
        """Show these signs of a kind, and those only."""
        self._signs[kind] = list(signs)
        self._placed = None

    def clear(self) -> None:
        """Show no sign: another section is set."""
        for signs in self._signs.values():
            signs.clear()
        self._placed = None

    def forget_places(self) -> None:
        """Place everything anew: the text was laid out again."""
        self._placed = None

    def paint(self, painter: QPainter, page: SectionPage, look: Look, visible: QRectF) -> None:
        """Paint the signs in view; several things at one line are one sign with their number."""
        theme = look.theme
        for sign, box in self._all(page):
            if not box.intersects(visible):
                continue
            colour = theme.accent if sign.kind is SignKind.BOOKMARK else theme.muted
            look.paint_icon(
                painter,
                sign.kind.value,
                QRectF(box.topLeft(), box.topLeft()).adjusted(0, 0, SIGN_PX, SIGN_PX),
                colour,
            )
            if len(sign.ids) > 1:
                count = QRectF(box.left() + SIGN_PX + 3, box.top(), SIDE_PX, SIGN_PX)
                draw_line_of_text(
                    painter, count, str(len(sign.ids)), control_font(11, figures=True), theme.muted
                )

    def at(self, page: SectionPage, point: QPointF) -> MarginSign | None:
        """Return the sign at a point of the document."""
        reach = _REACH_PX
        return next(
            (s for s, box in self._all(page) if box.adjusted(-reach, -reach, reach, reach).contains(point)),
            None,
        )

    def at_left(self, page: SectionPage) -> list[QRectF]:
        """Return where the signs at the left of the text stand, in document coordinates."""
        return [box for sign, box in self._all(page) if sign.kind is SignKind.BOOKMARK]

    def _all(self, page: SectionPage) -> list[_Placed]:
        if self._placed is None:
            shown = {kind: [] if kind in self._hidden else signs for kind, signs in self._signs.items()}
            right = [*shown[SignKind.NOTE], *shown[SignKind.CARDS]]
            self._placed = [
                *_place(page, right, SIDE_PX + page.column_px + _GAP_PX),
                *_place(page, shown[SignKind.BOOKMARK], SIDE_PX - _GAP_PX - SIGN_PX),
            ]
        return self._placed


def line_box(page: SectionPage, block: int, offset: int) -> QRectF:
    """Return the line of a place in document coordinates: of a section's beginning that of its heading."""
    if (block, offset) == (0, 0) or block >= len(page.section.blocks):
        position = 0
    else:
        position = page.position(block, offset)
    found = page.document.findBlock(position)
    origin = page.document.documentLayout().blockBoundingRect(found).topLeft()
    line = found.layout().lineForTextPosition(position - found.position())
    if not line.isValid():
        return QRectF(origin.x(), origin.y(), 1, 1)
    return QRectF(origin.x() + line.x(), origin.y() + line.y(), line.naturalTextWidth(), line.height())


def _place(page: SectionPage, signs: list[MarginSign], x: float) -> list[_Placed]:
    """Place signs at their lines: those of one kind and line become one, others stand below each other."""
    lines: dict[tuple[float, SignKind], MarginSign] = {}
    for sign in signs:
        line = line_box(page, sign.block, sign.offset).center().y(), sign.kind
        other = lines.get(line)
        if other is not None:
            sign = other._replace(ids=other.ids + sign.ids, text=f"{other.text}\n{sign.text}")  # noqa: PLW2901
        lines[line] = sign
    placed: list[_Placed] = []
    free = 0.0
    for (middle, _), sign in sorted(lines.items(), key=lambda item: item[0][0]):
        y = max(middle - SIGN_PX / 2, free)
        free = y + _BELOW_PX
        placed.append(_Placed(sign, QRectF(round(x), round(y), SIGN_PX, SIGN_PX)))
    return placed


def bookmark_signs(places: Iterable[tuple[str, str, ReadingPlace]]) -> list[MarginSign]:
    """Return the signs of bookmarks, given by id, name and place."""
    return [
        MarginSign(SignKind.BOOKMARK, place.block, place.offset, (bookmark_id,), name)
        for bookmark_id, name, place in places
    ]
