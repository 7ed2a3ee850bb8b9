"""A panel to write what a document is called, who wrote it, in which language, and its tags."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QPainter, QPalette

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

    from studyapp.domain.documents import DocumentRecord
    from studyapp.ui.look import Look

WIDTH_PX = 520
_SIDE_PX, _TOP_PX, _ROW_PX, _LABEL_PX, _FIELD_PX = 20, 52, 66, 20, 36


class Details(NamedTuple):
    """What a person may say of a document."""

    title: str
    authors: tuple[str, ...]
    language: str
    tags: tuple[str, ...]


class DetailsPanel(FloatingPanel):
    """Four fields; Return keeps them, Escape leaves them."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, tr("About the document"), parent)
        self.setObjectName("details")
        self._foot = ""
        self._keep: Callable[[Details], object] | None = None
        self.title, self.authors, self.language, self.tags = (LineEdit(self) for _ in range(4))
        self._fields = (
            (self.title, tr("Title")),
            (self.authors, tr("Authors, separated by semicolons")),
            (self.language, tr("Language, such as en or de")),
            (self.tags, tr("Tags, separated by commas")),
        )
        for row, (field, name) in enumerate(self._fields):
            field.setFrame(False)
            field.setAccessibleName(name)
            field.setFont(control_font(14))
            field.focus_changed.connect(self.update)
            field.key_pressed.connect(self._key)
            top = _TOP_PX + row * _ROW_PX + _LABEL_PX
            field.setGeometry(_SIDE_PX + 8, top + 2, WIDTH_PX - 2 * _SIDE_PX - 16, _FIELD_PX - 4)
        self.save = TextButton(look, tr("Save"), self, primary=True, key="↵")
        self.cancel = TextButton(look, tr("Cancel"), self, key="Esc")
        self.save.on_click(self._done)
        self.cancel.on_click(self.hide)
        self.title.textChanged.connect(lambda text: self.save.setEnabled(bool(text.strip())))
        y = _TOP_PX + len(self._fields) * _ROW_PX + 30
        save, cancel = self.save.sizeHint(), self.cancel.sizeHint()
        self.save.setGeometry(WIDTH_PX - _SIDE_PX - save.width() + 2, y, save.width(), save.height())
        self.cancel.setGeometry(self.save.x() - cancel.width() - 4, y, cancel.width(), cancel.height())
        self.setFixedSize(WIDTH_PX, y + save.height() + 16)
        look.changed.connect(self._take_palette)
        self._take_palette()

    def open(self, record: DocumentRecord, keep: Callable[[Details], object]) -> None:
        """Show what is known of a document; `keep` gets what the person wrote."""
        self._keep = keep
        self._foot = record.path or tr("Pasted text")
        self.title.setText(record.title)
        self.authors.setText("; ".join(record.authors))
        self.language.setText(record.language)
        self.tags.setText(", ".join(record.tags))
        self.open_at(QPoint((self._window.width() - WIDTH_PX) // 2, 96))
        self.title.setFocus()
        length = len(self.title.text())
        self.title.setSelection(length, -length)  # backwards: of a long title the beginning is seen

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint labels and frames, and where the document came from."""
        super().paintEvent(event)
        painter, theme = QPainter(self), self.look.theme
        wide = WIDTH_PX - 2 * _SIDE_PX
        title = QRectF(_SIDE_PX, 14, wide, 24)
        draw_line_of_text(painter, title, self.accessibleName(), control_font(15, 600), theme.text)
        for row, (field, name) in enumerate(self._fields):
            top = _TOP_PX + row * _ROW_PX
            label = QRectF(_SIDE_PX, top, wide, _LABEL_PX - 2)
            draw_line_of_text(painter, label, name, control_font(12, 600), theme.muted)
            frame = QRectF(_SIDE_PX, top + _LABEL_PX, wide, _FIELD_PX)
            on = field.hasFocus()
            frame_rounded(painter, frame, theme.page, theme.accent if on else theme.control, 2 if on else 1)
        foot = QRectF(_SIDE_PX, _TOP_PX + len(self._fields) * _ROW_PX, wide, 20)
        draw_line_of_text(painter, foot, self._foot, control_font(12), theme.muted)

    def _key(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._done()
            event.accept()
        elif event.key() == Qt.Key.Key_Escape:
            self.hide()
            event.accept()

    def _done(self) -> None:
        if not self.save.isEnabled() or self._keep is None:
            return
        self.hide()
        self._keep(
            Details(
                self.title.text(),
                tuple(self.authors.text().split(";")),
                self.language.text(),
                tuple(self.tags.text().split(",")),
            )
        )

    def _take_palette(self) -> None:
        palette = self.look.theme.palette()
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        for field, _ in self._fields:
            field.setPalette(palette)
