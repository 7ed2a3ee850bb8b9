"""The inbox at work: it shows the drafts of the open document, and what becomes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from studyapp.domain.changes import Noun
from studyapp.flashcards.levels import DEFAULT_QUALITY
from studyapp.services import authoring
from studyapp.services import drafts as draft_service
from studyapp.services.analysing import analysis_warnings, is_analysed
from studyapp.ui.inbox.view import InboxScreen
from studyapp.ui.outline.names import short_name
from studyapp.ui.translation import tr

if TYPE_CHECKING:
    from studyapp.domain.cards import Draft
    from studyapp.domain.changes import ChangeSet
    from studyapp.ui.analysing.controller import AnalysingController
    from studyapp.ui.cards.controller import CardController
    from studyapp.ui.desk import Desk
    from studyapp.ui.reader.controller import ReadingController
    from studyapp.ui.reader.watch import ReadingWatch
    from studyapp.ui.window import Window

_SEEN = frozenset({Noun.ANALYSIS, Noun.CARD, Noun.DISCARDED_DRAFT, Noun.DOCUMENT})


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
        self.only_read = only_read
        self._screen: InboxScreen | None = None
        self._before = (0, 0)  # drafts waiting and drafts made cards, when the sitting began
        reading.document_shown.connect(self._document_shown)
        desk.changed.connect(self._take_in)
        analysing.obstacles_changed.connect(lambda: self._show_words() if self.is_open else None)
        self._watch = watch
        watch.changed.connect(lambda: self._show_count() if self.only_read else None)
        self._show_count()

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
        self._before = self._standing()
        self._refresh()
        here = self._reading.section
        shown = (draft for draft in self._drafts() if draft.is_among(DEFAULT_QUALITY))
        waiting = any(draft.sources[0].place.section == here for draft in shown)
        screen.choose_section(here if waiting else None)
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

        def keep(front: str, answer: str) -> None:
            self._desk.command(
                lambda: authoring.accept_edited(library, document.id, draft.id, front=front, answer=answer)
            )

        sentence = draft.sources[0].sentence
        self._cards.sheet.open(tr("Edit and accept"), draft.front, draft.answer, sentence, keep)

    def show_only_read(self, *, on: bool) -> None:
        """Show the drafts of sections already read alone, or those of all."""
        self.only_read = on
        self.screen.only_read.setChecked(on)
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
        screen.only_read.setChecked(self.only_read)
        drafts.only_read_turned.connect(self._turn_only_read)
        screen.only_read.on_click(self._turn_only_read)
        return screen

    def _turn_only_read(self) -> None:
        self.show_only_read(on=not self.only_read)

    def _wanted(self) -> frozenset[int] | None:
        """Return the sections whose drafts are shown; None for all."""
        return self._watch.read_sections() if self.only_read else None

    def _accept(self, drafts: tuple[Draft, ...], document_id: str) -> None:
        library, ids = self._desk.library, [draft.id for draft in drafts]
        self._desk.command(lambda: authoring.accept_drafts(library, document_id, ids))

    def _drafts(self) -> tuple[Draft, ...]:
        document = self._reading.document
        if document is None:
            return ()
        return draft_service.load_drafts(self._desk.library, document.id, least=0.0, only_in=self._wanted())

    def _document_shown(self) -> None:
        self._before = self._standing()
        self._show_count()
        if self.is_open:
            self._refresh()

    def _standing(self) -> tuple[int, int]:
        """Return how many drafts of the document wait, and how many are cards."""
        document, library = self._reading.document, self._desk.library
        if document is None:
            return 0, 0
        cards = authoring.load_cards(library, document.id)
        waiting = draft_service.count_drafts(library, document.id, least=0.0)
        return waiting, sum(card.draft_id is not None for card in cards)

    def _take_in(self, changes: ChangeSet) -> None:
        if any(changes.ids(noun) for noun in _SEEN):
            self._show_count()
            if self.is_open:
                self._refresh()

    def _show_count(self) -> None:
        document = self._reading.document
        library, count = self._desk.library, 0
        if document is not None:
            count = draft_service.count_drafts(library, document.id, only_in=self._wanted())
        self._window.top.drafts.show_count(count)

    def _refresh(self) -> None:
        document = self._reading.document
        if document is None:
            self.shut()
            return
        drafts, screen = self._drafts(), self.screen
        waiting: dict[int, int] = {}
        for draft in drafts:
            section = draft.sources[0].place.section
            waiting[section] = waiting.get(section, 0) + draft.is_among(DEFAULT_QUALITY)
        coverage = draft_service.load_coverage(self._desk.library, document.id)
        screen.sections.rows.show(self._reading.headings, coverage, waiting)
        screen.rows.show(drafts)
        self._show_words()

    def _show_words(self) -> None:
        screen, headings = self.screen, self._reading.headings
        section = screen.rows.section
        where = tr("Whole document") if section is None else short_name(headings[section])
        shown, total = screen.rows.rowCount(), screen.rows.total
        count = tr("{shown} of {total} drafts, best first", shown=shown, total=total)
        parts = [where, count if total else tr("No drafts")]
        waiting, made = self._standing()
        accepted = max(made - self._before[1], 0)
        discarded = max(self._before[0] - waiting - accepted, 0)
        done = [tr("{count} accepted", count=accepted)] if accepted else []
        done += [tr("{count} discarded", count=discarded)] if discarded else []
        if done:
            parts.append(tr("{done} in this sitting", done=", ".join(done)))
        screen.show_words("  ·  ".join(parts), self._empty_sentence())
        acts = ((("↑", "↓"), tr("move")), (("A", "E", "X"), tr("accept, edit, discard"))) if shown else ()
        self._window.status.show_hints((*acts, (("Ctrl Z",), tr("undo"))))

    def _empty_sentence(self) -> str:
        document, rows = self._reading.document, self.screen.rows
        if document is None or not is_analysed(self._desk.library, document.id):
            return (self._analysing.obstacle(document.id) if document is not None else "") or tr(
                "The text is still being read for facts. Its drafts come here when that is done."
            )
        if self._is_unread():
            return tr(
                "No draft waits in the sections that you have read. Read on, or press O for all sections."
            )
        if rows.section is not None and not self.screen.sections.rows.facts_in(rows.section):
            return tr("No facts found in this section: it reads like an essay.")
        if rows.total and rows.section is not None:
            return tr("No draft waits here. Choose another section, or “Any” for the weaker ones.")
        if rows.total:
            return tr("No draft of this quality waits. “Any” shows the weaker ones.")
        return self._nothing_waits(document.id)

    def _is_unread(self) -> bool:
        """Say whether the list is empty because what it would show was not read."""
        document, rows = self._reading.document, self.screen.rows
        if document is None or not self.only_read:
            return False
        within = None if rows.section is None else {rows.section}
        return (
            draft_service.count_drafts(self._desk.library, document.id, least=rows.least, only_in=within) > 0
        )

    def _nothing_waits(self, document_id: str) -> str:
        """Return why not one draft of a document is there to be shown."""
        library = self._desk.library
        if authoring.load_cards(library, document_id):
            return tr("All done: no draft of this text waits any more. Press Review to learn the cards.")
        return " ".join(analysis_warnings(library, document_id)) or tr(
            "No facts found in this text: it reads like an essay. To write a card yourself, select a passage"
            " and {way}.",
            way=self._desk.way("card"),
        )
