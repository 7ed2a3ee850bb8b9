"""The page of one actor: where it appears, every mention, companions, facts, my notes and cards."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QScrollArea, QWidget

from studyapp.ui.actors.body import Body
from studyapp.ui.actors.facts import fact_row
from studyapp.ui.actors.groups import Groups
from studyapp.ui.actors.names import kind_name
from studyapp.ui.actors.parts import WordButton
from studyapp.ui.actors.passages import MentionRows, place_of
from studyapp.ui.actors.rows import (
    SIDE_PX,
    DocumentRow,
    FactRow,
    OwnRow,
    PassageRow,
    StepRow,
    TitleRow,
    passage_row,
)
from studyapp.ui.translation import tr
from studyapp.ui.widgets.buttons import IconButton
from studyapp.ui.widgets.rows import ROW
from studyapp.ui.widgets.scrollbar import use_quiet_scrolling

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent

    from studyapp.domain.actors import Actor
    from studyapp.services.casts import Cast, Profile
    from studyapp.ui.actors.body import RowsList
    from studyapp.ui.actors.rows import Row
    from studyapp.ui.look import Look

_BAR_PX = 48


class ActorPage(QWidget):
    """Escape and Backspace go back to the list. What is clicked is told with its place."""

    left = Signal()
    menu_wanted = Signal()
    place_wanted = Signal(object)  # Place
    section_wanted = Signal(int)
    actor_wanted = Signal(str)
    note_wanted = Signal(str)
    document_wanted = Signal(object)  # Appearance
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
        self._description: PassageRow | None = None
        self._facts = self._documents = Groups()
        self.back = WordButton(look, tr("Actors"), self, icon="chevron-left", name=tr("Back to the actors"))
        self.menu = IconButton(look, "ellipsis", tr("What to do with this actor"), self)
        self.area = QScrollArea(self)
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        use_quiet_scrolling(self.area, look)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.body = Body(look, self)
        self.area.setWidget(self.body)
        self.area.viewport().setAutoFillBackground(False)
        self.back.on_click(self.left.emit)
        self.menu.on_click(self.menu_wanted.emit)
        body = self.body
        body.bars.section_wanted.connect(self.section_wanted)
        body.companions.actor_wanted.connect(self.actor_wanted)
        body.companions.grown.connect(self._arrange)
        for rows in body.lists:
            rows.chosen.connect(partial(self._choose, rows))
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
            self._mentions, self._description = MentionRows(names), None
            self.body.forget()
            self.area.verticalScrollBar().setValue(0)
        self._arrange()

    def show_profile(self, profile: Profile, section: int, own: list[OwnRow]) -> None:
        """Show who it is, mentions, companions, facts, other documents, and what is mine."""
        self._mentions.show(profile.passages, section)
        body, passage = self.body, profile.description
        self._description = passage_row(passage, place_of(passage.mention)) if passage is not None else None
        self._show_mentions()
        body.companions.show_companions(profile.companions)
        self._facts = Groups(
            (tr("Dated facts"), map(fact_row, profile.dated)),
            (tr("Other facts") if profile.dated else tr("Facts"), map(fact_row, profile.undated)),
        )
        self._documents = Groups((tr("In other documents"), map(DocumentRow, profile.elsewhere)))
        body.facts.rows.show(self._facts.rows())
        body.documents.rows.show(self._documents.rows())
        body.own.rows.show([TitleRow(tr("My notes and cards"), len(own)), *own] if own else [])
        self._arrange()

    def show_section(self, section: int) -> None:
        """Follow the reader into another section."""
        self.body.show_section(section)
        if self._mentions.go_to_section(section):
            self._show_mentions()
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

    def _choose(self, rows: RowsList, index: QModelIndex) -> None:
        row: Row = index.data(ROW)
        match row:
            case PassageRow() | FactRow():
                self.place_wanted.emit(row.place)
            case OwnRow() if row.icon == "sticky-note":
                self.note_wanted.emit(row.id)
            case OwnRow():
                if row.place is not None:
                    self.place_wanted.emit(row.place)
            case DocumentRow():
                self.document_wanted.emit(row.appearance)
            case TitleRow(section=None):
                return
            case TitleRow() | StepRow():
                self._step(rows, row, index.row())

    def _show_mentions(self) -> None:
        """List the mentions; who it is stands above them, unless it is the first sentence of the list."""
        rows, description = self._mentions.rows(), self._description
        first = next((row for row in rows if isinstance(row, PassageRow)), None)
        self.body.mentions.rows.show(rows)
        self.body.description.rows.show(
            [description] if description is not None and description != first else []
        )

    def _step(self, rows: RowsList, row: TitleRow | StepRow, current: int) -> None:
        """Open or close a part of a list, or show more of it; the current row stays."""
        if rows is self.body.mentions:
            self._mentions.step(row)
            self._show_mentions()
        elif isinstance(row, StepRow):
            groups = self._facts if rows is self.body.facts else self._documents
            groups.step(row)
            rows.rows.show(groups.rows())
        self._arrange()
        rows.setCurrentIndex(rows.rows.index(min(current, rows.rows.rowCount() - 1), 0))

    def _bring_into_view(self, rows: RowsList, index: QModelIndex, _old: QModelIndex) -> None:
        if rows.hasFocus() and index.isValid():
            box = rows.visualRect(index).translated(rows.pos())
            middle = box.center()
            self.area.ensureVisible(middle.x(), middle.y(), 0, box.height() // 2 + 12)
