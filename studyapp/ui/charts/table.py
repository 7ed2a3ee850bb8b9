"""A figure read as a table: rows of words that assistive technology reads cell by cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, Qt
from PySide6.QtWidgets import QHeaderView

from studyapp.ui.charts.axes import day_words
from studyapp.ui.widgets.tableview import TableView

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from studyapp.ui.charts.chart import Chart
    from studyapp.ui.look import Look
    from studyapp.ui.widgets.listview import Index


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
        """Return what a column is; the name of numbers stands over them."""
        if role == Qt.ItemDataRole.TextAlignmentRole and section:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._rows[0][section]
        return None


class ChartTable(TableView):
    """A figure's numbers; the columns share the width."""

    def __init__(self, look: Look, name: str, parent: QWidget) -> None:
        super().__init__(look, name, parent)
        self.rows = TableModel(self)
        self.setModel(self.rows)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)


def _is_day(text: str) -> bool:
    return len(text) == 10 and text[4] == "-" and text[7] == "-"
