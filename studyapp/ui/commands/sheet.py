"""The sheet of all keys, by menu and by screen; a word narrows it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from studyapp.ui.actions import ACTIONS, MENUS
from studyapp.ui.commands.panel import CommandPanel
from studyapp.ui.commands.rows import CommandRow
from studyapp.ui.keys import native
from studyapp.ui.screen_keys import SCREEN_KEYS
from studyapp.ui.translation import tr
from studyapp.ui.widgets.buttons import TextButton

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from studyapp.ui.actions import Actions
    from studyapp.ui.look import Look

_FOOT_PX = 52


class KeySheet(CommandPanel):
    """Every action of the menus, then what acts on single screens."""

    def __init__(self, look: Look, actions: Actions, parent: QWidget) -> None:
        super().__init__(look, tr("All commands and keys"), tr("Narrow by a word or a key"), actions, parent)
        self.setObjectName("keySheet")
        self.change = TextButton(look, tr("Change keys…"), self)
        self.change.on_click(self._change)

    @property
    def foot_px(self) -> int:
        """The room for the button."""
        return _FOOT_PX

    def arrange(self) -> None:
        """Put the button under the list."""
        super().arrange()
        size = self.change.sizeHint()
        self.change.setGeometry(12, self.height() - _FOOT_PX + 8, size.width(), size.height())

    def lines(self, typed: str) -> list[CommandRow]:
        """Return the lines that contain every word typed, under their headings."""
        words = typed.casefold().split()
        rows: list[CommandRow] = []
        for heading, group in groupby(self._all(), key=lambda pair: pair[0]):
            lines = [row for _, row in group if _contains(row, heading, words)]
            if lines:
                rows += [CommandRow(heading, is_heading=True), *lines]
        return rows or [CommandRow(tr("No command or key contains that."), is_heading=True)]

    def _all(self) -> list[tuple[str, CommandRow]]:
        """Return every line with its heading."""
        names = self.table.names()
        specs = sorted(ACTIONS, key=lambda spec: MENUS.index(spec.menu))
        lines = [
            (
                tr(spec.menu),
                CommandRow(
                    names[spec.id],
                    keys=self.table.keys[spec.id],
                    action_id=spec.id,
                    enabled=self.table[spec.id].isEnabled(),
                    on=self.table[spec.id].isChecked(),
                ),
            )
            for spec in specs
        ]
        on_screens = [
            (tr(entry.screen), CommandRow(tr(entry.text), keys=entry.keys)) for entry in SCREEN_KEYS
        ]
        return lines + on_screens

    def _change(self) -> None:
        self.hide()
        self.table["change_keys"].trigger()


def _contains(row: CommandRow, heading: str, words: list[str]) -> bool:
    keys = " ".join((*row.keys, *map(native, row.keys)))
    return all(word in f"{heading} {row.text} {keys}".casefold() for word in words)
