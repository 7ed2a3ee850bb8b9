"""The editor of one note, and the tools of the chosen one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QWidget

from studyapp.domain.annotations import Colour
from studyapp.ui.look import control_font
from studyapp.ui.reader.selection_bar import ColourDot, colour_name
from studyapp.ui.translation import tr
from studyapp.ui.widgets.buttons import IconButton
from studyapp.ui.widgets.painting import frame_rounded
from studyapp.ui.widgets.scrollbar import use_quiet_scrolling

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent

    from studyapp.ui.look import Look

DRAFT_PAUSE_MS = 400


class NoteEditor(QPlainTextEdit):
    """Keeps a draft while the person pauses; tells when the note is finished."""

    finished = Signal(bool)  # True: by a key, so the keyboard goes back to the text
    paused = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("noteEditor")
        self.setAccessibleName(tr("Note"))
        self.setPlaceholderText(tr("Write a note…"))
        self.setFont(control_font())
        self.setTabChangesFocus(True)
        self._look = look
        use_quiet_scrolling(self, look)
        self.setViewportMargins(4, 4, 0, 4)
        self.viewport().setAutoFillBackground(False)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DRAFT_PAUSE_MS)
        self._timer.timeout.connect(self.paused)
        self.textChanged.connect(self._timer.start)
        look.changed.connect(self._take_palette)
        self._take_palette()

    def open(self, text: str) -> None:
        """Begin with a text."""
        self.setPlainText(text)
        self._timer.stop()
        cursor = self.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self.setTextCursor(cursor)

    def stop(self) -> None:
        """Keep no draft any more."""
        self._timer.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Finish by Ctrl+Enter or Escape."""
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if event.key() == Qt.Key.Key_Escape or (
            enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.finished.emit(True)
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Finish when the person goes elsewhere; another window or a menu is not elsewhere."""
        super().focusOutEvent(event)
        elsewhere = {Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason}
        if event.reason() not in elsewhere:
            self.finished.emit(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the frame under the text."""
        painter = QPainter(self.viewport())
        theme = self._look.theme
        painter.fillRect(self.viewport().rect(), theme.page)
        painter.end()
        super().paintEvent(event)

    def _take_palette(self) -> None:
        palette = self._look.theme.palette()
        palette.setColor(QPalette.ColorRole.Window, self._look.theme.page)
        self.setPalette(palette)


class EditorFrame(QWidget):
    """The accent frame around the editor, which says that the keyboard is there."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.editor = NoteEditor(look, self)
        row = QHBoxLayout(self)
        row.setContentsMargins(3, 3, 3, 3)
        row.addWidget(self.editor)
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the frame."""
        theme = self._look.theme
        frame_rounded(QPainter(self), QRectF(self.rect()), theme.page, theme.accent, 2)


class NoteTools(QWidget):
    """Colours, edit and delete of the chosen note."""

    colour_chosen = Signal(Colour)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.dots: list[ColourDot] = []
        for colour in Colour:
            dot = ColourDot(look, colour, tr("Change colour: {colour}", colour=colour_name(colour)), self)
            dot.on_click(partial(self.colour_chosen.emit, colour))
            self.dots.append(dot)
            row.addWidget(dot)
        row.addStretch(1)
        self.edit = IconButton(look, "pencil", tr("Edit the note"), self)
        self.delete = IconButton(look, "trash-2", tr("Delete (undo with Ctrl+Z)"), self)
        row.addWidget(self.edit)
        row.addWidget(self.delete)
        self.hide()

    def show_colour(self, colour: Colour) -> None:
        """Ring the note's colour."""
        for dot in self.dots:
            dot.chosen = dot.colour is colour
            dot.update()
