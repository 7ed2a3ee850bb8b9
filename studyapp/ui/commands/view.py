"""Every action with its keys, found by typing, run by Return: the sheet behind `?` and the command list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QPoint,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QKeySequence, QPainter

from studyapp.ui.actions import ACTIONS
from studyapp.ui.look import control_font
from studyapp.ui.translation import tr
from studyapp.ui.widgets.field import FIELD_PX, Field
from studyapp.ui.widgets.listview import ListView, RowDelegate
from studyapp.ui.widgets.painting import draw_line_of_text, fill_rounded, paint_key_hint
from studyapp.ui.widgets.popup import FloatingPanel

if TYPE_CHECKING:
    from PySide6.QtCore import (
        QModelIndex,
        QObject,
        QPersistentModelIndex,
    )
    from PySide6.QtGui import QAction, QKeyEvent
    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from studyapp.ui.actions import Actions
    from studyapp.ui.look import Look
    from studyapp.ui.widgets.listview import Index

ROW = Qt.ItemDataRole.UserRole
WIDTH_PX = 560
HEIGHT_PX = 520
_ROW_PX = 32


class CommandsModel(QAbstractListModel):
    """The actions that fit what was typed."""

    def __init__(self, actions: Actions, parent: QObject) -> None:
        super().__init__(parent)
        self._all = [(spec.menu, actions[spec.id], spec.keys) for spec in ACTIONS]
        self._shown = self._all

    def filter(self, text: str) -> None:
        """Show the actions whose name, menu or keys contain every word typed."""
        words = text.casefold().split()
        self.beginResetModel()
        self._shown = [
            item
            for item in self._all
            if all(word in f"{item[0]} {item[1].text()} {' '.join(item[2])}".casefold() for word in words)
        ]
        self.endResetModel()

    def row(self, row: int) -> tuple[str, QAction, tuple[str, ...]]:
        """Return menu, action and keys of a row."""
        return self._shown[row]

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        """Return the number of actions shown."""
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return an action's name, with its keys where it is spoken."""
        menu, action, keys = self._shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return action.text()
        if role == ROW:
            return self._shown[index.row()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{tr(menu)}: {action.text()}, {', '.join(keys)}"
        return None


class CommandDelegate(RowDelegate):
    """Paints an action: menu, name, keys."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the row's height."""
        return QSize(100, _ROW_PX)

    def paint_row(self, painter: QPainter, where: QRectF, index: Index, *, hover: bool) -> None:
        """Paint one action."""
        view = self.parent()
        menu, action, keys = index.data(ROW)
        theme = self.look.theme
        current = isinstance(view, ListView) and view.currentIndex().row() == index.row()
        if current or hover:
            fill_rounded(painter, where.adjusted(8, 1, -8, -1), theme.tint if current else theme.hover)
        enabled = action.isEnabled()
        draw_line_of_text(painter, where.adjusted(20, 0, -16, 0), tr(menu), control_font(12), theme.muted)
        colour = theme.text if enabled else theme.faint
        draw_line_of_text(
            painter, where.adjusted(84, 0, -150, 0), action.text(), control_font(13, 500), colour
        )
        right = where.right() - 20
        for key in reversed(keys):
            shown = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
            right -= paint_key_hint(painter, QPointF(right, where.center().y()), shown, self.look) + 4


class CommandSheet(FloatingPanel):
    """Floats over the window; Return runs the current action, Escape closes."""

    def __init__(self, look: Look, actions: Actions, parent: QWidget) -> None:
        super().__init__(look, tr("All commands and keys"), parent)
        self.setObjectName("commands")
        self.box = Field(look, tr("Find a command"), "search", self)
        self.rows = CommandsModel(actions, self)
        self.list = ListView(look, tr("Commands"), self)
        self.list.setModel(self.rows)
        self.list.setUniformItemSizes(True)
        self.list.setItemDelegate(CommandDelegate(look, self.list))
        self.box.edit.textChanged.connect(self._filter)
        self.box.edit.key_pressed.connect(self._key)
        self.list.chosen.connect(self._run)
        self.box.setGeometry(12, 12, WIDTH_PX - 24, FIELD_PX)
        self.list.setGeometry(1, FIELD_PX + 20, WIDTH_PX - 2, HEIGHT_PX - FIELD_PX - 28)
        self.setFixedSize(WIDTH_PX, HEIGHT_PX)

    def show_over(self, window: QWidget) -> None:
        """Show the sheet in the upper middle of the window."""
        self.box.edit.clear()
        self._filter("")
        self.open_at(QPoint((window.width() - WIDTH_PX) // 2, 72))
        self.box.edit.setFocus()

    def _filter(self, text: str) -> None:
        self.rows.filter(text)
        if self.rows.rowCount():
            self.list.setCurrentIndex(self.rows.index(0, 0))

    def _key(self, event: QKeyEvent) -> None:
        row = self.list.currentIndex().row()
        match event.key():
            case Qt.Key.Key_Down:
                self._go_to(row + 1)
            case Qt.Key.Key_Up:
                self._go_to(row - 1)
            case Qt.Key.Key_Escape:
                self.hide()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._run(self.list.currentIndex())
            case _:
                return
        event.accept()

    def _go_to(self, row: int) -> None:
        if 0 <= row < self.rows.rowCount():
            self.list.setCurrentIndex(self.rows.index(row, 0))

    def _run(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        action = self.rows.row(index.row())[1]
        self.hide()
        action.trigger()
