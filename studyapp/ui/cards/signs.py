"""The signs of cards beside the text: where each has its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from studyapp.ui.reader.margin import MarginSign, SignKind

if TYPE_CHECKING:
    from studyapp.ui.inspector.cards import CardsTab
    from studyapp.ui.reader.controller import ReadingController
    from studyapp.ui.window import Window


class CardSigns(QObject):
    """Shows the cards of the tab beside the section that is read."""

    def __init__(self, window: Window, reading: ReadingController, tab: CardsTab) -> None:
        super().__init__(window)
        self._view = window.page.view
        self._reading = reading
        self._tab = tab
        reading.section_shown.connect(self._show)
        tab.pane.rows.modelReset.connect(self._show)
        self._show()

    def _show(self) -> None:
        document, section = self._reading.document, self._reading.section
        signs = [
            MarginSign(SignKind.CARDS, source.place.block, source.place.start, (row.card.id,), row.card.front)
            for row in self._tab.pane.rows.rows
            for source, *_ in row.card.sentences
            if source.place is not None and source.place.section == section
            if document is not None and row.card.document_id == document.id
        ]
        self._view.show_signs(SignKind.CARDS, signs)
