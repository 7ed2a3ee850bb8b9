"""The panel of `Ctrl+L`: a field, and below it the places that fit. Bookmarks are kept in order here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter

from studyapp.ui.going.model import GoingModel
from studyapp.ui.look import ICON_PX, control_font
from studyapp.ui.translation import tr
from studyapp.ui.widgets.field import FIELD_PX, Field
from studyapp.ui.widgets.listview import ListView, RowDelegate
from studyapp.ui.widgets.painting import draw_line_of_text, fill_rounded, key_hint_width, paint_key_hint
from studyapp.ui.widgets.popup import FloatingPanel
from studyapp.ui.widgets.rows import ROW

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QKeyEvent, QPaintEvent
    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from studyapp.domain.reading import Bookmark
    from studyapp.ui.going.model import GoingRow
    from studyapp.ui.look import Look
    from studyapp.ui.widgets.listview import Index

WIDTH_PX = 560
_MOST_ROWS = 12
_ROW_PX = 32
_FOOT_PX = 40
_INDENT_PX = 16
_MOST_DEPTH = 5


class GoingDelegate(RowDelegate):
    """Paints a place: its icon, its name, and where it is."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the row's height."""
        return QSize(100, _ROW_PX)

    def paint_row(self, painter: QPainter, where: QRectF, index: Index, *, hover: bool) -> None:
        """Paint one place."""
        row: GoingRow = index.data(ROW)
        view, theme = self.parent(), self.look.theme
        current = isinstance(view, ListView) and view.currentIndex().row() == index.row()
        if current or hover:
            fill_rounded(painter, where.adjusted(8, 1, -8, -1), theme.tint if current else theme.hover)
        left = 20 + min(row.depth, _MOST_DEPTH) * _INDENT_PX
        if row.icon:
            icon = QRectF(left, where.center().y() - ICON_PX / 2, ICON_PX, ICON_PX)
            self.look.paint_icon(painter, row.icon, icon, theme.accent if row.bookmark else theme.muted)
            left += ICON_PX + 8
        small = control_font(12)
        detail_px = QFontMetricsF(small).horizontalAdvance(row.detail) + 2
        box = where.adjusted(0, 0, -20, 0)
        right = Qt.AlignmentFlag.AlignRight
        draw_line_of_text(painter, box, row.detail, small, theme.muted, align=right)
        box = where.adjusted(left, 0, -32 - detail_px, 0)
        draw_line_of_text(painter, box, row.name, control_font(13, 500), theme.text)


