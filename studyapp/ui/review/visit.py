"""A visit to the passage of a card: the reader goes there, and comes back to where it stood."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, Qt

from studyapp.domain.errors import NotFoundError
from studyapp.ui.translation import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent

    from studyapp.domain.cards import Card
    from studyapp.domain.places import Place
    from studyapp.ui.desk import Desk
    from studyapp.ui.reader.controller import ReadingController, Station
    from studyapp.ui.window import Window


class PassageVisit(QObject):
    """One visit at a time; it is over when the person goes on from the passage."""

    def __init__(self, desk: Desk, window: Window, reading: ReadingController) -> None:
        super().__init__(window)
        self._desk, self._window, self._reading = desk, window, reading
        self._away: Station | None = None  # where the reader stood before
        self._left: list[Place] = []  # the places of the card, the next one first
        self._document_id = ""
        self._hints: tuple[tuple[tuple[str, ...], str], ...] = ()
        window.page.view.installEventFilter(self)
        reading.jumped.connect(self._stay)

    def begin(self, card: Card, leave: Callable[[], object], way_back: str) -> str:
        """Show where a card comes from, after `leave`; return in a sentence why it cannot be, or nothing.

        `way_back` says what Escape comes back to.
        """
        place = card.sources[0].place if card.sources else None
        if place is None:
            return tr("The text does not hold the passage of this card any more; the card stays.")
        try:
            self._desk.library.section(card.document_id, place.section)
        except NotFoundError:
            return tr("The text of this card is not in the library any more; the card stays.")
        station = self._reading.station()
        leave()
        self._left = list(dict.fromkeys(source.place for source in card.sources if source.place is not None))
        back = ((tr("Esc"),), way_back)
        self._hints = ((("J",), tr("next place")), back) if len(self._left) > 1 else (back,)
        self._document_id = card.document_id
        self._show_next()
        self._away = station
        return ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let J go on to the next place of the card, and after the last to the first."""
        if event.type() is QEvent.Type.KeyPress and self._away is not None and len(self._left) > 1:
            key = cast("QKeyEvent", event)
            if key.key() == Qt.Key.Key_J and not key.modifiers():
                self._show_next()
                return True
        return super().eventFilter(watched, event)

    def _show_next(self) -> None:
        place = self._left.pop(0)
        self._left.append(place)
        self._reading.visit(self._document_id, place)
        self._window.page.view.show_visited(place)
        self._window.status.show_hints(self._hints)

    def end(self) -> bool:
        """Bring the reader back to where it stood; say whether there was a visit."""
        station, self._away = self._away, None
        if station is None:
            return False
        self._reading.return_to(station)
        self._window.status.show_hints(())
        return True

    def forget(self) -> None:
        """Take no visit for made."""
        self._away = None

    def _stay(self) -> None:
        """Take the passage for what is read from now on: the person went on from it."""
        if self._away is not None:
            self._away = None
            self._window.status.show_hints(())
