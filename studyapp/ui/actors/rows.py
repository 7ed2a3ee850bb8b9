"""The lists of an actor's page: mentions in their sentences, facts, other documents, my notes and cards."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt

from studyapp.text.offsets import to_utf16
from studyapp.ui.look import ICON_PX, control_font, text_font
from studyapp.ui.translation import tr, tr_count
from studyapp.ui.widgets.listview import RowDelegate
from studyapp.ui.widgets.painting import draw_line_of_text, fill_rounded
from studyapp.ui.widgets.paragraph import Paragraph, paint_boxes
from studyapp.ui.widgets.rows import ROW, RowsModel

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from studyapp.domain.places import Place
    from studyapp.services.appearances import Appearance
    from studyapp.services.casts import Passage
    from studyapp.ui.look import Look
    from studyapp.ui.widgets.listview import Index

SIDE_PX = 20
RIGHT_PX = 8  # at the right the page's scroll bar is part of the margin
_GAP_PX = 10
_WHEN_PX = 84
_LONGEST = 320  # characters of a sentence that are shown
_BEFORE = 120  # of them before the mention, where the sentence is longer


class TitleRow(NamedTuple):
    """A heading with a count; that of a section opens and closes what is under it."""

    text: str
    total: int
    section: int | None = None
    open: bool = True


class PassageRow(NamedTuple):
    """A mention in its sentence, or the part of it around the mention."""

    text: str
    start: int
    end: int
    place: Place


class StepRow(NamedTuple):
    """Shows more of a section, or of the group of that number; without a section it shows the others."""

    text: str
    section: int | None


class FactRow(NamedTuple):
    """When, what, and in words how sure the text is; `when` and `hedge` may be empty."""

    when: str
    what: str
    hedge: str
    place: Place


class DocumentRow(NamedTuple):
    """Another document in which the actor appears."""

    appearance: Appearance


class OwnRow(NamedTuple):
    """A note or a card of mine."""

    icon: str
    text: str
    detail: str
    id: str
    place: Place | None


Row = TitleRow | PassageRow | StepRow | FactRow | DocumentRow | OwnRow


def passage_row(passage: Passage, place: Place) -> PassageRow:
    """Return the row of a mention; a very long sentence is cut around it."""
    text, start, end = passage.sentence, passage.start, passage.end
    if len(text) > _LONGEST:
        first = max(start - _BEFORE, 0)
        first = text.rfind(" ", 0, first) + 1
        last = text.find(" ", min(max(first + _LONGEST, end), len(text)))
        before, after = "… " if first else "", " …" if last >= 0 else ""
        shift = len(before) - first
        text = before + text[first : last if last >= 0 else len(text)] + after
        start, end = start + shift, end + shift
    return PassageRow(text, start, end, place)


class PageRows(RowsModel[Row]):
    """The rows of one of the lists."""

    def words(self, row: Row) -> str:
        """Return a row's words."""
        return _words(row)


def _words(row: Row) -> str:
    match row:
        case TitleRow(section=None):
            return f"{row.text}: {row.total}"
        case TitleRow():
            state = tr("open") if row.open else tr("closed")
            return f"{row.text}: {row.total}, {state}"
        case FactRow():
            said = f"{row.what} ({row.hedge})" if row.hedge else row.what
            return f"{row.when}: {said}" if row.when else said
        case DocumentRow():
            mentions = tr_count(row.appearance.mentions, "{count} mention", "{count} mentions")
            return f"{row.appearance.title}, {mentions}"
        case OwnRow():
            return f"{row.text} {row.detail}".strip()
        case PassageRow() | StepRow():
            return row.text


