"""The hits as rows: a document, its sections, and under each its hits, in reading order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, Qt

from studyapp.domain.hits import HitKind
from studyapp.ui.outline.names import full_name
from studyapp.ui.reader.document import split_heading
from studyapp.ui.reader.marks import MarkKind, TextMark
from studyapp.ui.translation import tr

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex

    from studyapp.domain.hits import Hit
    from studyapp.domain.places import Mark

ROW = Qt.ItemDataRole.UserRole
_KIND_ORDER = (HitKind.TITLE, HitKind.TEXT, HitKind.NOTE, HitKind.CARD)


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """The head of a document's hits; it opens and closes them."""

    document_id: str
    title: str
    count: int
    open: bool


@dataclass(frozen=True, slots=True)
class SectionRow:
    """The label that hits of one section share."""

    name: str


@dataclass(frozen=True, slots=True)
class HitRow:
    """One hit; `number` counts from 0 in the order of the walk."""

    number: int
    hit: Hit
    current: bool


Row = DocumentRow | SectionRow | HitRow


def in_walking_order(hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """Order hits by document (the best one first) and in it as they are read."""
    rank: dict[str, int] = {}
    for hit in hits:
        rank.setdefault(hit.document_id, len(rank))
    return tuple(
        sorted(
            hits,
            key=lambda h: (
                rank[h.document_id],
                h.section if h.section is not None else 1 << 30,
                h.block if h.block is not None else -1,
                _KIND_ORDER.index(h.kind),
            ),
        )
    )


def section_label(hit: Hit) -> str:
    """Return how the list calls the section of a hit, and what kind of hit it is unless it is the text."""
    if hit.section is None:
        name = tr("Not found in the text any more")
    else:
        title = hit.section_title
        name = full_name(title, hit.parent_title) if title else tr("Introduction")
    if hit.kind is HitKind.NOTE:
        return tr("{name} · note", name=name)
    if hit.kind is HitKind.CARD:
        return tr("{name} · card", name=name) if hit.document_title else tr("Card")
    return name


class HitsModel(QAbstractListModel):
    """The rows of a result."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.hits: tuple[Hit, ...] = ()
        self._rows: list[Row] = []
        self._closed: set[str] = set()
        self._current = -1

    def show(self, hits: tuple[Hit, ...]) -> None:
        """Show the hits of another query, in walking order."""
        self.hits = hits
        self._current = -1
        self._rebuild()

    @property
    def current(self) -> int:
        """The number of the current hit; -1 when there is none."""
        return self._current

    def set_current(self, number: int) -> int:
        """Make a hit the current one, open its document, and return its row."""
        before = self._row_of(self._current)
        self._current = number
        hit = self.hits[number] if 0 <= number < len(self.hits) else None
        if hit is not None and hit.document_id in self._closed:
            self._closed.discard(hit.document_id)
            self._rebuild()
        row = self._row_of(number)
        for changed in (before, row):
            if changed >= 0:
                old = self._rows[changed]
                if isinstance(old, HitRow):
                    self._rows[changed] = HitRow(old.number, old.hit, old.number == number)
                self.dataChanged.emit(self.index(changed, 0), self.index(changed, 0))
        return row

    def toggle(self, document_id: str) -> None:
        """Open or close a document's hits."""
        self._closed ^= {document_id}
        self._rebuild()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        """Return the number of rows."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return a row's text, or the row itself."""
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        match row:
            case DocumentRow():
                return row.title
            case SectionRow():
                return row.name
            case HitRow():
                return f"{section_label(row.hit)}: {row.hit.text}"

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Let labels be passed over."""
        if index.isValid() and isinstance(self._rows[index.row()], SectionRow):
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)

    def _row_of(self, number: int) -> int:
        for row, item in enumerate(self._rows):
            if isinstance(item, HitRow) and item.number == number:
                return row
        return -1

    def _rebuild(self) -> None:
        self.beginResetModel()
        self._rows = []
        counts: dict[str, int] = {}
        for hit in self.hits:
            counts[hit.document_id] = counts.get(hit.document_id, 0) + 1
        document, label = None, None
        for number, hit in enumerate(self.hits):
            is_open = hit.document_id not in self._closed
            if hit.document_id != document:
                document, label = hit.document_id, None
                title = split_heading(hit.document_title)[0] or tr("A removed document")
                self._rows.append(DocumentRow(document, title, counts[document], is_open))
            if not is_open:
                continue
            if section_label(hit) != label:
                label = section_label(hit)
                self._rows.append(SectionRow(label))
            self._rows.append(HitRow(number, hit, number == self._current))
        self.endResetModel()


def heading_marks(hit: Hit, *, current: bool) -> list[TextMark]:
    """Return the marks of a title's hit in the heading; the first is the current hit's."""
    return [
        TextMark(None, MarkKind.HIT if current and number == 0 else MarkKind.SEARCH, in_heading=mark)
        for number, mark in enumerate(hit.marks)
    ]


def marks_in(hit: Hit) -> tuple[Mark, ...]:
    """Return the marks of a hit that stand in the text of a block (those of a note stand in the note)."""
    return hit.marks if hit.kind is HitKind.TEXT else ()
