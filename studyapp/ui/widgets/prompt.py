"""A panel that asks for one line; what is wrong with it is told in the panel itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QPainter, QPalette

from studyapp.domain.errors import KnownError
from studyapp.ui.announcing import announce
from studyapp.ui.look import control_font
from studyapp.ui.translation import tr
from studyapp.ui.widgets.buttons import TextButton
from studyapp.ui.widgets.field import LineEdit
from studyapp.ui.widgets.painting import draw_line_of_text, frame_rounded
from studyapp.ui.widgets.popup import FloatingPanel

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent, QPaintEvent
    from PySide6.QtWidgets import QWidget

    from studyapp.ui.look import Look

WIDTH_PX = 460
_SIDE_PX, _FIELD_PX = 20, 36


class Prompt(FloatingPanel):
    """Return keeps what was written, Escape leaves it."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, "", parent)
        self.setObjectName("prompt")
        self._title, self._sentence, self._wrong = "", "", ""
        self._keep: Callable[[str], object] | None = None
        self.field = LineEdit(self)
        self.field.setFrame(False)
        self.field.setFont(control_font(14))
        self.field.setGeometry(_SIDE_PX + 8, 80, WIDTH_PX - 2 * _SIDE_PX - 16, _FIELD_PX - 4)
        self.field.key_pressed.connect(self._key)
        self.save = TextButton(look, tr("Save"), self, primary=True, key="↵")
        self.cancel = TextButton(look, tr("Cancel"), self, key="Esc")
        self.save.on_click(self._done)
        self.cancel.on_click(self.hide)
        save, cancel = self.save.sizeHint(), self.cancel.sizeHint()
        self.save.setGeometry(WIDTH_PX - _SIDE_PX - save.width() + 2, 152, save.width(), save.height())
        self.cancel.setGeometry(self.save.x() - cancel.width() - 4, 152, cancel.width(), cancel.height())
        self.setFixedSize(WIDTH_PX, 152 + save.height() + 14)
        look.changed.connect(self._take_palette)
        self._take_palette()

    def open(self, title: str, sentence: str, text: str, keep: Callable[[str], object]) -> None:
        """Ask; `keep` gets the line, and raises KnownError for one that it does not take."""
        self._title, self._sentence, self._wrong, self._keep = title, sentence, "", keep
        self.setAccessibleName(title)
        self.field.setAccessibleName(sentence)
        self.field.setText(text)
        self.open_at(QPoint((self._window.width() - WIDTH_PX) // 2, 120))
        self.field.setFocus()
        self.field.selectAll()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint title, sentence, frame, and what is wrong."""
        super().paintEvent(event)
        painter, theme = QPainter(self), self.look.theme
        wide = WIDTH_PX - 2 * _SIDE_PX
        title = QRectF(_SIDE_PX, 14, wide, 24)
        draw_line_of_text(painter, title, self._title, control_font(15, 600), theme.text)
        draw_line_of_text(
            painter, QRectF(_SIDE_PX, 48, wide, 22), self._sentence, control_font(13), theme.muted
        )
        on = self.field.hasFocus()
        frame = QRectF(_SIDE_PX, 78, wide, _FIELD_PX)
        frame_rounded(painter, frame, theme.page, theme.accent if on else theme.control, 2 if on else 1)
        wrong = QRectF(_SIDE_PX, 120, wide, 22)
        draw_line_of_text(painter, wrong, self._wrong, control_font(12), theme.bad)

    def _key(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._done()
            event.accept()
        elif event.key() == Qt.Key.Key_Escape:
            self.hide()
            event.accept()

    def _done(self) -> None:
        if self._keep is None:
            return
        try:
            self._keep(self.field.text())
        except KnownError as error:
            self._wrong = error.sentence
            announce(self, error.sentence)
            self.update()
            return
        self.hide()

    def _take_palette(self) -> None:
        palette = self.look.theme.palette()
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        self.field.setPalette(palette)
