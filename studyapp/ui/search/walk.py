"""The walk through the hits: the reader follows, shows where they are, and finds the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from studyapp.domain.documents import ReadingPlace
from studyapp.domain.hits import HitKind
from studyapp.domain.places import Place
from studyapp.ui.search.model import heading_marks, marks_in

if TYPE_CHECKING:
    from studyapp.domain.hits import Hit
    from studyapp.ui.reader.controller import ReadingController, Station
    from studyapp.ui.reader.marks import TextMark
    from studyapp.ui.window import Window


class Walk(QObject):
    """Knows the hits in walking order, the current one, and where the person was before the walk."""

    def __init__(self, window: Window, reading: ReadingController, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._reading = reading
        self.hits: tuple[Hit, ...] = ()
        self.current = -1
        self._origin: Station | None = None
        reading.jumped.connect(self._forget_origin)
        window.page.view.focused.connect(self.settle)

    def show(self, hits: tuple[Hit, ...]) -> None:
        """Take the hits of another query; none of them is the current one."""
        self.hits, self.current = hits, -1
        self.mark_text()

    def begin(self) -> None:
        """Remember where the person is, unless a walk has begun already."""
        if self._origin is None:
            self._origin = self._reading.station()

    def end(self) -> None:
        """Return to where the walk began, unless a hit was settled on; no hit is marked any more."""
        origin, self._origin = self._origin, None
        if origin is not None and origin != self._reading.station():
            self._reading.return_to(origin)
        self._window.page.view.show_search_marks((), None)

    def visit(self, number: int) -> None:
        """Make a hit the current one, the first or last where there is none of this number."""
        self.current = min(max(number, 0), len(self.hits) - 1)
        hit = self.hits[self.current]
        if hit.section is None:
            return
        self._reading.visit(hit.document_id, hit.place or Place(hit.section, 0, 0, 0, 0))
        if hit.kind is HitKind.TITLE:
            self._window.page.view.go_to_reading_place(ReadingPlace(hit.section, 0, 0))
        self.mark_text()

    def settle(self) -> None:
        """Take the hit for the reader's place, with a way back."""
        origin, self._origin = self._origin, None
        if origin is not None and self._window.search_open and origin != self._reading.station():
            self._reading.remember(origin)
            self._reading.settle()

    def mark_text(self) -> None:
        """Paint the hits of the section shown."""
        document = self._reading.document
        if document is None or not self._window.search_open:
            return
        section = self._reading.section
        places: list[Place] = []
        heading: list[TextMark] = []
        chosen: Place | None = None
        for number, hit in enumerate(self.hits):
            if hit.document_id != document.id or hit.section != section:
                continue
            if hit.kind is HitKind.TITLE:
                heading += heading_marks(hit, current=number == self.current)
            if hit.block is None:
                continue
            places += [Place(section, hit.block, m.start, hit.block, m.end) for m in marks_in(hit)]
            if number == self.current:
                chosen = hit.place
        self._window.page.view.show_search_marks(places, chosen, heading)

    def _forget_origin(self) -> None:
        self._origin = None
