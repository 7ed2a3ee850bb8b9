"""The small bar beside a selection: colours, note, search, copy."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QWidget

from studyapp.domain.annotations import Colour
from studyapp.ui.translation import tr
from studyapp.ui.widgets.buttons import IconButton, PlainButton
from studyapp.ui.widgets.painting import frame_rounded

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from studyapp.ui.look import Look
    from studyapp.ui.reader.view import ReaderView

_GAP_PX = 8


def colour_name(colour: Colour) -> str:
    """Return a highlight colour's name as a person reads it."""
    match colour:
        case Colour.WHEAT:
            return tr("Wheat")
        case Colour.ROSE:
            return tr("Rose")
        case Colour.SAGE:
            return tr("Sage")
        case Colour.SKY:
            return tr("Sky")
        case Colour.LILAC:
            return tr("Lilac")


class ColourDot(PlainButton):
    """Picks a highlight colour."""

    def __init__(self, look: Look, colour: Colour, name: str, parent: QWidget) -> None:
        super().__init__(look, name, parent)
        self.colour = colour
        self.chosen = False
        self.setFixedSize(32, 36)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the dot."""
        painter = QPainter(self)
        inside = self.paint_ground(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self.look.theme
        painter.setPen(QPen(theme.accent, 2) if self.chosen else QPen(theme.bar, 1))
        painter.setBrush(theme.highlight(self.colour))
        painter.drawEllipse(QRectF(inside.center().x() - 9, inside.center().y() - 9, 18, 18))


class SelectionBar(QWidget):
    """Floats over the page beside the selection, above it where there is room."""

    colour_chosen = Signal(Colour)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("selectionBar")
        self.setAccessibleName(tr("Selection"))
        self._look = look
        self._page = parent
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 4, 6, 4)
        row.setSpacing(0)
        self.dots: list[ColourDot] = []
        for colour in Colour:
            name = tr("Highlight: {colour}", colour=colour_name(colour))
            dot = ColourDot(look, colour, name, self)
            dot.on_click(partial(self.colour_chosen.emit, colour))
            self.dots.append(dot)
            row.addWidget(dot)
        self.note = IconButton(look, "sticky-note", tr("Write a note"), self)
        self.card = IconButton(look, "layers", tr("Write a card"), self)
        self.search = IconButton(look, "search", tr("Search for the selection"), self)
        self.copy = IconButton(look, "copy", tr("Copy"), self)
        for button in (self.note, self.card, self.search, self.copy):
            row.addWidget(button)
        self.hide()

    def show_for(self, view: ReaderView, *, annotatable: bool) -> None:
        """Show the bar for the view's selection; without a passage of the text only search and copy."""
        for widget in (*self.dots, self.note, self.card):
            widget.setVisible(annotatable)
        self.adjustSize()
        self.show()
        self.raise_()
        self.follow(view)

    def follow(self, view: ReaderView) -> None:
        """Keep the bar beside the selection while the text scrolls; hide it with its selection."""
        if not self.isVisible():
            return
        box = view.selection_box()
        if box is None:
            self.hide()
            return
        page = self._page
        corner = view.viewport().mapTo(page, box.topLeft().toPoint())
        top = corner.y() - self.height() - _GAP_PX
        if top < _GAP_PX:
            top = view.viewport().mapTo(page, box.bottomLeft().toPoint()).y() + _GAP_PX
        left = corner.x() + round(box.width() / 2) - self.width() // 2
        left = min(max(left, _GAP_PX), page.width() - self.width() - _GAP_PX)
        top = min(max(top, _GAP_PX), page.height() - self.height() - _GAP_PX)
        self.move(QPoint(left, top))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the raised ground."""
        frame_rounded(QPainter(self), QRectF(self.rect()), self._look.theme.raised, self._look.theme.control)
