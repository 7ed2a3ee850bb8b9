"""The language of the window."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Signal

from studyapp.ui.preferences.page import Page
from studyapp.ui.translation import ENGLISH, languages, tr
from studyapp.ui.widgets.buttons import Chip

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from studyapp.ui.look import Look


class LanguagePage(Page):
    """One of the languages that the program brings along, or the system's."""

    chosen = Signal(str)  # a language's code; "" follows the system

    def __init__(self, look: Look, language: str, parent: QWidget) -> None:
        super().__init__(look, tr("Language"), parent)
        self.add_sentence(tr("Of menus, buttons and messages; your texts stay as they are."))
        names = {"": tr("As the system")} | {code: _own_name(code) for code in languages()}
        self.chips = {
            code: Chip(look, name, self.column, on=code == language) for code, name in names.items()
        }
        for code, chip in self.chips.items():
            chip.on_click(partial(self._choose, code))
        self.add_row(*self.chips.values())
        self.report = self.add_sentence("")
        if len(names) == 2:
            self.report.setText(
                tr("There is no translation yet: whatever is chosen, the window is in English.")
            )
        self.rows.addStretch()

    def _choose(self, code: str) -> None:
        for other, chip in self.chips.items():
            chip.setChecked(other == code)
        if len(self.chips) > 2:
            self.report.setText(tr("The window is in this language when you start again."))
        self.chosen.emit(code)


def _own_name(code: str) -> str:
    if code == ENGLISH:
        return "English"  # Qt names a country's
    name = QLocale(code).nativeLanguageName()
    return name[:1].upper() + name[1:]
