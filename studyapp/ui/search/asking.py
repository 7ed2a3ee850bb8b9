"""Asks the search service while a person types: one query at a time, and the newest wins."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from studyapp.domain.errors import QueryError

if TYPE_CHECKING:
    from concurrent.futures import Future

    from studyapp.domain.errors import KnownError
    from studyapp.domain.hits import Completion, HitKind, SearchResults
    from studyapp.services.searching import SearchService
    from studyapp.ui.desk import Desk

Answer = tuple["SearchResults | QueryError", "tuple[Completion, ...]"]
MOST_HITS = 200
PAUSE_MS = 250  # without a key: then what was answered in a hurry is asked in full
_HURRIED_LETTERS = 3  # a word of so few letters has too many completions to read all of them at each key


class Request(NamedTuple):
    """What is asked: the query, where, and how."""

    text: str
    kinds: frozenset[HitKind]
    document_id: str | None
    section: int | None
    exact: bool

    @property
    def typed(self) -> bool:
        """Whether the last word may be unfinished."""
        return not self.text.endswith(" ")

    @property
    def short(self) -> bool:
        """Whether the word being typed has few letters yet."""
        return self.typed and len(self.text.split()[-1].rpartition(":")[2]) <= _HURRIED_LETTERS


class Asking(QObject):
    """Every key asks at once; while an answer is on its way only the newest request waits for it."""

    answered = Signal(object, object)  # Request, SearchResults
    refused = Signal(object, object)  # Request, KnownError
    offered = Signal(object)  # completions of the newest request's text

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.service: Future[SearchService] | None = None
        self._wanted: Request | None = None
        self._running: Future[Answer] | None = None
        self._whole = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._ask_in_full)

    def ask(self, request: Request) -> None:
        """Ask this in place of whatever was asked before."""
        self._wanted, self._whole = request, not request.short
        self._pause.start()
        self._ask()

    def forget(self) -> None:
        """Ask nothing; what is on its way is not wanted any more."""
        self._wanted = None
        self._pause.stop()

    def _ask_in_full(self) -> None:
        if self._wanted is not None and not self._whole:
            self._whole = True
            self._ask()

    def _ask(self) -> None:
        request, service, whole = self._wanted, self.service, self._whole
        if request is None or service is None or (self._running is not None and not self._running.done()):
            return

        def search() -> Answer:
            engine = service.result()
            completions = engine.complete(request.text, request.document_id)
            try:
                results = engine.search(
                    request.text,
                    limit=MOST_HITS,
                    kinds=request.kinds,
                    document_id=request.document_id,
                    section=request.section,
                    as_typed=request.typed,
                    hurried=not whole,
                    exact=request.exact,
                )
            except QueryError as error:  # what is not yet a query may still be completed to one
                return error, completions
            return results, completions

        self._running = self._desk.jobs.run(
            self._desk.lanes.work,
            search,
            lambda found: self._take(request, found, whole=whole),
            lambda error: self._refuse(request, error, whole=whole),
        )

    def _take(self, request: Request, found: Answer, *, whole: bool) -> None:
        if self._is_newest(request, whole=whole):
            results, completions = found
            self.offered.emit(completions)
            signal = self.refused if isinstance(results, QueryError) else self.answered
            signal.emit(request, results)

    def _refuse(self, request: Request, error: KnownError, *, whole: bool) -> None:
        if self._is_newest(request, whole=whole):
            self.offered.emit(())
            self.refused.emit(request, error)

    def _is_newest(self, request: Request, *, whole: bool) -> bool:
        """Whether an answer is still wanted; where another request waits, it is asked now."""
        if request != self._wanted or whole != self._whole:
            self._ask()
            return request == self._wanted
        return True
