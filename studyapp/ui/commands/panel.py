"""A panel over the window with a field and a list: the keyboard stays in the field and walks the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt

from studyapp.ui.commands.rows import CommandDelegate, CommandRow, CommandRows
from studyapp.ui.translation import tr
from studyapp.ui.widgets.field import FIELD_PX, Field
from studyapp.ui.widgets.listview import ListView
from studyapp.ui.widgets.popup import FloatingPanel

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from studyapp.ui.actions import Actions
    from studyapp.ui.look import Look

WIDTH_PX = 600
_MOST_PX = 760
_TOP_PX, _PAGE = 64, 10


class CommandPanel(FloatingPanel):
    """Return runs the current line, Escape closes. A subclass says which lines there are."""

    def __init__(self, look: Look, name: str, prompt: str, actions: Actions, parent: QWidget) -> None:
        super().__init__(look, name, parent)
        self.table = actions
        self.box = Field(look, prompt, "search", self)
        self.rows = CommandRows(self)
        self.list = ListView(look, tr("Commands"), self)
        self.list.setModel(self.rows)
        self.list.setItemDelegate(CommandDelegate(look, self.list))
        self.box.edit.textChanged.connect(self.refresh)
        self.box.edit.key_pressed.connect(self._key)
        self.list.chosen.connect(self.run)
        self.box.setGeometry(12, 12, WIDTH_PX - 24, FIELD_PX)

    def open(self) -> None:
        """Show all lines in the upper middle of the window."""
        self.box.edit.clear()
        self.refresh("")
        self.open_at(QPoint((self._window.width() - WIDTH_PX) // 2, _TOP_PX))
        self.box.edit.setFocus()

    @property
    def foot_px(self) -> int:
        """The room under the list."""
        return 8

    def arrange(self) -> None:
        """Be as high as the lines need, and as the window allows; the list scrolls beyond that."""
        top = FIELD_PX + 20
        most = min(_MOST_PX, self._window.height() - _TOP_PX - 24)
        height = min(top + self.list.natural_height() + self.foot_px, most)
        self.setFixedSize(WIDTH_PX, height)
        self.list.setGeometry(1, top, WIDTH_PX - 2, height - top - self.foot_px)

    def refresh(self, typed: str) -> None:
        """Show the lines for what was typed, the first that can be run being current."""
        self.rows.show(self.lines(typed))
        self._go_to(range(self.rows.rowCount()))
        self.list.scrollToTop()
        self.arrange()

    def lines(self, typed: str) -> list[CommandRow]:
        """Return the lines for what was typed."""
        raise NotImplementedError

    def run(self, index: QModelIndex) -> None:
        """Close, then run the line's action."""
        row = self.rows.rows[index.row()] if index.isValid() else None
        if row is None or not row.action_id or not row.enabled:
            return
        self.hide()
        self.table[row.action_id].trigger()

    def _key(self, event: QKeyEvent) -> None:
        row, count = self.list.currentIndex().row(), self.rows.rowCount()
        match event.key():
            case Qt.Key.Key_Down:
                self._go_to(range(row + 1, count))
            case Qt.Key.Key_Up:
                self._go_to(range(row - 1, -1, -1))
            case Qt.Key.Key_PageDown:
                self._go_to(range(min(row + _PAGE, count - 1), count))
            case Qt.Key.Key_PageUp:
                self._go_to(range(max(row - _PAGE, 0), count))
            case Qt.Key.Key_Escape:
                self.hide()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.run(self.list.currentIndex())
            case _:
                return
        event.accept()

    def _go_to(self, rows: range) -> None:
        """Make the first of these lines current that is no heading."""
        for row in rows:
            if not self.rows.rows[row].is_heading:
                self.list.setCurrentIndex(self.rows.index(row, 0))
                return
