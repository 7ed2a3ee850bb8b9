"""The library screen: choices at the left, a field and an order above, the documents with their covers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetricsF, QPainter
from PySide6.QtWidgets import QListView, QWidget

from studyapp.services.shelf import Choice, Order, State
from studyapp.ui.look import control_font
from studyapp.ui.shelf.delegate import CELL_H, CELL_W, ChoiceDelegate, ShelfDelegate
from studyapp.ui.shelf.model import ROW, ChoiceModel, ShelfModel
from studyapp.ui.shelf.trash import TrashList
from studyapp.ui.translation import tr, tr_count
from studyapp.ui.widgets.buttons import TextButton
from studyapp.ui.widgets.field import FIELD_PX, Field
from studyapp.ui.widgets.listview import ListView
from studyapp.ui.widgets.measures import NARROW_PX
from studyapp.ui.widgets.painting import draw_line_of_text, fill
from studyapp.ui.widgets.segments import Segments

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent

    from studyapp.domain.changes import Removed
    from studyapp.services.shelf import Shelved
    from studyapp.ui.look import Look
    from studyapp.ui.pictures import Pictures
    from studyapp.ui.widgets.listview import Index

_LEFT_PX, _LEFT_NARROW_PX = 240, 200
_HEAD_PX = 124
_SIDE_PX = 28
_FIELD_PX = 300
_TRASH_PX = 760
_ORDERS = (
    (Order.READ, "Last read"),
    (Order.ADDED, "Added"),
    (Order.TITLE, "Title"),
    (Order.AUTHOR, "Author"),
)


class ShelfList(ListView):
    """The documents in rows of covers."""

    edit_wanted = Signal(str)
    removal_wanted = Signal(str)
    menu_wanted = Signal(str, object)  # the document, and where (QPoint on the screen)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, tr("Documents"), parent)
        self.setObjectName("shelf")
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setGridSize(QSize(CELL_W, CELL_H))
        self.setDragEnabled(False)
        self.setSelectionRectVisible(False)
        self.verticalScrollBar().setSingleStep(60)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Describe or remove the current document by single keys."""
        index = self.currentIndex()
        if index.isValid() and not event.modifiers():
            if event.key() in {Qt.Key.Key_E, Qt.Key.Key_F2}:
                self.edit_wanted.emit(index.data(ROW).record.id)
                return
            if event.key() == Qt.Key.Key_Delete:
                self.removal_wanted.emit(index.data(ROW).record.id)
                return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the document under the pointer, or of the current one."""
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if index.isValid():
            centre = self.viewport().mapToGlobal(self.visualRect(index).center())
            self.menu_wanted.emit(index.data(ROW).record.id, centre if by_key else event.globalPos())


class ChoiceList(ListView):
    """The choices; the arrows take the next one at once."""

    moved = Signal(str, object)  # field and value

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Take the choice that the arrows came to."""
        super().currentChanged(current, previous)
        if current.isValid() and self.hasFocus():
            row = current.data(ROW)
            self.moved.emit(row.field, row.value)