class RowsDelegate(RowDelegate):
    """Paints the rows; their heights hang on the width of the page."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, parent)
        self.width_px = 300

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the row's height."""
        row: Row = index.data(ROW)
        return QSize(100, self._height(row))

    def paint_row(self, painter: QPainter, where: QRectF, index: Index, *, hover: bool) -> None:
        """Paint one row."""
        row: Row = index.data(ROW)
        theme = self.look.theme
        if hover and not (isinstance(row, TitleRow) and row.section is None):
            ground = where.adjusted(SIDE_PX - 8, 0, -RIGHT_PX + 4, -2)
            fill_rounded(painter, ground.adjusted(0, 12 if _is_open(row) else 0, 0, 0), theme.hover)
        inside = where.adjusted(SIDE_PX, 0, -RIGHT_PX, 0)
        match row:
            case TitleRow():
                self._paint_title(painter, inside, row)
            case StepRow():
                draw_line_of_text(painter, inside, row.text, control_font(12), theme.muted)
            case PassageRow():
                self._paint_passage(painter, inside, row)
            case FactRow():
                self._paint_fact(painter, inside, row)
            case DocumentRow():
                self._paint_document(painter, inside, row)
            case OwnRow():
                self._paint_own(painter, inside, row)

    def _paint_title(self, painter: QPainter, where: QRectF, row: TitleRow) -> None:
        theme = self.look.theme
        box = where.adjusted(0, 14 if _is_open(row) or row.section is None else 0, 0, 0)
        count, right = f"{row.total:,}", Qt.AlignmentFlag.AlignRight
        draw_line_of_text(painter, box, count, control_font(12, figures=True), theme.muted, align=right)
        text = box.adjusted(0, 0, -40, 0)
        if row.section is not None:
            icon = QRectF(box.left() - 3, box.center().y() - 7, 14, 14)
            self.look.paint_icon(painter, "chevron-down" if row.open else "chevron-right", icon, theme.muted)
            text.setLeft(text.left() + 16)
        draw_line_of_text(painter, text, row.text, control_font(12, 600), theme.muted)

    def _paint_passage(self, painter: QPainter, where: QRectF, row: PassageRow) -> None:
        theme = self.look.theme
        passage = self._passage(row)
        corner = QPointF(where.left(), where.top() + 2)
        start, end = to_utf16(row.text, row.start), to_utf16(row.text, row.end)
        paint_boxes(painter, passage.boxes(start, end), corner, theme.tint)
        passage.paint(painter, corner, theme.text)

    def _paint_fact(self, painter: QPainter, where: QRectF, row: FactRow) -> None:
        theme = self.look.theme
        corner = QPointF(where.left(), where.top() + 1)
        self._when(row).paint(painter, corner, theme.text)
        corner.setX(where.left() + _beside(row))
        what = self._what(row)
        what.paint(painter, corner, theme.muted)
        if row.hedge:
            corner.setY(corner.y() + what.height)
            self._hedge(row).paint(painter, corner, theme.text)

    def _paint_document(self, painter: QPainter, where: QRectF, row: DocumentRow) -> None:
        theme, title = self.look.theme, row.appearance.title
        count, right = f"{row.appearance.mentions:,}", Qt.AlignmentFlag.AlignRight
        draw_line_of_text(painter, where, count, control_font(12, figures=True), theme.muted, align=right)
        draw_line_of_text(painter, where.adjusted(0, 0, -48, 0), title, control_font(13), theme.text)

    def _paint_own(self, painter: QPainter, where: QRectF, row: OwnRow) -> None:
        theme = self.look.theme
        icon = QRectF(where.left(), where.top() + 3, ICON_PX, ICON_PX)
        self.look.paint_icon(painter, row.icon, icon, theme.muted)
        self._own(row).paint(painter, QPointF(where.left() + 26, where.top() + 2), theme.text)
        if row.detail:
            box = QRectF(where.right() - 80, where.top() + 2, 80, 20)
            right = Qt.AlignmentFlag.AlignRight
            draw_line_of_text(painter, box, row.detail, control_font(12), theme.muted, align=right)

    def _height(self, row: Row) -> int:
        match row:
            case TitleRow():
                return 44 if row.open or row.section is None else 32
            case StepRow():
                return 28
            case PassageRow():
                return self._passage(row).height + _GAP_PX
            case FactRow():
                said = self._what(row).height + (self._hedge(row).height if row.hedge else 0)
                return max(said, self._when(row).height) + 6
            case DocumentRow():
                return 30
            case OwnRow():
                return self._own(row).height + 8

    def _room(self) -> int:
        return self.width_px - SIDE_PX - RIGHT_PX

    def _passage(self, row: PassageRow) -> Paragraph:
        span = to_utf16(row.text, row.start), to_utf16(row.text, row.end)
        return Paragraph(row.text, text_font(14), self._room(), 21, 12, strong=span)

    def _when(self, row: FactRow) -> Paragraph:
        return Paragraph(row.when, control_font(12, 600, figures=True), _WHEN_PX - 8, 20, 3)

    def _what(self, row: FactRow) -> Paragraph:
        return Paragraph(row.what, control_font(12), self._room() - _beside(row), 20, 4)

    def _hedge(self, row: FactRow) -> Paragraph:
        return Paragraph(row.hedge, control_font(12), self._room() - _beside(row), 20, 2)

    def _own(self, row: OwnRow) -> Paragraph:
        room = self._room() - 26 - (84 if row.detail else 0)
        return Paragraph(row.text, control_font(13), room, 20, 2)


def _beside(row: FactRow) -> int:
    """Return where a fact's words begin: beside its time, if it has one."""
    return _WHEN_PX if row.when else 0


def _is_open(row: Row) -> bool:
    return isinstance(row, TitleRow) and row.open
