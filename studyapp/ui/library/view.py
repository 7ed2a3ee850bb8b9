"""The documents of the library, the open one in bold."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QFontMetricsF

from studyapp.ui.look import control_font
from studyapp.ui.reader.document import split_heading
from studyapp.ui.translation import tr
from studyapp.ui.widgets.listview import ListView, RowDelegate
from studyapp.ui.widgets.painting import draw_line_of_text, fill_rounded

if TYPE_CHECKING:
    from PySide6.QtCore import (
        QModelIndex,
        QObject,
        QPersistentModelIndex,
    )
    from PySide6.QtGui import QKeyEvent, QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from studyapp.ui.look import Look
    from studyapp.ui.widgets.listview import Index

ROW = Qt.ItemDataRole.UserRole
ROW_PX = 44


class LibraryRow(NamedTuple):
    """A document as the list shows it; `share` of it, in hundredths, is read, None when never opened."""

    id: str
    title: str
    under: str
    share: float | None
    current: bool


class LibraryModel(QAbstractListModel):
    """The rows of the library."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: tuple[LibraryRow, ...] = ()

    def show(self, rows: tuple[LibraryRow, ...]) -> None:
        """Show these documents."""
        if [row.id for row in rows] == [row.id for row in self.rows]:
            changed = [at for at, (new, old) in enumerate(zip(rows, self.rows, strict=True)) if new != old]
            self.rows = rows
            for at in changed:  # most often none: this is told with every page
                self.dataChanged.emit(self.index(at, 0), self.index(at, 0))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        """Return the number of documents."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return a document's title, or the row itself."""
        row = self.rows[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (row.title, row.under, percent(row.share)) if part)
        return row if role == ROW else None


def percent(share: float | None) -> str:
    """Return a share as the window writes it; nothing for None."""
    return "" if share is None else tr("{percent} %", percent=round(share * 100))


class LibraryDelegate(RowDelegate):
    """Paints a document's row: title, who wrote it, how far it is read."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the row's height."""
        return QSize(100, ROW_PX)

    def paint_row(self, painter: QPainter, where: QRectF, index: Index, *, hover: bool) -> None:
        """Paint one document."""
        row: LibraryRow = index.data(ROW)
        theme = self.look.theme
        if hover:
            fill_rounded(painter, where.adjusted(8, 1, -8, -1), theme.hover)
        share = percent(row.share)
        small, figures = control_font(12), control_font(12, figures=True)
        room = QFontMetricsF(figures).horizontalAdvance(share) + 12 if share else 0
        text = where.adjusted(16, 0, -16, 0)
        draw_line_of_text(painter, text, share, figures, theme.muted, align=Qt.AlignmentFlag.AlignRight)
        title, subtitle = split_heading(row.title)
        under = row.under or subtitle
        top = QRectF(text.left(), where.top() + 4, text.width() - room, 20 if under else where.height() - 8)
        draw_line_of_text(painter, top, title, control_font(13, 600 if row.current else 400), theme.text)
        below = QRectF(text.left(), where.top() + 23, text.width() - room, 16)
        draw_line_of_text(painter, below, under, small, theme.muted)


class LibraryView(ListView):
    """The list of documents."""

    document_chosen = Signal(str)
    removal_wanted = Signal(str)
    menu_wanted = Signal(str, object)  # the document, and where (QPoint on the screen)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, tr("Library"), parent)
        self.setObjectName("library")
        self.setUniformItemSizes(True)
        self.rows = LibraryModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(LibraryDelegate(look, self))
        self.chosen.connect(lambda index: self.document_chosen.emit(index.data(ROW).id))

    def natural_height(self) -> int:
        """Return the height of all rows."""
        return self.rows.rowCount() * ROW_PX

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Remove the current document by Delete; it can be undone."""
        if event.key() == Qt.Key.Key_Delete and self.currentIndex().isValid():
            self.removal_wanted.emit(self.currentIndex().data(ROW).id)
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the document under the pointer, or of the current one."""
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if index.isValid():
            where = (
                self.viewport().mapToGlobal(self.visualRect(index).center()) if by_key else event.globalPos()
            )
            self.menu_wanted.emit(index.data(ROW).id, where)
