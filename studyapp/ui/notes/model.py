"""The notes of a document as rows, in reading order, those that lost their passage last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, Qt

from studyapp.ui.translation import tr

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex

    from studyapp.domain.annotations import Annotation

ROW = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note as the list shows it."""

    annotation: Annotation
    where: str
    chosen: bool
    edited: bool


class NotesModel(QAbstractListModel):
    """The notes that the filter lets through."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._all: tuple[tuple[Annotation, str], ...] = ()
        self._shown: list[tuple[Annotation, str]] = []
        self._filter = ""
        self.chosen: str | None = None
        self.edited: str | None = None

    def show(self, notes: tuple[tuple[Annotation, str], ...]) -> None:
        """Show these notes, each with the name of its section."""
        self._all = notes
        self._rebuild()

    def filter(self, text: str) -> None:
        """Show only notes that contain a text in quote, note or tags."""
        self._filter = text.strip().casefold()
        self._rebuild()

    def choose(self, annotation_id: str | None, *, edit: bool) -> int:
        """Choose a note, to edit it or not; return its row, -1 when it is not shown."""
        self.chosen = annotation_id
        self.edited = annotation_id if edit else None
        if self._shown:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._shown) - 1, 0))
        return self.row_of(annotation_id)

    def row_of(self, annotation_id: str | None) -> int:
        """Return the row of a note; -1 when it is not shown."""
        return next((row for row, (note, _) in enumerate(self._shown) if note.id == annotation_id), -1)

    @property
    def total(self) -> int:
        """How many notes there are, shown or not."""
        return len(self._all)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        """Return the number of rows."""
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def row(self, row: int) -> NoteRow:
        """Return what a row shows."""
        note, where = self._shown[row]
        return NoteRow(note, where, note.id == self.chosen, note.id == self.edited)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return a note's text, or the row itself."""
        if role == ROW:
            return self.row(index.row())
        note, where = self._shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return note.note or note.quote.exact
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return tr(
                "{note} On “{quote}”, {where}", note=note.note, quote=note.quote.exact, where=where
            ).strip()
        return None

    def _rebuild(self) -> None:
        self.beginResetModel()
        self._shown = [item for item in self._all if self._fits(item[0])]
        self.endResetModel()

    def _fits(self, note: Annotation) -> bool:
        every = " ".join((note.note, note.quote.exact, *note.tags)).casefold()
        return self._filter in every