class GoingPanel(FloatingPanel):
    """Floats over the window. Return goes to the current row, Escape closes."""

    asked = Signal(str)  # what is typed
    chosen = Signal(object)  # GoingRow
    rename_wanted = Signal(object, str)  # Bookmark and its new name
    remove_wanted = Signal(object)  # Bookmark

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, tr("Go to"), parent)
        self.setObjectName("going")
        self.box = Field(look, tr("Section, 3.12, page, 40 %, or an address"), "search", self)
        self.rows = GoingModel(self)
        self.list = ListView(look, tr("Places"), self)
        self.list.setModel(self.rows)
        self.list.setUniformItemSizes(True)
        self.list.setItemDelegate(GoingDelegate(look, self.list))
        self._naming: Bookmark | None = None
        self._empty = ""
        self.box.edit.textChanged.connect(self._ask)
        self.box.edit.key_pressed.connect(self._key)
        self.list.chosen.connect(self._choose)
        self.list.selectionModel().currentChanged.connect(lambda *_: self.update())
        self.box.setGeometry(12, 12, WIDTH_PX - 24, FIELD_PX)

    def show_over(self, window: QWidget) -> None:
        """Show the panel in the upper middle of the window, with nothing typed."""
        self._stop_naming()
        self.box.edit.clear()
        self.asked.emit("")
        self.open_at(QPoint((window.width() - WIDTH_PX) // 2, 72))
        self.box.edit.setFocus()

    def show_rows(self, rows: list[GoingRow], current: int, empty: str) -> None:
        """Show these places, one of them the current one; `empty` is said when there is none."""
        self.rows.show(rows)
        self._empty = "" if rows else empty
        height = min(max(len(rows), 1), _MOST_ROWS) * _ROW_PX
        self.list.setGeometry(1, FIELD_PX + 20, WIDTH_PX - 2, height)
        self.setFixedSize(WIDTH_PX, FIELD_PX + 20 + height + _FOOT_PX)
        if rows:
            index = self.rows.index(min(max(current, 0), len(rows) - 1), 0)
            self.list.setCurrentIndex(index)
            self.list.scrollTo(index, ListView.ScrollHint.PositionAtCenter)
        self.update()

    @property
    def current(self) -> GoingRow | None:
        """The current row."""
        index = self.list.currentIndex()
        return self.rows.rows[index.row()] if index.isValid() else None

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, the keys that act on a bookmark, and why there is nothing."""
        super().paintEvent(event)
        painter, theme = QPainter(self), self.look.theme
        if self._empty:
            box = QRectF(20, FIELD_PX + 24, WIDTH_PX - 40, 32)
            draw_line_of_text(painter, box, self._empty, control_font(13), theme.muted)
        hints: tuple[tuple[str, str], ...] = ((tr("Return"), tr("go there")),)
        if self._naming is not None:
            hints = ((tr("Return"), tr("keep the name")), (tr("Esc"), tr("leave it")))
        elif self.current is not None and self.current.bookmark is not None:
            hints = (*hints, ("F2", tr("rename")), (tr("Del"), tr("remove")))
        x, y = 20.0, self.height() - _FOOT_PX / 2
        for key, text in hints:
            x += key_hint_width(key)
            paint_key_hint(painter, QPointF(x, y), key, self.look)
            width = QFontMetricsF(control_font(12)).horizontalAdvance(text) + 2
            box = QRectF(x + 6, y - 10, width, 20)
            draw_line_of_text(painter, box, text, control_font(12), theme.muted)
            x += width + 22

    def _ask(self, text: str) -> None:
        if self._naming is None:
            self.asked.emit(text)

    def _key(self, event: QKeyEvent) -> None:
        row = self.list.currentIndex().row()
        match event.key():
            case Qt.Key.Key_Down if self._naming is None:
                self._go_to(row + 1)
            case Qt.Key.Key_Up if self._naming is None:
                self._go_to(row - 1)
            case Qt.Key.Key_Escape:
                self._leave()
            case Qt.Key.Key_F2 if self.current is not None and self.current.bookmark is not None:
                self._name(self.current.bookmark)
            case Qt.Key.Key_Delete if self._can_remove():
                self._remove()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._take()
            case _:
                return
        event.accept()

    def _go_to(self, row: int) -> None:
        if 0 <= row < self.rows.rowCount():
            self.list.setCurrentIndex(self.rows.index(row, 0))

    def _choose(self, index: QModelIndex) -> None:
        self.hide()
        self.chosen.emit(index.data(ROW))

    def _take(self) -> None:
        naming, row = self._naming, self.current
        if naming is not None:
            name = self.box.edit.text()
            self._stop_naming()
            self.rename_wanted.emit(naming, name)
        elif row is not None:
            self.hide()
            self.chosen.emit(row)

    def _leave(self) -> None:
        if self._naming is not None:
            self._stop_naming()
        else:
            self.hide()

    def _can_remove(self) -> bool:
        """Say whether Delete is for the list: in a field with words in it, it is for these."""
        row = self.current
        return row is not None and row.bookmark is not None and not self.box.edit.text()

    def _remove(self) -> None:
        row = self.current
        if row is not None and row.bookmark is not None:
            self.remove_wanted.emit(row.bookmark)

    def _name(self, bookmark: Bookmark) -> None:
        self._naming = bookmark
        self.box.edit.setText(bookmark.label)
        self.box.edit.selectAll()
        self.box.edit.setAccessibleName(tr("Name of the bookmark"))
        self.update()

    def _stop_naming(self) -> None:
        if self._naming is not None:
            self._naming = None
            self.box.edit.clear()
            self.box.edit.setAccessibleName(self.box.edit.placeholderText())
            self.asked.emit("")
