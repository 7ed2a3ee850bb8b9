"""The editor of one note, and the tools of the chosen one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QPlainTextEdit, QTextBrowser, QWidget

from studyapp.domain.annotations import Colour
from studyapp.ui.look import control_font
from studyapp.ui.notes.markdown import NoteDocument, set_markdown
from studyapp.ui.reader.selection_bar import ColourDot, colour_name
from studyapp.ui.translation import tr
from studyapp.ui.widgets.buttons import IconButton
from studyapp.ui.widgets.painting import fill, frame_rounded
from studyapp.ui.widgets.scrollbar import use_quiet_scrolling

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QPaintEvent, QResizeEvent

    from studyapp.ui.look import Look

DRAFT_PAUSE_MS = 400
_NOT_ELSEWHERE = {Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason}


class NoteEditor(QPlainTextEdit):
    """Keeps a draft while the person pauses; tells when the note is finished."""

    finished = Signal()  # by a key
    left = Signal()  # the keyboard went elsewhere
    preview_wanted = Signal()
    paused = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("noteEditor")
        self.setAccessibleName(tr("Note"))
        self.setPlaceholderText(tr("Write a note… *italic*, **bold**, - lists"))
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
        """Finish by Ctrl+Enter or Escape; bold, italic and preview by their keys."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        match event.key():
            case Qt.Key.Key_Escape:
                self.finished.emit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if control:
                self.finished.emit()
            case Qt.Key.Key_B if control:
                self.surround("**")
            case Qt.Key.Key_I if control:
                self.surround("*")
            case Qt.Key.Key_E if control:
                self.preview_wanted.emit()
            case _:
                super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep the keys of the editor from the program's shortcuts."""
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
            and event.key() in {Qt.Key.Key_B, Qt.Key.Key_I, Qt.Key.Key_E}
        ):
            event.accept()
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell when the person goes elsewhere; another window or a menu is not elsewhere."""
        super().focusOutEvent(event)
        if event.reason() not in _NOT_ELSEWHERE:
            self.left.emit()

    def surround(self, sign: str) -> None:
        """Put a sign of Markdown around the selected words, or take it away again."""
        cursor = self.textCursor()
        words = cursor.selectedText()
        inside = len(words) > 2 * len(sign) and words.startswith(sign) and words.endswith(sign)
        cursor.insertText(words[len(sign) : -len(sign)] if inside else f"{sign}{words}{sign}")
        if not words:
            cursor.movePosition(cursor.MoveOperation.Left, n=len(sign))
        self.setTextCursor(cursor)

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


class _TagsField(QLineEdit):
    """The tags of a note, between commas."""

    finished = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Finish by Return or Escape."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape}:
            self.finished.emit()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell when the person goes elsewhere."""
        super().focusOutEvent(event)
        if event.reason() not in _NOT_ELSEWHERE:
            self.left.emit()


class EditorFrame(QWidget):
    """Editor, tags and preview in an accent frame, which says that the keyboard is there."""

    finished = Signal(bool)  # True: by a key, so the keyboard goes back to the text

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.editor = NoteEditor(look, self)
        self.tags = _TagsField(self)
        self.tags.setFrame(False)
        self.tags.setAccessibleName(tr("Tags"))
        self.tags.setPlaceholderText(tr("Tags, between commas"))
        self.tags.setFont(control_font(12))
        self.preview = QTextBrowser(self)
        self.preview.setAccessibleName(tr("Preview of the note"))
        self.preview.setOpenLinks(False)
        self.preview.setDocument(NoteDocument(self.preview))
        self.preview.document().setDefaultFont(control_font(13))
        use_quiet_scrolling(self.preview, look)
        self.preview.hide()
        self.toggle = IconButton(look, "eye", tr("Preview (Ctrl+E)"), self, size_px=24)
        self.toggle.setCheckable(True)
        self.toggle.on_click(self._show_preview)
        self.editor.preview_wanted.connect(self.toggle.click)
        for part in (self.editor, self.tags):
            part.finished.connect(lambda: self.finished.emit(True))
            part.left.connect(self._leave)
        self.hide()

    def open(self, text: str, tags: tuple[str, ...]) -> None:
        """Begin with a note and its tags."""
        self.editor.open(text)
        self.tags.setText(", ".join(tags))
        self.toggle.setChecked(False)
        self._show_preview()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Share the room: the tags stand under the note."""
        inside = self.rect().adjusted(3, 3, -3, -3)
        foot = 32
        for part in (self.editor, self.preview):
            part.setGeometry(inside.adjusted(0, 0, 0, -foot))
        size = self.toggle.sizeHint().expandedTo(self.toggle.minimumSize())
        self.toggle.move(inside.right() - size.width(), inside.bottom() - foot + 2)
        self.tags.setGeometry(
            inside.left() + 6, inside.bottom() - foot + 4, inside.width() - size.width() - 12, 26
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the frame, and the hairline over the tags."""
        theme, painter = self._look.theme, QPainter(self)
        frame_rounded(painter, QRectF(self.rect()), theme.page, theme.accent, 2)
        fill(painter, QRectF(8, self.height() - 36, self.width() - 16, 1), theme.border)

    def _leave(self) -> None:
        """Finish, unless the keyboard is still within the frame."""
        focus = QApplication.focusWidget()
        if focus is None or not self.isAncestorOf(focus):
            self.finished.emit(False)

    def _show_preview(self) -> None:
        """Show the note as it will be, or its Markdown again."""
        on = self.toggle.isChecked()
        if on:
            set_markdown(self.preview.document(), self.editor.toPlainText())
        self.preview.setVisible(on)
        self.preview.raise_()


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
        self.delete = IconButton(look, "trash-2", tr("Delete (can be undone)"), self)
        row.addWidget(self.edit)
        row.addWidget(self.delete)
        self.hide()

    def show_colour(self, colour: Colour) -> None:
        """Ring the note's colour."""
        for dot in self.dots:
            dot.chosen = dot.colour is colour
            dot.update()
