"""Keeps the index as the library is, and says once when it had to be made anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from studyapp.ui.translation import tr

if TYPE_CHECKING:
    from concurrent.futures import Future

    from studyapp.services.searching import Refreshed, SearchService
    from studyapp.ui.desk import Desk
    from studyapp.ui.messages.view import MessageBar
    from studyapp.ui.status.view import StatusLine

REFRESH_PAUSE_MS = 150
BUSY_PAUSE_MS = 2_000  # while another program writes the index
REST_AFTER_MS = 60_000  # without a change; then the index process is not kept any longer


class IndexCare(QObject):
    """Has the index process refresh after each change, one refresh at a time; the index lane waits for it."""

    refreshed = Signal()

    def __init__(self, desk: Desk, status: StatusLine, messages: MessageBar, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._status = status
        self._messages = messages
        self._runs = self._again = False
        self.service: Future[SearchService] | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self.refresh)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_AFTER_MS)
        self._rest.timeout.connect(lambda: desk.jobs.run(desk.lanes.index, desk.lanes.indexer.rest))
        desk.changed.connect(lambda _changes: self._pause.start(REFRESH_PAUSE_MS))

    @property
    def is_busy(self) -> bool:
        """Whether the index is being brought up to the library."""
        return self._runs

    def stop(self) -> None:
        """Refresh no more; what the index has not taken in, the next start gives it."""
        self._pause.stop()
        self._rest.stop()

    def refresh(self) -> None:
        """Bring the index up to the library."""
        service = self.service
        if service is None:
            return
        if self._runs:
            self._again = True
            return
        self._runs = True
        self._rest.stop()
        self._status.show_state(tr("Indexing…"))
        self._desk.jobs.run(
            self._desk.lanes.index,
            lambda: service.result().refresh(),
            self._done,
            lambda error: self._end(error.sentence),
        )

    def _done(self, refreshed: Refreshed) -> None:
        if refreshed is type(refreshed).MADE_ANEW:
            self._messages.tell(tr("The search index could not be used and was made anew. Nothing is lost."))
        if self.service is not None and self.service.result().current:
            self._end(tr("Index up to date"))
        else:
            self._pause.start(BUSY_PAUSE_MS)
            self._end(tr("Another program is indexing"))

    def _end(self, state: str) -> None:
        self._runs = False
        self._rest.start()
        self._status.show_state(state)
        if self._again:
            self._again = False
            self.refresh()
        else:
            self.refreshed.emit()
