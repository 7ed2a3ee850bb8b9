"""The page of one actor: where it appears, every mention, companions, dated facts, my notes and cards."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QScrollArea, QWidget

from studyapp.ui.actors.bars import HEIGHT_PX, SectionBars
from studyapp.ui.actors.lines import SAMPLE_PX, paint_sample
from studyapp.ui.actors.names import kind_name
from studyapp.ui.actors.parts import Companions, Offer, WordButton
from studyapp.ui.actors.passages import MentionRows, fact_text
from studyapp.ui.actors.rows import (
    RIGHT_PX,
    ROW,
    SIDE_PX,
    FactRow,
    OwnRow,
    PassageRow,
    RowsDelegate,
    RowsModel,
    StepRow,
    TitleRow,
)
from studyapp.ui.look import control_font, text_font
from studyapp.ui.translation import tr, tr_count
from studyapp.ui.widgets.buttons import IconButton
from studyapp.ui.widgets.listview import ListView
from studyapp.ui.widgets.painting import draw_line_of_text
from studyapp.ui.widgets.paragraph import Paragraph
from studyapp.ui.widgets.scrollbar import use_quiet_scrolling

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent

    from studyapp.domain.actors import Actor
    from studyapp.services.casts import Cast, Profile
    from studyapp.ui.actors.rows import Row
    from studyapp.ui.look import Look

_BAR_PX = 48
_TITLE_LINE_PX = 32


class RowsList(ListView):
    """A list as tall as its rows: the page around it scrolls."""

    def __init__(self, look: Look, name: str, parent: QWidget) -> None:
        super().__init__(look, name, parent)
        self.rows = RowsModel(self)
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


class ActorPage(QWidget):
    """Escape and Backspace go back to the list. What is clicked is told with its place."""

    left = Signal()
    menu_wanted = Signal()
    place_wanted = Signal(object)  # Place
    section_wanted = Signal(int)
    actor_wanted = Signal(str)
    note_wanted = Signal(str)
    join_wanted = Signal(str)  # a seat
    apart_wanted = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("actorPage")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._look = look
        self.actor: Actor | None = None
        self._names: list[str] = []
        self._mentions = MentionRows([])
        self.back = WordButton(look, tr("Actors"), self, icon="chevron-left", name=tr("Back to the actors"))
        self.menu = IconButton(look, "ellipsis", tr("What to do with this actor"), self)
        self.area = QScrollArea(self)
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        use_quiet_scrolling(self.area, look)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.body = _Body(look, self)
        self.area.setWidget(self.body)
        self.area.viewport().setAutoFillBackground(False)
        self.back.on_click(self.left.emit)
        self.menu.on_click(self.menu_wanted.emit)
        body = self.body
        body.bars.section_wanted.connect(self.section_wanted)
        body.companions.actor_wanted.connect(self.actor_wanted)
        body.companions.grown.connect(self._arrange)
        for rows in body.lists:
            rows.chosen.connect(self._choose)
            rows.selectionModel().currentChanged.connect(partial(self._bring_into_view, rows))
        self.hide()

    def show_actor(self, cast: Cast, actor: Actor, names: list[str], section: int) -> None:
        """Show what is known of an actor at once; `show_profile` brings the rest."""
        another = self.actor is None or self.actor.id != actor.id
        self.actor, self._names = actor, names
        self.setAccessibleName(tr("{name}, {kind}", name=actor.name, kind=kind_name(actor.kind)))
        self.body.show_head(cast, actor, names, section)
        for offer in self.body.offers:
            offer.join_wanted.connect(self.join_wanted)
            offer.apart_wanted.connect(self.apart_wanted)
        if another:
            self._mentions = MentionRows(names)
            self.body.forget()
            self.area.verticalScrollBar().setValue(0)
        self._arrange()

    def show_profile(self, profile: Profile, section: int, own: list[OwnRow]) -> None:
        """Show mentions, companions, facts, and what is mine."""
        self._mentions.show(profile.passages, section)
        body = self.body
        body.mentions.rows.show(self._mentions.rows())
        body.companions.show_companions(profile.companions)
        facts: list[Row] = [
            FactRow(fact.time.text if fact.time is not None else "", fact_text(fact), fact.place)
            for fact in profile.facts
        ]
        if facts:
            facts.insert(0, TitleRow(tr("Dated facts"), len(facts)))
        body.facts.rows.show(facts)
        body.own.rows.show([TitleRow(tr("My notes and cards"), len(own)), *own] if own else [])
        self._arrange()

    def show_section(self, section: int) -> None:
        """Follow the reader into another section."""
        self.body.show_section(section)
        if self._mentions.go_to_section(section):
            self.body.mentions.rows.show(self._mentions.rows())
            self._arrange()

    def focus_first(self) -> None:
        """Give the first mention the keyboard."""
        mentions = self.body.mentions
        rows = mentions.rows.rows
        first = next((number for number, row in enumerate(rows) if isinstance(row, PassageRow)), None)
        if first is None:
            self.setFocus()
        else:
            mentions.setCurrentIndex(mentions.rows.index(first, 0))
            mentions.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back by Escape or Backspace."""
        if event.key() in {Qt.Key.Key_Escape, Qt.Key.Key_Backspace}:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Share the room."""
        self.back.move(SIDE_PX - 8, (_BAR_PX - self.back.height()) // 2)
        self.menu.move(self.width() - self.menu.width() - 10, (_BAR_PX - self.menu.height()) // 2)
        self.area.setGeometry(0, _BAR_PX, self.width(), max(self.height() - _BAR_PX, 0))
        self._arrange()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Cover what lies behind."""
        QPainter(self).fillRect(self.rect(), self._look.theme.panel)

    def _arrange(self) -> None:
        self.body.arrange(self.width())

    def _choose(self, index: QModelIndex) -> None:
        row: Row = index.data(ROW)
        match row:
            case PassageRow() | FactRow():
                self.place_wanted.emit(row.place)
            case OwnRow() if row.icon == "sticky-note":
                self.note_wanted.emit(row.id)
            case OwnRow():
                if row.place is not None:
                    self.place_wanted.emit(row.place)
            case TitleRow(section=None):
                return
            case TitleRow() | StepRow():
                self._mentions.step(row)
                self._show_rows(index.row())

    def _show_rows(self, current: int) -> None:
        rows = self.body.mentions
        rows.rows.show(self._mentions.rows())
        self._arrange()
        rows.setCurrentIndex(rows.rows.index(min(current, rows.rows.rowCount() - 1), 0))

    def _bring_into_view(self, rows: RowsList, index: QModelIndex, _old: QModelIndex) -> None:
        if rows.hasFocus() and index.isValid():
            box = rows.visualRect(index).translated(rows.pos())
            middle = box.center()
            self.area.ensureVisible(middle.x(), middle.y(), 0, box.height() // 2 + 12)


class _Body(QWidget):
    """What scrolls on the page."""

    def __init__(self, look: Look, page: QWidget) -> None:
        super().__init__(page)
        self._look = look
        self._actor: Actor | None = None
        self._about = ""
        self._companions_at = 0
        self.offers: list[Offer] = []
        self.bars = SectionBars(look, self)
        self.mentions = RowsList(look, tr("Mentions"), self)
        self.mentions.setObjectName("mentionsList")
        self.companions = Companions(look, self)
        self.facts = RowsList(look, tr("Dated facts"), self)
        self.own = RowsList(look, tr("My notes and cards"), self)
        self.lists = (self.mentions, self.facts, self.own)

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
        self.bars.setGeometry(SIDE_PX, top + 12, room, HEIGHT_PX)
        beside = width - (SIDE_PX - RIGHT_PX)  # the lists end at the scroll bar
        top = self.mentions.arrange(top + HEIGHT_PX + 16, beside)
        self._companions_at = top
        if self.companions.chips:
            height = self.companions.arrange(room + 8)
            self.companions.setGeometry(SIDE_PX - 8, top + 44, room + 8, height)
            top += 44 + height
        top = self.own.arrange(self.facts.arrange(top, beside), beside)
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
