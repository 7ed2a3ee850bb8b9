"""The tab of cards: what each asks and answers, and when it comes; a click leads to its passage."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from studyapp.domain.changes import Noun
from studyapp.services.authoring import load_cards
from studyapp.ui.actors.own import due_in_words
from studyapp.ui.cards.first import first_cards
from studyapp.ui.look import control_font
from studyapp.ui.translation import tr
from studyapp.ui.widgets.listview import ListView, RowDelegate
from studyapp.ui.widgets.painting import draw_line_of_text, fill_rounded
from studyapp.ui.widgets.paragraph import Paragraph
from studyapp.ui.widgets.rows import ROW, RowsModel
from studyapp.ui.widgets.scrollbar import BAR_PX

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QPaintEvent, QResizeEvent
    from PySide6.QtWidgets import QStyleOptionViewItem

    from studyapp.domain.cards import Card
    from studyapp.domain.changes import ChangeSet
    from studyapp.ui.desk import Desk
    from studyapp.ui.inspector.view import Inspector
    from studyapp.ui.look import Look
    from studyapp.ui.reader.controller import ReadingController
    from studyapp.ui.widgets.listview import Index

_SIDE_PX = 16
_TOP_PX = 8
_FOOT_PX = 22


class CardRow(NamedTuple):
    """A card and when it comes, in words."""

    card: Card
    due: str


class CardsModel(RowsModel[CardRow]):
    """The cards of a document in the order of its text."""

    def words(self, row: CardRow) -> str:
        """Return a card's question."""
        return row.card.front

    def spoken(self, row: CardRow) -> str:
        """Return its question and answer, and when it comes."""
        return f"{row.card.front} {row.card.answer}, {row.due}"


class CardDelegate(RowDelegate):
    """Paints question, answer, and when the card comes."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, parent)
        self.width_px = 300

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a card."""
        return QSize(100, 2 * _TOP_PX + self._front(index.data(ROW)).height + _FOOT_PX)

    def paint_row(self, painter: QPainter, where: QRectF, index: Index, *, hover: bool) -> None:
        """Paint one card."""
        row: CardRow = index.data(ROW)
        theme = self.look.theme
        view = self.parent()
        current = isinstance(view, ListView) and view.currentIndex().row() == index.row()
        if current or hover:
            fill_rounded(painter, where.adjusted(8, 2, -8, -2), theme.tint if current else theme.hover)
        front = self._front(row)
        front.paint(painter, QPointF(where.left() + _SIDE_PX, where.top() + _TOP_PX), theme.text)
        foot = QRectF(where.left() + _SIDE_PX, where.top() + _TOP_PX + front.height, 0, _FOOT_PX)
        foot.setRight(where.right() - _SIDE_PX)
        right = Qt.AlignmentFlag.AlignRight
        draw_line_of_text(painter, foot, row.due, control_font(12), theme.muted, align=right)
        foot.setRight(foot.right() - 84)
        draw_line_of_text(painter, foot, row.card.answer, control_font(12, 500), theme.muted)

    def _front(self, row: CardRow) -> Paragraph:
        return Paragraph(row.card.front, control_font(13), self.width_px - 2 * _SIDE_PX, 20, 4)


class CardsPane(QWidget):
    """Lists the cards of the open document; `empty` says what an empty list is for."""

    def __init__(self, look: Look, empty: Callable[[], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._empty = empty
        self.rows = CardsModel(self)
        self.list = ListView(look, tr("Cards"), self)
        self.list.setObjectName("cardsList")
        self.list.setModel(self.rows)
        self.delegate = CardDelegate(look, self.list)
        self.list.setItemDelegate(self.delegate)

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Give the list the room."""
        self.delegate.width_px = self.width() - BAR_PX
        self.list.setGeometry(0, 8, self.width(), max(self.height() - 8, 0))
        self.list.scheduleDelayedItemsLayout()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Say what an empty list is for."""
        if self.rows.rowCount():
            return
        painter = QPainter(self)
        painter.setFont(control_font(13))
        painter.setPen(self._look.theme.muted)
        text = self._empty()
        painter.drawText(QRectF(16, 12, self.width() - 32, 80), int(Qt.TextFlag.TextWordWrap), text)


class CardsTab(QObject):
    """Keeps the tab as the library is; reading is the work lane's."""

    place_wanted = Signal(object)  # Place

    def __init__(self, desk: Desk, reading: ReadingController, inspector: Inspector) -> None:
        super().__init__(inspector)
        self._desk = desk
        self._reading = reading
        self._inspector = inspector
        self.pane = CardsPane(desk.look, lambda: first_cards(desk))
        inspector.hold("cards", self.pane)
        reading.document_shown.connect(self.refresh)
        desk.changed.connect(self._take_in)
        self.pane.list.chosen.connect(self._choose)
        self.refresh()

    def refresh(self) -> None:
        """Read the cards of the open document."""
        document, library = self._reading.document, self._desk.library
        if document is None:
            self._take("", ())
            return
        wanted = document.id
        lane = self._desk.lanes.work
        self._desk.jobs.run(
            lane, lambda: load_cards(library, wanted), lambda cards: self._take(wanted, cards)
        )

    def show_card(self, card_id: str) -> None:
        """Show the tab with a card of the open document chosen in it."""
        self._inspector.show_tab("cards")
        for number, row in enumerate(self.pane.rows.rows):
            if row.card.id == card_id:
                self.pane.list.setCurrentIndex(self.pane.rows.index(number, 0))
                self.pane.list.scrollTo(self.pane.rows.index(number, 0))

    def _take(self, document_id: str, cards: tuple[Card, ...]) -> None:
        document = self._reading.document
        if document_id != (document.id if document is not None else ""):
            return
        now = self._desk.library.now()
        ordered = sorted(cards, key=_where)
        self.pane.rows.show([CardRow(card, due_in_words(card, now)) for card in ordered])
        self.pane.update()
        self._inspector.show_count("cards", len(cards))

    def _take_in(self, changes: ChangeSet) -> None:
        if changes.ids(Noun.CARD) or changes.ids(Noun.REVIEW):
            self.refresh()

    def _choose(self, index: QModelIndex) -> None:
        row: CardRow = index.data(ROW)
        if row.card.sources and row.card.sources[0].place is not None:
            self.place_wanted.emit(row.card.sources[0].place)


def _where(card: Card) -> tuple[int, int, int]:
    """Return where a card's answer stands; a card without a passage comes first."""
    place = card.sources[0].place if card.sources else None
    return (place.section, place.block, place.start) if place is not None else (-1, 0, 0)
