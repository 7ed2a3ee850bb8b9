"""The list that outline, library, hits and notes are built on: painted rows, quiet bars, focus shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
)

from studyapp.ui.widgets.painting import paint_focus
from studyapp.ui.widgets.scrollbar import use_quiet_scrolling

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent
    from PySide6.QtWidgets import (
        QStyleOptionViewItem,
        QWidget,
    )

    from studyapp.ui.look import Look

Index = QModelIndex | QPersistentModelIndex


class ListView(QListView):
    """Rows are chosen by a click, Return or Space; the arrows only move."""

    chosen = Signal(QModelIndex)
    rings = True  # the current row has the focus ring, unless the rows themselves show it

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self.setAccessibleName(name)
        use_quiet_scrolling(self, look)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.setAutoFillBackground(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setTabKeyNavigation(False)
        self.verticalScrollBar().setSingleStep(30)

    def natural_height(self) -> int:
        """Return the height of all rows together, in pixels."""
        return sum(self.sizeHintForRow(row) for row in range(self.model().rowCount()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the row under the pointer."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and index.isValid():
            self.chosen.emit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose the current row by Return or Space."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            if self.currentIndex().isValid():
                self.chosen.emit(self.currentIndex())
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows, and the focus ring around the current one, or around the list without one."""
        super().paintEvent(event)
        if not self.hasFocus():
            return
        if not self.currentIndex().isValid():
            paint_focus(QPainter(self.viewport()), QRectF(self.viewport().rect()), self.look)
        elif self.rings:
            box = QRectF(self.visualRect(self.currentIndex())).adjusted(4, 0, -4, 0)
            paint_focus(QPainter(self.viewport()), box, self.look)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Start at the first row when there is no current one."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.model().rowCount():
            self.setCurrentIndex(self.model().index(0, 0))


class RowDelegate(QStyledItemDelegate):
    """Paints rows with the look; a subclass gives `paint_row`."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.look = look

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        painter.save()
        where = QRectF(option.rect)
        state: QStyle.StateFlag = option.state
        hover = bool(state & QStyle.StateFlag.State_MouseOver)
        self.paint_row(painter, where, index, hover=hover)
        painter.restore()

    def paint_row(self, painter: QPainter, where: QRectF, index: Index, *, hover: bool) -> None:
        """Paint the content of one row."""
        raise NotImplementedError
