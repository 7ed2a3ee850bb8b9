"""Asks for one thing in the pane, in place of a box: another actor, a kind, or a name."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QAbstractListModel, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from studyapp.ui.actors.lines import SAMPLE_PX, paint_sample
from studyapp.ui.look import control_font
from studyapp.ui.translation import tr
from studyapp.ui.widgets.buttons import IconButton
from studyapp.ui.widgets.field import FIELD_PX, Field
from studyapp.ui.widgets.listview import ListView, RowDelegate
from studyapp.ui.widgets.painting import draw_line_of_text, fill_rounded
from studyapp.ui.widgets.paragraph import Paragraph

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex
    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent
    from PySide6.QtWidgets import QStyleOptionViewItem

    from studyapp.domain.actors import ActorKind
    from studyapp.ui.look import Look
    from studyapp.ui.widgets.listview import Index

ROW = Qt.ItemDataRole.UserRole
_ROW_PX = 30
_SIDE_PX = 16
_TOP_PX = 48
_MOST_ROWS = 200


class Choice(NamedTuple):
    """Something to choose: its word, its kind's line, what stands at the right."""

    id: str
    text: str
    kind: ActorKind
    detail: str = ""
    also: str = ""  # is found by these words, too


class ChoicesModel(QAbstractListModel):
    """The choices that contain what was typed."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._all: list[Choice] = []
        self._shown: list[Choice] = []

    def show(self, choices: list[Choice], text: str = "") -> None:
        """Show these choices, as far as they contain the text."""
        self.beginResetModel()
        self._all = choices
        words = text.casefold().split()
        self._shown = [
            choice
            for choice in choices
            if all(word in f"{choice.text} {choice.also}".casefold() for word in words)
        ][:_MOST_ROWS]
        self.endResetModel()

    def filter(self, text: str) -> None:
        """Show the choices that contain every word."""
        self.show(self._all, text)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        """Return the number of rows."""
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return a choice's word, or the choice itself."""
        choice = self._shown[index.row()]
        if role == ROW:
            return choice
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return f"{choice.text} {choice.detail}".strip()
        return None


class ChoiceDelegate(RowDelegate):
    """Paints a choice: line, word, detail."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the row's height."""
        return QSize(100, _ROW_PX)

    def paint_row(self, painter: QPainter, where: QRectF, index: Index, *, hover: bool) -> None:
        """Paint one choice."""
        view, theme = self.parent(), self.look.theme
        choice: Choice = index.data(ROW)
        current = isinstance(view, ListView) and view.currentIndex().row() == index.row()
        if current or hover:
            fill_rounded(painter, where.adjusted(8, 1, -8, -1), theme.tint if current else theme.hover)
        inside = where.adjusted(_SIDE_PX, 0, -_SIDE_PX, 0)
        paint_sample(painter, choice.kind, inside.left(), inside.center().y(), theme.actor(choice.kind))
        text = inside.adjusted(SAMPLE_PX + 10, 0, -48, 0)
        draw_line_of_text(painter, text, choice.text, control_font(13, 500), theme.text)
        figures, right = control_font(12, figures=True), Qt.AlignmentFlag.AlignRight
        draw_line_of_text(painter, inside, choice.detail, figures, theme.muted, align=right)


class Chooser(QWidget):
    """A question, a field, and mostly a list; Return takes the current choice, Escape gives up."""

    closed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("actorChooser")
        self._look = look
        self._question = ""
        self._hint = ""
        self._act: Callable[[str], object] = lambda _answer: None
        self._free = False  # the answer is what is typed
        self.cancel = IconButton(look, "x", tr("Cancel"), self, size_px=28)
        self.field = Field(look, "", "search", self)
        self.rows = ChoicesModel(self)
        self.list = ListView(look, tr("Choices"), self)
        self.list.setModel(self.rows)
        self.list.setUniformItemSizes(True)
        self.list.setItemDelegate(ChoiceDelegate(look, self.list))
        self.cancel.on_click(self.closed.emit)
        self.field.edit.textChanged.connect(self._filter)
        self.field.edit.key_pressed.connect(self._key)
        self.list.chosen.connect(self._take)
        self.hide()

    def ask(self, question: str, choices: list[Choice], act: Callable[[str], object]) -> None:
        """Ask for one of the choices; `act` gets its id."""
        self._open(question, tr("Type to find, Enter takes it."), act, free=False)
        self.rows.show(choices)
        self.field.edit.setText("")
        self.field.edit.setPlaceholderText(tr("Find"))
        self._filter("")

    def ask_name(self, question: str, name: str, act: Callable[[str], object]) -> None:
        """Ask for a name; `act` gets it."""
        self._open(question, tr("Enter takes it, Escape leaves it as it was."), act, free=True)
        self.rows.show([])
        self.field.edit.setText(name)
        self.field.edit.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give up by Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Share the room."""
        self._arrange()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint question and hint over a ground of its own."""
        painter, theme = QPainter(self), self._look.theme
        painter.fillRect(self.rect(), theme.panel)
        question = self._paragraph()
        question.paint(painter, QPointF(_SIDE_PX, 14), theme.text)
        hint = QRectF(_SIDE_PX, self.field.y() + FIELD_PX + 4, self.width() - 2 * _SIDE_PX, 20)
        draw_line_of_text(painter, hint, self._hint, control_font(12), theme.muted)
        if not self._free and not self.rows.rowCount():
            hint.moveTop(hint.bottom() + 12)
            draw_line_of_text(painter, hint, tr("Nothing is called so."), control_font(13), theme.muted)

    def _open(self, question: str, hint: str, act: Callable[[str], object], *, free: bool) -> None:
        self._question, self._hint, self._act, self._free = question, hint, act, free
        self.setAccessibleName(question)
        self.field.edit.setAccessibleName(question)
        self.list.setVisible(not free)
        self._arrange()
        self.show()
        self.field.edit.setFocus()

    def _filter(self, text: str) -> None:
        if self._free:
            return
        self.rows.filter(text)
        if self.rows.rowCount():
            self.list.setCurrentIndex(self.rows.index(0, 0))
        self.update()

    def _key(self, event: QKeyEvent) -> None:
        row = self.list.currentIndex().row()
        match event.key():
            case Qt.Key.Key_Down if not self._free:
                self._go_to(row + 1)
            case Qt.Key.Key_Up if not self._free:
                self._go_to(row - 1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self._free:
                self._answer(self.field.edit.text())
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._take(self.list.currentIndex())
            case Qt.Key.Key_Escape:
                self.closed.emit()
            case _:
                return
        event.accept()

    def _go_to(self, row: int) -> None:
        if 0 <= row < self.rows.rowCount():
            self.list.setCurrentIndex(self.rows.index(row, 0))

    def _take(self, index: QModelIndex) -> None:
        if index.isValid() and index.row() < self.rows.rowCount():
            self._answer(index.data(ROW).id)

    def _answer(self, answer: str) -> None:
        self.closed.emit()
        self._act(answer)

    def _paragraph(self) -> Paragraph:
        return Paragraph(self._question, control_font(13, 600), max(self.width() - 72, 40), 20, 3)

    def _arrange(self) -> None:
        width = self.width()
        self.cancel.move(width - self.cancel.width() - 8, 8)
        top = max(_TOP_PX, 14 + self._paragraph().height + 10)
        self.field.setGeometry(_SIDE_PX, top, max(width - 2 * _SIDE_PX, 40), FIELD_PX)
        below = top + FIELD_PX + 32
        self.list.setGeometry(0, below, width, max(self.height() - below, 0))
