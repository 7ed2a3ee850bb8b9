"""What covers the window while a file is dragged over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from studyapp.ui.look import text_font
from studyapp.ui.translation import tr

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from studyapp.ui.look import Look


class DropOverlay(QWidget):
    """The page dimmed, with one sentence in the middle."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("dropOverlay")
        self.setAccessibleName(tr("Drop to put it into the library."))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._look = look
        self._window = parent
        self.hide()

    def cover(self) -> None:
        """Cover the window."""
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Dim the window and write the sentence."""
        painter = QPainter(self)
        theme = self._look.theme
        ground = QColor(theme.hover)
        ground.setAlpha(235)
        painter.fillRect(self.rect(), ground)
        painter.setPen(theme.text)
        painter.setFont(text_font(22, 500))
        painter.drawText(QRectF(self.rect()), Qt.AlignmentFlag.AlignCenter, self.accessibleName())
