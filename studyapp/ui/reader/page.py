"""The middle of the window: the text, or a calm page in its place, and what floats over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import QRectF, QTimer, Signal
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from studyapp.ui.look import control_font, text_font
from studyapp.ui.reader.view import ReaderView

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent, QWheelEvent

    from studyapp.ui.look import Look
    from studyapp.ui.widgets.buttons import TextButton


class ReadingPage(QWidget):
    """Holds the text in the middle. Without a document it says in one sentence what to do next."""

    arranged = Signal()
    painted = Signal()  # once, when text or sentence is on the screen

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._painted = False
        self._sentence = ""
        self._hint = ""
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.view = ReaderView(look, self)
        self.view.hide()
        self.view.painted.connect(self._tell_painted)
        self._step: TextButton | None = None

    def furnish(self) -> None:
        """Set what only the pointer and the keyboard ask for, after the first frame."""
        self.setFocusPolicy(QtCore.Qt.FocusPolicy.ClickFocus)
        self.view.furnish()

    @property
    def step(self) -> TextButton:
        """The step to take without a text. It is made on first use: with a text nobody sees it."""
        if self._step is None:
            from studyapp.ui.widgets.buttons import TextButton  # noqa: PLC0415 (as it says)

            self._step = TextButton(self._look, "", self, primary=True)
            self._step.hide()
            self._place_step(self._step)
        return self._step

    def show_text(self) -> None:
        """Show the text."""
        self._sentence = self._hint = ""
        if self._step is not None:
            self._step.hide()
        self.view.show()

    def show_sentence(self, sentence: str, hint: str = "", step: str = "") -> None:
        """Show a sentence and a hint in place of the text, with one step to take when it has a name."""
        self._sentence, self._hint = sentence, hint
        self.view.hide()
        self.setAccessibleName(f"{sentence} {hint}".strip())
        self.step.setVisible(bool(step))
        self.step.setText(step)
        self.step.setAccessibleName(step)
        self.arrange()
        self.update()

    def take_focus(self) -> None:
        """Take the keyboard, for the text where there is one."""
        (self if self._sentence else self.view).setFocus()

    @property
    def sentence(self) -> str:
        """What stands in place of the text; empty while the text is shown."""
        return self._sentence

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Share the room anew."""
        self.arrange()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the wheel over the margins scroll the text."""
        if self.view.isVisible():
            QApplication.sendEvent(self.view.verticalScrollBar(), event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint sentence and hint when there is no text."""
        if not self._sentence:
            return
        self._tell_painted()
        painter = QPainter(self)
        theme = self._look.theme
        room = self._sentence_room()
        flags = int(
            QtCore.Qt.AlignmentFlag.AlignHCenter
            | QtCore.Qt.AlignmentFlag.AlignBottom
            | QtCore.Qt.TextFlag.TextWordWrap
        )
        painter.setFont(text_font(22, 500))
        painter.setPen(theme.text)
        painter.drawText(room, flags, self._sentence)
        painter.setFont(control_font(14))
        painter.setPen(theme.muted)
        under = QRectF(room.left(), room.bottom() + 12, room.width(), 64)
        flags = int(
            QtCore.Qt.AlignmentFlag.AlignHCenter
            | QtCore.Qt.AlignmentFlag.AlignTop
            | QtCore.Qt.TextFlag.TextWordWrap
        )
        painter.drawText(under, flags, self._hint)

    def _tell_painted(self) -> None:
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.painted.emit)

    def _sentence_room(self) -> QRectF:
        width = min(self.width() - 64, 520)
        return QRectF((self.width() - width) / 2, self.height() / 2 - 220, width, 160)

    def arrange(self) -> None:
        """Give the text the whole page."""
        self.view.take_place(self.rect())
        if self._step is not None:
            self._place_step(self._step)
        self.arranged.emit()

    def _place_step(self, step: TextButton) -> None:
        size = step.sizeHint()
        top = round(self._sentence_room().bottom()) + 84
        step.setGeometry((self.width() - size.width()) // 2, top, size.width(), size.height())
