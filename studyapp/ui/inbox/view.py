"""The inbox screen: sections with their bars at the left, the drafts at the right, keys where they act."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from studyapp.flashcards.levels import GOOD, STRONG
from studyapp.ui.inbox.coverage import CoverageList
from studyapp.ui.inbox.delegate import BLEED_PX, TOOLS_PX, DraftDelegate
from studyapp.ui.inbox.model import InboxModel
from studyapp.ui.look import control_font
from studyapp.ui.translation import tr
from studyapp.ui.widgets.buttons import Chip, TextButton
from studyapp.ui.widgets.listview import ListView
from studyapp.ui.widgets.measures import NARROW_PX
from studyapp.ui.widgets.painting import draw_line_of_text, fill

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent

    from studyapp.ui.look import Look
    from studyapp.ui.widgets.listview import Index

_LEFT_PX, _LEFT_NARROW_PX = 336, 272
_COLUMN_PX = 880
_HEAD_PX = 112
_HEAD_NARROW_PX = 148  # the chips stand under the title
_SIDE_PX = 28
_EMPTY_PX = 92  # of an empty list: its ring frames the sentence


class DraftList(ListView):
    """The drafts; the arrows open the next one at once, so that A, E and X always act on what is seen."""

    accepted = Signal()
    accepted_all = Signal()
    edited = Signal()
    discarded = Signal()
    passage_wanted = Signal()
    only_read_turned = Signal()
    moved = Signal(int)
    rings = False  # the open draft's edge is in the accent while the list has the keyboard

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Open the row that the arrows came to."""
        super().currentChanged(current, previous)
        if current.isValid():
            self.moved.emit(current.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act on the open draft by single keys."""
        if event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            super().keyPressEvent(event)
            return
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        match event.key():
            case Qt.Key.Key_A:
                (self.accepted_all if shift else self.accepted).emit()
            case Qt.Key.Key_E | Qt.Key.Key_F2:
                self.edited.emit()
            case Qt.Key.Key_X | Qt.Key.Key_Delete:
                self.discarded.emit()
            case Qt.Key.Key_O:
                self.only_read_turned.emit()
            case Qt.Key.Key_J | Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.passage_wanted.emit()
            case _:
                super().keyPressEvent(event)


class DraftTools(QWidget):
    """The buttons of the open draft."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.accept = TextButton(look, tr("Accept"), self, primary=True, key="A")
        self.edit = TextButton(look, tr("Edit"), self, key="E")
        self.discard = TextButton(look, tr("Discard"), self, key="X")
        self.passage = TextButton(look, tr("Passage"), self, key="J")

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Put the buttons in a row; the way to the passage at the right."""
        x = -2
        for button in (self.accept, self.edit, self.discard):
            size = button.sizeHint()
            button.setGeometry(x, 0, size.width(), size.height())
            x += size.width() + 4
        size = self.passage.sizeHint()
        self.passage.setGeometry(self.width() - size.width() + 2, 0, size.width(), size.height())


class InboxScreen(QWidget):
    """Title, choice of quality, the list; beside it the sections."""

    narrowed = Signal()  # to a section, or to all
    least_chosen = Signal(float)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("inbox")
        self._look = look
        self._subtitle = ""
        self._empty = ""
        self.sections = CoverageList(look, self)
        self.rows = InboxModel(self)
        self.list = DraftList(look, tr("Drafts"), self)
        self.list.setObjectName("drafts")
        self.list.setModel(self.rows)
        self.delegate = DraftDelegate(look, self.list)
        self.list.setItemDelegate(self.delegate)
        self.tools = DraftTools(look, self.list.viewport())
        self.tools.hide()
        self.accept_all = TextButton(look, tr("Accept all"), self, key="⇧A")
        self._chips = [
            (Chip(look, name, self, on=least == GOOD), least)
            for name, least in ((tr("Strong"), STRONG), (tr("Good"), GOOD), (tr("Any"), 0.0))
        ]
        self.only_read = Chip(look, tr("Only sections read"), self)
        self.only_read.setToolTip(tr("Drafts of sections that you have already read (O)"))
        for chip, least in self._chips:
            chip.on_click(partial(self._choose_least, least))
        self.sections.section_chosen.connect(self.choose_section)
        self.list.moved.connect(self._open)
        self.list.chosen.connect(lambda index: self._open(index.row()))
        self.list.verticalScrollBar().valueChanged.connect(self._place_tools)
        self.rows.modelReset.connect(self._took_rows)
        self.hide()

    def show_words(self, subtitle: str, empty: str) -> None:
        """Show what is listed, and the sentence for an empty list."""
        self._subtitle, self._empty = subtitle, empty
        self.setAccessibleName(f"{tr('Drafts')}. {subtitle}. {self.sentence}")
        count = self.rows.rowCount()
        self.accept_all.setText(tr("Accept {count}", count=count))
        self.accept_all.setAccessibleName(tr("Accept all {count} drafts shown", count=count))
        self.accept_all.setVisible(count > 1)
        self._arrange()
        self.update()

    @property
    def sentence(self) -> str:
        """What an empty list says."""
        return "" if self.rows.rowCount() else self._empty

    def begin_at(self, section: int | None) -> None:
        """Take a section, or all, for what is to be shown next."""
        self.sections.rows.choose(section)
        self.rows.narrow(section)

    def choose_section(self, section: int | None) -> None:
        """Show the drafts of a section, or of all."""
        self.begin_at(section)
        self.narrowed.emit()
        self.list.setFocus()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Share the room."""
        self._arrange()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint both grounds, the titles, and what an empty list is for."""
        painter = QPainter(self)
        theme = self._look.theme
        left = self._left_px()
        fill(painter, QRectF(self.rect()), theme.page)
        fill(painter, QRectF(0, 0, left, self.height()), theme.panel)
        fill(painter, QRectF(left - 1, 0, 1, self.height()), theme.border)
        head = QRectF(16, 12, left - 32, 24)
        draw_line_of_text(painter, head, tr("Sections"), control_font(12, 600), theme.muted)
        right = Qt.AlignmentFlag.AlignRight
        draw_line_of_text(painter, head, tr("facts with a card"), control_font(12), theme.muted, align=right)
        column = self._column()
        title = QRectF(column.left(), 36, column.width(), 32)
        draw_line_of_text(painter, title, tr("Drafts"), control_font(22, 600), theme.text)
        under = QRectF(column.left(), 70, column.width(), 22)
        draw_line_of_text(painter, under, self._subtitle, control_font(13), theme.muted)
        if not self.rows.rowCount():
            painter.setFont(control_font(14))
            painter.setPen(theme.muted)
            room = QRectF(column.left(), self._head_px() + 24, min(column.width(), 560), 200)
            painter.drawText(room, int(Qt.TextFlag.TextWordWrap), self._empty)

    # Inside

    def _narrow(self) -> bool:
        return self.width() < NARROW_PX

    def _left_px(self) -> int:
        return _LEFT_NARROW_PX if self._narrow() else _LEFT_PX

    def _head_px(self) -> int:
        return _HEAD_NARROW_PX if self._narrow() else _HEAD_PX

    def _column(self) -> QRectF:
        room = self.width() - self._left_px()
        wide = min(_COLUMN_PX, room - 2 * _SIDE_PX - 2 * BLEED_PX)
        return QRectF(self._left_px() + (room - wide) / 2, 0, wide, self.height())

    def _arrange(self) -> None:
        self.sections.setGeometry(0, 40, self._left_px() - 1, max(self.height() - 40, 0))
        column = self._column()
        self.delegate.width_px = round(column.width())
        top = self._head_px()
        self.list.setGeometry(
            round(column.left()) - BLEED_PX,
            top,
            round(column.width()) + 2 * BLEED_PX,
            max(self.height() - top, 0) if self.rows.rowCount() else _EMPTY_PX,
        )
        self._arrange_chips(column)
        self.list.scheduleDelayedItemsLayout()
        self._place_tools()

    def _arrange_chips(self, column: QRectF) -> None:
        """Put the choices at the right of the title; in a narrow window under it."""
        controls: list[QWidget] = [self.only_read, *(chip for chip, _ in self._chips)]
        if not self.accept_all.isHidden():
            controls.append(self.accept_all)
        total = sum(control.sizeHint().width() + 4 for control in controls)
        x = round(column.left()) - 2 if self._narrow() else round(column.right()) - total
        middle = 118 if self._narrow() else 52
        for control in controls:
            size = control.sizeHint()
            control.setGeometry(x, middle - size.height() // 2, size.width(), size.height())
            x += size.width() + 4

    def _choose_least(self, least: float) -> None:
        for chip, value in self._chips:
            chip.setChecked(value == least)
        self.least_chosen.emit(least)
        self.list.setFocus()

    def _open(self, row: int) -> None:
        self.rows.choose(row)
        self.list.scheduleDelayedItemsLayout()
        self._place_tools()

    def _took_rows(self) -> None:
        chosen = self.rows.chosen
        if chosen is not None:
            index = self.rows.index(self.rows.row_of(chosen.id), 0)
            self.list.setCurrentIndex(index)
            self.list.scrollTo(index)
        self._place_tools()

    def _place_tools(self) -> None:
        """Keep the buttons on the open draft while the list moves."""
        chosen = self.rows.chosen
        self.tools.setVisible(chosen is not None)
        if chosen is None:
            return
        self.list.doItemsLayout()
        where = self.list.visualRect(self.rows.index(self.rows.row_of(chosen.id), 0))
        self.tools.setGeometry(
            where.left() + BLEED_PX, where.bottom() - TOOLS_PX - 14, where.width() - 2 * BLEED_PX, TOOLS_PX
        )
