"""The window: bars, panes and page, and how they share the room. It knows nothing of the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QWidget

from studyapp.ui.panes import Pane, PaneEdge, PaneWidths
from studyapp.ui.reader.page import ReadingPage
from studyapp.ui.translation import tr
from studyapp.ui.widgets.measures import BAR_PX, LINE_PX, NARROW_PX, STRIP_PX
from studyapp.ui.widgets.painting import fill

if TYPE_CHECKING:
    from PySide6.QtGui import (
        QCloseEvent,
        QDragEnterEvent,
        QDragLeaveEvent,
        QDropEvent,
        QKeyEvent,
        QMoveEvent,
        QPaintEvent,
        QResizeEvent,
    )

    from studyapp.ui.look import Look
    from studyapp.ui.messages.view import MessageBar

SEARCH_AND_NOTES_PX = 1500  # below this width the search pane takes the room of the notes


class Window(QWidget):
    """Arranges its parts by hand: at 1024 × 700 one side pane stays, and the other comes over the text."""

    closing = Signal()
    rearranged = Signal()  # the person opened, closed or dragged a pane, moved or resized the window
    escaped = Signal()  # Escape that nothing else used
    dragged = Signal(object)  # QMimeData over the window; None when it is gone
    dropped = Signal(object)  # QMimeData
    first_frame = Signal()  # once, when the first frame is on the screen

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self._take_palette()
        self.setWindowTitle("studyapp")
        self.setMinimumSize(640, 420)
        self.page = ReadingPage(look, self)
        self.left = Pane(look, self, at_left=True)
        self.right = Pane(look, self, at_left=False)
        self._furnished = False
        self.search: QWidget | None = None
        self.message: MessageBar | None = None
        self._strip: QWidget | None = None
        self._stage: QWidget | None = None
        self._stage_whole = False
        self._left_open, self._right_open, self._search_open = True, True, False
        self._last_used = "right"
        self._right_wide = False
        self._kept_panes: tuple[bool, bool] | None = None  # what was open before the text stood alone
        self.widths = PaneWidths()
        self._edges: tuple[PaneEdge, ...] = ()
        self.page.painted.connect(self.first_frame)
        self.setAcceptDrops(True)
        look.changed.connect(self._repaint)

    def furnish(self) -> None:
        """Make the bars, after the first frame."""
        from studyapp.ui.status.view import StatusLine  # noqa: PLC0415 (after the first frame)
        from studyapp.ui.topbar.view import TopBar  # noqa: PLC0415 (as above)

        self.top = TopBar(self.look, self)
        self.status = StatusLine(self.look, self)
        self.page.furnish()
        self._edges = self._make_edges()
        self._furnished = True
        self.top.show()
        self.status.show()
        self.arrange()
        self._update_all()

    # Stage

    @property
    def stage(self) -> QWidget | None:
        """The screen that stands in place of the text; None while the text is shown."""
        return self._stage

    def show_stage(self, stage: QWidget | None, *, whole: bool = False) -> None:
        """Show a screen in place of panes and page, with `whole` of the bars too; None shows the text."""
        if self._stage is not None and self._stage is not stage:
            self._stage.hide()
        self._stage, self._stage_whole = stage, whole
        self._show_bars()
        self.page.setVisible(stage is None)
        self.arrange()
        if stage is not None:
            stage.show()

    def show_strip(self, strip: QWidget | None) -> None:
        """Show a strip at the foot of the page; None takes it away."""
        if self._strip is not None:
            self._strip.hide()
        self._strip = strip
        self.arrange()

    # Panes

    @property
    def left_open(self) -> bool:
        """Whether the left pane is wanted, beside a text that does not stand alone."""
        return self._left_open if self._kept_panes is None else self._kept_panes[0]

    @property
    def right_open(self) -> bool:
        """Whether the right pane is wanted, beside a text that does not stand alone."""
        return self._right_open if self._kept_panes is None else self._kept_panes[1]

    @property
    def search_open(self) -> bool:
        """Whether the search pane stands in place of the left one."""
        return self._search_open

    def open_panes(
        self, *, left: bool | None = None, right: bool | None = None, search: bool | None = None
    ) -> None:
        """Open or close side panes; what is None stays. Of two, a narrow window keeps the one opened last."""
        if left is not None:
            self._left_open = left
            self._last_used = "left" if left else "right"
        if right is not None:
            self._right_open = right
            self._last_used = "right" if right else "left"
        if search is not None:
            self._search_open = search
            self._last_used = "left" if search else self._last_used
        if self._furnished:
            self.top.show_search_open(self._search_open)
        self.arrange()

    def toggle_left(self) -> None:
        """Show or hide the left pane; a hidden one that is wanted counts as hidden."""
        self.open_panes(left=not self.left.isVisible(), search=False if self._search_open else None)

    def toggle_right(self) -> None:
        """Show or hide the right pane."""
        self.open_panes(right=not self.right.isVisible())

    def show_text_alone(self, alone: bool) -> None:
        """Take bars and panes away, or give them back as they were; a pane can be opened meanwhile."""
        if alone is (self._kept_panes is not None):
            return
        kept, self._kept_panes = self._kept_panes, (self._left_open, self._right_open) if alone else None
        self._show_bars()
        self.open_panes(left=kept[0] if kept else False, right=kept[1] if kept else False)

    def _show_bars(self) -> None:
        hidden = self._kept_panes is not None or (self._stage is not None and self._stage_whole)
        for bar in (self.top, self.status):
            bar.setVisible(not hidden)

    def widen_right(self, wide: bool) -> None:
        """Give the right pane more room, as a page in it needs."""
        self._right_wide = wide
        self.arrange()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Let Tab go from the top bar over panes and page, from left to right."""
        from studyapp.ui.focus import move_focus  # noqa: PLC0415 (on the first Tab)

        left, right = self._edges or (None, None)
        before = (self.top, self.search, self.left, left, self._stage, self.page)
        parts = (*before, self._strip, self.message, right, self.right, self.status)
        return move_focus([part for part in parts if part is not None], forward=forward)

    # Arrangement

    def arrange(self) -> None:
        """Share the room between bars, panes and page."""
        width, height = self.width(), self.height()
        top, bottom = (BAR_PX, height - LINE_PX) if self._kept_panes is None else (0, height)
        if self._furnished:
            self.top.setGeometry(0, 0, width, BAR_PX)
            self.status.setGeometry(0, bottom, width, LINE_PX)
        if self._stage is not None:
            self._arrange_stage(self._stage)
            return
        narrow = width < NARROW_PX
        left = self.search if self._search_open else (self.left if self._left_open else None)
        right = self.right if self._right_open else None
        if self._search_open and width < SEARCH_AND_NOTES_PX:
            right = None
        if narrow and left is not None and right is not None:
            left, right = (left, None) if self._last_used == "left" else (None, right)
        left_px, right_px = self.widths.fitted(width, search=self._search_open, wide=self._right_wide)
        for pane in (self.left, self.search, self.right):
            if pane is not None:
                pane.setVisible(pane in {left, right})
        x = left_px if left is not None else 0
        end = width - (right_px if right is not None else 0)
        if left is not None:
            left.setGeometry(0, top, left_px, bottom - top)
        if right is not None:
            right.setGeometry(end, top, right_px, bottom - top)
        for edge, pane, at in zip(self._edges, (left, right), (left_px - 1, end), strict=False):
            edge.setVisible(pane is not None)
            edge.place(at, top, bottom - top)
        foot_px = self._arrange_foot(x, end - x, bottom)
        self.page.setGeometry(x, top, end - x, bottom - top - foot_px)
        self.page.arrange()

    def _make_edges(self) -> tuple[PaneEdge, ...]:
        left = PaneEdge(self.look, tr("Width of the left pane"), self)
        left.moved.connect(lambda x: self._widen(x + 1, at_left=True))
        right = PaneEdge(self.look, tr("Width of the right pane"), self)
        right.moved.connect(lambda x: self._widen(self.width() - x, at_left=False))
        for edge in (left, right):
            edge.reset.connect(lambda edge=edge: self._widen(0, at_left=edge is left))
            edge.released.connect(self.rearranged)
        return left, right

    def _widen(self, width: int, *, at_left: bool) -> None:
        """Give a pane a width; 0 its usual one."""
        name = ("search" if self._search_open else "left") if at_left else "right"
        self.widths = self.widths._replace(**{name: max(width, 0)})
        self.arrange()

    def _arrange_foot(self, left: int, width: int, bottom: int) -> int:
        """Give message and strip their room above `bottom`, the message below; return the room they take."""
        used = 0
        if self.message is not None and self.message.isVisibleTo(self):
            used = self.message.height_for(width)
            self.message.setGeometry(left, bottom - used, width, used)
        if self._strip is not None and self._kept_panes is not None:
            self._strip.hide()
        elif self._strip is not None and self._stage is None:
            used += STRIP_PX
            self._strip.setGeometry(left, bottom - used, width, STRIP_PX)
            self._strip.show()
        return used

    def _arrange_stage(self, stage: QWidget) -> None:
        """Give the stage all room between the bars, or all of the window."""
        for pane in (self.left, self.search, self.right):
            if pane is not None:
                pane.hide()
        for part in (*self._edges, self._strip):
            if part is not None:
                part.hide()
        whole = self._stage_whole or self._kept_panes is not None
        top, bottom = (0, self.height()) if whole else (BAR_PX, self.height() - LINE_PX)
        foot_px = self._arrange_foot(0, self.width(), bottom)
        stage.setGeometry(0, top, self.width(), bottom - top - foot_px)

    def _take_palette(self) -> None:
        """Take the theme over into the palette of Qt's own controls."""
        QApplication.setPalette(self.look.theme.palette())

    def _repaint(self) -> None:
        self._take_palette()
        self.setPalette(self.look.theme.palette())
        self._update_all()

    def _update_all(self) -> None:
        for widget in (self, *self.findChildren(QWidget)):
            widget.update()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Arrange anew."""
        self.arrange()
        self.rearranged.emit()

    def moveEvent(self, event: QMoveEvent) -> None:
        """Tell that the window is elsewhere now."""
        super().moveEvent(event)
        self.rearranged.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Fill what no part covers: in the first frame the places of the bars."""
        painter, theme = QPainter(self), self.look.theme
        fill(painter, QRectF(self.rect()), theme.panel)
        fill(painter, QRectF(0, BAR_PX - 1, self.width(), 1), theme.border)
        fill(painter, QRectF(0, self.height() - LINE_PX, self.width(), 1), theme.border)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pass on Escape, when no part of the window used it."""
        if event.key() == QtCore.Qt.Key.Key_Escape:
            self.escaped.emit()
            return
        super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome files and texts."""
        data = event.mimeData()
        if data.hasUrls() or data.hasText():
            event.acceptProposedAction()
            self.dragged.emit(data)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """Tell that nothing is over the window any more."""
        self.dragged.emit(None)

    def dropEvent(self, event: QDropEvent) -> None:
        """Pass on what was dropped."""
        event.acceptProposedAction()
        self.dropped.emit(event.mimeData())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that the window goes."""
        self.closing.emit()
        super().closeEvent(event)
