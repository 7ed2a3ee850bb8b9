"""What can be gone to, as rows: bookmarks, and the places that fit what was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QAbstractListModel, Qt

from studyapp.domain.documents import ReadingPlace
from studyapp.ui.translation import tr

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex

    from studyapp.domain.reading import Bookmark

ROW = Qt.ItemDataRole.UserRole


class GoingRow(NamedTuple):
    """A place to go to, with its name and what is said of it at the right.

    `share` is how much of its section lies above it; `address` is a passage's, anywhere in the library.
    """

    icon: str
    name: str
    detail: str
    place: ReadingPlace = ReadingPlace(0, 0)
    share: float = 0.0
    depth: int = 0
    bookmark: Bookmark | None = None
    address: str = ""


class GoingModel(QAbstractListModel):
    """The rows."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: list[GoingRow] = []

    def show(self, rows: list[GoingRow]) -> None:
        """Show these rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        """Return the number of rows."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return a row's name, its spoken form, or the row itself."""
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            kind = tr("Bookmark: {name}, {detail}") if row.bookmark is not None else "{name}, {detail}"
            return kind.format(name=row.name, detail=row.detail)
        return None
