"""The trash as the library screen lists it: what was removed, when, and how long it can be put back."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QRectF, QSize, Qt, Signal

from studyapp.domain.changes import Noun
from studyapp.services.trash import KEPT_DAYS
from studyapp.ui.look import control_font, text_font
from studyapp.ui.translation import tr, tr_count
from studyapp.ui.widgets.listview import ListView, RowDelegate
from studyapp.ui.widgets.painting import draw_line_of_text, fill, fill_rounded

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex
    from PySide6.QtGui import QKeyEvent, QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from studyapp.domain.changes import Removed
    from studyapp.ui.look import Look
    from studyapp.ui.widgets.listview import Index

ROW = Qt.ItemDataRole.UserRole
ROW_PX = 58
_WORDS = {Noun.DOCUMENT: "Document", Noun.ANNOTATION: "Note", Noun.CARD: "Card"}


class TrashModel(QAbstractListModel):
    """What lies in the trash, the last removed first."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: tuple[Removed, ...] = ()
        self._now = ""

    def show(self, removed: tuple[Removed, ...], now: str) -> None:
        """Show what lies in the trash at an instant (ISO, UTC)."""
        self.beginResetModel()
        self.rows, self._now = removed, now
        self.endResetModel()

    def under(self, removed: Removed) -> str:
        """Return what it is and how long it stays, in words."""
        age = datetime.fromisoformat(self._now) - datetime.fromisoformat(removed.removed_at)
        left = tr_count(max(KEPT_DAYS - age.days, 0), "stays {count} day longer", "stays {count} days longer")
        return f"{tr(_WORDS.get(removed.noun, removed.noun.value))} · {left}"

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        """Return the number of things in the trash."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return a thing's title, its spoken form, or the row itself."""
        removed = self.rows[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return removed.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{removed.title}, {self.under(removed)}"
        return removed if role == ROW else None


class TrashDelegate(RowDelegate):
    """Paints a removed thing: its title, and below it what it is and how long it stays."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the row's height."""
        return QSize(100, ROW_PX)

    def paint_row(self, painter: QPainter, where: QRectF, index: Index, *, hover: bool) -> None:
        """Paint one thing."""
        removed: Removed = index.data(ROW)
        model = index.model()
        theme = self.look.theme
        view = self.parent()
        current = isinstance(view, TrashList) and view.currentIndex() == index
        if current or hover:
            fill_rounded(painter, where.adjusted(4, 2, -4, -2), theme.tint if current else theme.hover)
        fill(painter, QRectF(where.left() + 16, where.bottom() - 1, where.width() - 32, 1), theme.border)
        inside = where.adjusted(16, 0, -16, 0)
        title = QRectF(inside.left(), where.top() + 8, inside.width(), 22)
        draw_line_of_text(painter, title, removed.title, text_font(15), theme.text)
        if isinstance(model, TrashModel):
            under = QRectF(inside.left(), where.top() + 31, inside.width(), 18)
            figures = control_font(12, figures=True)
            draw_line_of_text(painter, under, model.under(removed), figures, theme.muted)


class TrashList(ListView):
    """Return puts the current thing back, Delete deletes it for good; both can be undone."""

    restore_wanted = Signal(str)
    deletion_wanted = Signal(str)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, tr("Trash"), parent)
        self.setObjectName("trash")
        self.rows = TrashModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(TrashDelegate(look, self))
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act on the current thing."""
        index = self.currentIndex()
        if index.isValid() and not event.modifiers():
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self.restore_wanted.emit(index.data(ROW).id)
                return
            if event.key() == Qt.Key.Key_Delete:
                self.deletion_wanted.emit(index.data(ROW).id)
                return
        super().keyPressEvent(event)
