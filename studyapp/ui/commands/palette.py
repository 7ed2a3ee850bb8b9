"""The command palette: one line to type, the actions that fit, what was run last first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from studyapp.ui.actions import ACTIONS
from studyapp.ui.commands.panel import CommandPanel
from studyapp.ui.commands.ranking import rank
from studyapp.ui.commands.rows import CommandRow
from studyapp.ui.translation import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QModelIndex
    from PySide6.QtWidgets import QWidget

    from studyapp.ui.actions import Actions, ActionSpec
    from studyapp.ui.look import Look


class Palette(CommandPanel):
    """What cannot be done now is left out until its name is typed; then it says so."""

    ran = Signal(str)  # the action's name

    def __init__(self, look: Look, actions: Actions, parent: QWidget) -> None:
        super().__init__(look, tr("Commands"), tr("Find a command"), actions, parent)
        self.setObjectName("palette")
        self._recent: Sequence[str] = ()

    def open_with(self, recent: Sequence[str]) -> None:
        """Show the palette; `recent` names the actions that were run from it, the last one first."""
        self._recent = recent
        self.open()

    def lines(self, typed: str) -> list[CommandRow]:
        """Return the actions that fit, those run last before the others."""
        rows = [self._row(spec) for spec in self._in_order()]
        if typed.strip():
            found = [rows[number] for number in rank(typed, [(row.menu, row.text) for row in rows])]
            return found or [CommandRow(tr("No command is called that."), is_heading=True)]
        possible = [row for row in rows if row.enabled]
        lately = [row for row in possible if row.action_id in self._recent]
        if not lately:
            return possible
        others = [row for row in possible if row.action_id not in self._recent]
        headings = [CommandRow(text, is_heading=True) for text in (tr("Run lately"), tr("All commands"))]
        return [headings[0], *lately, headings[1], *others]

    def run(self, index: QModelIndex) -> None:
        """Run the line's action and remember it."""
        row = self.rows.rows[index.row()] if index.isValid() else None
        super().run(index)
        if row is not None and row.action_id and row.enabled:
            self.ran.emit(row.action_id)

    def _in_order(self) -> list[ActionSpec]:
        """Return the actions, those run last first; the palette itself is not one to run from it."""
        place = {action_id: number for number, action_id in enumerate(self._recent)}
        others = [spec for spec in ACTIONS if spec.id != "palette"]
        return sorted(others, key=lambda spec: place.get(spec.id, len(place)))

    def _row(self, spec: ActionSpec) -> CommandRow:
        action = self.table[spec.id]
        return CommandRow(
            text=action.text(),
            menu=tr(spec.menu),
            keys=self.table.keys[spec.id],
            action_id=spec.id,
            enabled=action.isEnabled(),
            on=action.isChecked(),
        )
