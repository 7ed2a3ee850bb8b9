"""Analysis in the background: one document after another, the one that is read first.

An import that the person asks for goes before: the analysis that runs is given up and begins again later.
What the person stops waits for the next start, or until its document is opened again.
"""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from studyapp.domain.changes import Noun
from studyapp.domain.errors import AnalysisOffError, CancelledError, NotFoundError
from studyapp.language.version import OFF_HINT, OFF_SENTENCE
from studyapp.services.analysing import keep_analysis, request_analysis, unanalysed
from studyapp.services.library import short_title
from studyapp.ui.translation import tr

if TYPE_CHECKING:
    from studyapp.domain.analyses import Analysis
    from studyapp.domain.changes import ChangeSet
    from studyapp.domain.errors import KnownError
    from studyapp.ui.desk import Desk
    from studyapp.ui.messages.view import MessageBar
    from studyapp.ui.reader.controller import ReadingController
    from studyapp.ui.status.view import StatusLine

START_AFTER_MS = 600  # the first documents wait until the window has come to rest


class AnalysingController(QObject):
    """Asks the import process for what the library does not know yet."""

    obstacles_changed = Signal()

    def __init__(
        self, desk: Desk, status: StatusLine, reading: ReadingController, messages: MessageBar
    ) -> None:
        super().__init__(status)
        self._desk = desk
        self._status = status
        self._reading = reading
        self._messages = messages
        self._cancelled = threading.Event()
        self._running: str | None = None  # the id of the document
        self._looking = False
        self._left: list[str] = []  # the documents that wait, the one at work among them
        self._failed: set[str] = set()
        self._aside: set[str] = set()  # stopped by the person
        self._is_off = False  # no text can be analysed: the engine's model is missing
        self._shown: str | None = None  # the id of the open document
        self._at_work = False  # from the start on until the window goes
        desk.changed.connect(self._take_in)
        reading.document_shown.connect(self._document_shown)
        status.stop.on_click(self.stop)

    def start(self) -> None:
        """Begin, a moment after the window is there."""
        QTimer.singleShot(START_AFTER_MS, self, self.begin)

    def begin(self) -> None:
        """Begin now."""
        self._at_work = True
        self.look()

    @property
    def running(self) -> str | None:
        """The id of the document that is analysed."""
        return self._running

    def look(self) -> None:
        """Look for documents that were not analysed, unless one is at work."""
        library = self._desk.library
        idle = self._running is None and not self._looking and not self._is_off
        if not idle or not self._at_work or not library.writable:
            return
        self._looking = True
        self._desk.jobs.run(self._desk.lanes.work, lambda: unanalysed(library), self._take_waiting)

    def obstacle(self, document_id: str) -> str:
        """Return why a document is not analysed now, in a sentence; "" when it is, or waits its turn."""
        if self._is_off:
            return f"{OFF_SENTENCE} {OFF_HINT}"
        if document_id in self._aside:
            return tr(
                "You stopped finding actors. It goes on at the next start, or when the text is opened again."
            )
        if document_id in self._failed:
            return tr("This text could not be analysed. It is tried again at the next start.")
        if not self._desk.library.writable:
            return tr("This library can only be read: nothing new is found in its texts.")
        return ""

    def stop(self) -> None:
        """Give up what runs and what waits, as the person wishes."""
        if self._running is None:
            return
        self._aside.update(self._left)
        self._cancelled.set()
        self._status.show_work("")
        self._messages.tell(tr("Stopped. It goes on at the next start, or when a text is opened again."))
        self.obstacles_changed.emit()

    def give_way(self) -> None:
        """Give up what runs, so that an import need not wait; it is asked for again behind the import."""
        if self._running is not None:
            self._cancelled.set()

    def finish(self) -> None:
        """Give up for good: the window goes."""
        self._at_work = False
        self._cancelled.set()

    # Inside

    def _take_waiting(self, waiting: tuple[str, ...]) -> None:
        self._looking = False
        if self._running is not None or not self._at_work:
            return
        passed_over = self._failed | self._aside
        left = self._left = [document_id for document_id in waiting if document_id not in passed_over]
        current = self._reading.document
        if current is not None and current.id in left:
            self._analyse(current.id)
        elif left:
            self._analyse(left[0])

    def _analyse(self, document_id: str) -> None:
        library, process = self._desk.library, self._desk.lanes.process
        try:
            title = library.document(document_id).title
        except NotFoundError:
            self._failed.add(document_id)
            self.look()
            return
        self._running = document_id
        self._cancelled = cancelled = threading.Event()
        show = self._desk.jobs.progress(lambda share: self._show(document_id, title, share))
        self._show(document_id, title, 0.0)

        def ask() -> Analysis:
            return request_analysis(library, process, document_id, on_progress=show, cancelled=cancelled)

        self._desk.jobs.run(
            self._desk.lanes.imports,
            ask,
            lambda analysis: self._keep(document_id, analysis),
            lambda error: self._fail(document_id, error),
        )

    def _keep(self, document_id: str, analysis: Analysis) -> None:
        library = self._desk.library
        self._desk.command(
            lambda: keep_analysis(library, document_id, analysis),
            self._end,
            lambda error: self._fail(document_id, error),
        )

    def _fail(self, document_id: str, error: KnownError) -> None:
        if not isinstance(error, CancelledError):
            self._is_off = isinstance(error, AnalysisOffError)
            if not self._is_off:
                self._failed.add(document_id)
            self.obstacles_changed.emit()
            gone = isinstance(error, NotFoundError)  # it was removed meanwhile
            if not gone:
                logging.getLogger("studyapp").info("analysis failed: %s", error.sentence)
                self._messages.tell(f"{error.sentence} {error.hint}".strip(), bad=True)
        self._end()

    def _end(self) -> None:
        self._running = None
        self._status.show_work("")
        self.look()

    def _show(self, document_id: str, title: str, share: float) -> None:
        if self._running != document_id or self._cancelled.is_set():
            return
        percent = f"{round(100 * share)} %"
        current = self._reading.document
        if current is not None and current.id == document_id:
            self._status.show_work(tr("Finding actors… {percent}", percent=percent))
        else:
            name = short_title(title)
            self._status.show_work(tr("Finding actors in “{title}”… {percent}", title=name, percent=percent))

    def _document_shown(self) -> None:
        """Look for the document that is opened first, also when it was set aside."""
        document = self._reading.document
        shown = document.id if document is not None else None
        if shown != self._shown:
            self._shown = shown
            self._aside.discard(shown or "")
        self.look()

    def _take_in(self, changes: ChangeSet) -> None:
        if changes.ids(Noun.DOCUMENT):
            self.look()
