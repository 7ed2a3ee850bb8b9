"""A figure read as a table: rows of words that assistive technology reads cell by cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from studyapp.ui.charts.axes import day_words
from studyapp.ui.look import control_font
from studyapp.ui.widgets.scrollbar import use_quiet_bar

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from studyapp.ui.charts.chart import Chart
    from studyapp.ui.look import Look
    from studyapp.ui.widgets.listview import Index

_ROW_PX = 26


class TableModel(QAbstractTableModel):
    """The cells of a figure's table."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows: tuple[tuple[str, ...], ...] = ((),)

    def show(self, chart: Chart) -> None:
        """Show a figure's numbers."""
        self.beginResetModel()
        self._rows = chart.table()
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of rows without the head."""
        return 0 if parent is not None and parent.isValid() else len(self._rows) - 1

    def columnCount(self, parent: Index | None = None) -> int:
        """Return the number of columns."""
        return 0 if parent is not None and parent.isValid() else len(self._rows[0])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell's words; numbers stand at the right."""
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            text = self._rows[index.row() + 1][index.column()]
            spoken = f"{day_words(text)} {text[:4]}" if _is_day(text) else text
            return spoken if index.column() == 0 else text
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column():
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return what a column is."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._rows[0][section]
        return None


class ChartTable(QTableView):
    """A table in the program's dress; the arrows walk through its cells."""

    def __init__(self, look: Look, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.rows = TableModel(self)
        self.setModel(self.rows)
        self.setAccessibleName(name)
        self.setFont(control_font(13, figures=True))
        self.horizontalHeader().setFont(control_font(12, 600))
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW_PX)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        use_quiet_bar(self, look)
        self.take_palette()

    def take_palette(self) -> None:
        """Take the theme's colours."""
        theme = self._look.theme
        palette = theme.palette()
        palette.setColor(QPalette.ColorRole.Base, theme.page)
        palette.setColor(QPalette.ColorRole.Window, theme.page)
        palette.setColor(QPalette.ColorRole.Button, theme.page)
        self.setPalette(palette)
        self.setStyleSheet(
            f"QHeaderView::section {{ background: {theme.page.name()}; color: {theme.muted.name()};"
            f" border: none; border-bottom: 1px solid {theme.border.name()}; padding: 4px; }}"
            f"QTableView {{ background: {theme.page.name()}; color: {theme.text.name()};"
            f" selection-background-color: {theme.tint.name()}; selection-color: {theme.text.name()};"
            " border: none; outline: none; }"
        )


def _is_day(text: str) -> bool:
    return len(text) == 10 and text[4] == "-" and text[7] == "-"
