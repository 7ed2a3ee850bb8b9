"""The pop-up of a footnote: its text as the page sets it, beside its mark. The place is not left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QTextBrowser

from studyapp.ui.reader.document import SectionPage
from studyapp.ui.translation import tr
from studyapp.ui.widgets.buttons import TextButton
from studyapp.ui.widgets.popup import FloatingPanel
from studyapp.ui.widgets.scrollbar import use_quiet_scrolling

if TYPE_CHECKING:
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from studyapp.domain.documents import Section
    from studyapp.ui.look import Look

WIDTH_PX = 460
_TEXT_PX = 280  # the text scrolls where it is higher
_SIDE_PX = 16
_FOOT_PX = 56


class _NoteText(QTextBrowser):
    """The text; it may not fetch anything."""

    def loadResource(self, _kind: int, _name: QUrl | str) -> Any:  # noqa: ANN401 (Qt's signature)
        """Load nothing."""
        return None


class FootnotePanel(FloatingPanel):
    """Return goes to the note where it stands, Escape closes."""

    link_clicked = Signal(str)
    go_wanted = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, tr("Footnote"), parent)
        self.setObjectName("footnote")
        self._page: SectionPage | None = None
        self.text = _NoteText(self)
        self.text.setOpenLinks(False)
        self.text.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.text.setAccessibleName(tr("Footnote"))
        self.text.viewport().setAutoFillBackground(False)
        use_quiet_scrolling(self.text, look)
        self.text.anchorClicked.connect(lambda url: self.link_clicked.emit(url.toString()))
        self.go = TextButton(look, tr("Go to the note"), self, key="↵")
        self.go.on_click(self._go)

    def show_note(self, note: Section, corner: QPoint) -> None:
        """Show a note with its upper left corner at a point of the window."""
        page = SectionPage(note, "", self.look, head_px=0, head_gap_px=0, side_px=_SIDE_PX, foot_px=0)
        page.document.setParent(self.text)
        self.text.resize(WIDTH_PX - 2, _TEXT_PX)  # first: the text is set in the width that its widget has
        self.text.setDocument(page.document)
        if self._page is not None:
            self._page.document.deleteLater()
        self._page = page
        height = min(round(page.document.size().height()), _TEXT_PX)
        self.text.setGeometry(1, 8, WIDTH_PX - 2, height)
        size = self.go.sizeHint()
        self.go.setGeometry(_SIDE_PX - 2, height + 12, size.width(), size.height())
        self.setFixedSize(WIDTH_PX, height + 8 + _FOOT_PX)
        self.setAccessibleDescription(page.document.toPlainText())
        self.open_at(corner)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the note by Return."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._go()
            return
        super().keyPressEvent(event)

    def _go(self) -> None:
        self.hide()
        self.go_wanted.emit()
