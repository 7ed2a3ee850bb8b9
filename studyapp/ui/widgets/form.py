"""A panel with lines to fill in: Return keeps what was written, Escape leaves it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPalette

from studyapp.ui.look import control_font
from studyapp.ui.translation import tr
from studyapp.ui.widgets.buttons import TextButton
from studyapp.ui.widgets.field import LineEdit
from studyapp.ui.widgets.painting import draw_line_of_text, frame_rounded
from studyapp.ui.widgets.popup import FloatingPanel

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPainter
    from PySide6.QtWidgets import QWidget

    from studyapp.ui.look import Look

SIDE_PX, FIELD_PX = 20, 36
_FRAME_PX, _FOOT_PX = 2, 16


class FormPanel(FloatingPanel):
    """Lines, and the buttons that do what Return and Escape do. A form says in `done` what keeping means."""

    def __init__(self, look: Look, name: str, parent: QWidget, width_px: int) -> None:
        super().__init__(look, name, parent)
        self._wide = width_px
        self._lines: list[LineEdit] = []
        self.save = TextButton(look, tr("Save"), self, primary=True, key="↵")
        self.cancel = TextButton(look, tr("Cancel"), self, key="Esc")
        self.save.on_click(self.done)
        self.cancel.on_click(self.hide)
        look.changed.connect(self._take_palette)

    def done(self) -> None:
        """Keep what was written."""
        raise NotImplementedError

    def add_line(self, top: int, name: str = "") -> LineEdit:
        """Return a line to fill in, whose frame begins at a height."""
        line = LineEdit(self)
        line.setFrame(False)
        line.setAccessibleName(name)
        line.setFont(control_font(14))
        line.setGeometry(
            SIDE_PX + 8, top + _FRAME_PX, self._wide - 2 * SIDE_PX - 16, FIELD_PX - 2 * _FRAME_PX
        )
        line.focus_changed.connect(self.update)
        line.key_pressed.connect(self._key)
        self._lines.append(line)
        self._take_palette()
        return line

    def put_buttons(self, top: int) -> None:
        """Put the buttons under the lines; the panel ends with them."""
        save, cancel = self.save.sizeHint(), self.cancel.sizeHint()
        self.save.setGeometry(self._wide - SIDE_PX - save.width() + 2, top, save.width(), save.height())
        self.cancel.setGeometry(self.save.x() - cancel.width() - 4, top, cancel.width(), cancel.height())
        self.setFixedSize(self._wide, top + save.height() + _FOOT_PX)

    def paint_lines(self, painter: QPainter, title: str) -> None:
        """Paint the title and the frames, that of the line with the keyboard in the accent."""
        theme, wide = self.look.theme, self._wide - 2 * SIDE_PX
        draw_line_of_text(painter, QRectF(SIDE_PX, 14, wide, 24), title, control_font(15, 600), theme.text)
        for line in self._lines:
            frame = QRectF(SIDE_PX, line.y() - _FRAME_PX, wide, FIELD_PX)
            on = line.hasFocus()
            frame_rounded(painter, frame, theme.page, theme.accent if on else theme.control, 2 if on else 1)

    def _key(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.done()
            event.accept()
        elif event.key() == Qt.Key.Key_Escape:
            self.hide()
            event.accept()

    def _take_palette(self) -> None:
        palette = self.look.theme.palette()
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        for line in self._lines:
            line.setPalette(palette)
