"""Tables in the program's own dress: hairlines, quiet bars, no grid; whole rows are chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QTableView

from studyapp.ui.look import control_font
from studyapp.ui.widgets.scrollbar import use_quiet_bar

if TYPE_CHECKING:
    from PySide6.QtWidgets import QHeaderView, QWidget

    from studyapp.ui.look import Look

ROW_PX = 28
_STYLE = """
QHeaderView {{ background: {page}; }}
QHeaderView::section {{ background: {page}; color: {muted}; border: none;
    border-bottom: 1px solid {control}; padding: 4px 11px; }}
QTableView {{ background: {page}; color: {text}; border: none; outline: none;
    selection-background-color: {tint}; selection-color: {text}; }}
QTableView::item {{ padding: 0 8px; border-bottom: 1px solid {border}; }}
QTableView::item:focus {{ border-bottom: 2px solid {accent}; }}
"""


class TableView(QTableView):
    """The arrows walk through the cells; Tab goes on to the next control."""

    def __init__(self, look: Look, name: str, parent: QWidget, head: QHeaderView | None = None) -> None:
        """Make a table; without a head of its own that of Qt, which names the columns and can do nothing."""
        super().__init__(parent)
        self._look = look
        if head is not None:
            self.setHorizontalHeader(head)
        else:
            self.horizontalHeader().setEnabled(False)
        self.setAccessibleName(name)
        self.setFont(control_font(13))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_PX)
        self.verticalHeader().setMinimumSectionSize(ROW_PX)
        top = self.horizontalHeader()
        top.setAccessibleName(name)
        top.setFont(control_font(12, 600))
        top.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        top.setHighlightSections(False)
        top.setFixedHeight(ROW_PX + 2)
        use_quiet_bar(self, look)
        look.changed.connect(self._take_colours)
        self._take_colours()

    def _take_colours(self) -> None:
        theme = self._look.theme
        names = ("page", "muted", "control", "text", "tint", "border", "accent")
        self.setStyleSheet(_STYLE.format(**{name: getattr(theme, name).name() for name in names}))
