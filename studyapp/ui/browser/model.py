"""The rows of the card table: ids alone; the cards themselves are read when they come into view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, Qt

from studyapp.ui.translation import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QObject

    from studyapp.domain.cards import Card
    from studyapp.ui.browser.columns import ColumnSpec, Context
    from studyapp.ui.widgets.listview import Index

_PAGE = 100  # cards that are read at once
_MOST_PAGES = 40


class CardTableModel(QAbstractTableModel):
    """Shows cards by their ids in the order given."""

    def __init__(self, load: Callable[[Sequence[int]], dict[int, Card]], parent: QObject) -> None:
        super().__init__(parent)
        self._load = load
        self._pages: dict[int, dict[int, Card]] = {}
        self._context: Context | None = None
        self.ids: list[int] = []
        self.columns: tuple[ColumnSpec, ...] = ()

    def show(self, ids: list[int], columns: tuple[ColumnSpec, ...], context: Context) -> None:
        """Show these cards in these columns; the same ones again are only read anew."""
        if (ids, columns) == (self.ids, self.columns):
            self._context = context
            self.reload()
            return
        self.beginResetModel()
        self.ids, self.columns, self._context = ids, columns, context
        self._pages = {}
        self.endResetModel()

    def reload(self) -> None:
        """Read the cards that are shown anew: some of them changed."""
        self._pages = {}
        if self.ids:
            last = self.index(len(self.ids) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def card(self, row: int) -> Card | None:
        """Return the card of a row; None when it is gone."""
        number = row // _PAGE
        if number not in self._pages:
            if len(self._pages) >= _MOST_PAGES:
                self._pages.pop(next(iter(self._pages)))
            self._pages[number] = self._load(self.ids[number * _PAGE : (number + 1) * _PAGE])
        return self._pages[number].get(self.ids[row])

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of cards."""
        return 0 if parent is not None and parent.isValid() else len(self.ids)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return the number of columns."""
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell's words."""
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(column)
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        card = self.card(index.row())
        if card is None or self._context is None:
            return ""
        words = column.words(card, self._context)
        return f"{tr(column.name)}: {words}" if role == Qt.ItemDataRole.AccessibleTextRole else words

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return a column's name; that of numbers stands over them."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(self.columns[section])
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return tr(self.columns[section].name)
        return None


def _side(column: ColumnSpec) -> int:
    side = Qt.AlignmentFlag.AlignRight if column.is_number else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignVCenter)
