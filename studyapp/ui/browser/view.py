"""The screen of all cards: a query above the table, what can be done with the chosen ones below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetricsF, QPainter
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from studyapp.ui.browser.columns import column_widths
from studyapp.ui.browser.header import SortHeader
from studyapp.ui.look import control_font
from studyapp.ui.review.keys import act_of
from studyapp.ui.translation import tr
from studyapp.ui.widgets.buttons import Chip, TextButton
from studyapp.ui.widgets.field import FIELD_PX, Field
from studyapp.ui.widgets.painting import draw_line_of_text, fill
from studyapp.ui.widgets.tableview import TableView

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent, QResizeEvent

    from studyapp.ui.browser.model import CardTableModel
    from studyapp.ui.look import Look

_SIDE_PX, _HEAD_PX, _LEAST_PX, _QUESTION_PX = 28, 148, 220, 260
FILTERS = (
    ("Due", "is:due"),
    ("New", "is:new"),
    ("Suspended", "is:suspended"),
    ("Buried", "is:buried"),
    ("Leeches", "is:leech"),
    ("Added this week", "added:7"),
    ("Forgotten this week", "rated:7:1"),
)


class CardTable(TableView):
    """Rows are chosen with Shift and Ctrl; keys act on all chosen ones."""

    act_wanted = Signal(str)
    menu_wanted = Signal(QPoint)
    opened = Signal()  # Return: to the passage

    def __init__(self, look: Look, model: CardTableModel, parent: QWidget) -> None:
        self.head = SortHeader(look, parent)
        super().__init__(look, tr("Cards"), parent, self.head)
        self._cards = model
        self.setModel(model)
        self.setObjectName("cardTable")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)

    def fit_columns(self) -> None:
        """Give each column its width and the question the rest."""
        head, columns = self.horizontalHeader(), self._cards.columns
        for number, wide in enumerate(column_widths(columns, self.width(), _QUESTION_PX)):
            is_question = columns[number].width_px == 0
            self.setColumnHidden(number, not wide and not is_question)
            mode = QHeaderView.ResizeMode.Stretch if is_question else QHeaderView.ResizeMode.Interactive
            head.setSectionResizeMode(number, mode)
            if wide:
                self.setColumnWidth(number, wide)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Choose the first card when none is chosen."""
        super().focusInEvent(event)
        if self.model().rowCount() and not self.selectionModel().hasSelection():
            self.selectRow(max(self.currentIndex().row(), 0))

    def choose(self, rows: list[int]) -> None:
        """Choose these rows, and those alone; the first one gets the keyboard."""
        chosen = QItemSelection()
        for row in rows:
            chosen.select(self.model().index(row, 0), self.model().index(row, 0))
        flags = QItemSelectionModel.SelectionFlag
        if rows and self.currentIndex().row() not in rows:
            self.selectionModel().setCurrentIndex(self.model().index(rows[0], 0), flags.NoUpdate)
        self.selectionModel().select(chosen, flags.ClearAndSelect | flags.Rows)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act on the chosen cards by the keys of the review."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.opened.emit()
            return
        act = act_of(event)
        if act is not None:
            self.act_wanted.emit(act)
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the chosen cards."""
        self.menu_wanted.emit(event.globalPos())


class BrowserScreen(QWidget):
    """Field, filters, table, foot."""

    changed = Signal(str)  # the query, as it is typed

    def __init__(self, look: Look, model: CardTableModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("browser")
        self._look = look
        self._words, self._wrong = "", False
        self.table = CardTable(look, model, self)
        self.field = Field(
            look, tr("Search among all cards, such as person:putin prop:stability>30"), "search", self
        )
        self.field.edit.textChanged.connect(self.changed)
        self.field.edit.key_pressed.connect(self._field_key)
        self.filters = [self._make_filter(tr(name), query) for name, query in FILTERS]
        self.study = TextButton(look, tr("Study these"), self, primary=True)
        self.cram = TextButton(look, tr("Cram these"), self)
        look.changed.connect(self.update)
        self.hide()

    def show_words(self, words: str, *, wrong: bool = False) -> None:
        """Say how many cards there are, or what is wrong with the query."""
        self._words, self._wrong = words, wrong
        self.setAccessibleName(f"{tr('All cards')}. {words}")
        self.update()

    def show_order(self, sorted_by: int | None, *, descending: bool) -> None:
        """Fit the columns to the width, and show which one the cards are sorted by; None: a hidden one."""
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.table.horizontalHeader().setSortIndicatorShown(sorted_by is not None)
        if sorted_by is not None:
            self.table.horizontalHeader().setSortIndicator(sorted_by, order)
        self.table.fit_columns()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Share the room."""
        wide = self.width() - 2 * _SIDE_PX
        right = self.width() - _SIDE_PX
        for button in (self.study, self.cram):
            size = button.sizeHint()
            right -= size.width()
            button.setGeometry(right, 16, size.width(), size.height())
            right -= 4
        self.field.setGeometry(_SIDE_PX, 62, wide, FIELD_PX)
        x = _SIDE_PX - 2
        for chip in self.filters:
            size = chip.sizeHint()
            chip.setGeometry(x, 104, size.width(), size.height())
            chip.setVisible(x + size.width() <= self.width() - _SIDE_PX)
            x += size.width() + 4
        self.table.setGeometry(_SIDE_PX - 8, _HEAD_PX, wide + 16, max(self.height() - _HEAD_PX, _LEAST_PX))
        self.table.fit_columns()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint title and count."""
        painter, theme = QPainter(self), self._look.theme
        fill(painter, QRectF(self.rect()), theme.page)
        title, font = tr("All cards"), control_font(22, 600)
        head = QRectF(_SIDE_PX, 14, max(self.cram.x() - _SIDE_PX - 16, 0), 36)
        draw_line_of_text(painter, head, title, font, theme.text)
        words = head.adjusted(QFontMetricsF(font).horizontalAdvance(title) + 14, 6, 0, 0)
        colour = theme.bad if self._wrong else theme.muted
        draw_line_of_text(painter, words, self._words, control_font(13, figures=True), colour)

    def _make_filter(self, name: str, query: str) -> Chip:
        chip = Chip(self._look, name, self)
        chip.setCheckable(False)
        chip.on_click(lambda: self.field.edit.setText(query))
        return chip

    def _field_key(self, event: QKeyEvent) -> None:
        """Go from the field to the table by Down and Return."""
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.table.setFocus()
            event.accept()
