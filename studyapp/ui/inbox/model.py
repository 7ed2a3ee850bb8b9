"""The drafts of a document, or of one of its sections, as rows: best first."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QAbstractListModel, Qt

from studyapp.flashcards.levels import GOOD, STRONG
from studyapp.ui.translation import tr

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex

    from studyapp.domain.cards import Draft

ROW = Qt.ItemDataRole.UserRole
BARS = 5
"""Bars that show a quality."""
MOST_ROWS = 300
"""Drafts listed at once; of more the best."""


class DraftRow(NamedTuple):
    """A draft as the list shows it; the chosen one is open."""

    draft: Draft
    chosen: bool


class InboxModel(QAbstractListModel):
    """The drafts that wait, of all sections or of one: the best, for a list of thousands helps nobody."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._all: tuple[Draft, ...] = ()
        self._shown: list[Draft] = []
        self._row_of: dict[str, int] = {}
        self._chosen: str | None = None
        self.section: int | None = None

    def show(self, drafts: tuple[Draft, ...]) -> None:
        """Show these drafts.

        The choice goes to the one that takes the place of a draft that is gone, and to one that came back:
        who takes a step back looks at what it was about.
        """
        row, before = self.row_of(self._chosen), {draft.id for draft in self._all}
        back = [draft.id for draft in drafts if draft.id not in before]
        if before and len(back) == 1:
            self._chosen = back[0]
        self._all = drafts
        self._rebuild(row)

    def narrow(self, section: int | None) -> None:
        """Show the drafts of a section (None: of all), and open the best."""
        self.section, self._chosen = section, None
        self._rebuild(0)

    def choose(self, row: int) -> None:
        """Open the draft of a row; the one that was open closes."""
        before = self.row_of(self._chosen)
        self._chosen = self._shown[row].id if 0 <= row < len(self._shown) else None
        for changed in {before, row} & set(range(len(self._shown))):
            self.dataChanged.emit(self.index(changed, 0), self.index(changed, 0))

    @property
    def chosen(self) -> Draft | None:
        """The open draft."""
        row = self.row_of(self._chosen)
        return self._shown[row] if row >= 0 else None

    @property
    def drafts(self) -> tuple[Draft, ...]:
        """The drafts shown, best first."""
        return tuple(self._shown)

    @property
    def total(self) -> int:
        """How many drafts wait in the document, shown or not."""
        return len(self._all)

    def row_of(self, draft_id: str | None) -> int:
        """Return the row of a draft; -1 when it is not shown."""
        return self._row_of.get(draft_id or "", -1)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        """Return the number of rows."""
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return a draft's question, its spoken form, or the row itself."""
        draft = self._shown[index.row()]
        if role == ROW:
            return DraftRow(draft, draft.id == self._chosen)
        if role == Qt.ItemDataRole.DisplayRole:
            return draft.front
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{draft.front} {draft.answer}. {quality_word(draft.quality)}"
        return None

    def _rebuild(self, row: int) -> None:
        self.beginResetModel()
        fitting = (d for d in self._all if self.section in {None, d.sources[0].place.section})
        self._shown = sorted(fitting, key=lambda draft: -draft.quality)[:MOST_ROWS]
        self._row_of = {draft.id: number for number, draft in enumerate(self._shown)}
        if self.row_of(self._chosen) < 0:
            row = min(max(row, 0), len(self._shown) - 1)
            self._chosen = self._shown[row].id if self._shown else None
        self.endResetModel()


def quality_word(quality: float) -> str:
    """Return a quality in a word."""
    if quality >= STRONG:
        return tr("Strong")
    return tr("Good") if quality >= GOOD else tr("Weak")
