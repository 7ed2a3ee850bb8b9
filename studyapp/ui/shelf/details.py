"""A panel to write what a document is called, who wrote it, in which language, and its tags."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPoint, QRectF
from PySide6.QtGui import QPainter

from studyapp.ui.look import control_font
from studyapp.ui.translation import tr
from studyapp.ui.widgets.form import SIDE_PX, FormPanel
from studyapp.ui.widgets.painting import draw_line_of_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

    from studyapp.domain.documents import DocumentRecord
    from studyapp.ui.look import Look

WIDTH_PX = 520
_TOP_PX, _ROW_PX, _LABEL_PX = 52, 66, 20


class Details(NamedTuple):
    """What a person may say of a document."""

    title: str
    authors: tuple[str, ...]
    language: str
    tags: tuple[str, ...]


class DetailsPanel(FormPanel):
    """Four lines; Return keeps them, Escape leaves them."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, tr("About the document"), parent, WIDTH_PX)
        self.setObjectName("details")
        self._foot = ""
        self._keep: Callable[[Details], object] | None = None
        self._names = (
            tr("Title"),
            tr("Authors, separated by semicolons"),
            tr("Language, such as en or de"),
            tr("Tags, separated by commas"),
        )
        tops = (_TOP_PX + row * _ROW_PX + _LABEL_PX for row in range(len(self._names)))
        self.title, self.authors, self.language, self.tags = (
            self.add_line(top, name) for top, name in zip(tops, self._names, strict=True)
        )
        self.title.textChanged.connect(lambda text: self.save.setEnabled(bool(text.strip())))
        self.put_buttons(_TOP_PX + len(self._names) * _ROW_PX + 30)

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
        painter, theme, wide = QPainter(self), self.look.theme, WIDTH_PX - 2 * SIDE_PX
        self.paint_lines(painter, self.accessibleName())
        for row, name in enumerate(self._names):
            label = QRectF(SIDE_PX, _TOP_PX + row * _ROW_PX, wide, _LABEL_PX - 2)
            draw_line_of_text(painter, label, name, control_font(12, 600), theme.muted)
        foot = QRectF(SIDE_PX, _TOP_PX + len(self._names) * _ROW_PX, wide, 20)
        draw_line_of_text(painter, foot, self._foot, control_font(12), theme.muted)

    def done(self) -> None:
        """Give what was written to whoever asked for it."""
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
