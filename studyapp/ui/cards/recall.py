"""What a person still knows of a section, drawn in its text: a line under each sentence that has cards.

The more likely the weakest of its cards is recalled today, the thicker the line; the share stands beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, Qt

from studyapp.domain.changes import Noun
from studyapp.services.study_coverage import load_remembered
from studyapp.ui.look import control_font
from studyapp.ui.reader.document import SIDE_PX
from studyapp.ui.reader.marks import boxes_of
from studyapp.ui.translation import tr, tr_count
from studyapp.ui.widgets.painting import draw_line_of_text, fill

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QPainter

    from studyapp.domain.changes import ChangeSet
    from studyapp.services.study_coverage import Remembered
    from studyapp.ui.desk import Desk
    from studyapp.ui.messages.view import MessageBar
    from studyapp.ui.reader.controller import ReadingController
    from studyapp.ui.reader.document import SectionPage
    from studyapp.ui.theme import Theme
    from studyapp.ui.window import Window

_KNOWN, _FADING = 0.9, 0.7
_THICK_PX = {"known": 3.0, "fading": 2.0, "fallen": 1.0, "new": 1.0}
_LABEL_GAP_PX = 5
_SEEN = frozenset({Noun.CARD, Noun.REVIEW, Noun.STUDY_SETTING})


class RecallMarks(QObject):
    """Shows the lines while they are switched on; they follow the section and every grade."""

    def __init__(self, desk: Desk, window: Window, reading: ReadingController, messages: MessageBar) -> None:
        super().__init__(window)
        self._desk, self._view, self._reading = desk, window.page.view, reading
        self._messages = messages
        self.on = False
        self.sentences: tuple[Remembered, ...] = ()
        self._placed: list[tuple[Remembered, list[QRectF]]] | None = None
        reading.section_shown.connect(self._load)
        desk.changed.connect(self._take_in)
        desk.look.changed.connect(self._forget_places)
        self._view.laid_out.connect(self._forget_places)

    def toggle(self) -> None:
        """Show the lines, or hide them."""
        self.on = not self.on
        self._view.under = self._paint if self.on else None
        self._load()
        if self.on:
            self._messages.tell(summary(self.sentences))

    def _load(self) -> None:
        document = self._reading.document
        self.sentences = ()
        if self.on and document is not None:
            self.sentences = load_remembered(self._desk.library, document.id, self._reading.section)
        self._forget_places()

    def _forget_places(self) -> None:
        self._placed = None
        self._view.viewport().update()

    def _take_in(self, changes: ChangeSet) -> None:
        if self.on and any(changes.ids(noun) for noun in _SEEN):
            self._load()

    def _paint(self, painter: QPainter, page: SectionPage, visible: QRectF) -> None:
        if self._placed is None:
            self._placed = [(one, boxes_of(page, one.place)) for one in self.sentences]
        theme = self._desk.look.theme
        for one, boxes in self._placed:
            if not boxes or not boxes[0].united(boxes[-1]).intersects(visible):
                continue
            level = level_of(one.retrievability)
            for box in boxes:
                thick = _THICK_PX[level]
                line = QRectF(box.left(), box.bottom() - 1, box.width(), thick)
                fill(painter, line, _colour(level, theme))
            said = tr("new") if one.retrievability is None else f"{one.retrievability:.0%}"
            label = QRectF(0, boxes[0].top(), SIDE_PX - _LABEL_GAP_PX, boxes[0].height())
            right, font = Qt.AlignmentFlag.AlignRight, control_font(11)
            draw_line_of_text(painter, label, said, font, theme.muted, align=right)


def level_of(retrievability: float | None) -> str:
    """Return in a word how well a sentence is known."""
    if retrievability is None:
        return "new"
    if retrievability >= _KNOWN:
        return "known"
    return "fading" if retrievability >= _FADING else "fallen"


def summary(sentences: tuple[Remembered, ...]) -> str:
    """Return what the lines say of a section, in words."""
    if not sentences:
        return tr("No sentence of this section has a card.")
    levels = [level_of(one.retrievability) for one in sentences]
    with_cards = tr_count(len(levels), "{count} sentence has cards", "{count} sentences have cards")
    return tr(
        "{sentences}: {known} known, {fading} fading, {fallen} below 70 %, {new} not studied yet.",
        sentences=with_cards,
        known=levels.count("known"),
        fading=levels.count("fading"),
        fallen=levels.count("fallen"),
        new=levels.count("new"),
    )


def _colour(level: str, theme: Theme) -> QColor:
    return {"known": theme.chart, "fading": theme.chart, "fallen": theme.warn, "new": theme.control}[level]
