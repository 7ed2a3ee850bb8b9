"""The list of what could not be imported, and why."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication

from studyapp.ui.look import control_font
from studyapp.ui.translation import tr, tr_count
from studyapp.ui.widgets.buttons import TextButton
from studyapp.ui.widgets.listview import ListView, RowDelegate
from studyapp.ui.widgets.painting import draw_line_of_text
from studyapp.ui.widgets.popup import FloatingPanel
from studyapp.ui.widgets.rows import ROW, RowsModel

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent
    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from studyapp.ui.importing.queue import Failure
    from studyapp.ui.look import Look
    from studyapp.ui.widgets.listview import Index

ROW_PX = 52
WIDTH_PX = 720
_INSET_PX = 12  # of the words within their row
_SIDE_PX, _HEAD_PX, _FOOT_PX, _MOST_ROWS = 20, 52, 60, 8


class FailureModel(RowsModel["Failure"]):
    """The failures, in the order they came."""

    def words(self, row: Failure) -> str:
        """Return a failure's sentence."""
        return row.sentence

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return its path as the tool tip."""
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.rows[index.row()].path
        return super().data(index, role)


class FailureDelegate(RowDelegate):
    """Paints the sentence over the path."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the row's height."""
        return QSize(100, ROW_PX)

    def paint_row(self, painter: QPainter, where: QRectF, index: Index, *, hover: bool) -> None:
        """Paint one failure."""
        failure: Failure = index.data(ROW)
        theme = self.look.theme
        where = where.adjusted(_INSET_PX, 0, -_INSET_PX, 0)
        top = QRectF(where.left(), where.top() + 6, where.width(), 20)
        draw_line_of_text(painter, top, failure.sentence, control_font(13), theme.text)
        under = QRectF(where.left(), where.top() + 27, where.width(), 18)
        folder = str(PurePath(failure.path).parent)
        draw_line_of_text(painter, under, folder, control_font(12), theme.muted)


class FailurePanel(FloatingPanel):
    """One list for a whole sitting; it can be copied."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, tr("What could not be imported"), parent)
        self.setObjectName("failures")
        self.rows = FailureModel(self)
        self.list = ListView(look, self.accessibleName(), self)
        self.list.setModel(self.rows)
        self.list.setItemDelegate(FailureDelegate(look, self))
        self.copy = TextButton(look, tr("Copy the list"), self)
        self.copy.on_click(self._copy)
        self.shut = TextButton(look, tr("Close"), self, primary=True, key="Esc")
        self.shut.on_click(self.hide)

    def open(self, failures: list[Failure]) -> None:
        """Show what failed."""
        self.rows.show(failures)
        width = min(WIDTH_PX, self._window.width() - 32)
        height = min(len(failures), _MOST_ROWS) * ROW_PX
        left = _SIDE_PX - _INSET_PX
        self.list.setGeometry(left, _HEAD_PX, width - 2 * left, height)
        y = _HEAD_PX + height + 14
        shut, copy = self.shut.sizeHint(), self.copy.sizeHint()
        self.shut.setGeometry(width - _SIDE_PX - shut.width(), y, shut.width(), shut.height())
        self.copy.setGeometry(self.shut.x() - copy.width() - 4, y, copy.width(), copy.height())
        self.setFixedSize(width, y + _FOOT_PX - 8)
        self.open_at(QPoint((self._window.width() - width) // 2, 88))
        self.list.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close by Return too."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.hide()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the title."""
        super().paintEvent(event)
        count = tr_count(
            len(self.rows.rows),
            "{count} file could not be imported",
            "{count} files could not be imported",
        )
        title = QRectF(_SIDE_PX, 14, self.width() - 2 * _SIDE_PX, 24)
        draw_line_of_text(QPainter(self), title, count, control_font(15, 600), self.look.theme.text)

    def _copy(self) -> None:
        lines = (f"{failure.path}\t{failure.sentence}" for failure in self.rows.rows)
        QApplication.clipboard().setText("\n".join(lines))
