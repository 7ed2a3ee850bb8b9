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
        self._placed: list[_Placed] | None = None

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

    def _all(self, page: SectionPage) -> list[_Placed]:
        if self._placed is None:
            right = [*self._signs[SignKind.NOTE], *self._signs[SignKind.CARDS]]
            left = self._signs[SignKind.BOOKMARK]
            self._placed = [
                *_place(page, _joined(right), SIDE_PX + page.column_px + _GAP_PX),
                *_place(page, left, SIDE_PX - _GAP_PX - SIGN_PX),
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


def _joined(signs: list[MarginSign]) -> list[MarginSign]:
    """Join signs of one kind at one place."""
    found: dict[tuple[SignKind, int, int], MarginSign] = {}
    for sign in signs:
        key = sign.kind, sign.block, sign.offset
        other = found.get(key)
        joined = f"{other.text}\n{sign.text}" if other is not None else sign.text
        ids = (other.ids if other is not None else ()) + sign.ids
        found[key] = sign._replace(ids=ids, text=joined)
    return list(found.values())


def _place(page: SectionPage, signs: list[MarginSign], x: float) -> list[_Placed]:
    """Place signs at their lines, each below the one before where that has taken its room."""
    lines = sorted(
        ((line_box(page, s.block, s.offset).center().y(), s) for s in signs), key=lambda pair: pair[0]
    )
    placed: list[_Placed] = []
    free = 0.0
    for middle, sign in lines:
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
