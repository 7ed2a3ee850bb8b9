"""All around a text that is read in a library: outline, notes, search, import. Made after the first frame."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from studyapp.ui.actors.commands import bind_actors
from studyapp.ui.actors.controller import ActorsController
from studyapp.ui.actors.underlines import Underlines
from studyapp.ui.analysing.controller import AnalysingController
from studyapp.ui.binding import bind_screens
from studyapp.ui.cards.controller import CardController
from studyapp.ui.cards.signs import CardSigns
from studyapp.ui.firststeps.controller import FirstStepsController
from studyapp.ui.going.controller import GoingController
from studyapp.ui.importing.controller import ImportController
from studyapp.ui.inbox.controller import InboxController
from studyapp.ui.inspector.cards import CardsTab
from studyapp.ui.inspector.view import Inspector
from studyapp.ui.library.controller import LibraryController
from studyapp.ui.library.pane import LeftPane
from studyapp.ui.notes.controller import NotesController
from studyapp.ui.outline.controller import OutlineController
from studyapp.ui.reader.enlarging import EnlargingController
from studyapp.ui.reader.links import LinksController
from studyapp.ui.reader.margin import SignKind
from studyapp.ui.reader.switches import MarkSwitches, Shown
from studyapp.ui.reader.watch import ReadingWatch
from studyapp.ui.search.controller import SearchController
from studyapp.ui.shelf.controller import ShelfController
from studyapp.ui.studying import StudyScreens
from studyapp.ui.surroundings import Surroundings
from studyapp.ui.translation import tr

if TYPE_CHECKING:
    from studyapp.domain.changes import ChangeSet
    from studyapp.runtime.settings import Settings
    from studyapp.ui.appearance.view import MarkChoice
    from studyapp.ui.desk import Desk
    from studyapp.ui.look import Look
    from studyapp.ui.printing.controller import PrintingController
    from studyapp.ui.reader.controller import ReadingController
    from studyapp.ui.reader.margin import MarginSign
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
        self.watch = ReadingWatch(desk, window, reading)
        self.outline = OutlineController(self.left, window, reading, self.watch)
        self.going = GoingController(desk, window, reading, self.messages)
        self.library = LibraryController(desk, self.left.library, reading, self.messages, self.undo)
        self.switches = MarkSwitches(self, settings.hidden_marks)
        window.page.view.take_switches(self.switches)
        self.underlines = Underlines(self, on=settings.actors_in_text, hidden=settings.hidden_kinds)
        self.links = LinksController(desk, window, reading, self.going.open_address)
        self.enlarging = EnlargingController(desk, window)
        self._printing: PrintingController | None = None
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
        self.card_signs = CardSigns(window, reading, self.cards_tab)
        self.search = SearchController(desk, window, reading, self.messages)
        self.importing = ImportController(desk, window, reading, self.messages)
        self.cards = CardController(desk, window, reading, self.messages)
        self.inbox = self._make_inbox(window, only_read=settings.only_read_drafts)
        self.study = self._make_study(window, settings)
        self.review = self.study.review
        self.shelf = ShelfController(desk, window, reading, self.library, self.importing.choose_files)
        self.first_steps = FirstStepsController(
            desk,
            window,
            reading,
            actions=self.actions,
            messages=self.messages,
            left=settings.first_steps,
        )
        self._join()
        bind_screens(self)
        window.page.view.sign_clicked.connect(self._show_sign)
        self.left.add.on_click(self.importing.choose_files)
        self.left.all.on_click(self.shelf.open)
        window.page.step.on_click(self.importing.choose_files)
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
        if super().shut_screen() or self.inbox.shut() or self.study.shut() or self.shelf.shut():
            return True
        was_open = self.search.is_open
        self.search.shut()
        return was_open or self.actors.close_page()

    def show_text(self) -> None:
        """Show the text again where another screen stands in its place."""
        super().shut_screen()
        self.inbox.shut()
        self.study.shut()
        if not self.reading.replacing:
            self.shelf.shut()

    def leave_passage(self) -> bool:
        """Go back to the card whose passage was looked at; say whether there was one."""
        return self.study.come_back()

    def mark_choices(self) -> tuple[MarkChoice, ...]:
        """Return the switches of marks: name, whether it is on, what turns it."""
        switches, underlines = self.switches, self.underlines
        names = {
            Shown.HIGHLIGHTS: tr("Highlights"),
            Shown.NOTES: tr("Notes"),
            Shown.CARDS: tr("Cards"),
            Shown.HITS: tr("Hits"),
            Shown.BOOKMARKS: tr("Bookmarks"),
            Shown.NUMBERS: tr("Numbers"),
        }
        return (
            (tr("Actors"), lambda: underlines.on, lambda: underlines.show_all(not underlines.on)),
            *(
                (name, partial(switches.shows, kind), partial(switches.switch, kind))
                for kind, name in names.items()
            ),
        )

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
            "hidden_marks": self.switches.hidden_words,
            "right_tab": self.inspector.shown,
            "card_columns": self.study.columns,
            "only_read_drafts": self.inbox.waiting.only_read,
            "first_steps": self.first_steps.left,
        }

    # Inside

    def _make_inbox(self, window: Window, *, only_read: bool) -> InboxController:
        return InboxController(
            self.desk,
            window,
            self.reading,
            cards=self.cards,
            analysing=self.analysing,
            watch=self.watch,
            only_read=only_read,
        )

    def _make_study(self, window: Window, settings: Settings) -> StudyScreens:
        return StudyScreens(
            self.desk,
            window,
            self.reading,
            cards=self.cards,
            search=self.search,
            messages=self.messages,
            columns=settings.card_columns,
        )

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

    def _join(self) -> None:
        """Let the parts hear of each other."""
        for kept in (self.switches, self.underlines, self.first_steps, self.inbox):
            kept.changed.connect(self.kept_changed)
        self.study.kept_changed.connect(self.kept_changed)
        self._join_inspector()
        self.notes.search_wanted.connect(self.search.open)
        self.search.note_found.connect(self.notes.show_note)
        self.search.card_found.connect(self.cards_tab.show_card)
        self.stage_opened.connect(lambda: self.actions.enable_reading(on=False))
        self.stage_left.connect(self._take_text_back)
        for stage in (self.inbox, self.study, self.shelf):
            stage.opened.connect(self.stage_opened)
            stage.left.connect(self.stage_left)
        self.reading.section_shown.connect(self.show_text)
        self.reading.history_changed.connect(self._show_history)
        self.desk.jobs.known_error.connect(self.show_known_error)
        self.desk.jobs.bug.connect(self.show_bug)
        self.desk.changed.connect(self._changed)

    def _join_inspector(self) -> None:
        self.actors.note_wanted.connect(self.notes.jump)
        self.actors.room_wanted.connect(self.search.shut)
        self.cards_tab.place_wanted.connect(self.actors.go_to)
        self.importing.wanted.connect(self.analysing.give_way)
        self.importing.library_wanted.connect(self.shelf.open)
        bind_actors(self.actions, self.actors)

    @property
    def printing(self) -> PrintingController:
        """Who prints, made when it is first wanted: Qt's printing is loaded then."""
        if self._printing is None:
            from studyapp.ui.printing.controller import PrintingController  # noqa: PLC0415 (as it says)

            self._printing = PrintingController(self.desk, self.window, self.reading, self.messages)
        return self._printing

    def _show_sign(self, sign: MarginSign) -> None:
        """Show what a sign beside the text stands for."""
        match sign.kind:
            case SignKind.NOTE:
                self.notes.show_note(sign.ids[0])
            case SignKind.CARDS:
                self.window.open_panes(right=True)
                self.inspector.show_tab("cards")
            case SignKind.BOOKMARK:
                self.going.open(only_bookmarks=True)

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

    def _take_text_back(self) -> None:
        self.actions.enable_reading(on=True)
        self.outline.show_path()
