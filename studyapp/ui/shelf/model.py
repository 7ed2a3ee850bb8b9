"""What the library screen lists: the documents chosen, and the choices beside them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QAbstractListModel, Qt

from studyapp.services.shelf import Choice, State, choose
from studyapp.ui.library.view import percent
from studyapp.ui.translation import tr

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex

    from studyapp.services.shelf import Shelved

ROW = Qt.ItemDataRole.UserRole
FORMATS = {
    "epub": "EPUB",
    "pdf": "PDF",
    "html": "Web page",
    "docx": "Word",
    "markdown": "Markdown",
    "text": "Plain text",
}


class ShelfModel(QAbstractListModel):
    """The documents that fit the choice."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.choice = Choice()
        self.all: tuple[Shelved, ...] = ()
        self.rows: list[Shelved] = []

    def show(self, shelf: tuple[Shelved, ...]) -> None:
        """Show another library, chosen as before."""
        self.all = shelf
        self.choose(self.choice)

    def choose(self, choice: Choice) -> None:
        """Show what fits a choice."""
        rows = choose(self.all, choice)
        self.choice = choice
        if [one.record.id for one in rows] == [one.record.id for one in self.rows]:
            self.rows = rows
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, 0))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def row_of(self, document_id: str) -> int:
        """Return the row of a document; -1 when it is not shown."""
        return next((row for row, one in enumerate(self.rows) if one.record.id == document_id), -1)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        """Return the number of documents shown."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return a document's title, its spoken form, or the row itself."""
        one = self.rows[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return one.record.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(
                part for part in (one.record.title, *one.record.authors, state_text(one)) if part
            )
        return one if role == ROW else None


def state_text(one: Shelved) -> str:
    """Return how far a document is read, in words."""
    match one.state:
        case State.UNREAD:
            return tr("Not opened")
        case State.FINISHED:
            return tr("Finished")
        case State.READING:
            return percent(one.share)


class ChoiceRow(NamedTuple):
    """One way to narrow the shelf: `field` of Choice with a value; a row without a field is a heading."""

    field: str
    value: str | None
    text: str
    total: int = 0


class ChoiceModel(QAbstractListModel):
    """All documents, states, formats, tags: each with the number of its documents."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: list[ChoiceRow] = []

    def show(self, shelf: tuple[Shelved, ...], trashed: int) -> None:
        """List the choices that a library offers."""
        states = Counter(one.state for one in shelf)
        formats = Counter(one.record.format for one in shelf)
        tags = Counter(tag for one in shelf for tag in one.record.tags)
        rows = [
            ChoiceRow("all", None, tr("All documents"), len(shelf)),
            ChoiceRow("state", State.READING, tr("Reading"), states[State.READING]),
            ChoiceRow("state", State.UNREAD, tr("Not opened"), states[State.UNREAD]),
            ChoiceRow("state", State.FINISHED, tr("Finished"), states[State.FINISHED]),
        ]
        if len(formats) > 1:
            rows.append(ChoiceRow("", None, tr("Formats")))
            rows += [ChoiceRow("format", f, tr(FORMATS.get(f, f)), n) for f, n in formats.most_common()]
        if tags:
            rows.append(ChoiceRow("", None, tr("Tags")))
            rows += [ChoiceRow("tag", tag, tag, tags[tag]) for tag in sorted(tags, key=str.casefold)]
        if trashed:
            rows.append(ChoiceRow("", None, ""))
            rows.append(ChoiceRow("trash", None, tr("Trash"), trashed))
        if rows != self.rows:
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()

    def row_of(self, field: str, value: str | None) -> int:
        """Return the row of a choice; that of all documents when it is gone."""
        return next((at for at, row in enumerate(self.rows) if (row.field, row.value) == (field, value)), 0)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        """Return the number of rows, headings too."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Return what can be done with a row: nothing with a heading."""
        return super().flags(index) if self.rows[index.row()].field else Qt.ItemFlag.NoItemFlags

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return a choice's name, its spoken form, or the row itself."""
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.text}: {row.total}" if row.field else row.text
        return row if role == ROW else None
