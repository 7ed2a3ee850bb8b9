"""The search pane: it stands in place of the left pane while the person searches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from studyapp.domain.hits import HitKind
from studyapp.ui.look import control_font
from studyapp.ui.search.delegate import HitsDelegate
from studyapp.ui.search.model import ROW, DocumentRow, HitRow, HitsModel
from studyapp.ui.translation import tr, tr_count
from studyapp.ui.widgets.buttons import Chip, IconButton, TextButton
from studyapp.ui.widgets.field import FIELD_PX, Field
from studyapp.ui.widgets.listview import ListView
from studyapp.ui.widgets.painting import draw_line_of_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from studyapp.domain.hits import Hit
    from studyapp.domain.places import Mark
    from studyapp.ui.look import Look

_SIDE_PX = 12
_CHIPS_TOP = _SIDE_PX + FIELD_PX + 10
_COUNT_TOP = _CHIPS_TOP + 36
HEAD_PX = _COUNT_TOP + 44


class SearchPane(QWidget):
    """The box, the chips, the count and the hits."""

    filters_changed = Signal()
    hit_chosen = Signal(int)
    next_wanted = Signal()
    previous_wanted = Signal()

    def __init__(
        self, look: Look, snippet: Callable[[Hit, int], tuple[str, tuple[Mark, ...]]], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._look = look
        self.setAutoFillBackground(True)
        self._count = ""
        self._position = ""
        self._notice = ""
        self._advice = ""
        self.box = Field(look, tr("Search"), "search", self, font_px=14)
        self.box.edit.setObjectName("searchBox")
        self.library = Chip(look, tr("Library"), self, on=True)
        self.library.setToolTip(tr("On: the whole library. Off: this document."))
        self.text = Chip(look, tr("Text"), self, on=True)
        self.notes = Chip(look, tr("Notes"), self, on=True)
        for chip in (self.library, self.text, self.notes):
            chip.toggled.connect(self._filters_toggled)
        self.previous = IconButton(look, "chevron-up", tr("Previous hit (Shift+F3)"), self, size_px=28)
        self.next = IconButton(look, "chevron-down", tr("Next hit (F3)"), self, size_px=28)
        self.previous.on_click(self.previous_wanted.emit)
        self.next.on_click(self.next_wanted.emit)
        self.suggestion = TextButton(look, "", self)
        self.suggestion.hide()
        self.rows = HitsModel(self)
        self.list = ListView(look, tr("Hits"), self)
        self.list.setObjectName("searchResults")
        self.list.setModel(self.rows)
        self.delegate = HitsDelegate(look, snippet, self.list)
        self.list.setItemDelegate(self.delegate)
        self.list.chosen.connect(self._choose)

    def kinds(self) -> frozenset[HitKind]:
        """Return what the chips ask for; neither chip on means everything."""
        wanted: set[HitKind] = set()
        if self.text.isChecked():
            wanted |= {HitKind.TEXT, HitKind.TITLE}
        if self.notes.isChecked():
            wanted.add(HitKind.NOTE)
        return frozenset(wanted or HitKind)

    def show_hits(self, hits: tuple[Hit, ...], total: int) -> None:
        """Show a result, in walking order; `total` counts also the hits that are not listed."""
        self._notice = self._advice = ""
        self.suggestion.hide()
        self.delegate.forget()
        self.rows.show(hits)
        self.list.scrollToTop()
        documents = len({hit.document_id for hit in hits})
        many = tr_count(total, "{count} hit", "{count} hits")
        if total > len(hits):
            where = tr("{hits}, the best {shown} listed", hits=many, shown=len(hits))
        else:
            in_them = tr_count(documents, "in {count} document", "in {count} documents")
            where = f"{many} {in_them}" if hits else ""
        self._count = where
        self._position = ""
        self._show_buttons()
        self.list.show()

    def show_notice(self, notice: str, advice: str = "", suggestion: str = "") -> None:
        """Say in place of hits why there are none, and what may help: perhaps another word."""
        self.show_hits((), 0)
        self._count = ""
        self._notice, self._advice = notice, advice
        self.suggestion.setText(suggestion)
        self.suggestion.setAccessibleName(suggestion)
        self.suggestion.setVisible(bool(suggestion))
        self._arrange()
        self.update()

    @property
    def count_line(self) -> str:
        """The line above the hits: how many, and which one is the current."""
        return " · ".join(part for part in (self._count, self._position) if part)

    @property
    def notice(self) -> str:
        """What stands in place of hits."""
        return " ".join(part for part in (self._notice, self._advice) if part)

    def show_current(self, number: int) -> None:
        """Make a hit the current one and bring it into view."""
        row = self.rows.set_current(number)
        shown = len(self.rows.hits)
        self._position = (
            tr("{number} of {count}", number=f"{number + 1:,}", count=f"{shown:,}") if number >= 0 else ""
        )
        self.list.scheduleDelayedItemsLayout()
        if row >= 0:
            index = self.rows.index(row, 0)
            self.list.setCurrentIndex(index)
            self.list.scrollTo(self.rows.index(max(row - 1, 0), 0))
            self.list.scrollTo(index)
        self.update()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Share the room."""
        self._arrange()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the count line and the notice."""
        painter = QPainter(self)
        theme = self._look.theme
        painter.fillRect(self.width() - 1, 0, 1, self.height(), theme.border)
        box = QRectF(16, _COUNT_TOP, self.width() - 32 - 76, 36)
        draw_line_of_text(painter, box, self._count, control_font(12), theme.muted)
        right = Qt.AlignmentFlag.AlignRight
        draw_line_of_text(
            painter, box, self._position, control_font(12, 600, figures=True), theme.text, align=right
        )
        if self._count:
            painter.fillRect(0, HEAD_PX - 1, self.width(), 1, theme.border)
        if self._notice:
            self._paint_notice(painter)

    def _paint_notice(self, painter: QPainter) -> None:
        theme = self._look.theme
        room = QRectF(20, _COUNT_TOP + 8, self.width() - 40, 200)
        flags = int(Qt.TextFlag.TextWordWrap)
        painter.setFont(control_font(13, 500))
        painter.setPen(theme.text)
        painter.drawText(room, flags, self._notice)
        used = painter.boundingRect(room, flags, self._notice)
        painter.setFont(control_font(13))
        painter.setPen(theme.muted)
        painter.drawText(room.translated(0, used.height() + 8), flags, self._advice)

    def _filters_toggled(self) -> None:
        self._arrange()
        self.filters_changed.emit()

    def _show_buttons(self) -> None:
        for button in (self.previous, self.next):
            button.setVisible(bool(self.rows.hits))
        self.update()

    def _choose(self, index: QModelIndex) -> None:
        row = index.data(ROW)
        if isinstance(row, DocumentRow):
            self.rows.toggle(row.document_id)
        elif isinstance(row, HitRow):
            self.hit_chosen.emit(row.number)

    def _arrange(self) -> None:
        width = self.width() - 1
        self.box.setGeometry(_SIDE_PX, _SIDE_PX, width - 2 * _SIDE_PX, FIELD_PX)
        x = _SIDE_PX - 2
        for chip in (self.library, self.text, self.notes):
            chip.setGeometry(x, _CHIPS_TOP, chip.sizeHint().width(), chip.height())
            x += chip.width() + 2
        x = width - _SIDE_PX - self.next.width() + 4
        self.next.move(x, _COUNT_TOP + (36 - self.next.height()) // 2)
        self.previous.move(x - self.previous.width(), self.next.y())
        size = self.suggestion.sizeHint()
        self.suggestion.setGeometry(18, _COUNT_TOP + 96, min(size.width(), width - 36), size.height())
        self.delegate.width_px = width
        self.list.setGeometry(0, HEAD_PX, width, max(self.height() - HEAD_PX, 0))
        self.list.setVisible(not self._notice)
