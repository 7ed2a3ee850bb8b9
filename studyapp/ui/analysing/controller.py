"""Analysis in the background: one document after another, the one that is read first.

An import that the person asks for goes before: the analysis that runs is given up and begins again later.
"""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from studyapp.domain.changes import Noun
from studyapp.domain.errors import CancelledError, NotFoundError
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
        self._failed: set[str] = set()
        self._at_work = False  # from the start on until the window goes
        desk.changed.connect(self._take_in)
        reading.document_shown.connect(self.look)

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
        if self._running is not None or self._looking or not self._at_work or not library.writable:
            return
        self._looking = True
        self._desk.jobs.run(self._desk.lanes.work, lambda: unanalysed(library), self._take_waiting)

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
        left = [document_id for document_id in waiting if document_id not in self._failed]
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
            self._failed.add(document_id)
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

    def _take_in(self, changes: ChangeSet) -> None:
        if changes.ids(Noun.DOCUMENT):
            self.look()
