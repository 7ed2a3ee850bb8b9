"""The right pane: tabs for what belongs to the text, and pages that cover them for a while."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QWidget

from studyapp.ui.look import control_font
from studyapp.ui.translation import tr
from studyapp.ui.widgets.buttons import RING_PX, PlainButton
from studyapp.ui.widgets.painting import draw_line_of_text, fill, fill_rounded, paint_focus

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent

    from studyapp.ui.look import Look

TABS_PX = 44
_SIDE_PX = 16
_TAB_GAP_PX = 12


class Tab(PlainButton):
    """A word with a count, a line under the one that is shown. Left and Right go to its neighbours."""

    walked = Signal(int)

    def __init__(self, look: Look, text: str, parent: QWidget) -> None:
        super().__init__(look, text, parent)
        self.setToolTip("")
        self.setText(text)
        self.setCheckable(True)
        self.count: int | None = None

    def show_count(self, count: int | None) -> None:
        """Show how many there are; None while that is not known."""
        self.count = count
        self.setAccessibleName(self.text() if count is None else f"{self.text()}: {count}")
        self.updateGeometry()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to a neighbour by the arrows."""
        if event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            self.walked.emit(1 if event.key() == Qt.Key.Key_Right else -1)
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Return the room for word and count."""
        return QSize(round(self._word_px() + self._count_px()) + 8 + 2 * RING_PX, TABS_PX - 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint word, count and line."""
        painter, theme = QPainter(self), self.look.theme
        inside = QRectF(self.rect()).adjusted(RING_PX, RING_PX, -RING_PX, -RING_PX)
        if self.underMouse() and not self.isChecked():
            fill_rounded(painter, inside.adjusted(0, 4, 0, -4), theme.hover)
        box = inside.adjusted(4, 0, 0, 0)
        colour = theme.text if self.isChecked() else theme.muted
        word_px = min(self._word_px(), box.width() - self._count_px())
        word = QRectF(box.left(), box.top(), word_px, box.height())
        draw_line_of_text(painter, word, self.text(), control_font(13, 500), colour)
        box.setLeft(word.right())
        if self.count:
            figures = control_font(13, figures=True)
            draw_line_of_text(painter, box, f" {self.count:,}", figures, theme.muted)
        if self.isChecked():
            line = QRectF(RING_PX + 4, self.height() - 2, self.width() - 8 - 2 * RING_PX, 2)
            fill(painter, line, theme.accent)
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()).adjusted(0, 4, 0, -4), self.look)

    def _word_px(self) -> float:
        return QFontMetricsF(control_font(13, 500)).horizontalAdvance(self.text()) + 1

    def _count_px(self) -> float:
        if not self.count:
            return 0.0
        return QFontMetricsF(control_font(13, figures=True)).horizontalAdvance(f" {self.count:,}") + 1


class Inspector(QWidget):
    """Shows one tab at a time; a cover stands over tabs and content until it is taken away."""

    tab_shown = Signal(str)  # by its name
    covered = Signal(bool)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Beside the text"))
        self._look = look
        self._tabs: dict[str, Tab] = {}
        self._contents: dict[str, QWidget] = {}
        self._cover: QWidget | None = None
        self._shown = ""

    def add_tab(self, name: str, text: str) -> Tab:
        """Add a tab at the right end; the first one is shown."""
        tab = Tab(self._look, text, self)
        tab.on_click(lambda: self.show_tab(name))
        tab.walked.connect(self._walk)
        self._tabs[name] = tab
        tab.show()
        if not self._shown:
            self._shown = name
            tab.setChecked(True)
        self._arrange()
        return tab

    def hold(self, name: str, content: QWidget) -> None:
        """Take the content of a tab in."""
        self._contents[name] = content
        content.setParent(self)
        self._arrange()

    def show_tab(self, name: str) -> None:
        """Show a tab; what covers the tabs goes."""
        self.cover(None)
        self._shown = name
        for other, tab in self._tabs.items():
            tab.setChecked(other == name)
        self._arrange()
        self.tab_shown.emit(name)

    def show_count(self, name: str, count: int | None) -> None:
        """Show a count beside a tab's word."""
        self._tabs[name].show_count(count)
        self._arrange()

    @property
    def shown(self) -> str:
        """The name of the tab that is shown."""
        return self._shown

    def cover(self, page: QWidget | None) -> None:
        """Let a page stand over everything; None takes it away."""
        if page is self._cover:
            return
        if self._cover is not None:
            self._cover.hide()
        was, self._cover = self._cover, page
        if page is not None:
            page.setParent(self)
        self._arrange()
        if (was is None) is not (page is None):
            self.covered.emit(page is not None)

    @property
    def cover_page(self) -> QWidget | None:
        """What stands over the tabs."""
        return self._cover

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Share the room."""
        self._arrange()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the hairline under the tabs."""
        if self._cover is None:
            line = QRectF(0, TABS_PX, self.width(), 1)
            fill(QPainter(self), line, self._look.theme.border)

    def _walk(self, by: int) -> None:
        names = list(self._tabs)
        name = names[(names.index(self._shown) + by) % len(names)]
        self.show_tab(name)
        self._tabs[name].setFocus()

    def _arrange(self) -> None:
        x = _SIDE_PX - RING_PX - 4
        wanted = [tab.sizeHint().width() for tab in self._tabs.values()]
        spare = self.width() - 2 * x - sum(wanted)
        gap = min(max(spare // max(len(wanted) - 1, 1), 0), _TAB_GAP_PX)
        for tab, wide in zip(self._tabs.values(), wanted, strict=True):
            width = wide + min(spare, 0) // len(wanted)  # of long words the ends are left out
            tab.setGeometry(x, 2, width, TABS_PX - 1)
            x += width + gap
            tab.setVisible(self._cover is None)
        for name, content in self._contents.items():
            content.setGeometry(0, TABS_PX + 1, self.width(), max(self.height() - TABS_PX - 1, 0))
            content.setVisible(name == self._shown and self._cover is None)
        if self._cover is not None:
            self._cover.setGeometry(self.rect())
            self._cover.show()
            self._cover.raise_()
        self.update()
