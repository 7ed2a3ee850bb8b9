"""The notes pane: whose notes, a filter, the list, and on the chosen note its tools and editor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from studyapp.ui.look import control_font
from studyapp.ui.notes.delegate import TOOLS_PX, NoteDelegate
from studyapp.ui.notes.editor import EditorFrame, NoteTools
from studyapp.ui.notes.model import ROW, NotesModel
from studyapp.ui.translation import tr
from studyapp.ui.widgets.buttons import Chip, IconButton
from studyapp.ui.widgets.field import FIELD_PX, Field
from studyapp.ui.widgets.listview import ListView
from studyapp.ui.widgets.scrollbar import BAR_PX
from studyapp.ui.widgets.segments import Segments

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent

    from studyapp.services.noting import NoteFilter, NoteItem
    from studyapp.ui.look import Look
    from studyapp.ui.notes.model import NoteRow

_HEAD_PX = 10
_SIDE_PX = 12
_ROW_PX = 32
_FIELD_PX = _HEAD_PX + _ROW_PX + 8
_TOP_PX = _FIELD_PX + FIELD_PX + 8


class NotesList(ListView):
    """The list; Delete removes the current note, F2 or a double click edits it."""

    delete_wanted = Signal(str)
    edit_wanted = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete and edit by keys."""
        index = self.currentIndex()
        if index.isValid() and event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.delete_wanted.emit(index.data(ROW).annotation.id)
            return
        if index.isValid() and event.key() == Qt.Key.Key_F2:
            self.edit_wanted.emit(index.data(ROW).annotation.id)
            return
        super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Edit by a double click."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.edit_wanted.emit(index.data(ROW).annotation.id)


class NotesPane(QWidget):
    """Lists the notes of the open document, or of all; `empty` says what an empty list is for."""

    note_chosen = Signal(str)
    words_typed = Signal(str)
    filter_cleared = Signal()

    def __init__(self, look: Look, empty: Callable[[], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._empty = empty
        self.scope = Segments(look, tr("Whose notes"), [tr("This text"), tr("All texts")], self)
        self.order = IconButton(look, "list-filter", tr("Sort and filter the notes"), self)
        self.filter = Field(look, tr("Filter by words or #tag"), "search", self)
        self.narrowed = Chip(look, "", self, on=True)
        self.narrowed.on_click(self.filter_cleared.emit)
        self.narrowed.hide()
        self.rows = NotesModel(self)
        self.list = NotesList(look, tr("Notes"), self)
        self.list.setObjectName("notesList")
        self.list.setModel(self.rows)
        self.delegate = NoteDelegate(look, self.list)
        self.list.setItemDelegate(self.delegate)
        self.frame = EditorFrame(look, self.list.viewport())
        self.editor = self.frame.editor
        self.tools = NoteTools(look, self.list.viewport())
        self.list.chosen.connect(self._choose)
        self.filter.edit.textChanged.connect(self.words_typed)
        self.filter.edit.key_pressed.connect(self._key)
        self.list.verticalScrollBar().valueChanged.connect(self.place_tools)

    def show_notes(self, items: tuple[NoteItem, ...], *, names_documents: bool) -> None:
        """Show these notes, with the names of their documents where they are of several."""
        place = self.list.verticalScrollBar().value()
        self.rows.show(items, names_documents=names_documents)
        self.list.verticalScrollBar().setValue(place)
        self.place_tools()
        self.update()

    def show_filter(self, wanted: NoteFilter, said: str) -> None:
        """Show what a filter lets through; what it says, but for its words, can be taken away by a click."""
        self.rows.filter(wanted)
        self.narrowed.setText(said)
        self.narrowed.setAccessibleName(tr("Only {said}: show all again", said=said))
        self.narrowed.setChecked(True)
        self.narrowed.setVisible(bool(said))
        self._arrange()
        self.place_tools()
        self.update()

    def choose(self, annotation_id: str | None, *, edit: bool = False) -> None:
        """Choose a note and bring it into view; with `edit` make room for the editor."""
        if annotation_id is not None and self.rows.row_of(annotation_id) < 0:
            self.filter.edit.clear()
            self.filter_cleared.emit()
        row = self.rows.choose(annotation_id, edit=edit)
        self.list.scheduleDelayedItemsLayout()
        if row >= 0:
            self.list.setCurrentIndex(self.rows.index(row, 0))
            self.list.scrollTo(self.rows.index(row, 0))
        self.place_tools()

    def place_tools(self) -> None:
        """Keep tools and editor on their note while the list moves."""
        row_number = self.rows.row_of(self.rows.chosen)
        if row_number < 0:
            self.tools.hide()
            self.frame.hide()
            return
        row = self.rows.row(row_number)
        where = QRectF(self.list.visualRect(self.rows.index(row_number, 0)))
        bottom = round(where.bottom()) - 6
        self.tools.setGeometry(24, bottom - TOOLS_PX, round(where.width()) - 36, TOOLS_PX)
        self.tools.show_colour(row.annotation.colour)
        self.tools.show()
        self.frame.setGeometry(self.delegate.editor_box(where, row).toRect())
        self.frame.setVisible(row.edited)

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Share the room."""
        self._arrange()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Say what an empty list is for."""
        if self.rows.rowCount():
            return
        painter = QPainter(self)
        empty = self._empty()
        if self.rows.total:
            empty = tr("No note is like that. Escape in the filter shows all again.")
        painter.setFont(control_font(13))
        painter.setPen(self._look.theme.muted)
        room = QRectF(16, self.list.y() + 4, self.width() - 32, 60)
        painter.drawText(room, int(Qt.TextFlag.TextWordWrap), empty)

    def _arrange(self) -> None:
        width = self.width()
        size = self.scope.sizeHint()
        self.scope.setGeometry(_SIDE_PX - 2, _HEAD_PX, size.width(), size.height())
        self.order.move(width - self.order.width() - 6, _HEAD_PX - 2)
        self.filter.setGeometry(_SIDE_PX, _FIELD_PX, width - 2 * _SIDE_PX, FIELD_PX)
        top = _TOP_PX
        if self.narrowed.isVisibleTo(self):
            chip = self.narrowed.sizeHint()
            self.narrowed.setGeometry(
                _SIDE_PX - 2, top, min(chip.width(), width - 2 * _SIDE_PX), chip.height()
            )
            top += chip.height() + 4
        self.delegate.width_px = width - BAR_PX
        self.list.setGeometry(0, top, width, max(self.height() - top, 0))
        self.list.scheduleDelayedItemsLayout()
        self.place_tools()

    def _key(self, event: QKeyEvent) -> None:
        """Go from the filter into the list by Down or Return, and clear it by Escape."""
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.rows.rowCount():
            self.list.setFocus()
            event.accept()
        elif event.key() == Qt.Key.Key_Escape and (self.filter.edit.text() or self.rows.wanted.narrows):
            self.filter.edit.clear()
            self.filter_cleared.emit()
            event.accept()

    def _choose(self, index: QModelIndex) -> None:
        row: NoteRow = index.data(ROW)
        self.note_chosen.emit(row.annotation.id)
