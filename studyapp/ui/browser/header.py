"""The head of the card table: a click sorts, and so do the arrows and Return when the keyboard is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView

from studyapp.ui.translation import tr
from studyapp.ui.widgets.painting import paint_focus

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent
    from PySide6.QtWidgets import QWidget

    from studyapp.ui.look import Look


class SortHeader(QHeaderView):
    """Tab comes to it as to any control."""

    sort_wanted = Signal(int)  # the number of a column

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._look = look
        self._at = 0
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSectionsClickable(True)
        self.setSortIndicatorShown(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.sectionClicked.connect(self.sort_wanted)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk over the columns, and sort by the one that was come to."""
        match event.key():
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                step = 1 if event.key() == Qt.Key.Key_Right else -1
                self._at = (self._at + step) % max(self.count(), 1)
                self._tell()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space:
                self.sort_wanted.emit(min(self._at, self.count() - 1))
            case _:
                event.ignore()  # the table's keys are not the head's

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell which column the keyboard is at."""
        super().focusInEvent(event)
        self._tell()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the names, and the ring around the column that the keyboard is at."""
        super().paintEvent(event)
        if self.hasFocus() and self.count():
            at = min(self._at, self.count() - 1)
            box = QRectF(self.sectionViewportPosition(at), 0, self.sectionSize(at), self.height())
            paint_focus(QPainter(self.viewport()), box, self._look)

    def _tell(self) -> None:
        if self.count():
            name = self.model().headerData(min(self._at, self.count() - 1), Qt.Orientation.Horizontal)
            self.setAccessibleName(tr("Sort by {name}", name=name))
        self.viewport().update()
