"""A sheet over the window to write what a card asks and answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from studyapp.ui.cards.picture import PictureChoice
from studyapp.ui.look import control_font, text_font
from studyapp.ui.translation import tr
from studyapp.ui.widgets.buttons import TextButton
from studyapp.ui.widgets.painting import draw_line_of_text, frame_rounded
from studyapp.ui.widgets.paragraph import Paragraph
from studyapp.ui.widgets.popup import FloatingPanel
from studyapp.ui.widgets.scrollbar import use_quiet_scrolling

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtCore import QEvent, QObject
    from PySide6.QtGui import QKeyEvent, QPaintEvent
    from PySide6.QtWidgets import QWidget

    from studyapp.ui.cards.picture import Offered
    from studyapp.ui.look import Look

    Keep = Callable[[str, str, str | Path], object]

WIDTH_PX = 600
_SIDE_PX = 20
_FRONT_PX, _ANSWER_PX = 92, 64
_LABEL_PX = 24
_TOP_PX = 52


class CardField(QPlainTextEdit):
    """A field of the sheet: Tab goes on, Enter keeps, Shift+Enter begins a line, Escape leaves."""

    kept = Signal()
    left = Signal()

    def __init__(self, look: Look, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setAccessibleName(name)
        self.setFont(text_font(16))
        self.setTabChangesFocus(True)
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        use_quiet_scrolling(self, look)
        look.changed.connect(self.take_palette)
        self.take_palette()

    def take_palette(self) -> None:
        """Take the theme's colours."""
        palette = self._look.theme.palette()
        palette.setColor(QPalette.ColorRole.Base, self._look.theme.page)
        self.setPalette(palette)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep or leave by keys."""
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.kept.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class CardSheet(FloatingPanel):
    """Question and answer with the sentence they come from."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, tr("Card"), parent)
        self.setObjectName("cardSheet")
        self._title = ""
        self._sentence = ""
        self._keep: Keep | None = None
        self.front = CardField(look, tr("Question"), self)
        self.answer = CardField(look, tr("Answer"), self)
        self.picture = PictureChoice(look, self)
        self.save = TextButton(look, tr("Save"), self, primary=True, key="↵")
        self.cancel = TextButton(look, tr("Cancel"), self, key="Esc")
        for field in (self.front, self.answer):
            self.join(field)
        self.picture.chosen.connect(self._take_picture)
        self.save.on_click(self._done)
        self.cancel.on_click(self.hide)

    def open(
        self,
        title: str,
        front: str,
        answer: str,
        sentence: str,
        keep: Keep,
        *,
        pictures: Offered | None = None,
        picture: str = "",
    ) -> None:
        """Show the sheet on question and answer; `keep` gets them and the picture in the end."""
        self._sentence, self._keep = sentence, keep
        self.picture.begin(pictures or [], picture)
        self.front.setPlainText(front)
        self.answer.setPlainText(answer)
        self.show_sheet(title)
        self.front.selectAll()

    def join(self, field: CardField) -> None:
        """Let a field's keys keep and leave, and its text say whether the card can be kept."""
        field.kept.connect(self._done)
        field.left.connect(self.hide)
        field.textChanged.connect(self.take_text)

    def show_sheet(self, title: str) -> None:
        """Open with what the fields hold."""
        self._title = title
        self.take_text()
        self.open_at(QPoint((self._window.width() - WIDTH_PX) // 2, 96))
        self.fields()[0][0].setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay open while a menu or a dialog of the sheet is."""
        if QApplication.activePopupWidget() or QApplication.activeModalWidget():
            return False
        return super().eventFilter(watched, event)

    # What a sheet with other fields has otherwise

    def fields(self) -> list[tuple[CardField, str, int]]:
        """Return the fields that are shown, each with its label and height in pixels."""
        return [(self.front, tr("Question"), _FRONT_PX), (self.answer, tr("Answer"), _ANSWER_PX)]

    def lines(self) -> list[str]:
        """Return what stands under the fields."""
        return [self._sentence, *self.picture.lines()]

    def can_be_kept(self) -> bool:
        """Say whether the fields hold what a card needs."""
        return all(field.toPlainText().strip() for field, _, _ in self.fields())

    def keep(self) -> None:
        """Hand over what the fields hold."""
        if self._keep is not None:
            self._keep(self.front.toPlainText(), self.answer.toPlainText(), self.picture.picture)

    def top_px(self) -> int:
        """Return where the fields begin."""
        return _TOP_PX

    def picture_right_px(self) -> int:
        """Return where the choice of the picture ends."""
        return WIDTH_PX - _SIDE_PX + 2

    def place_beside(self, y: int) -> None:
        """Place what stands in one row with the buttons, at their height."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint labels, frames and the sentence."""
        super().paintEvent(event)
        painter = QPainter(self)
        theme = self.look.theme
        wide = WIDTH_PX - 2 * _SIDE_PX
        title = QRectF(_SIDE_PX, 14, wide, 24)
        draw_line_of_text(painter, title, self._title, control_font(15, 600), theme.text)
        fields = self.fields()
        for field, name, _ in fields:
            label = QRectF(_SIDE_PX, field.y() - _LABEL_PX - 6, wide, _LABEL_PX)
            draw_line_of_text(painter, label, name, control_font(12, 600), theme.muted)
            frame = QRectF(field.geometry()).adjusted(-6, -6, 6, 6)
            edge = theme.accent if field.hasFocus() else theme.control
            frame_rounded(painter, frame, theme.page, edge, 2 if field.hasFocus() else 1)
        corner = QPointF(_SIDE_PX, fields[-1][0].geometry().bottom() + 22)
        for paragraph in self._paragraphs():
            paragraph.paint(painter, corner, theme.muted)
            corner.setY(corner.y() + paragraph.height)

    def _paragraphs(self) -> list[Paragraph]:
        return [
            Paragraph(line, text_font(15), WIDTH_PX - 2 * _SIDE_PX, 24, 6) for line in self.lines() if line
        ]

    def _arrange(self) -> None:
        inner = WIDTH_PX - 2 * _SIDE_PX - 12
        y = self.top_px()
        chip = self.picture.chip
        chip.resize(chip.sizeHint())
        chip.move(self.picture_right_px() - chip.width(), 10)
        for field, _, height in self.fields():
            field.setGeometry(_SIDE_PX + 6, y + _LABEL_PX, inner, height)
            y += _LABEL_PX + height + 20
        y += 2 + round(sum(paragraph.height for paragraph in self._paragraphs())) + 16
        self.place_beside(y)
        save, cancel = self.save.sizeHint(), self.cancel.sizeHint()
        self.save.setGeometry(WIDTH_PX - _SIDE_PX - save.width() + 2, y, save.width(), save.height())
        self.cancel.setGeometry(self.save.x() - cancel.width() - 4, y, cancel.width(), cancel.height())
        self.setFixedSize(WIDTH_PX, y + save.height() + 16)

    def take_text(self) -> None:
        """Show what can be done with what was typed."""
        self.save.setEnabled(self.can_be_kept())
        self._arrange()
        self.update()

    def _take_picture(self) -> None:
        self.take_text()
        self.fields()[0][0].setFocus()

    def _done(self) -> None:
        if self.save.isEnabled():
            self.hide()
            self.keep()
            return
        missing = (field for field, _, _ in self.fields() if not field.toPlainText().strip())
        next(missing, self.fields()[0][0]).setFocus()
