"""All around the page, with a library or without: actions, messages, panes, appearance, commands."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from studyapp.runtime.crash import report
from studyapp.ui.actions import MENUS, Actions
from studyapp.ui.messages.view import MessageBar
from studyapp.ui.translation import tr
from studyapp.ui.widgets.menu import make_menu

if TYPE_CHECKING:
    from studyapp.domain.errors import KnownError
    from studyapp.runtime.settings import Settings
    from studyapp.ui.appearance.view import AppearancePopup, MarkChoice
    from studyapp.ui.commands.palette import Palette
    from studyapp.ui.commands.sheet import KeySheet
    from studyapp.ui.desk import Desk
    from studyapp.ui.look import Look
    from studyapp.ui.preferences.controller import PreferencesController
    from studyapp.ui.window import Window

MOST_RECENT = 12  # actions that the palette shows first


class Surroundings(QObject):
    """What a window has without a library: messages, appearance, panes, full screen, the list of commands."""

    kept_changed = Signal()  # something in `kept` is another now
    stage_opened = Signal()  # a screen stands in place of the text now
    stage_left = Signal()  # the text is shown again
    library_wanted = Signal(object)  # the folder (Path) of a library to open in place of this one
    move_wanted = Signal(object)  # a Move to finish when this library is closed

    def __init__(self, look: Look, window: Window, settings: Settings, desk: Desk | None = None) -> None:
        super().__init__(window)
        self._desk = desk
        self.look = look
        self.window = window
        look.show_icons()
        window.furnish()
        self.messages = MessageBar(look, window)
        window.message = self.messages
        self.messages.shown.connect(window.arrange)
        self.actions = Actions(window, settings.keys)
        self.actions.keys.changed.connect(self.kept_changed)
        if desk is not None:
            desk.actions = self.actions
        self._recent = list(settings.recent_actions)
        self._popup: AppearancePopup | None = None
        self._palette: Palette | None = None
        self._sheet: KeySheet | None = None
        self._preferences: PreferencesController | None = None
        self._language = settings.language
        self._bind_window()

    def kept(self) -> dict[str, Any]:
        """Return what the settings keep of all this, by the names of their fields."""
        keys = {action_id: list(keys) for action_id, keys in self.actions.keys.own.items()}
        return {"keys": keys, "recent_actions": tuple(self._recent), "language": self._language}

    @property
    def preferences(self) -> PreferencesController:
        """The preferences, made when they are first wanted."""
        if self._preferences is None:
            self._preferences = self._make_preferences()
        return self._preferences

    def disable_library(self) -> None:
        """Disable what needs a library."""
        self.actions.disable_unbound()
        for action_id in ("left_pane", "right_pane"):
            self.actions[action_id].setEnabled(False)

    def show_library_page(self) -> None:
        """Show where the library lies, to open another."""
        self.preferences.open(self.preferences.library)

    def show_known_error(self, error: KnownError) -> None:
        """Show a foreseen failure."""
        self.messages.tell(f"{error.sentence} {error.hint}".strip(), bad=True)

    def show_bug(self, error: BaseException) -> None:
        """Log an unforeseen failure and offer its report."""
        logging.getLogger("studyapp").error("unforeseen", exc_info=error)
        text = report(error)
        self.messages.tell(
            tr("Something went wrong that should not. Your library is as it was."),
            bad=True,
            steps=((tr("Copy report"), lambda: QApplication.clipboard().setText(text)),),
        )

    def shut_screen(self) -> bool:
        """Close the screen that was opened over the text, or the search; say whether one was open."""
        return self._preferences is not None and self._preferences.shut()

    def leave_passage(self) -> bool:
        """Go back to where a passage was looked at from; say whether there was such a place."""
        return False

    def finish(self) -> None:
        """Take what is being done for finished: the window goes."""
        if self._preferences is not None:
            self._preferences.finish()

    def mark_choices(self) -> tuple[MarkChoice, ...]:
        """Return the switches of marks: without a text there are none."""
        return ()

    # Inside

    def _bind_window(self) -> None:
        actions, window = self.actions, self.window
        actions.bind("quit", window.close)
        actions.bind("left_pane", self._toggle_left)
        actions.bind("right_pane", self._toggle_right)
        actions.bind("larger", lambda: self.look.step_size(1))
        actions.bind("smaller", lambda: self.look.step_size(-1))
        actions.bind("normal_size", lambda: self.look.step_size(0))
        actions.bind("appearance", self._show_appearance)
        actions.bind("full_screen", self._toggle_full_screen)
        actions.bind("preferences", self._toggle_preferences)
        actions.bind("draft_quality", lambda: self.preferences.open(self.preferences.drafts))
        actions.bind("change_keys", lambda: self.preferences.open(self.preferences.keys))
        actions.bind("library_place", self.show_library_page)
        actions.bind("palette", self._show_palette)
        actions.bind("commands", self._show_keys)
        window.top.menu.on_click(self._show_menu)
        for action_id, button in window.top.buttons.items():
            actions.put_on(button, action_id)
        window.page.view.size_wanted.connect(self.look.step_size)
        window.escaped.connect(self._escape)

    def _toggle_left(self) -> None:
        self.window.toggle_left()
        self.window.rearranged.emit()

    def _toggle_right(self) -> None:
        self.window.toggle_right()
        self.window.rearranged.emit()

    def _toggle_full_screen(self) -> None:
        full = not self.window.isFullScreen()
        self.window.showFullScreen() if full else self.window.showNormal()
        self.window.show_text_alone(full)
        self.actions["full_screen"].setChecked(full)

    def _escape(self) -> None:
        """Close what was opened last: selection, search, message, full screen."""
        view = self.window.page.view
        if self.window.stage is not None:
            self.shut_screen()
        elif view.textCursor().hasSelection():
            view.clear_selection()
        elif self.shut_screen():
            return
        elif self.messages.isVisible():
            self.messages.dismiss()
        elif self.leave_passage():
            return
        elif self.window.isFullScreen():
            self._toggle_full_screen()

    def _show_menu(self) -> None:
        menu = make_menu(self.look, self.window)
        for name in MENUS:
            part = make_menu(self.look, menu, tr(name))
            part.addActions(self.actions.of_menu(name))
            menu.addMenu(part)
        menu.aboutToHide.connect(menu.deleteLater)
        button = self.window.top.menu
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _show_appearance(self) -> None:
        if self._popup is None:
            self._popup = self._make_appearance()
        self._popup.show_under(self.window.top.appearance)

    def _make_appearance(self) -> AppearancePopup:
        """Return the rows that change how the text looks: under `Aa`, and in the preferences."""
        from studyapp.ui.appearance.view import AppearancePopup  # noqa: PLC0415 (on first use)

        return AppearancePopup(self.look, self.window, self.mark_choices())

    def _show_palette(self) -> None:
        if self._palette is None:
            from studyapp.ui.commands.palette import Palette  # noqa: PLC0415 (on first use)

            self._palette = Palette(self.look, self.actions, self.window)
            self._palette.ran.connect(self._keep_recent)
        self._palette.open_with(self._recent)

    def _keep_recent(self, action_id: str) -> None:
        self._recent = [action_id, *(other for other in self._recent if other != action_id)][:MOST_RECENT]
        self.kept_changed.emit()

    def _show_keys(self) -> None:
        if self._sheet is None:
            from studyapp.ui.commands.sheet import KeySheet  # noqa: PLC0415 (on first use)

            self._sheet = KeySheet(self.look, self.actions, self.window)
        self._sheet.open()

    def _make_preferences(self) -> PreferencesController:
        from studyapp.ui.preferences.controller import PreferencesController  # noqa: PLC0415 (on first use)

        made = PreferencesController(
            self.look,
            self.window,
            self.actions,
            self._desk,
            appearance=self._make_appearance(),
            language=self._language,
        )
        made.opened.connect(self.stage_opened)
        made.left.connect(self.stage_left)
        made.language.chosen.connect(self._choose_language)
        made.library.library_wanted.connect(self.library_wanted)
        made.library.move_wanted.connect(self.move_wanted)
        return made

    def _toggle_preferences(self) -> None:
        self.preferences.toggle()

    def _choose_language(self, language: str) -> None:
        self._language = language
        self.kept_changed.emit()
