"""The content of the left pane: the outline above, the library below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from studyapp.ui.library.view import ROW_PX, LibraryView
from studyapp.ui.look import control_font
from studyapp.ui.outline.view import OutlineView
from studyapp.ui.translation import tr
from studyapp.ui.widgets.buttons import IconButton
from studyapp.ui.widgets.painting import draw_line_of_text

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from studyapp.ui.look import Look

HEAD_PX = 40
_GAP_PX = 12
_FEWEST_DOCUMENTS = 3


class LeftPane(QWidget):
    """Outline and library share the height: each takes what its rows need, and scrolls beyond that."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._progress = ""
        self.setAutoFillBackground(True)
        self.outline = OutlineView(look, self)
        self.library = LibraryView(look, self)
        self.add = IconButton(look, "plus", tr("Import a document"), self)
        self.all = IconButton(look, "list-filter", tr("The whole library"), self)
        for model in (self.outline.rows, self.library.rows):
            model.modelReset.connect(self._arrange)

    def show_progress(self, text: str) -> None:
        """Show how far the document is read, beside the outline's heading."""
        if text != self._progress:
            self._progress = text
            self.update()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Share the height."""
        self._arrange()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the two headings."""
        painter = QPainter(self)
        theme = self._look.theme
        head = control_font(12, 600)
        box = QRectF(16, 8, self.width() - 32, HEAD_PX - 8)
        if self.outline.rows.rowCount():
            draw_line_of_text(painter, box, tr("Sections"), head, theme.muted)
            right = Qt.AlignmentFlag.AlignRight
            draw_line_of_text(
                painter, box, self._progress, control_font(12, 500, figures=True), theme.muted, align=right
            )
        box.moveTop(self.library.y() - box.height())
        draw_line_of_text(painter, box, tr("Library"), head, theme.muted)
        if not self.library.rows.rows:
            box = QRectF(16, self.library.y(), self.width() - 32, 20)
            draw_line_of_text(
                painter, box, tr("Nothing yet. Drop a file here."), control_font(13), theme.muted
            )

    def _arrange(self) -> None:
        width = self.width()
        documents = self.library.natural_height()
        outline = self.outline.natural_height()
        top = HEAD_PX if outline else 0
        room = self.height() - top - HEAD_PX - 2 * _GAP_PX
        library = min(documents, max(room - outline, min(documents, _FEWEST_DOCUMENTS * ROW_PX)))
        outline = min(outline, max(room - library, 0))
        self.outline.setGeometry(0, top, width, outline)
        below = top + outline + (_GAP_PX if outline else 0) + HEAD_PX
        self.library.setGeometry(0, below, width, min(library, self.height() - below))
        self.add.move(width - self.add.width() - 5, below - 16 - self.add.height() // 2)
        self.all.move(self.add.x() - self.all.width(), self.add.y())
        self.update()
