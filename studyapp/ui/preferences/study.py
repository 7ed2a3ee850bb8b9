"""What the reviews obey, in the library that is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studyapp.domain.changes import Noun
from studyapp.services import reviewing
from studyapp.ui.preferences.memory import MemorySection
from studyapp.ui.preferences.page import Page
from studyapp.ui.review.settings import StudySettingsPopup
from studyapp.ui.translation import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from studyapp.domain.changes import ChangeSet
    from studyapp.domain.reviews import StudySettings
    from studyapp.ui.desk import Desk


class StudyPage(Page):
    """Each step is a command: undo takes it back."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(desk.look, tr("Study"), parent)
        self._desk = desk
        self.add_sentence(tr("For all cards of this library. Undo takes a change back."))
        self.settings = StudySettingsPopup(desk.look, parent)
        self.add_panel(self.settings)
        self.memory = MemorySection(desk, self)
        self.rows.addStretch()
        self.settings.chosen.connect(self._choose)
        desk.changed.connect(self._take_in)

    def opened(self) -> None:
        """Show the settings as they are."""
        self._show()
        self.memory.tell_cost()

    def finish(self) -> None:
        """Stop what is being fitted: the window goes."""
        self.memory.finish()

    def _show(self) -> None:
        settings = reviewing.load_settings(self._desk.library)
        self.settings.show_settings(settings)
        self.memory.show_settings(settings)

    def _choose(self, settings: StudySettings) -> None:
        library = self._desk.library
        self._desk.command(lambda: reviewing.change_settings(library, settings))

    def _take_in(self, changes: ChangeSet) -> None:
        if changes.ids(Noun.STUDY_SETTING):
            self._show()
