"""Lists whose rows are given from outside, all at once: what differs is what a row says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, Qt

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex

    Index = QModelIndex | QPersistentModelIndex

R = TypeVar("R")
ROW = Qt.ItemDataRole.UserRole
"""The role of the row itself, for delegates."""


class RowsModel(QAbstractListModel, Generic[R]):
    """Holds rows; a subclass says their `words`, and what is `spoken` where that is more."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: list[R] = []

    def show(self, rows: Iterable[R]) -> None:
        """Show these rows."""
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def words(self, row: R) -> str:
        """Return what a row says."""
        raise NotImplementedError

    def spoken(self, row: R) -> str:
        """Return what assistive technology says of a row."""
        return self.words(row)

    def is_heading(self, _row: R) -> bool:
        """Say whether a row stands above others and cannot be chosen."""
        return False

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of rows."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return what can be done with a row: nothing with a heading."""
        if index.isValid() and self.is_heading(self.rows[index.row()]):
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a row's words, its spoken form, or the row itself."""
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return self.words(row)
        return self.spoken(row) if role == Qt.ItemDataRole.AccessibleTextRole else None
