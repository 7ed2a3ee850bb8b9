"""What the pages of the preferences are built of: a column of headings, sentences and rows of controls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from studyapp.ui.look import control_font
from studyapp.ui.widgets.scrollbar import use_quiet_scrolling

if TYPE_CHECKING:
    from studyapp.ui.look import Look
    from studyapp.ui.widgets.popup import FloatingPanel

COLUMN_PX = 640
_SIDE_PX = 32
_PANEL_MARGIN_PX = 16


class Page(QScrollArea):
    """One page, its title at the top; it scrolls where the window is low."""

    def __init__(self, look: Look, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.look = look
        self.title = title
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        use_quiet_scrolling(self, look)
        self.setWidgetResizable(True)
        self.column = QWidget()
        self.column.setMaximumWidth(COLUMN_PX + 2 * _SIDE_PX)
        self.rows = QVBoxLayout(self.column)
        self.rows.setContentsMargins(_SIDE_PX, 28, _SIDE_PX, 28)
        self.rows.setSpacing(12)
        self.setWidget(self.column)
        self._labels: list[tuple[QLabel, bool]] = []
        self.rows.addWidget(self._label(title, 20, 600))
        self.rows.addSpacing(8)
        look.changed.connect(self._take_palette)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._show_focus)

    def opened(self) -> None:
        """Show the state of things: the page comes on the screen."""

    def add_heading(self, text: str) -> None:
        """Add a heading over the rows that follow."""
        self.rows.addSpacing(8)
        self.rows.addWidget(self._label(text, 13, 600))

    def add_sentence(self, text: str) -> QLabel:
        """Add a muted sentence; return it, for its text to be changed."""
        label = self._label(text, 13, 400, muted=True)
        self.rows.addWidget(label)
        return label

    def add_row(self, *controls: QWidget) -> None:
        """Add controls side by side."""
        row = QHBoxLayout()
        row.setSpacing(6)
        row.setContentsMargins(0, 0, 0, 0)
        for control in controls:
            row.addWidget(control)
        row.addStretch()
        self.rows.addLayout(row)

    def add_panel(self, panel: FloatingPanel) -> None:
        """Let a panel stand in the column for good, its own margin outside."""
        holder = QWidget(self.column)
        holder.setFixedSize(panel.size())
        panel.stand_in(holder)
        panel.move(-_PANEL_MARGIN_PX, 0)
        self.rows.addWidget(holder)

    def _show_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Scroll to the control that has the keyboard now."""
        if now is not None and self.isVisible() and self.column.isAncestorOf(now):
            self.ensureWidgetVisible(now, 0, _PANEL_MARGIN_PX)

    def _label(self, text: str, size_px: int, weight: int, *, muted: bool = False) -> QLabel:
        label = QLabel(text, self.column)
        label.setFont(control_font(size_px, weight))
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        self._labels.append((label, muted))
        self._take_palette()
        return label

    def _take_palette(self) -> None:
        theme = self.look.theme
        ground = QPalette(theme.palette())
        ground.setColor(QPalette.ColorRole.Window, theme.page)
        self.setPalette(ground)
        for label, muted in self._labels:
            palette = QPalette(ground)
            palette.setColor(QPalette.ColorRole.WindowText, theme.muted if muted else theme.text)
            label.setPalette(palette)
