"""The outline as rows: sections whose parents are open, with what the reader has behind."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QAbstractListModel, Qt

from studyapp.domain.reading import READ
from studyapp.ui.outline.names import depths, path_to, short_name
from studyapp.ui.translation import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex

    from studyapp.domain.documents import SectionHeading

ROW = Qt.ItemDataRole.UserRole


class OutlineRow(NamedTuple):
    """A section as the outline shows it. `seen` is how much of it was before the reader's eyes, 0 to 1."""

    section: int
    name: str
    depth: int
    parent: bool
    open: bool
    current: bool
    seen: float

    @property
    def read(self) -> bool:
        """Whether the section counts as read."""
        return self.seen >= READ


class OutlineModel(QAbstractListModel):
    """The sections of one document; closed parents hide what is below them."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.headings: tuple[SectionHeading, ...] = ()
        self._depths: list[int] = []
        self._closed: set[int] = set()
        self._shown: list[int] = []
        self._current = 0
        self._seen: Callable[[int], float] = lambda _section: 0.0

    def show(self, headings: tuple[SectionHeading, ...]) -> None:
        """Show another document's sections."""
        self.headings = headings
        self._depths = depths(headings)
        self._closed.clear()
        self._current = 0
        self._rebuild()

    def show_seen(self, seen: Callable[[int], float]) -> None:
        """Show how much of each section was seen, 0 to 1; `seen` is asked by section."""
        self._seen = seen
        self._repaint()

    def set_current(self, index: int) -> None:
        """Say where the reader is; opens what hides it."""
        if index == self._current and index in self._shown:
            return
        hidden = set(path_to(self.headings, index)[:-1]) & self._closed if self.headings else set()
        self._current = index
        if hidden:
            self._closed -= hidden
            self._rebuild()
        else:
            self._repaint()

    def toggle(self, row: int) -> None:
        """Open or close a parent."""
        index = self._shown[row]
        if self._has_children(index):
            self._closed ^= {index}
            self._rebuild()

    def row_of(self, index: int) -> int:
        """Return the row of a section; -1 when it is hidden."""
        return self._shown.index(index) if index in self._shown else -1

    def row(self, row: int) -> OutlineRow:
        """Return what a row shows."""
        index = self._shown[row]
        return OutlineRow(
            section=index,
            name=short_name(self.headings[index]),
            depth=self._depths[index],
            parent=self._has_children(index),
            open=index not in self._closed,
            current=index == self._current,
            seen=self._seen(index),
        )

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        """Return the number of rows shown."""
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return a row's text, its spoken form, or the row itself."""
        row = self.row(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.headings[row.section].title or row.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return tr("{name}, level {level}, {state}", name=row.name, level=row.depth + 1, state=_state(row))
        return row if role == ROW else None

    def _has_children(self, index: int) -> bool:
        following = index + 1
        return following < len(self._depths) and self._depths[following] > self._depths[index]

    def _repaint(self) -> None:
        if self._shown:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._shown) - 1, 0))

    def _rebuild(self) -> None:
        self.beginResetModel()
        self._shown = []
        limit: int | None = None
        for index, depth in enumerate(self._depths):
            if limit is not None and depth > limit:
                continue
            limit = depth if index in self._closed else None
            self._shown.append(index)
        self.endResetModel()


def _state(row: OutlineRow) -> str:
    if row.current:
        return tr("current")
    if row.read:
        return tr("read")
    return tr("partly read") if row.seen else tr("not read")
