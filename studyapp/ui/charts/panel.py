"""A figure with its title: the picture, or the table in its place, and the way to save it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QWidget

from studyapp.ui.charts.painting import natural_height, paint_chart
from studyapp.ui.charts.table import ChartTable
from studyapp.ui.look import control_font
from studyapp.ui.translation import tr
from studyapp.ui.widgets.buttons import IconButton
from studyapp.ui.widgets.painting import draw_line_of_text

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from studyapp.ui.charts.chart import Chart
    from studyapp.ui.look import Look

HEAD_PX = 40
_TABLE_PX = 240


class ChartPanel(QWidget):
    """Shows one figure; `save_wanted` carries it."""

    save_wanted = Signal(object)  # Chart
    turned = Signal()  # the height changed: the table in place of the picture, or back

    def __init__(self, look: Look, chart: Chart, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.chart = chart
        self.setObjectName(f"chart_{chart.id}")
        self._table: ChartTable | None = None
        self.as_table = IconButton(look, "table-2", "", self, size_px=26)
        self.save = IconButton(look, "image-down", "", self, size_px=26)
        self.as_table.on_click(self.turn)
        self.save.on_click(lambda: self.save_wanted.emit(self.chart))
        self.show_chart(chart)

    def show_chart(self, chart: Chart) -> None:
        """Show other numbers of the same figure."""
        self.chart = chart
        self.setAccessibleName(f"{chart.title}. {chart.note or chart.empty}")
        for button, name in (
            (self.as_table, tr("{title}: as a table", title=chart.title)),
            (self.save, tr("{title}: save", title=chart.title)),
        ):
            button.setAccessibleName(name)
            button.setToolTip(name)
            button.setEnabled(not chart.is_empty)
        if self._table is not None:
            self._table.rows.show(chart)
        self.update()

    @property
    def shows_table(self) -> bool:
        """Whether the table stands in place of the picture."""
        return self._table is not None and not self._table.isHidden()

    def turn(self) -> None:
        """Show the table in place of the picture, or the picture again."""
        if self._table is None:
            self._table = ChartTable(self._look, self.chart.title, self)
            self._table.rows.show(self.chart)
            self._table.hide()
        self._table.setVisible(self._table.isHidden())
        self._arrange()
        if self.shows_table:
            self._table.setFocus()
        self.turned.emit()
        self.update()

    def height_at(self, width: int) -> int:
        """Return the height that the figure wants at a width."""
        inside = _TABLE_PX if self.shows_table else natural_height(self.chart, width)
        return HEAD_PX + inside

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Put the buttons at the right."""
        self._arrange()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint title, note and picture."""
        painter, theme = QPainter(self), self._look.theme
        font = control_font(15, 600)
        title = QRectF(0, 2, self.width() - 70, 26)
        wide = QFontMetricsF(font).horizontalAdvance(self.chart.title) + 2
        draw_line_of_text(painter, title, self.chart.title, font, theme.text)
        draw_line_of_text(
            painter, title.adjusted(wide + 12, 1, 0, 1), self.chart.note, control_font(12), theme.muted
        )
        if not self.shows_table:
            inside = QRectF(0, HEAD_PX, self.width(), self.height() - HEAD_PX)
            paint_chart(painter, inside, self.chart, theme)

    def _arrange(self) -> None:
        self.save.move(self.width() - self.save.width(), 0)
        self.as_table.move(self.save.x() - self.as_table.width() - 2, 0)
        if self._table is not None:
            self._table.setGeometry(0, HEAD_PX, self.width(), max(self.height() - HEAD_PX, 0))
