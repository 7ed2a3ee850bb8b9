"""Searching as the person types: debounced, numbered, the latest wins; the reader follows the walk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from studyapp.domain.documents import ReadingPlace
from studyapp.domain.hits import HitKind
from studyapp.domain.places import Place
from studyapp.ui.search.model import heading_marks, in_walking_order, marks_in
from studyapp.ui.search.view import SearchPane
from studyapp.ui.translation import tr

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    from PySide6.QtGui import QKeyEvent

    from studyapp.domain.errors import KnownError
    from studyapp.domain.hits import Hit, SearchResults
    from studyapp.domain.places import Mark
    from studyapp.services.searching import SearchService
    from studyapp.ui.desk import Desk
    from studyapp.ui.reader.controller import ReadingController, Station
    from studyapp.ui.reader.marks import TextMark
    from studyapp.ui.window import Window

TYPING_PAUSE_MS = 80
MOST_HITS = 200
REFRESH_PAUSE_MS = 150


class SearchController(QObject):
    """Owns the search service, made after the first frame, and the pane, made when it is first opened."""

    note_found = Signal(str)

    def __init__(self, desk: Desk, window: Window, reading: ReadingController) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._reading = reading
        self._service: Future[SearchService] | None = None
        self._pane: SearchPane | None = None
        self._hits: tuple[Hit, ...] = ()
        self._number = 0
        self._origin: Station | None = None
        self._typing = self._timer(TYPING_PAUSE_MS, self._ask)
        self._refreshing = self._timer(REFRESH_PAUSE_MS, self._refresh)
        self._refresh_again = False
        self._refresh_runs = False
        self._reading.section_shown.connect(self._mark_text)
        self._reading.jumped.connect(self._forget_origin)
        self._window.page.view.focused.connect(self._settle)
        self._desk.changed.connect(lambda _changes: self._refreshing.start())

    def start(self) -> None:
        """Make the service and bring the index up to date, beside the window."""
        self._service = self._desk.jobs.run(self._desk.lanes.index, self._make_service)
        self._refresh()

    def stop(self) -> None:
        """Search and index nothing more; what the index has not taken in, the next start gives it."""
        self._typing.stop()
        self._refreshing.stop()
        service = self._service
        if service is not None and service.done() and not service.cancelled() and service.exception() is None:
            service.result().stop()

    def close(self) -> None:
        """Let the index go, after the lanes have ended."""
        service = self._service
        if service is not None and service.done() and not service.cancelled() and service.exception() is None:
            service.result().close()

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

    def open(self, text: str | None = None) -> None:
        """Open the pane and give the box the keyboard; with a text, search for it."""
        pane = self.pane
        if not self.is_open:
            self._origin = self._reading.station()
            self._window.open_panes(search=True)
            self._window.status.show_hints(
                (((tr("↑"), tr("↓")), tr("walk the hits")), ((tr("Esc"),), tr("back to where you were")))
            )
        if text is not None:
            pane.box.edit.setText(text)
        pane.box.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        pane.box.edit.selectAll()
        self._show_empty_box()
        self._mark_text()

    def shut(self) -> None:
        """Close the pane and return to where the person was, unless a hit was chosen."""
        if not self.is_open:
            return
        origin, self._origin = self._origin, None
        self._window.open_panes(search=False)
        self._window.status.show_hints(())
        if origin is not None and origin != self._reading.station():
            self._reading.return_to(origin)
        self._window.page.view.show_search_marks((), None)
        self._window.page.view.setFocus()

    def walk(self, step: int) -> None:
        """Make the next or previous hit the current one; the reader follows."""
        if not self._hits:
            return
        current = self.pane.rows.current
        if not self.is_open:
            self.open()
            self._window.page.view.setFocus()
        start = -1 if step > 0 else 0
        self._visit((current if current >= 0 else start) + step)

    def choose(self, number: int) -> None:
        """Go to a hit for good: mark it and give the reader the keyboard."""
        if not 0 <= number < len(self._hits):
            return
        if self._origin is None:
            self._origin = self._reading.station()
        self._visit(number)
        self._settle()
        hit = self._hits[number]
        if hit.kind is HitKind.NOTE:
            self.note_found.emit(hit.item_id)
        self._window.page.view.setFocus()

    # Inside: the query

    def _timer(self, pause_ms: int, act: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(pause_ms)
        timer.timeout.connect(act)
        return timer

    def _make_service(self) -> SearchService:
        from studyapp.services.searching import SearchService  # noqa: PLC0415 (Whoosh, after the first frame)

        return SearchService(self._desk.library, self._desk.cache)

    def _make_pane(self) -> SearchPane:
        pane = SearchPane(self._desk.look, _snippet, self._window)
        pane.box.edit.textChanged.connect(lambda _text: self._typed())
        pane.box.edit.key_pressed.connect(self._box_key)
        pane.filters_changed.connect(self._typed)
        pane.hit_chosen.connect(self.choose)
        pane.next_wanted.connect(lambda: self.walk(1))
        pane.previous_wanted.connect(lambda: self.walk(-1))
        pane.suggestion.on_click(lambda: pane.box.edit.setText(pane.suggestion.property("word")))
        self._window.search = pane
        return pane

    def _typed(self) -> None:
        self._number += 1  # whatever is under way is stale now
        if self.pane.box.edit.text().strip():
            self._typing.start()
        else:
            self._typing.stop()
            self._hits = ()
            self._show_empty_box()
            self._mark_text()

    def _show_empty_box(self) -> None:
        if self.pane.box.edit.text().strip():
            return
        self.pane.show_notice(
            tr("Search titles, text and notes."),
            tr("All words must stand in one paragraph. “A phrase” in quotes; OR, NOT, and prefix* work too."),
        )

    def _ask(self) -> None:
        service = self._service
        if service is None:
            return
        text = self.pane.box.edit.text()
        kinds = self.pane.kinds()
        document = self._reading.document
        only = document.id if document is not None and not self.pane.library.isChecked() else None
        number = self._number

        def search() -> SearchResults:
            return service.result().search(
                text, limit=MOST_HITS, kinds=kinds, document_id=only, as_typed=not text.endswith(" ")
            )

        self._desk.jobs.run(
            self._desk.lanes.work,
            search,
            lambda results: self._show(number, results),
            lambda error: self._show_error(number, error),
        )

    def _show(self, number: int, results: SearchResults) -> None:
        if number != self._number:
            return
        self._hits = in_walking_order(results.hits)
        if self._hits:
            self.pane.show_hits(self._hits, results.total)
        else:
            self._show_none(results)
        self._mark_text()

    def _show_none(self, results: SearchResults) -> None:
        pane = self.pane
        if not pane.library.isChecked():
            advice = tr("Only this document was searched: switch “Library” on to search all.")
        elif len(pane.kinds()) < len(HitKind):
            advice = tr("Not everything was searched: switch “Text” and “Notes” on.")
        elif " " in results.query.strip():
            advice = tr("All words must stand in one paragraph. Try fewer, or OR between them.")
        else:
            advice = tr("Try the beginning of the word with an asterisk.")
        word = results.suggestion
        suggestion = tr("Search for “{word}”", word=word) if word else ""
        pane.suggestion.setProperty("word", word or "")
        pane.show_notice(tr("No hits for “{query}”.", query=results.query.strip()), advice, suggestion)

    def _show_error(self, number: int, error: KnownError) -> None:
        if number == self._number:
            self._hits = ()
            self.pane.show_notice(error.sentence, error.hint)
            self._mark_text()

    def _box_key(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Down:
                self.walk(1)
            case Qt.Key.Key_Up:
                self.walk(-1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.choose(max(self.pane.rows.current, 0))
            case Qt.Key.Key_Escape:
                self.shut()
            case _:
                return
        event.accept()

    # Inside: the walk

    def _visit(self, number: int) -> None:
        number = min(max(number, 0), len(self._hits) - 1)
        self.pane.show_current(number)
        hit = self._hits[number]
        if hit.section is None:
            return
        self._reading.visit(hit.document_id, self._place_of(hit) or Place(hit.section, 0, 0, 0, 0))
        if hit.kind is HitKind.TITLE:
            self._window.page.view.go_to_reading_place(ReadingPlace(hit.section, 0, 0))
        self._mark_text()

    def _place_of(self, hit: Hit) -> Place | None:
        """Return the passage to go to: the first mark, or what the note is on."""
        if hit.section is None or hit.block is None:
            return None
        return hit.place

    def _mark_text(self) -> None:
        """Paint the hits of the section shown."""
        document = self._reading.document
        if document is None or not self.is_open:
            return
        section = self._reading.section
        current = self.pane.rows.current
        places: list[Place] = []
        heading: list[TextMark] = []
        chosen: Place | None = None
        for number, hit in enumerate(self._hits):
            if hit.document_id != document.id or hit.section != section:
                continue
            if hit.kind is HitKind.TITLE:
                heading += heading_marks(hit, current=number == current)
            if hit.block is None:
                continue
            places += [Place(section, hit.block, m.start, hit.block, m.end) for m in marks_in(hit)]
            if number == current:
                chosen = self._place_of(hit)
        self._window.page.view.show_search_marks(places, chosen, heading)

    def _settle(self) -> None:
        """Take the hit for the reader's place, with a way back."""
        origin, self._origin = self._origin, None
        if origin is not None and self.is_open and origin != self._reading.station():
            self._reading.remember(origin)
            self._reading.settle()

    def _forget_origin(self) -> None:
        self._origin = None

    # Inside: the index

    def _refresh(self) -> None:
        service = self._service
        if service is None:
            return
        if self._refresh_runs:
            self._refresh_again = True
            return
        self._refresh_runs = True
        self._window.status.show_state(tr("Indexing…"))
        self._desk.jobs.run(
            self._desk.lanes.index,
            lambda: service.result().refresh(),
            lambda _rebuilt: self._refreshed(tr("Index up to date")),
            lambda error: self._refreshed(error.sentence),
        )

    def _refreshed(self, state: str) -> None:
        self._refresh_runs = False
        self._window.status.show_state(state)
        if self._refresh_again:
            self._refresh_again = False
            self._refresh()
        elif self._pane is not None and self.is_open and self._pane.box.edit.text().strip():
            self._ask_again()

    def _ask_again(self) -> None:
        """Ask once more after the index changed, unless the person walks the hits just now."""
        if self.pane.rows.current < 0:
            self._typed()


def _snippet(hit: Hit, width: int) -> tuple[str, tuple[Mark, ...]]:
    from studyapp.services.searching import snippet  # noqa: PLC0415 (Whoosh, after the first frame)

    return snippet(hit, width)
