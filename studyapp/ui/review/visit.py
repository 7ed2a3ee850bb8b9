"""A visit to the passage of a card: the reader goes there, and comes back to where it stood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from studyapp.domain.errors import NotFoundError
from studyapp.ui.translation import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from studyapp.domain.cards import Card
    from studyapp.ui.desk import Desk
    from studyapp.ui.reader.controller import ReadingController, Station
    from studyapp.ui.window import Window


class PassageVisit(QObject):
    """One visit at a time; it is over when the person goes on from the passage."""

    def __init__(self, desk: Desk, window: Window, reading: ReadingController) -> None:
        super().__init__(window)
        self._desk, self._window, self._reading = desk, window, reading
        self._away: Station | None = None  # where the reader stood before
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
        self._reading.visit(card.document_id, place)
        self._window.page.view.show_visited(place)
        self._away = station
        self._window.status.show_hints((((tr("Esc"),), way_back),))
        return ""

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
