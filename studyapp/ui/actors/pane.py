"""The list of actors: scope, filter, heads with their switches, rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from studyapp.domain.actors import ActorKind
from studyapp.ui.actors.delegate import EYE_PX, ActorDelegate
from studyapp.ui.actors.model import ROW, ActorRow, ActorsModel, HeadRow, MoreRow
from studyapp.ui.look import control_font
from studyapp.ui.translation import tr
from studyapp.ui.widgets.buttons import IconButton
from studyapp.ui.widgets.field import FIELD_PX, Field
from studyapp.ui.widgets.listview import ListView
from studyapp.ui.widgets.segments import Segments

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent

    from studyapp.services.casts import Cast
    from studyapp.ui.actors.underlines import Underlines
    from studyapp.ui.look import Look

_SIDE_PX = 14
_HEAD_PX = 48
MANY = 60  # from so many actors on there is a field to find one


class ActorsList(ListView):
    """The list; Return opens an actor or switches a kind's lines, F2 renames, the menu key has the rest."""

    actor_wanted = Signal(str)
    kind_switched = Signal(ActorKind)
    more_wanted = Signal(ActorKind)
    rename_wanted = Signal(str)
    menu_wanted = Signal(str, QPoint)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, tr("Actors"), parent)
        self.chosen.connect(self._choose)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take a click on a head as meant for its switch only where the switch is."""
        index = self.indexAt(event.position().toPoint())
        head = index.isValid() and isinstance(index.data(ROW), HeadRow)
        if head and event.position().x() < self.viewport().width() - EYE_PX:
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Rename by F2."""
        row = self.current_row()
        if event.key() == Qt.Key.Key_F2 and isinstance(row, ActorRow):
            self.rename_wanted.emit(row.actor.id)
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the actor under the pointer, or of the current one."""
        index = self.indexAt(event.pos()) if event.reason() is event.Reason.Mouse else self.currentIndex()
        row = index.data(ROW) if index.isValid() else None
        if isinstance(row, ActorRow):
            box = self.visualRect(index)
            where = event.globalPos() if event.reason() is event.Reason.Mouse else None
            self.menu_wanted.emit(row.actor.id, where or self.viewport().mapToGlobal(box.bottomLeft()))

    def current_row(self) -> object:
        """Return what the current row shows; None when there is none."""
        index = self.currentIndex()
        return index.data(ROW) if index.isValid() else None

    def _choose(self, index: QModelIndex) -> None:
        row = index.data(ROW)
        match row:
            case HeadRow():
                self.kind_switched.emit(row.kind)
            case ActorRow():
                self.actor_wanted.emit(row.actor.id)
            case MoreRow():
                self.more_wanted.emit(row.kind)


class ActorsPane(QWidget):
    """Lists the actors of the open document; without any it says why."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._empty = ""
        self.scope = Segments(look, tr("Actors of"), [tr("This section"), tr("Whole text")], self)
        self.scope.current = 1
        self.order = IconButton(look, "list-filter", tr("Order and underlines"), self)
        self.field = Field(look, tr("Find an actor"), "search", self)
        self.rows = ActorsModel(self)
        self.list = ActorsList(look, self)
        self.list.setObjectName("actorsList")
        self.list.setModel(self.rows)
        self.list.setItemDelegate(ActorDelegate(look, self.list))
        self.scope.chosen.connect(lambda number: self._limit(here_only=number == 0))
        self.field.edit.textChanged.connect(lambda text: self._limit(text=text))
        self.list.more_wanted.connect(self._show_more)

    def show_cast(self, cast: Cast, section: int, sections: int, empty: str) -> None:
        """Show a cast; `empty` is said when it has no actor."""
        self._empty = empty
        self._keep_current(lambda: self.rows.show(cast, section, sections))
        self._arrange()

    def show_section(self, section: int) -> None:
        """Show which actors stand in a section."""
        self._keep_current(lambda: self.rows.show_section(section))
        self.update()

    def show_underlined(self, underlines: Underlines) -> None:
        """Show which kinds are underlined in the text."""
        hidden = frozenset(kind for kind in ActorKind if not underlines.shows(kind))
        self._keep_current(lambda: self.rows.show_underlined(hidden))

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Share the room."""
        self._arrange()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Say what an empty list is for."""
        if self.rows.rowCount():
            return
        text = self._empty
        if self.rows.total and self.rows.filter:
            text = tr("No actor is called “{words}”.", words=self.field.edit.text())
        elif self.rows.total:
            text = tr("No actor is named in this section.")
        painter = QPainter(self)
        painter.setFont(control_font(13))
        painter.setPen(self._look.theme.muted)
        top = self.list.y() + 8 if self.rows.total else 12
        room = QRectF(16, top, self.width() - 32, 160)
        painter.drawText(room, int(Qt.TextFlag.TextWordWrap), text)

    def _limit(self, *, here_only: bool | None = None, text: str | None = None) -> None:
        self._keep_current(lambda: self.rows.limit(here_only=here_only, text=text))
        self.update()

    def _show_more(self, kind: ActorKind) -> None:
        row = self.list.currentIndex().row()
        self.rows.show_more(kind)
        self.list.setCurrentIndex(self.rows.index(row, 0))

    def _keep_current(self, change: Callable[[], object]) -> None:
        """Change the rows; the current actor and the scrolled place stay."""
        row = self.list.current_row()
        place = self.list.verticalScrollBar().value()
        change()
        number = self.rows.row_like(row)
        if number >= 0:
            self.list.setCurrentIndex(self.rows.index(number, 0))
        self.list.verticalScrollBar().setValue(place)

    def _arrange(self) -> None:
        width, any_ = self.width(), bool(self.rows.total)
        self.scope.move(_SIDE_PX, 8)
        self.order.move(width - self.order.width() - 8, 6)
        for control in (self.scope, self.order, self.list):
            control.setVisible(any_)
        top = _HEAD_PX
        self.field.setVisible(self.rows.total >= MANY)
        if self.rows.total >= MANY:
            self.field.setGeometry(_SIDE_PX + 2, top, width - 2 * _SIDE_PX - 4, FIELD_PX)
            top += FIELD_PX + 8
        self.list.setGeometry(0, top, width, max(self.height() - top, 0))
        self.update()
