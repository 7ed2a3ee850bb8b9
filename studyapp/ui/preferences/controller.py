"""Opens the preferences over the text and closes them again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from studyapp.ui.preferences.drafts import DraftsPage
from studyapp.ui.preferences.keys import KeysPage
from studyapp.ui.preferences.language import LanguagePage
from studyapp.ui.preferences.library import LibraryPage
from studyapp.ui.preferences.reading import ReadingPage
from studyapp.ui.preferences.study import StudyPage
from studyapp.ui.preferences.view import PreferencesScreen
from studyapp.ui.translation import tr

if TYPE_CHECKING:
    from studyapp.ui.actions import Actions
    from studyapp.ui.desk import Desk
    from studyapp.ui.look import Look
    from studyapp.ui.preferences.page import Page
    from studyapp.ui.widgets.popup import FloatingPanel
    from studyapp.ui.window import Window


class PreferencesController(QObject):
    """Every change is applied at once: there is nothing to confirm. Without a desk there is no study page."""

    opened = Signal()
    left = Signal()  # what was under the preferences is shown again

    def __init__(
        self,
        look: Look,
        window: Window,
        actions: Actions,
        desk: Desk | None,
        *,
        appearance: FloatingPanel,
        language: str,
    ) -> None:
        super().__init__(window)
        self._window = window
        self.reading = ReadingPage(look, appearance, window)
        self.study = StudyPage(desk, window) if desk is not None else None
        self.drafts = DraftsPage(look, desk, window)
        self.language = LanguagePage(look, language, window)
        self.keys = KeysPage(look, actions, window)
        self.library = LibraryPage(look, desk, window)
        pages = (self.reading, self.study, self.drafts, self.language, self.keys, self.library)
        self.screen = PreferencesScreen(look, [page for page in pages if page is not None], window)

    @property
    def is_open(self) -> bool:
        """Whether the preferences are on the screen."""
        return self._window.stage is self.screen

    def toggle(self) -> None:
        """Open the preferences, or go back to the text."""
        if not self.shut():
            self.open()

    def open(self, page: Page | None = None) -> None:
        """Show a page; None shows the one that was shown last."""
        self._window.show_stage(self.screen)
        self._window.top.show_path([(tr("Preferences"), None)])
        self._window.status.show_hints(((("↑", "↓"), tr("pages")), (("Esc",), tr("back"))))
        self.screen.open_page(page)
        self.opened.emit()

    def shut(self) -> bool:
        """Show again what was under the preferences; say whether they were open."""
        if not self.is_open:
            return False
        self._window.status.show_hints(())
        self._window.top.show_path([])
        self._window.show_stage(None)
        self._window.page.take_focus()
        self.left.emit()
        return True

    def finish(self) -> None:
        """Give up what is being copied: the window goes."""
        self.library.finish()
        if self.study is not None:
            self.study.finish()
