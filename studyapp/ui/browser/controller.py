"""All cards at work: the query finds on a lane, the table reads what is seen, keys act on what is chosen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal

from studyapp.domain.changes import Noun
from studyapp.services import browsing, reviewing
from studyapp.ui.browser.columns import COLUMNS, Context, chosen_columns
from studyapp.ui.browser.model import CardTableModel
from studyapp.ui.browser.view import BrowserScreen
from studyapp.ui.cards.first import first_cards
from studyapp.ui.review.acts import CardActs
from studyapp.ui.review.visit import PassageVisit
from studyapp.ui.stage import StageController
from studyapp.ui.translation import tr, tr_count
from studyapp.ui.widgets.menu import make_menu

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtWidgets import QMenu

    from studyapp.domain.cards import Card
    from studyapp.domain.changes import ChangeSet
    from studyapp.domain.errors import KnownError
    from studyapp.ui.cards.controller import CardController
    from studyapp.ui.desk import Desk
    from studyapp.ui.reader.controller import ReadingController
    from studyapp.ui.review.info import CardInfo
    from studyapp.ui.search.controller import SearchController
    from studyapp.ui.window import Window

_SEEN = frozenset({Noun.CARD, Noun.REVIEW, Noun.STUDY_SETTING})
_PAUSE_MS = 120


class BrowserController(StageController):
    """Joins the table of all cards to the library."""

    columns_changed = Signal()
    study_wanted = Signal(object, str)  # ids of cards, and what they are called
    cram_wanted = Signal(object, str)

    def __init__(
        self,
        desk: Desk,
        window: Window,
        reading: ReadingController,
        *,
        cards: CardController,
        search: SearchController,
        columns: str = "",
    ) -> None:
        super().__init__(window, reading)
        self._desk, self._search = desk, search
        self._acts = CardActs(desk, window, cards)
        self._info: CardInfo | None = None
        self._columns = chosen_columns(columns)
        self._sorted_by, self._descending = "added", True
        self._asked = 0  # the newest request: older answers are dropped
        self._visit = PassageVisit(desk, window, reading)
        library = desk.library
        self.rows = CardTableModel(lambda ids: browsing.load_cards(library, ids), self)
        self.screen = BrowserScreen(desk.look, self.rows, window)
        self._join()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.refresh)
        window.closing.connect(self._pause.stop)
        desk.changed.connect(self._take_in)

    @property
    def columns_words(self) -> str:
        """The columns that are shown, as the settings keep them."""
        return " ".join(column.id for column in self._columns)

    def open(self, query: str | None = None) -> None:
        """Show the cards, those of a query if it is given."""
        self._reading.keep_place_now()
        self._visit.forget()
        if query is not None:
            self.screen.field.edit.setText(query)
        self._show()
        self.screen.field.edit.setFocus()
        self.refresh()

    def shut(self) -> bool:
        """Show the text again; say whether the cards were open."""
        self._pause.stop()
        return super().shut()

    def come_back(self) -> bool:
        """Return from a passage to the table; say whether it was left for one."""
        if not self._visit.end():
            return False
        self._show()
        self.screen.table.setFocus()
        return True

    def chosen(self) -> list[Card]:
        """Return the cards that are chosen in the table, in its order."""
        rows = sorted(index.row() for index in self.screen.table.selectionModel().selectedRows())
        return [card for row in rows if (card := self.rows.card(row)) is not None]

    def refresh(self) -> None:
        """Find the cards anew."""
        library, query = self._desk.library, self.screen.field.edit.text()
        column = next(spec for spec in COLUMNS if spec.id == self._sorted_by)
        descending = self._descending is not column.falls
        in_index = self._search.find_cards
        self._asked += 1
        request = self._asked

        def load() -> tuple[list[int], Context]:
            found = browsing.list_cards(
                library, query, in_index, column.order, descending=descending, as_typed=True
            )
            titles = {record.id: record.title for record in library.documents()}
            settings = reviewing.load_settings(library)
            return found, Context(reviewing.study_day_of(library), settings.parameters, titles)

        def show(found: tuple[list[int], Context]) -> None:
            if request == self._asked:
                self._show_found(*found)

        def refused(error: KnownError) -> None:
            if request == self._asked:
                self.screen.show_words(error.sentence, wrong=True)

        self._desk.jobs.run(self._desk.lanes.work, load, show, refused)

    # Inside

    def _join(self) -> None:
        screen = self.screen
        screen.changed.connect(lambda _: self._pause.start())
        screen.table.act_wanted.connect(self._act)
        screen.table.opened.connect(partial(self._act, "passage"))
        screen.table.menu_wanted.connect(self._show_menu)
        screen.table.head.sort_wanted.connect(lambda number: self.sort_by(self._columns[number].id))
        screen.study.on_click(lambda: self._study(self.study_wanted))
        screen.cram.on_click(lambda: self._study(self.cram_wanted))

    def _show(self) -> None:
        keys = (
            (("↵",), tr("passage")),
            (("E",), tr("edit")),
            (("#",), tr("tags")),
            (("@",), tr("suspend")),
            (("I",), tr("card info")),
            (("M",), tr("more")),
            (("Esc",), tr("back")),
        )
        self._enter(self.screen, tr("All cards"), keys)

    def _show_found(self, ids: list[int], context: Context) -> None:
        table = self.screen.table
        kept = {self.rows.ids[index.row()] for index in table.selectionModel().selectedRows()}
        self.rows.show(ids, self._columns, context)
        table.choose([row for row, number in enumerate(ids) if number in kept] if kept else [])
        at = next((n for n, column in enumerate(self._columns) if column.id == self._sorted_by), None)
        self.screen.show_order(at, descending=self._descending)
        self.screen.show_words(
            tr_count(len(ids), "{count} card", "{count} cards") if ids else self._nothing()
        )
        for button in (self.screen.study, self.screen.cram):
            button.setEnabled(bool(ids))

    def _nothing(self) -> str:
        """Return what is said of an empty list, with a step that fills it."""
        if self.screen.field.edit.text().strip():
            return tr("No card fits.")
        return first_cards(self._desk)

    def sort_by(self, column: str) -> None:
        """Sort by a column; by the same one again the other way round."""
        self._descending = not self._descending if column == self._sorted_by else False
        self._sorted_by = column
        self.refresh()

    def show_column(self, column: str) -> None:
        """Show a column, or hide it."""
        shown = {spec.id for spec in self._columns} ^ {column}
        self._columns = chosen_columns(" ".join(shown))
        self.columns_changed.emit()
        self.refresh()

    def _act(self, name: str) -> None:
        cards = self.chosen()
        match name:
            case "more":
                table = self.screen.table
                self._show_menu(table.viewport().mapToGlobal(table.visualRect(table.currentIndex()).center()))
            case "info" if cards:
                self._show_info(cards[0])
            case "passage" if cards:
                self._go_to(cards[0])
            case "undo":
                self._desk.command(self._desk.library.undo)
            case _:
                self._acts.act(name, cards)

    def _show_menu(self, where: QPoint) -> None:
        cards = self.chosen()
        if cards:
            self._acts.show_menu(cards, where, self._act, (self._columns_menu(), self._order_menu()))

    def _columns_menu(self) -> QMenu:
        menu = make_menu(self._desk.look, self._window, tr("Columns"))
        shown = {spec.id for spec in self._columns}
        for spec in COLUMNS[1:]:
            action = menu.addAction(tr(spec.name))
            action.setCheckable(True)
            action.setChecked(spec.id in shown)
            action.triggered.connect(lambda *_, column=spec.id: self.show_column(column))
        return menu

    def _order_menu(self) -> QMenu:
        menu = make_menu(self._desk.look, self._window, tr("Sort by"))
        for spec in self._columns:
            action = menu.addAction(tr(spec.name))
            action.triggered.connect(lambda *_, column=spec.id: self.sort_by(column))
        return menu

    def _show_info(self, card: Card) -> None:
        if self._info is None:
            from studyapp.ui.review.info import CardInfo  # noqa: PLC0415 (on first use)

            self._info = CardInfo(self._desk.look, self._window)
        library = self._desk.library
        history = reviewing.load_history(library, card.id)
        self._info.show_card(card, history, reviewing.load_settings(library))

    def _go_to(self, card: Card) -> None:
        """Show where a card comes from; Escape comes back to the table."""
        wrong = self._visit.begin(card, self.shut, tr("back to the cards"))
        if wrong:
            self.screen.show_words(wrong, wrong=True)

    def _study(self, signal: object) -> None:
        """Study what is chosen; with one card or none chosen all that are shown."""
        chosen = self.chosen()
        ids = [card.id for card in chosen] if len(chosen) > 1 else list(map(str, self.rows.ids))
        name = self.screen.field.edit.text().strip() or tr("all cards")
        if ids:
            (self.study_wanted if signal is self.study_wanted else self.cram_wanted).emit(ids, name)

    def _take_in(self, changes: ChangeSet) -> None:
        if self.is_open and any(changes.ids(noun) for noun in _SEEN):
            self.refresh()
