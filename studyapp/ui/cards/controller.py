"""Cards by hand: the selection becomes a gap in its sentence, or the answer of a question."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from studyapp.domain.cards import Draft
from studyapp.domain.errors import NotFoundError
from studyapp.services import authoring
from studyapp.ui.cards.sheet import CardSheet
from studyapp.ui.translation import tr

if TYPE_CHECKING:
    from pathlib import Path

    from studyapp.domain.cards import Card
    from studyapp.domain.documents import Section
    from studyapp.flashcards.byhand import Wording
    from studyapp.ui.cards.sheet import Keep
    from studyapp.ui.cards.writing import WritingSheet
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
        self._writing: WritingSheet | None = None

    @property
    def sheet(self) -> CardSheet:
        """The sheet, made when it is first wanted."""
        if self._sheet is None:
            self._sheet = CardSheet(self._desk.look, self._window)
        return self._sheet

    @property
    def writing(self) -> WritingSheet:
        """The sheet for new cards, made when it is first wanted."""
        if self._writing is None:
            from studyapp.ui.cards.writing import WritingSheet  # noqa: PLC0415 (on first use)

            self._writing = WritingSheet(self._desk.look, self._window)
        return self._writing

    def write(self) -> None:
        """Write a card on the selection."""
        view, document = self._window.page.view, self._reading.document
        place = view.selection(self._reading.section)
        if document is None or place is None:
            self._messages.tell(
                tr("Select what the card shall ask for, then {way}.", way=self._desk.way("card"))
            )
            return
        library = self._desk.library

        def keep(wordings: tuple[Wording, ...], picture: str | Path) -> None:
            self._desk.command_giving(
                lambda: authoring.add_cards(library, document.id, place, wordings, picture), self._tell_kept
            )

        pictures = self._pictures_of(library.section(document.id, place.section))
        self.writing.write(authoring.find_sentence(library, document.id, place), pictures, keep)

    def change(
        self,
        title: str,
        of: Draft | Card,
        document_id: str,
        keep: Keep,
    ) -> None:
        """Open the sheet on a draft or a card, with the pictures of the section that it comes from."""
        source = of.sources[0] if of.sources else None
        pictures: list[tuple[str, str]] = []
        if source is not None and source.place is not None:
            with suppress(NotFoundError):  # the text is gone, the card stays
                pictures = self._pictures_of(self._desk.library.section(document_id, source.place.section))
        sentence = source.sentence if source is not None else ""
        picture = "" if isinstance(of, Draft) else of.picture
        self.sheet.open(title, of.front, of.answer, sentence, keep, pictures=pictures, picture=picture)

    def _pictures_of(self, section: Section) -> list[tuple[str, str]]:
        """Return the pictures of a section: file name, and what each shows."""
        shown = dict.fromkeys(block.image for block in section.blocks if block.image)
        words = {block.image: block.text for block in section.blocks if block.image and block.text}
        return [
            (name, words.get(name) or tr("Picture {number} of this section", number=number))
            for number, name in enumerate(shown, start=1)
        ]

    def _tell_kept(self, cards: tuple[Card, ...]) -> None:
        one = tr("The card is kept. It comes in the next review.")
        many = tr("{count} cards are kept. They come in the next reviews.", count=len(cards))
        self._messages.tell(one if len(cards) == 1 else many)
