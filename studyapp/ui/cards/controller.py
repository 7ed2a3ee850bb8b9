"""Cards by hand: the selection becomes the answer, the person writes the question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from studyapp.services import authoring
from studyapp.ui.cards.sheet import CardSheet
from studyapp.ui.translation import tr

if TYPE_CHECKING:
    from studyapp.ui.desk import Desk
    from studyapp.ui.messages.view import MessageBar
    from studyapp.ui.reader.controller import ReadingController
    from studyapp.ui.window import Window


class CardController(QObject):
    """Opens the sheet on the selection and keeps the card."""

    def __init__(self, desk: Desk, window: Window, reading: ReadingController, messages: MessageBar) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._reading = reading
        self._messages = messages
        self._sheet: CardSheet | None = None

    @property
    def sheet(self) -> CardSheet:
        """The sheet, made when it is first wanted."""
        if self._sheet is None:
            self._sheet = CardSheet(self._desk.look, self._window)
        return self._sheet

    def write(self) -> None:
        """Write a card on the selection."""
        view, document = self._window.page.view, self._reading.document
        place = view.selection(self._reading.section)
        if document is None or place is None:
            self._messages.tell(
                tr("Select what the card shall ask for, then {way}.", way=self._desk.way("card"))
            )
            return
        passage = view.selected_text()
        library = self._desk.library

        def keep(front: str, answer: str) -> None:
            self._desk.command_giving(
                lambda: authoring.add_card(library, document.id, place, front=front, answer=answer),
                lambda _card: self._messages.tell(tr("The card is kept. It comes in the next review.")),
            )

        self.sheet.open(tr("New card"), "", passage, passage, keep)
