"""What scrolls on an actor's page: its head, its lists, one below the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QWidget

from studyapp.ui.actors.bars import SectionBars
from studyapp.ui.actors.lines import SAMPLE_PX, paint_sample
from studyapp.ui.actors.names import kind_name
from studyapp.ui.actors.parts import Companions, Offer
from studyapp.ui.actors.rows import RIGHT_PX, SIDE_PX, PageRows, RowsDelegate
from studyapp.ui.look import control_font, text_font
from studyapp.ui.translation import tr, tr_count
from studyapp.ui.widgets.listview import ListView
from studyapp.ui.widgets.painting import draw_line_of_text
from studyapp.ui.widgets.paragraph import Paragraph

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from studyapp.domain.actors import Actor
    from studyapp.services.casts import Cast
    from studyapp.ui.look import Look

_TITLE_LINE_PX = 32


class RowsList(ListView):
    """A list as tall as its rows: the page around it scrolls."""

    def __init__(self, look: Look, name: str, parent: QWidget) -> None:
        super().__init__(look, name, parent)
        self.rows = PageRows(self)
        self.delegate = RowsDelegate(look, self)
        self.setModel(self.rows)
        self.setItemDelegate(self.delegate)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def arrange(self, top: int, width: int) -> int:
        """Take the room that the rows need; return where it ends."""
        self.delegate.width_px = width
        self.scheduleDelayedItemsLayout()
        height = self.natural_height() if self.rows.rows else 0
        self.setGeometry(0, top, width, height)
        self.setVisible(height > 0)
        return top + height


class Body(QWidget):
    """What scrolls on the page."""

    def __init__(self, look: Look, page: QWidget) -> None:
        super().__init__(page)
        self._look = look
        self._actor: Actor | None = None
        self._about = ""
        self._companions_at = 0
        self.offers: list[Offer] = []
        self.bars = SectionBars(look, self)
        self.description = RowsList(look, tr("Who it is"), self)
        self.mentions = RowsList(look, tr("Mentions"), self)
        self.mentions.setObjectName("mentionsList")
        self.companions = Companions(look, self)
        self.facts = RowsList(look, tr("Facts"), self)
        self.documents = RowsList(look, tr("In other documents"), self)
        self.own = RowsList(look, tr("My notes and cards"), self)
        self.lists = (self.description, self.mentions, self.facts, self.documents, self.own)

    def show_head(self, cast: Cast, actor: Actor, names: list[str], section: int) -> None:
        """Show name, kind, counts, aliases, offers and bars."""
        self._actor = actor
        counts = cast.counts(actor.id)
        self._about = about(actor, len(counts), len(names))
        for offer in self.offers:
            offer.hide()
            offer.deleteLater()
        whole = cast.find(actor.stands_for) if actor.stands_for is not None else None
        self.offers = [Offer(self._look, seat, actor.name, self) for seat in cast.seats_of(actor.id)]
        if whole is not None:
            self.offers.append(Offer(self._look, actor, whole.name, self))
        for offer in self.offers:
            offer.show()
        self.bars.show_counts(names, counts, section)
        self.update()

    def show_section(self, section: int) -> None:
        """Show which section is read."""
        self.bars.show_here(section)

    def forget(self) -> None:
        """Show no mentions, companions, facts and notes: those of another actor come."""
        for rows in self.lists:
            rows.rows.show([])
        self.companions.show_companions(())

    def arrange(self, width: int) -> None:
        """Lay everything out below each other."""
        room = width - 2 * SIDE_PX
        top = self._title(room).height + 4 + self._about_lines(room).height + 8
        for offer in self.offers:
            height = offer.arrange(room)
            offer.setGeometry(SIDE_PX, top, room, height)
            top += height
        self.bars.setGeometry(SIDE_PX, top + 12, room, self.bars.height())
        beside = width - (SIDE_PX - RIGHT_PX)  # the lists end at the scroll bar
        top = self.description.arrange(top + self.bars.height() + 20, beside)
        top = self.mentions.arrange(top - 4, beside)
        self._companions_at = top
        if self.companions.chips:
            height = self.companions.arrange(room + 8)
            self.companions.setGeometry(SIDE_PX - 8, top + 44, room + 8, height)
            top += 44 + height
        for rows in (self.facts, self.documents, self.own):
            top = rows.arrange(top, beside)
        self.resize(width, top + 24)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint name, kind and counts."""
        actor = self._actor
        if actor is None:
            return
        painter, theme = QPainter(self), self._look.theme
        room = self.width() - 2 * SIDE_PX
        title = self._title(room)
        title.paint(painter, QPointF(SIDE_PX, 0), theme.text)
        kind, font = kind_name(actor.kind), control_font(12)
        box = QRectF(SIDE_PX, 2, room, _TITLE_LINE_PX)
        draw_line_of_text(painter, box, kind, font, theme.muted, align=Qt.AlignmentFlag.AlignRight)
        left = box.right() - QFontMetricsF(font).horizontalAdvance(kind) - 8 - SAMPLE_PX
        paint_sample(painter, actor.kind, left, box.center().y(), theme.actor(actor.kind))
        self._about_lines(room).paint(painter, QPointF(SIDE_PX, title.height + 4), theme.muted)
        if self.companions.chips:
            head = QRectF(SIDE_PX, self._companions_at + 14, room, 30)
            draw_line_of_text(painter, head, tr("In the same sentence"), control_font(12, 600), theme.muted)

    def _title(self, room: float) -> Paragraph:
        actor = self._actor
        name, kind = (actor.name, kind_name(actor.kind)) if actor is not None else ("", "")
        kind_px = QFontMetricsF(control_font(12)).horizontalAdvance(kind) + SAMPLE_PX + 20
        return Paragraph(name, text_font(24, 500), max(room - kind_px, 80), _TITLE_LINE_PX, 4)

    def _about_lines(self, room: float) -> Paragraph:
        return Paragraph(self._about, control_font(12), room, 20, 4)


def about(actor: Actor, sections: int, every: int) -> str:
    """Return how often an actor is named, in how many sections, and by which other names."""
    mentions = tr_count(len(actor.mentions), "{count} mention", "{count} mentions")
    if sections == every and every > 1:
        where = tr("in all {count} sections", count=every)
    else:
        count = tr_count(every, "{count} section", "{count} sections")
        where = tr("in {sections} of {count}", sections=sections, count=count)
    also = "  ·  " + tr("also: {names}", names=", ".join(actor.aliases)) if actor.aliases else ""
    return f"{mentions} {where}{also}"
