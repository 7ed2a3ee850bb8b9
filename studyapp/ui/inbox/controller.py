"""The inbox at work: it shows the drafts of the open document, and what becomes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from studyapp.domain.changes import Noun
from studyapp.services import authoring
from studyapp.services import drafts as draft_service
from studyapp.ui.inbox.view import InboxScreen
from studyapp.ui.inbox.waiting import Waiting
from studyapp.ui.inbox.words import subtitle, why_empty
from studyapp.ui.outline.names import short_name
from studyapp.ui.translation import tr

if TYPE_CHECKING:
    from pathlib import Path

    from studyapp.domain.cards import Draft
    from studyapp.domain.changes import ChangeSet
    from studyapp.ui.analysing.controller import AnalysingController
    from studyapp.ui.cards.controller import CardController
    from studyapp.ui.desk import Desk
    from studyapp.ui.reader.controller import ReadingController
    from studyapp.ui.reader.watch import ReadingWatch
    from studyapp.ui.window import Window

_SEEN = frozenset({Noun.ANALYSIS, Noun.CARD, Noun.DISCARDED_DRAFT, Noun.DOCUMENT, Noun.STUDY_SETTING})


class InboxController(QObject):
    """Joins the inbox to the library. The screen is made when it is first opened."""

    opened = Signal()
    left = Signal()  # the text is shown again
    changed = Signal()  # the switch that the settings keep

    def __init__(
        self,
        desk: Desk,
        window: Window,
        reading: ReadingController,
        *,
        cards: CardController,
        analysing: AnalysingController,
        watch: ReadingWatch,
        only_read: bool,
    ) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._reading = reading
        self._cards = cards
        self._analysing = analysing
        self.waiting = Waiting(desk, reading, watch, only_read=only_read)
        self._screen: InboxScreen | None = None
        self._read: frozenset[int] | None = None  # the sections whose drafts are counted
        reading.document_shown.connect(self._document_shown)
        desk.changed.connect(self._take_in)
        analysing.obstacles_changed.connect(lambda: self._show_words() if self.is_open else None)
        watch.changed.connect(self._take_reading)
        self._document_shown()

    @property
    def is_open(self) -> bool:
        """Whether the inbox is on the screen."""
        return self._screen is not None and self._window.stage is self._screen

    @property
    def screen(self) -> InboxScreen:
        """The screen, made when it is first wanted."""
        if self._screen is None:
            self._screen = self._make_screen()
        return self._screen

    def toggle(self) -> None:
        """Open the inbox, or go back to the text."""
        if self.is_open:
            self.shut()
        else:
            self.open()

    def open(self) -> None:
        """Show the drafts of the open document, from the section that is read when it has some."""
        if self._reading.document is None:
            self._window.top.drafts.setChecked(False)
            return
        screen = self.screen
        self.waiting.begin()
        here = self._reading.section
        drafts = self.waiting.load()
        waits = any(draft.sources[0].place.section == here for draft in drafts)
        screen.begin_at(here if waits else None)
        self._show(drafts)
        self._show_count()
        self._window.show_stage(screen)
        self._window.top.drafts.setChecked(True)
        self._window.top.show_path([(tr("Drafts"), here)])
        screen.list.setFocus()
        self.opened.emit()

    def shut(self) -> bool:
        """Show the text again; say whether the inbox was open."""
        if not self.is_open:
            return False
        self._window.show_stage(None)
        self._window.top.drafts.setChecked(False)
        self._window.status.show_hints(())
        self._window.page.view.setFocus()
        self.waiting.take_taste()
        self._show_count()
        self.left.emit()
        return True

    # What a person does

    def accept(self) -> None:
        """Make a card of the open draft."""
        draft, document = self.screen.rows.chosen, self._reading.document
        if draft is not None and document is not None:
            self._accept((draft,), document.id)

    def accept_all(self) -> None:
        """Make cards of all drafts shown."""
        document = self._reading.document
        if document is not None and self.screen.rows.drafts:
            self._accept(self.screen.rows.drafts, document.id)

    def discard(self) -> None:
        """Let the open draft go."""
        draft, document = self.screen.rows.chosen, self._reading.document
        if draft is None or document is None:
            return
        library = self._desk.library
        self._desk.command(lambda: authoring.discard_draft(library, document.id, draft.id))

    def edit(self) -> None:
        """Accept the open draft in other words."""
        draft, document = self.screen.rows.chosen, self._reading.document
        if draft is None or document is None:
            return
        library = self._desk.library

        def keep(front: str, answer: str, picture: str | Path) -> None:
            self._desk.command(
                lambda: authoring.accept_edited(
                    library, document.id, draft.id, front=front, answer=answer, picture=picture
                )
            )

        self._cards.change(tr("Edit and accept"), draft, document.id, keep)

    def show_only_read(self, *, on: bool) -> None:
        """Show the drafts of sections already read alone, or those of all."""
        self.waiting.narrow(on=on)
        self._show_count()
        self._refresh()
        self.screen.list.setFocus()
        self.changed.emit()

    def go_to_passage(self) -> None:
        """Show where the open draft comes from; Alt+Left or the inbox's button lead back."""
        draft, document = self.screen.rows.chosen, self._reading.document
        if draft is not None and document is not None:
            self.shut()
            self._reading.jump_to(document.id, draft.sources[0].place)

    # Inside

    def _make_screen(self) -> InboxScreen:
        screen = InboxScreen(self._desk.look, self._window)
        drafts, tools = screen.list, screen.tools
        for signal, button, act in (
            (drafts.accepted, tools.accept, self.accept),
            (drafts.edited, tools.edit, self.edit),
            (drafts.discarded, tools.discard, self.discard),
            (drafts.passage_wanted, tools.passage, self.go_to_passage),
            (drafts.accepted_all, screen.accept_all, self.accept_all),
        ):
            signal.connect(act)
            button.on_click(act)
        screen.narrowed.connect(self._show_words)
        screen.least_chosen.connect(self._choose_least)
        drafts.only_read_turned.connect(self._turn_only_read)
        screen.only_read.on_click(self._turn_only_read)
        return screen

    def _turn_only_read(self) -> None:
        self.show_only_read(on=not self.waiting.narrowed)

    def _choose_least(self, least: float) -> None:
        self.waiting.least = least
        self._show_count()
        self._refresh()

    def _accept(self, drafts: tuple[Draft, ...], document_id: str) -> None:
        library, ids = self._desk.library, [draft.id for draft in drafts]
        self._desk.command(lambda: authoring.accept_drafts(library, document_id, ids))

    def _document_shown(self) -> None:
        if self.is_open:
            self.waiting.begin()
            self._refresh()
        else:
            self.waiting.take_taste()
        self._show_count()

    def _take_in(self, changes: ChangeSet) -> None:
        if not any(changes.ids(noun) for noun in _SEEN):
            return
        if not self.is_open or changes.ids(Noun.STUDY_SETTING):
            self.waiting.take_taste()
        self._show_count()
        if self.is_open:
            self._refresh()

    def _take_reading(self) -> None:
        """Count anew when another section was read."""
        if self.waiting.sections() != self._read:
            self._show_count()

    def _show_count(self) -> None:
        self._read = self.waiting.sections()
        of = tr("of the sections read") if self.waiting.narrowed else tr("of this text")
        self._window.top.drafts.show_count(self.waiting.count(), of)

    def _refresh(self) -> None:
        if self._reading.document is None:
            self.shut()
            return
        self._show(self.waiting.load())

    def _show(self, drafts: tuple[Draft, ...]) -> None:
        document, screen = self._reading.document, self.screen
        if document is None:
            return
        counts: dict[int, int] = {}
        for draft in drafts:
            section = draft.sources[0].place.section
            counts[section] = counts.get(section, 0) + 1
        coverage = draft_service.load_coverage(self._desk.library, document.id)
        screen.only_read.setChecked(self.waiting.narrowed)
        screen.sections.rows.show(self._reading.headings, coverage, counts)
        screen.rows.show(drafts)
        self._show_words()

    def _show_words(self) -> None:
        screen, document = self.screen, self._reading.document
        section = screen.rows.section
        where = tr("Whole document") if section is None else short_name(self._reading.headings[section])
        why = ""
        if not screen.rows.rowCount():
            document_id = document.id if document is not None else None
            obstacle = self._analysing.obstacle(document_id) if document_id is not None else ""
            why = why_empty(self._desk, document_id, screen, self.waiting, obstacle)
        screen.show_words(subtitle(screen, self.waiting, where), why)
        acts = ((("↑", "↓"), tr("move")), (("A", "E", "X"), tr("accept, edit, discard")))
        hints = acts if screen.rows.rowCount() else ()
        key = self._desk.actions.key("undo") if self._desk.actions is not None else ""
        self._window.status.show_hints((*hints, *((((key,), tr("undo")),) if key else ())))
