"""Which part to study: a query, words that begin one, and what it finds."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter

from studyapp.ui.keys import native
from studyapp.ui.look import control_font
from studyapp.ui.review.panels import found_words
from studyapp.ui.translation import tr
from studyapp.ui.widgets.buttons import Chip, TextButton
from studyapp.ui.widgets.field import FIELD_PX, Field
from studyapp.ui.widgets.painting import draw_line_of_text
from studyapp.ui.widgets.popup import FloatingPanel

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent
    from PySide6.QtWidgets import QWidget

    from studyapp.ui.look import Look

WIDTH_PX = 620
_SIDE_PX, _CHIPS_AT, _GAP_PX = 20, 104, 6
CRAM_KEY = "Ctrl+Return"
_PAUSE_MS = 250


class PartPanel(FloatingPanel):
    """Return studies what the query finds, Ctrl+Return crams it, Escape leaves."""

    asked = Signal(str)  # how many cards does this query find?
    study = Signal(object)  # ids of cards
    cram = Signal(object)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, tr("Study a part"), parent)
        self.setObjectName("parts")
        self._ids: list[str] | None = None  # None while they are looked for
        self._words, self._wrong = "", False
        self._chips: list[Chip] = []
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(lambda: self.asked.emit(self.query))
        self.field = Field(look, tr("Search among the cards, such as person:putin is:due"), "search", self)
        self.field.edit.textChanged.connect(self._wait)
        self.field.edit.key_pressed.connect(self._key)
        self.field.setGeometry(_SIDE_PX, 52, WIDTH_PX - 2 * _SIDE_PX, FIELD_PX)
        self.begin = TextButton(look, tr("Study"), self, primary=True, key="↵")
        self.cram_button = TextButton(look, tr("Cram, without the schedule"), self, key=native(CRAM_KEY))
        self.begin.on_click(partial(self._go, self.study))
        self.cram_button.on_click(partial(self._go, self.cram))

    @property
    def query(self) -> str:
        """What is asked for."""
        return self.field.edit.text().strip()

    def open(self, offers: tuple[tuple[str, str], ...]) -> None:
        """Ask; `offers` are names of parts with queries; one that ends with a colon is to be finished."""
        for chip in self._chips:
            chip.deleteLater()
        self._chips = []
        for name, query in offers:
            chip = Chip(self.look, name, self)
            chip.setCheckable(False)
            chip.on_click(partial(self._offer, query))
            chip.show()
            self._chips.append(chip)
        self._arrange()
        self.open_at(QPoint((self._window.width() - WIDTH_PX) // 2, 96))
        self.field.edit.setFocus()
        self.field.edit.selectAll()

    def show_found(self, ids: list[str], due: int) -> None:
        """Show what the query found."""
        self._ids, self._wrong = ids, False
        self._words = found_words(len(ids), due)
        self._show_possible()

    def show_wrong(self, sentence: str) -> None:
        """Show what is wrong with the query."""
        self._ids, self._wrong, self._words = [], True, sentence
        self._show_possible()

    def finish(self) -> None:
        """Ask nothing any more: the window goes."""
        self._pause.stop()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint title, and what was found."""
        super().paintEvent(event)
        painter, theme = QPainter(self), self.look.theme
        wide = WIDTH_PX - 2 * _SIDE_PX
        title = QRectF(_SIDE_PX, 14, wide, 24)
        draw_line_of_text(painter, title, self.accessibleName(), control_font(15, 600), theme.text)
        found = QRectF(_SIDE_PX, self.begin.y() - 32, wide, 22)
        colour = theme.bad if self._wrong else theme.muted
        draw_line_of_text(painter, found, self._words, control_font(13), colour)

    def _arrange(self) -> None:
        x, y = _SIDE_PX, _CHIPS_AT
        for chip in self._chips:
            size = chip.sizeHint()
            if x + size.width() > WIDTH_PX - _SIDE_PX:
                x, y = _SIDE_PX, y + size.height() + _GAP_PX
            chip.setGeometry(x, y, size.width(), size.height())
            x += size.width() + _GAP_PX
        top = y + 32 + 16 + 36
        right = WIDTH_PX - _SIDE_PX + 2
        for button in (self.begin, self.cram_button):
            size = button.sizeHint()
            right -= size.width()
            button.setGeometry(right, top, size.width(), size.height())
            right -= 4
        self.setFixedSize(WIDTH_PX, top + self.begin.height() + 14)

    def _offer(self, query: str) -> None:
        self.field.edit.setText(query)
        self.field.edit.setFocus()

    def _wait(self) -> None:
        self._ids = None
        self._pause.start()
        self._show_possible()

    def _show_possible(self) -> None:
        for button in (self.begin, self.cram_button):
            button.setEnabled(bool(self._ids))
        self.setAccessibleDescription(self._words)
        self.update()

    def _go(self, signal: object) -> None:
        if self._ids:
            self.hide()
            (self.study if signal is self.study else self.cram).emit(self._ids)

    def _key(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            crams = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            (self.cram_button if crams else self.begin).click()
            event.accept()
        elif event.key() == Qt.Key.Key_Escape:
            self.hide()
            event.accept()
