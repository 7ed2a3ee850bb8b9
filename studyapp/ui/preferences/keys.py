"""Every action with its keys, to be changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from studyapp.ui.actions import ACTIONS
from studyapp.ui.commands.rows import CommandDelegate, CommandRow, CommandRows
from studyapp.ui.keys import native
from studyapp.ui.preferences.key_editor import KeyEditor
from studyapp.ui.preferences.page import Page
from studyapp.ui.translation import tr
from studyapp.ui.widgets.buttons import TextButton
from studyapp.ui.widgets.field import Field
from studyapp.ui.widgets.listview import ListView
from studyapp.ui.widgets.rows import ROW

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from studyapp.ui.actions import Actions
    from studyapp.ui.look import Look
    from studyapp.ui.widgets.listview import Index


class KeyList(ListView):
    """The actions; the arrows open the next one at once, Return goes to its keys."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, tr("Actions and their keys"), parent)
        self.setObjectName("keyList")
        self.rows = CommandRows(self)
        self.setModel(self.rows)
        self.setItemDelegate(CommandDelegate(look, self))


class KeysPage(Page):
    """A list to choose from, and under it the keys of the one chosen."""

    def __init__(self, look: Look, actions: Actions, parent: QWidget) -> None:
        super().__init__(look, tr("Keys"), parent)
        self._actions = actions
        self.box = Field(look, tr("Find an action or a key"), "search", self.column)
        self.box.edit.textChanged.connect(self._show_rows)
        self.box.edit.key_pressed.connect(self._field_key)
        self.list = KeyList(look, self.column)
        self.list.setMinimumHeight(160)
        self.editor = KeyEditor(look, actions, self.column)
        self.reset_all = TextButton(look, tr("All keys as they were"), self.column)
        self.reset_all.on_click(actions.keys.reset_all)
        self.rows.addWidget(self.box)
        self.rows.addWidget(self.list, 1)
        self.rows.addWidget(self.editor)
        self.add_row(self.reset_all)
        self.list.selectionModel().currentChanged.connect(self._edit)
        self.list.chosen.connect(lambda _index: self.editor.catcher.setFocus())
        actions.keys.changed.connect(self._refresh)
        self._refresh()
        self.editor.edit(ACTIONS[0].id)

    def opened(self) -> None:
        """Show all keys."""
        self._refresh()

    def _refresh(self) -> None:
        self._show_rows(self.box.edit.text())
        self.reset_all.setEnabled(bool(self._actions.keys.own))

    def _show_rows(self, typed: str) -> None:
        words = typed.casefold().split()
        current = self.list.currentIndex()
        wanted = current.data(ROW).action_id if current.isValid() else ""
        keys, names = self._actions.keys, self._actions.names()
        rows = [CommandRow(names[spec.id], tr(spec.menu), keys[spec.id], spec.id) for spec in ACTIONS]
        shown = [row for row in rows if all(word in _words_of(row) for word in words)]
        self.list.rows.show(shown)
        places = [number for number, row in enumerate(shown) if row.action_id == wanted] or [0]
        if shown:
            self.list.setCurrentIndex(self.list.rows.index(places[0], 0))

    def _field_key(self, event: QKeyEvent) -> None:
        """Go from the field to the actions by Down and Return."""
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.list.setFocus()
            event.accept()

    def _edit(self, current: Index, _previous: Index) -> None:
        if current.isValid():
            self.editor.edit(current.data(ROW).action_id)


def _words_of(row: CommandRow) -> str:
    return " ".join((row.menu, row.text, *row.keys, *map(native, row.keys))).casefold()
