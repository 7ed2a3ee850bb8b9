"""How a document looks on the shelf: its cover, or a card with its title, and how far it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainterPath, QPen, QTextLayout, QTextOption

from studyapp.domain.actors import ActorKind
from studyapp.services.shelf import State
from studyapp.text.offsets import from_utf16
from studyapp.ui.look import control_font, text_font
from studyapp.ui.reader.document import split_heading
from studyapp.ui.shelf.model import FORMATS, ROW, ChoiceRow, state_text
from studyapp.ui.translation import tr, tr_count
from studyapp.ui.widgets.listview import RowDelegate
from studyapp.ui.widgets.painting import draw_line_of_text, fill, fill_rounded

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter, QPixmap
    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from studyapp.services.shelf import Shelved
    from studyapp.ui.look import Look
    from studyapp.ui.pictures import Pictures
    from studyapp.ui.widgets.listview import Index

COVER_W, COVER_H = 132, 192
CELL_W, CELL_H = 172, 304
CHOICE_PX, CHOICE_HEAD_PX = 30, 38
_KINDS = (
    ActorKind.PERSON,
    ActorKind.COUNTRY,
    ActorKind.ORGANISATION,
    ActorKind.PLACE,
    ActorKind.EVENT,
    ActorKind.AGREEMENT,
)


class ShelfDelegate(RowDelegate):
    """Paints a document: cover, title, author, state."""

    def __init__(self, look: Look, pictures: Pictures, parent: QWidget) -> None:
        super().__init__(look, parent)
        self._pictures = pictures

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the room of a document."""
        return QSize(CELL_W, CELL_H)

    def paint_row(self, painter: QPainter, where: QRectF, index: Index, *, hover: bool) -> None:
        """Paint one document."""
        one: Shelved = index.data(ROW)
        theme = self.look.theme
        if hover:
            fill_rounded(painter, where.adjusted(4, 4, -4, -4), theme.hover)
        cover = QRectF(where.left() + (CELL_W - COVER_W) / 2, where.top() + 14, COVER_W, COVER_H)
        picture = self._cover(one.record.cover)
        if picture is not None:
            _paint_picture(painter, cover, picture)
        else:
            self._paint_title_card(painter, cover, one)
        painter.setPen(QPen(theme.control, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(cover.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        self._paint_words(painter, QRectF(cover.left(), cover.bottom() + 8, COVER_W, 76), one)

    def _cover(self, name: str) -> QPixmap | None:
        return self._pictures.get(name, QSize(COVER_W, COVER_H), fill=True) if name else None

    def _paint_title_card(self, painter: QPainter, where: QRectF, one: Shelved) -> None:
        """Paint a card in place of a cover; its colour hangs on the title alone."""
        theme = self.look.theme
        colour = theme.actor(_KINDS[crc32(one.record.title.encode()) % len(_KINDS)])
        fill_rounded(painter, QRectF(where.left(), where.top(), 24, where.height()), colour, 4)
        fill_rounded(painter, where.adjusted(8, 0, 0, 0), theme.raised, 4)
        fill(painter, QRectF(where.left() + 8, where.top(), 8, where.height()), theme.raised)
        title, subtitle = split_heading(one.record.title)
        room = where.adjusted(20, 18, -12, -30)
        used = draw_lines(painter, room, title, Lines(title_font(title, room.width()), theme.text, 22, 5))
        if subtitle and used <= 3:
            rest = room.adjusted(0, used * 22 + 6, 0, 0)
            draw_lines(painter, rest, subtitle, Lines(text_font(12, 400, italic=True), theme.muted, 17, 3))
        foot = QRectF(where.left() + 20, where.bottom() - 28, where.width() - 32, 18)
        kind = tr(FORMATS.get(one.record.format, one.record.format))
        draw_line_of_text(painter, foot, kind, control_font(11), theme.muted)

    def _paint_words(self, painter: QPainter, where: QRectF, one: Shelved) -> None:
        theme = self.look.theme
        title = split_heading(one.record.title)[0]
        lines = draw_lines(painter, where, title, Lines(control_font(13, 600), theme.text, 18, 2))
        top = where.top() + lines * 18 + 1
        author = QRectF(where.left(), top, where.width(), 17)
        draw_line_of_text(painter, author, ", ".join(one.record.authors), control_font(12), theme.muted)
        if one.record.authors:
            top += 18
        state = QRectF(where.left(), top, where.width(), 17)
        figures = control_font(12, figures=True)
        colour = theme.good if one.state is State.FINISHED else theme.muted
        draw_line_of_text(painter, state, state_text(one), figures, colour)
        if one.card_count:
            cards = tr_count(one.card_count, "{count} card", "{count} cards")
            draw_line_of_text(painter, state, cards, figures, theme.muted, align=Qt.AlignmentFlag.AlignRight)
        if one.state is State.READING:
            bar = QRectF(where.left(), state.bottom() + 3, where.width(), 3)
            fill_rounded(painter, bar, theme.control, 1.5)
            bar.setWidth(max(bar.width() * (one.share or 0), 3))
            fill_rounded(painter, bar, theme.accent, 1.5)


class ChoiceDelegate(RowDelegate):
    """Paints the choices at the left; the one taken is tinted."""

    current: tuple[str, str | None] = ("all", None)

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a choice or a heading."""
        row: ChoiceRow = index.data(ROW)
        return QSize(100, CHOICE_PX if row.field else (CHOICE_HEAD_PX if row.text else 14))

    def paint_row(self, painter: QPainter, where: QRectF, index: Index, *, hover: bool) -> None:
        """Paint one choice."""
        row: ChoiceRow = index.data(ROW)
        theme = self.look.theme
        if not row.field:
            head = where.adjusted(16, 10, -16, 0)
            draw_line_of_text(painter, head, row.text, control_font(12, 600), theme.muted)
            return
        on = (row.field, row.value) == self.current
        if on or hover:
            fill_rounded(painter, where.adjusted(8, 1, -8, -1), theme.tint if on else theme.hover)
        inside = where.adjusted(16, 0, -16, 0)
        colour = theme.accent if on else theme.text
        draw_line_of_text(
            painter, inside.adjusted(0, 0, -40, 0), row.text, control_font(13, 600 if on else 400), colour
        )
        figures, right = control_font(12, figures=True), Qt.AlignmentFlag.AlignRight
        draw_line_of_text(painter, inside, str(row.total), figures, theme.muted, align=right)


class Lines(NamedTuple):
    """How a text of a few lines is set: at most so many, the last one cut with an ellipsis."""

    font: QFont
    colour: QColor
    line_px: int
    most: int


def draw_lines(painter: QPainter, where: QRectF, text: str, lines: Lines) -> int:
    """Draw a text in lines; return how many there are."""
    starts = line_starts(text, lines.font, where.width(), lines.most)
    for at, start in enumerate(starts):
        last = at == len(starts) - 1
        part = text[start:] if last else text[start : starts[at + 1]]
        # A line that the layout found to fit may be a pixel wider when it is drawn alone.
        width = where.width() + (0 if last else 8)
        box = QRectF(where.left(), where.top() + at * lines.line_px, width, lines.line_px)
        draw_line_of_text(painter, box, part.strip(), lines.font, lines.colour)
    return len(starts)


def line_starts(text: str, font: QFont, width: float, most: int) -> list[int]:
    """Return where the lines of a text begin, in code points; at most so many."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    starts: list[int] = []
    while len(starts) < most and (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        starts.append(from_utf16(text, line.textStart()))
    layout.endLayout()
    return starts


def title_font(title: str, width: float) -> QFont:
    """Return the face of a title on its card: smaller where a word would not fit."""
    font = text_font(16, 500)
    widest = max((QFontMetricsF(font).horizontalAdvance(word) for word in title.split()), default=0.0)
    return font if widest <= width else text_font(12, 500)


def _paint_picture(painter: QPainter, where: QRectF, picture: QPixmap) -> None:
    path = QPainterPath()
    path.addRoundedRect(where, 4, 4)
    painter.save()
    painter.setClipPath(path)
    painter.drawPixmap(where.toRect(), picture)
    painter.restore()
