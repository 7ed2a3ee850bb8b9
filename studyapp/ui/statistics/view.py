"""The statistics screen: the day in a line of figures, then the pictures, two side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QScrollArea, QWidget

from studyapp.ui.charts.panel import ChartPanel
from studyapp.ui.look import control_font, text_font
from studyapp.ui.translation import tr
from studyapp.ui.widgets.painting import draw_line_of_text, fill, paint_focus
from studyapp.ui.widgets.scrollbar import use_quiet_scrolling
from studyapp.ui.widgets.segments import Segments

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent, QObject
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent, QResizeEvent

    from studyapp.ui.charts.chart import Chart
    from studyapp.ui.look import Look

PERIODS: tuple[tuple[str, int | None], ...] = (
    ("Month", 30),
    ("3 months", 90),
    ("Year", 365),
    ("All", None),
)
_SIDE_PX, _GAP_PX, _ROW_GAP_PX, _TOP_PX = 72, 64, 36, 176
_NARROW_PX, _TWO_COLUMNS_PX = 1000, 1100
_WIDE_SHARE = 0.66
_NARROW_CHARTS = frozenset({"states", "retention"})
_FIRST_CHARTS = frozenset({"due", "calendar", *_NARROW_CHARTS})
"""Figures of the first screen, wide ones with narrow ones beside them."""


class Headline(NamedTuple):
    """A figure of the day and what it is."""

    figure: str
    words: str


class StatisticsPage(QWidget):
    """The whole page, scrolled by its area."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._headlines: tuple[Headline, ...] = ()
        self.focused = False  # whether the keyboard scrolls the page
        self.panels: list[ChartPanel] = []

    def show_figures(self, headlines: tuple[Headline, ...], charts: tuple[Chart, ...]) -> list[ChartPanel]:
        """Show other figures; return the panels that are new."""
        self._headlines = headlines
        known = {panel.chart.id: panel for panel in self.panels}
        made: list[ChartPanel] = []
        self.panels = []
        for chart in charts:
            panel = known.pop(chart.id, None)
            if panel is None:
                panel = ChartPanel(self._look, chart, self)
                panel.show()
                made.append(panel)
            panel.show_chart(chart)
            self.panels.append(panel)
        for gone in known.values():
            gone.deleteLater()
        self.setAccessibleDescription("; ".join(f"{one.figure} {one.words}" for one in headlines))
        self.arrange(self.width())
        self.update()
        return made

    def arrange(self, width: int) -> None:
        """Share the width: wide figures at the left, narrow ones beside them, if there is room for both."""
        side = 28 if width < _NARROW_PX else _SIDE_PX
        inside = max(width - 2 * side, 200)
        wide = round(inside * _WIDE_SHARE) if inside > _TWO_COLUMNS_PX else inside
        columns = ((0, wide), (wide + _GAP_PX, inside - wide - _GAP_PX)) if wide < inside else ((0, inside),)
        ends = [_TOP_PX] * len(columns)
        for panel in self.panels:
            if len(columns) > 1 and panel.chart.id not in _FIRST_CHARTS and wide != inside // 2:
                wide = inside // 2  # the rest stands in two columns alike
                half = (inside - _GAP_PX) // 2
                columns = ((0, half), (half + _GAP_PX, half))
                ends = [max(ends)] * 2
            at = self._column_of(panel, ends)
            x, each = columns[at]
            height = panel.height_at(each)
            panel.setGeometry(side + x, ends[at], each, height)
            ends[at] += height + _ROW_GAP_PX
        self.resize(width, max(ends) + 24)

    @staticmethod
    def _column_of(panel: ChartPanel, ends: list[int]) -> int:
        """Return the column of a figure: its own among the first ones, else the one that ends higher."""
        if len(ends) == 1:
            return 0
        if panel.chart.id in _FIRST_CHARTS:
            return int(panel.chart.id in _NARROW_CHARTS)
        return 0 if ends[0] <= ends[1] else 1

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the figures of the day."""
        painter, theme = QPainter(self), self._look.theme
        fill(painter, QRectF(self.rect()), theme.page)
        side = 28 if self.width() < _NARROW_PX else _SIDE_PX
        title = QRectF(side, 28, 300, 40)
        draw_line_of_text(painter, title, tr("Statistics"), control_font(22, 600), theme.text)
        if self.focused:
            wide = QFontMetricsF(control_font(22, 600)).horizontalAdvance(tr("Statistics"))
            paint_focus(painter, QRectF(side - 10, 28, wide + 20, 40), self._look)
        each = (self.width() - 2 * side) / max(len(self._headlines), 1)
        for n, one in enumerate(self._headlines):
            box = QRectF(side + n * each, 86, each - 12, 36)
            draw_line_of_text(painter, box, one.figure, text_font(26, 600), theme.text)
            words = QRectF(box.left(), 120, box.width(), 22)
            draw_line_of_text(painter, words, one.words, control_font(13), theme.muted)


class StatisticsScreen(QScrollArea):
    """Scrolls the page; the periods and the scope stand at its upper right."""

    period_chosen = Signal(int)
    scope_chosen = Signal(int)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("statistics")
        self.setAccessibleName(tr("Statistics"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        use_quiet_scrolling(self, look)
        self.page = StatisticsPage(look)
        self.setWidget(self.page)
        self.viewport().setAutoFillBackground(False)
        self.scopes = Segments(look, tr("Cards"), [tr("All cards"), tr("This text")], self.page)
        self.periods = Segments(look, tr("Time"), [tr(name) for name, _ in PERIODS], self.page)
        self.periods.choose(2)
        self.scopes.chosen.connect(self.scope_chosen)
        self.periods.chosen.connect(self.period_chosen)
        for choice in (self.periods, self.scopes):
            choice.installEventFilter(self)
        look.changed.connect(self.page.update)
        self.hide()

    def show_figures(self, headlines: tuple[Headline, ...], charts: tuple[Chart, ...]) -> list[ChartPanel]:
        """Show other figures; return the panels that are new."""
        made = self.page.show_figures(headlines, charts)
        for panel in made:
            panel.turned.connect(self.arrange)
            panel.installEventFilter(self)
            for button in (panel.as_table, panel.save):
                button.installEventFilter(self)
        self.arrange()
        return made

    def arrange(self) -> None:
        """Share the room."""
        self.page.arrange(self.viewport().width())
        side = 28 if self.width() < _NARROW_PX else _SIDE_PX
        right = self.page.width() - side
        for control in (self.periods, self.scopes):
            size = control.sizeHint()
            right -= size.width()
            control.setGeometry(right, 30, size.width(), size.height())
            right -= 8

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Scroll to a figure whose buttons get the keyboard."""
        if event.type() is event.Type.FocusIn and watched in {self.periods, self.scopes}:
            self.verticalScrollBar().setValue(0)
        elif event.type() is event.Type.FocusIn and isinstance(watched, QWidget):
            panel = watched if isinstance(watched, ChartPanel) else watched.parentWidget()
            if panel is not None:
                self.ensureWidgetVisible(panel, 0, 24)
        return super().eventFilter(watched, event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the keyboard scrolls the page."""
        super().focusInEvent(event)
        if event.reason() in {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}:
            self.verticalScrollBar().setValue(0)
        self.page.focused = True
        self.page.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.page.focused = False
        self.page.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page on by Space, as in a text; to the ends by Home and End."""
        bar = self.verticalScrollBar()
        match event.key():
            case Qt.Key.Key_Space:
                back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
                bar.setValue(bar.value() + (-1 if back else 1) * bar.pageStep())
            case Qt.Key.Key_Home:
                bar.setValue(0)
            case Qt.Key.Key_End:
                bar.setValue(bar.maximum())
            case _:
                super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room anew."""
        super().resizeEvent(event)
        self.arrange()
