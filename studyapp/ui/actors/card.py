"""The card that appears over a mention: who it is, in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QWidget

from studyapp.ui.actors.lines import SAMPLE_PX, paint_sample
from studyapp.ui.actors.names import kind_name
from studyapp.ui.look import control_font, text_font
from studyapp.ui.translation import tr
from studyapp.ui.widgets.painting import draw_line_of_text, frame_rounded
from studyapp.ui.widgets.paragraph import Paragraph

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from studyapp.domain.actors import Actor
    from studyapp.ui.look import Look

WIDTH_PX = 336
_SIDE_PX = 16
_LINE_PX = 22
_HEAD_PX = 44
_FOOT_PX = 40
_GAP_PX = 6
_SENTENCE_LINES = 4


class HoverCard(QWidget):
    """Floats over the page beside a mention. The pointer goes through it."""

    def __init__(self, look: Look, page: QWidget) -> None:
        super().__init__(page)
        self.setObjectName("hoverCard")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._look = look
        self._page = page
        self.actor: Actor | None = None
        self._count = ""
        self._sentence: Paragraph | None = None
        self.hide()

    def show_actor(self, actor: Actor, count: str, sentence: str, beside: QRectF) -> None:
        """Show an actor beside a mention, below it where there is room; `beside` is in the page's pixels."""
        self.actor, self._count = actor, count
        room = WIDTH_PX - 2 * _SIDE_PX
        text = f"“{sentence}”" if sentence else ""
        self._sentence = Paragraph(text, text_font(14), room, _LINE_PX, _SENTENCE_LINES) if text else None
        self.setAccessibleName(f"{actor.name}, {kind_name(actor.kind)}, {count}. {sentence}")
        self.resize(WIDTH_PX, _HEAD_PX + (self._sentence.height if self._sentence else 0) + _FOOT_PX)
        top = beside.bottom() + _GAP_PX
        if top + self.height() > self._page.height() - _GAP_PX:
            top = max(beside.top() - self.height() - _GAP_PX, _GAP_PX)
        left = min(max(beside.left() - _SIDE_PX, 8), self._page.width() - WIDTH_PX - 8)
        self.move(QPoint(round(left), round(top)))
        self.show()
        self.raise_()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint name, kind with its line, sentence, count."""
        actor = self.actor
        if actor is None:
            return
        painter, theme = QPainter(self), self._look.theme
        frame_rounded(painter, QRectF(self.rect()), theme.raised, theme.control)
        right = Qt.AlignmentFlag.AlignRight
        box = QRectF(_SIDE_PX, 8, WIDTH_PX - 2 * _SIDE_PX, 32)
        kind, small = kind_name(actor.kind), control_font(12)
        draw_line_of_text(painter, box, kind, small, theme.muted, align=right)
        kind_px = QFontMetricsF(small).horizontalAdvance(kind)
        sample = box.right() - kind_px - 8 - SAMPLE_PX
        paint_sample(painter, actor.kind, sample, box.center().y(), theme.actor(actor.kind))
        name = box.adjusted(0, 0, sample - 8 - box.right(), 0)
        draw_line_of_text(painter, name, actor.name, control_font(14, 600), theme.text)
        if self._sentence is not None:
            self._sentence.paint(painter, QPointF(_SIDE_PX, _HEAD_PX), theme.text)
        foot = QRectF(_SIDE_PX, self.height() - _FOOT_PX + 4, box.width(), 28)
        draw_line_of_text(painter, foot, self._count, small, theme.muted)
        draw_line_of_text(painter, foot, tr("Click to open"), small, theme.muted, align=right)
