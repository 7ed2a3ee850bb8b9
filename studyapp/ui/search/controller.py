"""Searching as the person types; the reader follows the walk through the hits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from studyapp.domain.errors import KnownError, QueryError
from studyapp.domain.hits import HitKind
from studyapp.ui.search.asking import Asking
from studyapp.ui.search.care import IndexCare
from studyapp.ui.search.chips import THIS
from studyapp.ui.search.filters import Filters
from studyapp.ui.search.kept import KeptSearches
from studyapp.ui.search.model import in_walking_order
from studyapp.ui.search.notices import no_hits_advice, shown_query, wrong_span
from studyapp.ui.search.offers import completion_offers
from studyapp.ui.search.view import SearchPane
from studyapp.ui.search.walk import Walk
from studyapp.ui.translation import tr

if TYPE_CHECKING:
    from concurrent.futures import Future

    from PySide6.QtGui import QKeyEvent

    from studyapp.domain.hits import Completion, Hit, SearchResults
    from studyapp.domain.places import Mark
    from studyapp.search.query import Query
    from studyapp.services.searching import SearchService
    from studyapp.ui.desk import Desk
    from studyapp.ui.messages.view import MessageBar
    from studyapp.ui.reader.controller import ReadingController
    from studyapp.ui.search.asking import Request
    from studyapp.ui.window import Window


class SearchController(QObject):
    """Owns the search service, made after the first frame, and the pane, made when it is first opened."""

    note_found = Signal(str)
    card_found = Signal(str)

    def __init__(self, desk: Desk, window: Window, reading: ReadingController, messages: MessageBar) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._reading = reading
        self._service: Future[SearchService] | None = None
        self._pane: SearchPane | None = None
        self._kept: KeptSearches | None = None
        self.filters: Filters | None = None
        self._edited = False  # the change of the text that is told next comes from the keyboard
        self._completes = False  # completions of the text are wanted
        self._walk = Walk(window, reading, self)
        self._asking = Asking(desk, self)
        self._asking.answered.connect(self._show)
        self._asking.refused.connect(self._refuse)
        self._asking.offered.connect(self._offer)
        self._care = IndexCare(desk, window.status, messages, self)
        self._care.refreshed.connect(self._ask_again)
        self._reading.section_shown.connect(self._section_shown)

    def start(self) -> None:
        """Make the service and bring the index up to date, beside the window."""
        self._service = self._desk.jobs.run(self._desk.lanes.index, self._make_service)
        self._asking.service = self._care.service = self._service
        self._care.refresh()

    def stop(self) -> None:
        """Search and index nothing more."""
        self._asking.forget()
        self._care.stop()

    def close(self) -> None:
        """Let the index go, after the lanes have ended."""
        if (service := self._made_service()) is not None:
            service.close()

    # The pane

    @property
    def pane(self) -> SearchPane:
        """The search pane, made when it is first wanted."""
        if self._pane is None:
            self._pane = self._make_pane()
        return self._pane

    @property
    def is_open(self) -> bool:
        """Whether the pane is shown."""
        return self._window.search_open

    def open(self, text: str | None = None, *, everywhere: bool | None = None) -> None:
        """Open the pane and give the box the keyboard; with a text, search for it.

        `everywhere` looks in the whole library, or in the open document alone; None leaves it as it was.
        """
        pane = self.pane
        if not self.is_open:
            self._walk.begin()
            self._window.open_panes(search=True)
            self._window.status.show_hints(
                (((tr("↑"), tr("↓")), tr("walk the hits")), ((tr("Esc"),), tr("back to where you were")))
            )
        if everywhere is not None:
            library = everywhere or self._reading.document is None
            pane.chips.narrow(None if library else THIS)
        if text is not None:
            pane.box.edit.setText(text)
        pane.box.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        pane.box.edit.selectAll()
        self._show_empty_box()
        self._walk.mark_text()

    def shut(self) -> None:
        """Close the pane and return to where the person was, unless a hit was chosen."""
        if not self.is_open:
            return
        self._walk.end()  # first: the focus that the box loses would settle the walk
        self._window.open_panes(search=False)
        self._window.status.show_hints(())
        self._window.page.view.setFocus()

    def walk(self, step: int) -> None:
        """Make the next or previous hit the current one; the reader follows."""
        if not self._walk.hits:
            return
        if not self.is_open:
            self.open()
            self._window.page.view.setFocus()
        start = -1 if step > 0 and self._walk.current < 0 else max(self._walk.current, 0)
        self._visit(start + step)

    def choose(self, number: int) -> None:
        """Go to a hit for good: mark it and give the reader the keyboard."""
        if not 0 <= number < len(self._walk.hits):
            return
        self._walk.begin()
        self._visit(number)
        self._walk.settle()
        hit = self._walk.hits[number]
        if hit.kind is HitKind.NOTE:
            self.note_found.emit(hit.item_id)
        elif hit.kind is HitKind.CARD:
            self.card_found.emit(hit.item_id)
        self._window.page.view.setFocus()

    def _visit(self, number: int) -> None:
        self._walk.visit(number)
        self._completes = False
        self.pane.show_completions([])
        self.pane.show_current(self._walk.current)
        if self._kept is not None:
            self._kept.remember()

    def find_cards(self, query: Query) -> frozenset[int]:
        """Return the ids of the cards that a query finds; for a lane, not for the window's thread.

        Raises KnownError while there is no index.
        """
        if self._service is None:
            raise KnownError(tr("The search index is not there yet."))
        return self._service.result().find_cards(query)

    # Inside: the query

    def _make_service(self) -> SearchService:
        from studyapp.services.searching import SearchService  # noqa: PLC0415 (Whoosh, after the first frame)

        return SearchService(self._desk.library, self._desk.cache, self._desk.lanes.indexer.refresh)

    def _made_service(self) -> SearchService | None:
        made = self._service
        failed = made is None or not made.done() or made.cancelled() or made.exception() is not None
        return None if made is None or failed else made.result()

    def _make_pane(self) -> SearchPane:
        pane = SearchPane(self._desk.look, _snippet, self._window)
        pane.box.edit.textChanged.connect(lambda _text: self._typed())
        pane.box.edit.textEdited.connect(lambda _text: self._take_edit())
        pane.box.edit.key_pressed.connect(self._box_key)
        pane.filters_changed.connect(self._typed)
        pane.hit_chosen.connect(self.choose)
        pane.next_wanted.connect(lambda: self.walk(1))
        pane.previous_wanted.connect(lambda: self.walk(-1))
        pane.offers.taken.connect(self._take_query)
        pane.kept.taken.connect(self._take_query)
        pane.kept.left.connect(pane.box.edit.setFocus)
        if (actions := self._desk.actions) is not None:
            actions.tell_key(pane.next, "next_hit")
            actions.tell_key(pane.previous, "previous_hit")
        self._window.search = pane
        self._kept = KeptSearches(self._desk, pane)
        filters = self.filters = Filters(self._desk, pane, self._reading)
        filters.service = self._service
        filters.field_wanted.connect(self._begin_field)
        return pane

    def _take_edit(self) -> None:
        """Want completions: the text comes from the keyboard. Qt tells this before that the text changed."""
        self._edited = True

    def _typed(self) -> None:
        pane = self.pane
        pane.chips.show_query(pane.box.edit.text())
        self._completes, self._edited = self._edited, False
        if self._kept is not None:
            self._kept.show_star()
        if pane.box.edit.text().strip():
            self._ask()
        else:
            self._asking.forget()
            pane.show_filters({})
            pane.show_completions([])
            self._show_empty_box()
            self._walk.show(())

    def _ask(self) -> None:
        if self.filters is not None:
            self._asking.ask(self.filters.request())

    def _show_empty_box(self) -> None:
        if self.pane.box.edit.text().strip() or self._kept is None:
            return
        self._kept.show()
        self.pane.show_notice(
            tr("Search titles, text, notes and cards."),
            tr(
                "All words must stand in one paragraph. “A phrase” in quotes, “near words”~5, OR, NOT, "
                "prefix*, =exact, person:name, date:1979..1991."
            ),
            kept=True,
        )

    def _offer(self, completions: tuple[Completion, ...]) -> None:
        self.pane.show_completions(completion_offers(completions) if self._completes else [])

    def _show(self, request: Request, results: SearchResults) -> None:
        self.pane.show_filters(results.counts)
        hits = in_walking_order(results.hits)
        if hits:
            self.pane.show_hits(hits, results.total, ranked=results.ranked)
        else:
            self.pane.show_notice(
                tr("No hits for “{query}”.", query=shown_query(results.query)),
                no_hits_advice(request, indexing=self._care.is_busy),
            )
            self.pane.show_suggestions(results.corrected)
        self._walk.show(hits)

    def _refuse(self, request: Request, error: KnownError) -> None:
        self.pane.show_filters({})
        if isinstance(error, QueryError):
            self.pane.show_notice(error.sentence, wrong=wrong_span(request.text, error.position))
        else:
            self.pane.show_notice(
                error.sentence, tr("It is made anew from the library; this takes a moment.")
            )
            self._care.refresh()
        self._walk.show(())

    def _box_key(self, event: QKeyEvent) -> None:
        pane, alt = self.pane, event.modifiers() == Qt.KeyboardModifier.AltModifier
        offers = pane.offers.isVisible()
        match event.key():
            case Qt.Key.Key_Tab if offers:
                pane.offers.take_current()
            case Qt.Key.Key_Down | Qt.Key.Key_Up if offers and alt:
                pane.offers.step(1 if event.key() == Qt.Key.Key_Down else -1)
            case Qt.Key.Key_Down if pane.kept.isVisible():
                pane.kept.setFocus()
            case Qt.Key.Key_Down:
                self.walk(1)
            case Qt.Key.Key_Up:
                self.walk(-1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.choose(max(pane.rows.current, 0))
            case Qt.Key.Key_Escape:
                self.shut()
            case _:
                return
        event.accept()

    def _begin_field(self, name: str) -> None:
        """Put a field at the end of the query, to be filled in."""
        edit = self.pane.box.edit
        edit.setText(f"{edit.text().rstrip()} {name}:".lstrip())
        edit.setFocus()
        self._completes = True

    def _take_query(self, query: str) -> None:
        edit = self.pane.box.edit
        edit.setText(query)
        edit.setFocus()
        self._completes = query.endswith(":")

    def _section_shown(self) -> None:
        self._walk.mark_text()
        if self._pane is not None and self.is_open and self._pane.chips.section == THIS:
            self._ask_again()

    def _ask_again(self) -> None:
        """Ask once more after the index changed, unless the person walks the hits just now."""
        pane = self._pane
        if pane is not None and self.is_open and pane.box.edit.text().strip() and pane.rows.current < 0:
            self._ask()


def _snippet(hit: Hit, width: int) -> tuple[str, tuple[Mark, ...]]:
    from studyapp.services.found import snippet  # noqa: PLC0415 (Whoosh, after the first frame)

    return snippet(hit, width)