class ShelfScreen(QWidget):
    """Shows the documents of a choice, or the trash."""

    turned = Signal()  # from documents to trash or back

    def __init__(self, look: Look, pictures: Pictures, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("shelfScreen")
        self._look = look
        self._left_px = _LEFT_PX
        self.setAutoFillBackground(True)
        self.rows, self.choices = ShelfModel(self), ChoiceModel(self)
        self.list = ShelfList(look, self)
        self.list.setModel(self.rows)
        self.list.setItemDelegate(ShelfDelegate(look, pictures, self))
        pictures.arrived.connect(self.list.viewport().update)
        self.choice_list = ChoiceList(look, tr("Choose documents"), self)
        self.choice_list.setObjectName("choices")
        self.choice_list.setModel(self.choices)
        self._choice_delegate = ChoiceDelegate(look, self)
        self.choice_list.setItemDelegate(self._choice_delegate)
        self.choice_list.chosen.connect(
            lambda index: self._take(index.data(ROW).field, index.data(ROW).value)
        )
        self.choice_list.moved.connect(self._take)
        self.field = Field(look, tr("Title, author, tag"), "search", self)
        self.field.edit.textChanged.connect(lambda text: self._narrow(words=text))
        self.field.edit.key_pressed.connect(self._field_key)
        self.orders = Segments(look, tr("Order"), [tr(name) for _, name in _ORDERS], self)
        self.orders.chosen.connect(lambda at: self._narrow(order=_ORDERS[at][0]))
        self.add = TextButton(look, tr("Import…"), self, primary=True)
        self.trash = TrashList(look, self)
        self.restore = TextButton(look, tr("Put back"), self, primary=True, key="↵")
        self.empty = TextButton(look, tr("Empty the trash"), self)
        for button in (self.restore, self.empty):
            button.hide()
        self.rows.modelReset.connect(self.update)

    @property
    def shows_trash(self) -> bool:
        """Whether the trash is shown in place of the documents."""
        return self._choice_delegate.current[0] == "trash"

    @property
    def focus(self) -> ListView:
        """What takes the keyboard: the list shown."""
        return self.trash if self.shows_trash else self.list

    def show_shelf(self, shelf: tuple[Shelved, ...], trash: tuple[Removed, ...], now: str) -> None:
        """Show the library and its trash as they are at an instant."""
        if self.shows_trash and not trash:
            self._take("all", None)
        row = self.trash.currentIndex().row()
        self.trash.rows.show(trash, now)
        self.trash.setCurrentIndex(self.trash.rows.index(min(max(row, 0), len(trash) - 1), 0))
        current = self.list.currentIndex()
        wanted = current.data(ROW).record.id if current.isValid() else None
        place = current.row()
        self.choices.show(shelf, len(trash))
        self.rows.show(shelf)
        self._keep_choice()
        if wanted is not None and self.rows.rows:  # what took the place of one that is gone is current now
            row = self.rows.row_of(wanted)
            row = row if row >= 0 else min(place, len(self.rows.rows) - 1)
            self.list.setCurrentIndex(self.rows.index(row, 0))
        self.update()

    def choose_document(self, document_id: str) -> None:
        """Make a document the current one."""
        row = self.rows.row_of(document_id)
        if row >= 0:
            self.list.setCurrentIndex(self.rows.index(row, 0))

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Share the room: choices, head, documents."""
        self._left_px = _LEFT_NARROW_PX if self.width() < NARROW_PX else _LEFT_PX
        left, width = self._left_px + 1, self.width() - self._left_px - 1
        self.choice_list.setGeometry(0, 16, self._left_px, self.height() - 16)
        self.field.setGeometry(left + _SIDE_PX, 64, min(_FIELD_PX, width - 2 * _SIDE_PX - 320), FIELD_PX)
        size = self.orders.sizeHint()
        self.orders.setGeometry(
            self.field.geometry().right() + 16,
            64 + (FIELD_PX - size.height()) // 2,
            size.width(),
            size.height(),
        )
        size = self.add.sizeHint()
        self.add.setGeometry(self.width() - _SIDE_PX - size.width(), 14, size.width(), size.height())
        self.trash.setGeometry(left + 12, 64, min(width - 24, _TRASH_PX), self.height() - 64)
        restore, empty = self.restore.sizeHint(), self.empty.sizeHint()
        right = self.width() - _SIDE_PX
        self.restore.setGeometry(right - restore.width(), 14, restore.width(), restore.height())
        self.empty.setGeometry(self.restore.x() - empty.width() - 4, 14, empty.width(), empty.height())
        self.list.setGeometry(
            left + _SIDE_PX - 20, _HEAD_PX, width - 2 * _SIDE_PX + 30, self.height() - _HEAD_PX
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the grounds, title and count, or the sentence of an empty shelf."""
        painter, theme = QPainter(self), self._look.theme
        left = self._left_px
        fill(painter, QRectF(left, 0, self.width() - left, self.height()), theme.page)
        fill(painter, QRectF(left, 0, 1, self.height()), theme.border)
        head = QRectF(left + _SIDE_PX, 14, self.width() - left - 220, 36)
        if self.shows_trash:
            draw_line_of_text(painter, head, tr("Trash"), control_font(22, 600), theme.text)
            return
        title = control_font(22, 600)
        draw_line_of_text(painter, head, tr("Library"), title, theme.text)
        count = tr_count(len(self.rows.rows), "{count} document", "{count} documents")
        beside = head.adjusted(QFontMetricsF(title).horizontalAdvance(tr("Library")) + 14, 6, 0, 0)
        draw_line_of_text(painter, beside, count, control_font(13, figures=True), theme.muted)
        if not self.rows.rows:
            text = (
                tr("No document fits.") if self.rows.all else tr("Nothing yet. Drop files or a folder here.")
            )
            room = QRectF(left + _SIDE_PX, _HEAD_PX + 24, self.width() - left - 2 * _SIDE_PX, 24)
            draw_line_of_text(painter, room, text, control_font(14), theme.muted)

    def _take(self, field: str, value: str | None) -> None:
        if not field:
            return
        was_trash = self.shows_trash
        self._choice_delegate.current = field, value
        self.choice_list.viewport().update()
        if self.shows_trash is not was_trash:
            self._turn()
        if self.shows_trash:
            return
        choice = Choice(words=self.rows.choice.words, order=self.rows.choice.order)
        match field:
            case "state":
                choice = choice._replace(state=State(value) if value else None)
            case "format":
                choice = choice._replace(format=value)
            case "tag":
                choice = choice._replace(tag=value)
        self._choose(choice)

    def _keep_choice(self) -> None:
        """Stay at what was chosen, from where the arrows go on; at all documents when that is gone."""
        row = self.choices.row_of(*self._choice_delegate.current)
        if row == 0:
            self._take("all", None)
        self.choice_list.setCurrentIndex(self.choices.index(row, 0))

    def _turn(self) -> None:
        """Show the documents in place of the trash, or the other way round."""
        by_keys = self.choice_list.hasFocus()  # asked first: what hides gives its focus to the next
        documents: tuple[QWidget, ...] = (self.list, self.field, self.orders, self.add)
        trash: tuple[QWidget, ...] = (self.trash, self.restore, self.empty)
        for widget in (*documents, *trash):
            widget.setVisible((widget in trash) is self.shows_trash)
        if not by_keys:
            self.focus.setFocus()
        self.turned.emit()
        self.update()

    def _narrow(self, *, words: str | None = None, order: Order | None = None) -> None:
        choice = self.rows.choice
        if words is not None:
            choice = choice._replace(words=words)
        self._choose(choice._replace(order=order or choice.order))

    def _choose(self, choice: Choice) -> None:
        self.rows.choose(choice)
        if self.rows.rows and not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.rows.index(0, 0))
        self.update()

    def _field_key(self, event: QKeyEvent) -> None:
        """Go from the field to the documents by Down and Return."""
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.rows.rows:
            self.list.setFocus()
            event.accept()
