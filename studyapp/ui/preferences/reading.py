"""How the text looks: the rows of `Aa`, with a few lines set that way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from studyapp.ui.preferences.page import COLUMN_PX, Page
from studyapp.ui.translation import tr
from studyapp.ui.widgets.paragraph import Paragraph

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from studyapp.ui.look import Look
    from studyapp.ui.widgets.popup import FloatingPanel

_MOST_LINES = 6


class ReadingPage(Page):
    """Applied at once, as under `Aa`, and kept."""

    def __init__(self, look: Look, rows: FloatingPanel, parent: QWidget) -> None:
        super().__init__(look, tr("Reading"), parent)
        self.add_panel(rows)
        self.rows.addSpacing(8)
        self.rows.addWidget(Sample(look, self.column))
        self.rows.addStretch()


class Sample(QWidget):
    """A few lines in the present type."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setAccessibleName(tr("A few lines as the text looks"))
        look.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Return the room for all lines."""
        return QSize(100, _MOST_LINES * self._look.type.line_px)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the lines."""
        kind = self._look.type
        text = tr(
            "Reading maketh a full man; conference a ready man; and writing an exact man. And therefore, "
            "if a man write little, he had need have a great memory; if he confer little, he had need have "
            "a present wit; and if he read little, he had need have much cunning, to seem to know that he "
            "doth not."
        )
        width = min(kind.column_px, COLUMN_PX, self.width())
        lines = Paragraph(text, kind.font(kind.text_px), width, kind.line_px, _MOST_LINES)
        lines.paint(QPainter(self), QPointF(0, 0), self._look.theme.text)
