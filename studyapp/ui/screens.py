"""All around a text that is read in a library: outline, notes, search, import. Made after the first frame."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from studyapp.ui.actors.commands import bind_actors
from studyapp.ui.actors.controller import ActorsController
from studyapp.ui.actors.underlines import Underlines
from studyapp.ui.analysing.controller import AnalysingController
from studyapp.ui.cards.controller import CardController
from studyapp.ui.firststeps.controller import FirstStepsController
from studyapp.ui.importing.controller import ImportController
from studyapp.ui.inbox.controller import InboxController
from studyapp.ui.inspector.cards import CardsTab
from studyapp.ui.inspector.view import Inspector
from studyapp.ui.library.controller import LibraryController
from studyapp.ui.library.pane import LeftPane
from studyapp.ui.notes.controller import NotesController
from studyapp.ui.outline.controller import OutlineController
from studyapp.ui.review.controller import ReviewController
from studyapp.ui.search.controller import SearchController
from studyapp.ui.shelf.controller import ShelfController
from studyapp.ui.surroundings import Surroundings
from studyapp.ui.translation import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from studyapp.domain.changes import ChangeSet
    from studyapp.runtime.settings import Settings
    from studyapp.ui.desk import Desk
    from studyapp.ui.look import Look
    from studyapp.ui.reader.controller import ReadingController
    from studyapp.ui.window import Window


class Screens(Surroundings):
    """The surroundings of a text that is read in a library."""

    def __init__(
        self, look: Look, window: Window, desk: Desk, reading: ReadingController, settings: Settings
    ) -> None:
        super().__init__(look, window, settings, desk)
        self.desk = desk
        self.reading = reading
        self.left = LeftPane(look)
        window.left.hold(self.left)
        self.outline = OutlineController(self.left, window, reading)
        self.library = LibraryController(desk, self.left.library, reading, self.messages, self.undo)
        self.underlines = Underlines(self, on=settings.actors_in_text, hidden=settings.hidden_kinds)
        self.underlines.changed.connect(self.kept_changed)
        self.inspector = self._make_inspector(settings.right_tab)
        self.analysing = AnalysingController(desk, window.status, reading, self.messages)
        self.actors = ActorsController(
            desk,
            window,
            reading,
            messages=self.messages,
            inspector=self.inspector,
            underlines=self.underlines,
            analysing=self.analysing,
            undo=self.undo,
        )
        self.notes = NotesController(desk, window, reading, self.messages, self.inspector)
        self.cards_tab = CardsTab(desk, reading, self.inspector)
        self.search = SearchController(desk, window, reading)
        self.importing = ImportController(desk, window, reading, self.messages)
        self.cards = CardController(desk, window, reading, self.messages)
        self.inbox = InboxController(desk, window, reading, self.cards, self.analysing)
        self.review = ReviewController(desk, window, reading, self.cards)
        self.shelf = ShelfController(desk, window, reading, self.library, self._choose_files)
        self.first_steps = FirstStepsController(
            desk,
            window,
            reading,
            actions=self.actions,
            messages=self.messages,
            left=settings.first_steps,
        )
        self.first_steps.changed.connect(self.kept_changed)
        self._join_inspector()
        self.notes.search_wanted.connect(self.search.open)
        self.search.note_found.connect(self.notes.show_note)
        self.stage_opened.connect(lambda: self.actions.enable_reading(on=False))
        self.stage_left.connect(self._take_text_back)
        for stage in (self.inbox, self.review, self.shelf):
            stage.opened.connect(self.stage_opened)
            stage.left.connect(self.stage_left)
        reading.section_shown.connect(self.show_text)
        reading.history_changed.connect(self._show_history)
        desk.jobs.known_error.connect(self.show_known_error)
        desk.jobs.bug.connect(self.show_bug)
        desk.changed.connect(self._changed)
        self._bind_library()
        self._show_history()
        self._show_undo()
        self.notes.start()
        self.search.start()
        self.analysing.start()

    def undo(self) -> None:
        """Take back the last command."""
        if self.review.is_open:
            self.review.undo()
            return
        self.notes.finish()
        self.messages.dismiss()  # it may tell of what goes now
        self.desk.command(self.desk.library.undo)

    def redo(self) -> None:
        """Do again what was undone last."""
        self.desk.command(self.desk.library.redo)

    def shut_screen(self) -> bool:
        """Close the screen that was opened over the text, or the search; say whether one was open."""
        if super().shut_screen() or self.inbox.shut() or self.review.shut() or self.shelf.shut():
            return True
        was_open = self.search.is_open
        self.search.shut()
        return was_open or self.actors.close_page()

    def show_text(self) -> None:
        """Show the text again where another screen stands in its place."""
        super().shut_screen()
        self.inbox.shut()
        self.review.shut()
        if not self.reading.replacing:
            self.shelf.shut()

    def leave_passage(self) -> bool:
        """Go back to the card whose passage was looked at; say whether there was one."""
        return self.review.come_back()

    def finish(self) -> None:
        """Take what is being written for finished: the window goes."""
        super().finish()
        self.notes.finish()
        self.importing.cancel()
        self.library.finish()
        self.analysing.finish()

    def kept(self) -> dict[str, Any]:
        """Return what the settings keep of all this, by the names of their fields."""
        return super().kept() | {
            "actors_in_text": self.underlines.on,
            "hidden_kinds": self.underlines.hidden_words,
            "right_tab": self.inspector.shown,
            "first_steps": self.first_steps.left,
        }

    # Inside

    def _make_inspector(self, shown: str) -> Inspector:
        inspector = Inspector(self.look)
        for name, text in (("actors", tr("Actors")), ("notes", tr("Notes")), ("cards", tr("Cards"))):
            inspector.add_tab(name, text)
            if name == shown:
                inspector.show_tab(name)
        inspector.tab_shown.connect(self.kept_changed)
        self.window.right.hold(inspector)
        inspector.covered.connect(self.window.widen_right)
        return inspector

    def _join_inspector(self) -> None:
        self.actors.note_wanted.connect(self.notes.jump)
        self.actors.room_wanted.connect(self.search.shut)
        self.cards_tab.place_wanted.connect(self.actors.go_to)
        self.importing.wanted.connect(self.analysing.give_way)
        self.importing.library_wanted.connect(self.shelf.open)
        bind_actors(self.actions, self.actors)

    def _bind_library(self) -> None:
        actions, window = self.actions, self.window
        steps: dict[str, Callable[[], object]] = {
            "import": self._choose_files,
            "import_folder": self.importing.choose_folder,
            "paste": self._paste,
            "library": self.shelf.toggle,
            "describe": self._describe_current,
            "remove": self._remove_current,
            "undo": self.undo,
            "redo": self.redo,
            "copy": self.notes.copy,
            "copy_source": self.notes.copy_with_source,
            "find": self._find,
            "drafts": self.inbox.toggle,
            "review": self.review.open,
            "study_settings": lambda: self.preferences.open(self.preferences.study),
            "card": self.cards.write,
            "next_hit": lambda: self.search.walk(1),
            "previous_hit": lambda: self.search.walk(-1),
            "highlight": self.notes.highlight,
            "note": self.notes.write,
            "notes": self.notes.focus_list,
            "next_section": self.reading.next_section,
            "previous_section": self.reading.previous_section,
            "back": self.reading.go_back,
            "forward": self.reading.go_forward,
            "outline": self._focus_outline,
            "text": window.page.view.setFocus,
        }
        for action_id, act in steps.items():
            actions.bind(action_id, act)
        for number, dot in enumerate(self.notes.bar.dots, start=1):
            actions.bind(f"colour_{number}", partial(self.notes.highlight, dot.colour))
        self.notes.bar.card.on_click(self.cards.write)
        self.left.add.on_click(self._choose_files)
        self.left.all.on_click(self.shelf.open)
        window.page.step.on_click(self._choose_files)

    def _find(self) -> None:
        self.show_text()
        self.search.open()

    def _choose_files(self) -> None:
        self.importing.choose_files()

    def _paste(self) -> None:
        self.importing.paste()

    def _changed(self, _changes: ChangeSet) -> None:
        self._show_undo()

    def _show_undo(self) -> None:
        library = self.desk.library
        for action_id, name, label, bare in (
            ("undo", library.undo_name(), tr("Undo: {name}"), tr("Undo")),
            ("redo", library.redo_name(), tr("Redo: {name}"), tr("Redo")),
        ):
            action = self.actions[action_id]
            action.setEnabled(name is not None)
            action.setText(label.replace("{name}", name) if name is not None else bare)

    def _show_history(self) -> None:
        self.actions["back"].setEnabled(self.reading.can_go_back)
        self.actions["forward"].setEnabled(self.reading.can_go_forward)

    def _remove_current(self) -> None:
        if self.reading.document is not None:
            self.library.remove(self.reading.document.id)

    def _describe_current(self) -> None:
        if self.reading.document is not None:
            self.shelf.edit(self.reading.document.id)

    def _take_text_back(self) -> None:
        self.actions.enable_reading(on=True)
        self.outline.show_path()

    def _focus_outline(self) -> None:
        if self.search.is_open:
            self.search.shut()
        self.window.open_panes(left=True)
        self.left.outline.setFocus()
