"""Small parts of an actor's page: words to click, companions, the offer to join a seat with its country."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QWidget

from studyapp.ui.actors.lines import paint_line
from studyapp.ui.actors.names import kind_name
from studyapp.ui.look import ICON_PX, control_font
from studyapp.ui.translation import tr, tr_count
from studyapp.ui.widgets.buttons import RING_PX, PlainButton
from studyapp.ui.widgets.painting import draw_line_of_text

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from studyapp.domain.actors import Actor
    from studyapp.services.casts import Companion
    from studyapp.ui.look import Look

FEWEST_COMPANIONS = 8
_CHIP_PX = 36


class WordButton(PlainButton):
    """A word that acts; the main one of several is in the accent. An icon may stand before it."""

    def __init__(
        self, look: Look, text: str, parent: QWidget, *, main: bool = False, icon: str = "", name: str = ""
    ) -> None:
        super().__init__(look, name or text, parent)
        self.setToolTip("")
        self.setText(text)
        self._main = main
        self._icon_name = icon
        self.resize(self.sizeHint())

    def sizeHint(self) -> QSize:
        """Return the room for icon and word."""
        width = QFontMetricsF(control_font(12, 600 if self._main else 500)).horizontalAdvance(self.text())
        return QSize(round(width) + 13 + (ICON_PX + 4 if self._icon_name else 0) + 2 * RING_PX, 26)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint icon and word."""
        painter = QPainter(self)
        inside, theme = self.paint_ground(painter), self.look.theme
        colour = theme.accent if self._main else theme.muted
        box = inside.adjusted(6, 0, 0, 0)
        if self._icon_name:
            icon = QRectF(box.left() - 2, box.center().y() - ICON_PX / 2, ICON_PX, ICON_PX)
            self.look.paint_icon(painter, self._icon_name, icon, colour)
            box.setLeft(icon.right() + 4)
        draw_line_of_text(painter, box, self.text(), control_font(12, 600 if self._main else 500), colour)


class CompanionChip(PlainButton):
    """An actor's name on its line, and in how many sentences it stands beside."""

    def __init__(self, look: Look, companion: Companion, parent: QWidget) -> None:
        actor = companion.actor
        count = tr_count(companion.sentences, "{count} sentence together", "{count} sentences together")
        super().__init__(look, f"{actor.name}, {kind_name(actor.kind)}, {count}", parent)
        self.setToolTip("")
        self._companion = companion

    def sizeHint(self) -> QSize:
        """Return the room for name and count."""
        width = self._name_px() + 6 + self._count_px() + 12 + 2 * RING_PX
        return QSize(round(width), _CHIP_PX)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint name, line, count."""
        painter = QPainter(self)
        inside, theme = self.paint_ground(painter), self.look.theme
        box = inside.adjusted(6, -4, 0, -4)
        kind = self._companion.actor.kind
        name_px = min(self._name_px(), inside.width() - 18 - self._count_px())
        name = QRectF(box.left(), box.top(), name_px, box.height())
        draw_line_of_text(painter, name, self._companion.actor.name, control_font(13, 500), theme.text)
        corner = QPointF(box.left(), box.center().y() + 11)
        paint_line(painter, kind, corner, name_px, theme.actor(kind))
        box.setLeft(box.left() + name_px + 6)
        figures = control_font(12, figures=True)
        draw_line_of_text(painter, box, str(self._companion.sentences), figures, theme.muted)

    def _name_px(self) -> float:
        return QFontMetricsF(control_font(13, 500)).horizontalAdvance(self._companion.actor.name) + 1

    def _count_px(self) -> float:
        figures = control_font(12, figures=True)
        return QFontMetricsF(figures).horizontalAdvance(str(self._companion.sentences)) + 1


class Companions(QWidget):
    """The most frequent companions, in as many lines as they need."""

    actor_wanted = Signal(str)
    grown = Signal()  # it needs more room

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.chips: list[PlainButton] = []

    def show_companions(self, companions: tuple[Companion, ...], most: int = FEWEST_COMPANIONS) -> None:
        """Show the first of these, and a way to the others."""
        for chip in self.chips:
            chip.hide()
            chip.deleteLater()
        self.chips = []
        for companion in companions[:most]:
            chip = CompanionChip(self._look, companion, self)
            chip.on_click(partial(self.actor_wanted.emit, companion.actor.id))
            self.chips.append(chip)
        if len(companions) > most:
            more = WordButton(self._look, tr("{count} more", count=len(companions) - most), self)
            more.on_click(lambda: self._show_more(companions, most))
            self.chips.append(more)
        for chip in self.chips:
            chip.show()

    def arrange(self, width: int) -> int:
        """Lay the chips out in a width; return the height."""
        x, y = 0, 0
        for chip in self.chips:
            wide = min(chip.sizeHint().width(), width)
            if x and x + wide > width:
                x, y = 0, y + _CHIP_PX + 2
            high = chip.sizeHint().height()
            chip.setGeometry(x, y + (_CHIP_PX - high) // 2, wide, high)
            x += wide + 2
        return y + _CHIP_PX if self.chips else 0

    def _show_more(self, companions: tuple[Companion, ...], most: int) -> None:
        self.show_companions(companions, most + 40)
        self.grown.emit()


class Offer(QWidget):
    """Says that a seat may stand for an actor, and asks what to make of it."""

    join_wanted = Signal(str)
    apart_wanted = Signal(str)

    def __init__(self, look: Look, seat: Actor, whole: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._text_px = 0
        count = len(seat.mentions)
        self._text = tr("{seat} ({count}) may stand for {whole}", seat=seat.name, count=count, whole=whole)
        self.apart = WordButton(look, tr("Keep apart"), self, name=tr("Keep {name} apart", name=seat.name))
        name = tr("Join {seat} with {whole}", seat=seat.name, whole=whole)
        self.join = WordButton(look, tr("Join"), self, main=True, name=name)
        self.join.on_click(lambda: self.join_wanted.emit(seat.id))
        self.apart.on_click(lambda: self.apart_wanted.emit(seat.id))
        self.setTabOrder(self.join, self.apart)

    def arrange(self, width: int) -> int:
        """Put the words at the right, or below the sentence where they do not fit; return the height."""
        words = self.join.width() + self.apart.width() - 8
        text = QFontMetricsF(control_font(12)).horizontalAdvance(self._text)
        below = text + 4 + words > width
        left = -6 if below else width - words
        self.join.move(left, 25 if below else 1)
        self.apart.move(left + self.join.width(), 25 if below else 1)
        self._text_px = width if below else width - words - 4
        return 54 if below else 28

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the sentence."""
        box = QRectF(0, 0, self._text_px, 28)
        draw_line_of_text(QPainter(self), box, self._text, control_font(12), self._look.theme.muted)
