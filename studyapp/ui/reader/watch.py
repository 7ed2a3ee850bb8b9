"""Watches the reading: what of each section was seen, and how fast. It stays in the library."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from studyapp.domain.reading import Pace, is_read, parts_between, share_seen
from studyapp.services.reading import keep_pace, keep_seen, load_pace, load_seen

if TYPE_CHECKING:
    from collections.abc import Callable

    from studyapp.ui.desk import Desk
    from studyapp.ui.reader.controller import ReadingController
    from studyapp.ui.window import Window

REST_MS = 1_500  # what stands in the view for so long counts as seen
_AWAY_S = 240.0  # who does not move for so long does not read
_SAMPLE_WORDS = 150.0  # the pace is kept after so many words, so that single lines do not decide
_END = 0.995  # of a section: the view shows its end


class Span(NamedTuple):
    """What the view shows: a section of a document, from one share of its length to another."""

    document_id: str
    section: int
    top: float
    bottom: float


class ReadingWatch(QObject):
    """Follows the reader. A place that is only looked at (a hit, a passage) is no reading."""

    changed = Signal()  # progress or pace

    def __init__(
        self,
        desk: Desk,
        window: Window,
        reading: ReadingController,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(window)
        self._desk = desk
        self._reading = reading
        self._view = window.page.view
        self._clock = clock
        self._seen: dict[int, int] = {}
        self.pace = Pace()
        self._here: Span | None = None
        self._since = 0.0
        self._words = self._seconds = 0.0
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._rested)
        reading.document_shown.connect(self._load)
        reading.progressed.connect(self._moved)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._came_or_went)
        self._load()

    def share(self, section: int) -> float:
        """Return how much of a section was seen, 0 to 1."""
        return share_seen(self._seen.get(section, 0))

    def read_sections(self) -> frozenset[int]:
        """Return the sections that count as read."""
        return frozenset(section for section, parts in self._seen.items() if is_read(parts))

    # Inside

    def _load(self) -> None:
        document, library = self._reading.document, self._desk.library
        self._forget()
        self._seen = load_seen(library, document.id) if document is not None else {}
        self.pace = load_pace(library, document.id) if document is not None else Pace()
        self.changed.emit()
        self._moved()

    def _forget(self) -> None:
        self._rest.stop()
        self._here = None
        self._words = self._seconds = 0.0

    def _span(self) -> Span | None:
        """Return what is read now; None while it is only looked at, or something else is on the screen."""
        document = self._reading.document
        if document is None or self._reading.visiting or not self._view.isVisible():
            return None
        return Span(document.id, self._reading.section, *self._view.shares_shown())

    def _moved(self) -> None:
        now, here = self._clock(), self._span()
        before, seconds = self._here, now - self._since
        if here == before:
            return
        self._here, self._since = here, now
        if here is None:
            self._forget()
            return
        self._rest.start()
        words = self._words_between(before, here) if before is not None else None
        if words is None or seconds > _AWAY_S:
            self._words = self._seconds = 0.0
            return
        self._words += words
        self._seconds += seconds
        if self._words >= _SAMPLE_WORDS:
            self._keep_pace()

    def _words_between(self, before: Span, here: Span) -> float | None:
        """Return the words that were read on from one view to the next; None for any other move."""
        if before.document_id != here.document_id:
            return None
        words = self._reading.headings[before.section].words
        if here.section == before.section and before.top <= here.top <= before.bottom:
            return words * (here.top - before.top)
        if here.section == before.section + 1 and before.bottom >= _END and here.top == 0:
            return words * (before.bottom - before.top)
        return None

    def _keep_pace(self) -> None:
        words, seconds = self._words, self._seconds
        self._words = self._seconds = 0.0
        document, library = self._reading.document, self._desk.library
        if document is None:
            return
        wanted = document.id

        def keep() -> Pace:
            keep_pace(library, wanted, words, seconds)
            return load_pace(library, wanted)

        self._desk.keep_giving(keep, self._take_pace)

    def _take_pace(self, pace: Pace) -> None:
        self.pace = pace
        self.changed.emit()

    def _rested(self) -> None:
        here, document, library = self._here, self._reading.document, self._desk.library
        if here is None or document is None or here != self._span():
            return
        parts = self._seen.get(here.section, 0) | parts_between(here.top, here.bottom)
        if parts != self._seen.get(here.section, 0):
            self._seen[here.section] = parts
            wanted = document.id
            self._desk.keep(lambda: keep_seen(library, wanted, here.section, parts))
            self.changed.emit()

    def _came_or_went(self, state: Qt.ApplicationState) -> None:
        """Begin anew when the person comes back from another program."""
        self._forget()
        if state is Qt.ApplicationState.ApplicationActive:
            self._moved()
