"""The preferences in place of the text: pages at the left, the chosen one beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from studyapp.ui.look import control_font
from studyapp.ui.preferences.page import COLUMN_PX
from studyapp.ui.translation import tr
from studyapp.ui.widgets.listview import ListView, RowDelegate
from studyapp.ui.widgets.painting import draw_line_of_text, fill, fill_rounded

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtGui import QPaintEvent, QResizeEvent
    from PySide6.QtWidgets import QStyleOptionViewItem

    from studyapp.ui.look import Look
    from studyapp.ui.preferences.page import Page
    from studyapp.ui.widgets.listview import Index

_LEFT_PX, _LEFT_NARROW_PX, _ROW_PX, _TOP_PX = 272, 200, 36, 56
_NARROW_PX = 1100


class PageNames(QAbstractListModel):
    """The names of the pages."""

    def __init__(self, pages: list[Page], parent: QWidget) -> None:
        super().__init__(parent)
        self._pages = pages

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        """Return the number of pages."""
        return 0 if parent is not None and parent.isValid() else len(self._pages)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a page's name."""
        spoken = {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}
        return self._pages[index.row()].title if role in spoken else None


class PageDelegate(RowDelegate):
    """Paints a page's name."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the row's height."""
        return QSize(100, _ROW_PX)

    def paint_row(self, painter: QPainter, where: QRectF, index: Index, *, hover: bool) -> None:
        """Paint the name; the page that is shown in the accent."""
        view, theme = self.parent(), self.look.theme
        current = isinstance(view, ListView) and view.currentIndex().row() == index.row()
        if current or hover:
            fill_rounded(painter, where.adjusted(8, 1, -8, -1), theme.tint if current else theme.hover)
        font = control_font(13, 600 if current else 400)
        name = where.adjusted(24, 0, -16, 0)
        draw_line_of_text(painter, name, index.data(), font, theme.accent if current else theme.text)


class PreferencesScreen(QWidget):
    """The arrows walk through the pages at once."""

    def __init__(self, look: Look, pages: list[Page], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("preferences")
        self.setAccessibleName(tr("Preferences"))
        self._look = look
        self.pages = pages
        self.names = ListView(look, tr("Pages of the preferences"), self)
        self.names.setObjectName("preferencePages")
        self.names.setModel(PageNames(pages, self))
        self.names.setItemDelegate(PageDelegate(look, self.names))
        self.names.selectionModel().currentChanged.connect(lambda index, _: self._show(index.row()))
        for page in pages:
            page.setParent(self)
            page.hide()

    def open_page(self, page: Page | None) -> None:
        """Show a page; None shows the one that was shown last."""
        row = self.pages.index(page) if page is not None else max(self.names.currentIndex().row(), 0)
        self.names.setCurrentIndex(self.names.model().index(row, 0))
        self._show(row)
        self.names.setFocus()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Share the width."""
        left = self._left_px()
        self.names.setGeometry(0, _TOP_PX, left - 1, self.height() - _TOP_PX)
        beside = max((self.width() - left - COLUMN_PX - 64) // 4, 0)
        for page in self.pages:
            page.setGeometry(left + beside, 0, self.width() - left - beside, self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the grounds, the heading and the hairline."""
        painter, theme, left = QPainter(self), self._look.theme, self._left_px()
        fill(painter, QRectF(self.rect()), theme.page)
        fill(painter, QRectF(0, 0, left, self.height()), theme.panel)
        fill(painter, QRectF(left - 1, 0, 1, self.height()), theme.border)
        box = QRectF(24, 20, left - 32, 24)
        draw_line_of_text(painter, box, tr("Preferences"), control_font(12, 600), theme.muted)

    def _left_px(self) -> int:
        return _LEFT_NARROW_PX if self.width() < _NARROW_PX else _LEFT_PX

    def _show(self, row: int) -> None:
        for number, page in enumerate(self.pages):
            if number == row:
                page.opened()
            page.setVisible(number == row)
