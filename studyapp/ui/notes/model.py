"""The notes as rows: those that the filter lets through, in the order that is wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QAbstractListModel, Qt

from studyapp.domain.annotations import Target
from studyapp.services.noting import NoteFilter, NoteItem, select_notes
from studyapp.ui.outline.names import short_name
from studyapp.ui.reader.document import split_heading
from studyapp.ui.translation import tr

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex

    from studyapp.domain.annotations import Annotation

ROW = Qt.ItemDataRole.UserRole


class NoteRow(NamedTuple):
    """A note as the list shows it: what it is on, and where that is."""

    annotation: Annotation
    on: str
    where: str
    chosen: bool
    edited: bool


class NotesModel(QAbstractListModel):
    """The notes that the filter lets through."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.items: tuple[NoteItem, ...] = ()
        self.wanted = NoteFilter()
        self.names_documents = False
        self._shown: list[NoteItem] = []
        self.chosen: str | None = None
        self.edited: str | None = None

    def show(self, items: tuple[NoteItem, ...], *, names_documents: bool) -> None:
        """Show these notes, with the names of their documents where they are of several."""
        self.items, self.names_documents = items, names_documents
        self._rebuild()

    def filter(self, wanted: NoteFilter) -> None:
        """Show only the notes that a filter lets through, in its order."""
        self.wanted = wanted
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
        return next((row for row, item in enumerate(self._shown) if item.note.id == annotation_id), -1)

    @property
    def total(self) -> int:
        """How many notes there are, shown or not."""
        return len(self.items)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        """Return the number of rows."""
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def row(self, row: int) -> NoteRow:
        """Return what a row shows."""
        item = self._shown[row]
        note = item.note
        return NoteRow(note, _on(note), self._where(item), note.id == self.chosen, note.id == self.edited)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return a note's text, or the row itself."""
        row = self.row(index.row())
        if role == ROW:
            return row
        note = row.annotation
        if role == Qt.ItemDataRole.DisplayRole:
            return note.note or row.on
        if role == Qt.ItemDataRole.AccessibleTextRole:
            spoken = tr("{note} On “{quote}”, {where}", note=note.note, quote=row.on, where=row.where)
            return " ".join([spoken.strip(), *(f"#{tag}" for tag in note.tags)])
        return None

    def _where(self, item: NoteItem) -> str:
        """Return the section of a note, its page where pages are known, its document among several."""
        parts = [split_heading(item.document_title)[0]] if self.names_documents else []
        if item.heading is not None:
            parts.append(short_name(item.heading))
        elif item.note.target is not Target.DOCUMENT:
            parts.append(tr("Not found in the text any more"))
        if item.page:
            parts.append(tr("p. {page}", page=item.page))
        if self.wanted.newest_first or not parts:
            parts.insert(0, item.note.modified_at[:10])
        return "  ·  ".join(parts)

    def _rebuild(self) -> None:
        self.beginResetModel()
        self._shown = select_notes(self.items, self.wanted)
        self.endResetModel()


def _on(note: Annotation) -> str:
    """Return what a note is on, in words."""
    match note.target:
        case Target.PASSAGE:
            return note.quote.exact
        case Target.SECTION:
            return tr("On the section {name}", name=split_heading(note.quote.exact)[0] or tr("Introduction"))
        case Target.DOCUMENT:
            return tr("On the whole text")
