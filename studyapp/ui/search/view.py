"""The search pane: it stands in place of the left pane while the person searches."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from studyapp.ui.announcing import announce
from studyapp.ui.look import control_font
from studyapp.ui.search.chips import Chips
from studyapp.ui.search.delegate import HitsDelegate
from studyapp.ui.search.model import ROW, DocumentRow, HitRow, HitsModel
from studyapp.ui.search.offers import Offer, OfferList
from studyapp.ui.translation import tr, tr_count
from studyapp.ui.widgets.buttons import IconButton, TextButton
from studyapp.ui.widgets.field import FIELD_PX, Field
from studyapp.ui.widgets.listview import ListView
from studyapp.ui.widgets.painting import draw_line_of_text
from studyapp.ui.widgets.paragraph import Paragraph

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QColor, QPaintEvent, QResizeEvent

    from studyapp.domain.hits import Hit, HitKind
    from studyapp.domain.places import Mark
    from studyapp.ui.look import Look

_SIDE_PX = 12
_STAR_PX = 28
_OFFERS_TOP = _SIDE_PX + FIELD_PX + 4
_CHIPS_GAP = 6
_COUNT_PX = 44
_MOST_SUGGESTIONS = 3


class _Star(IconButton):
    """The button that saves the query; its ground says that it is saved."""

    def __init__(self, look: Look, icon: str, name: str, parent: QWidget, *, size_px: int) -> None:
        super().__init__(look, icon, name, parent, size_px=size_px)
        self.setCheckable(True)

    def background(self) -> QColor | None:
        """Return the tint for a saved query."""
        return self.look.theme.tint if self.isChecked() else super().background()


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
        self._keeps = False
        self._count_top = 0
        self.box = Field(look, tr("Search"), "search", self, font_px=14)
        self.box.edit.setObjectName("searchBox")
        self.star = _Star(look, "star", tr("Save this search"), self, size_px=_STAR_PX)
        self.star.hide()
        self.offers = OfferList(look, tr("Completions"), self, key=tr("Tab"))
        self.offers.setObjectName("completions")
        self.offers.hide()
        self.chips = Chips(look, self)
        self.chips.changed.connect(self.filters_changed)
        self.kept = OfferList(look, tr("Saved and recent searches"), self)
        self.kept.setObjectName("keptSearches")
        self.kept.hide()
        self.previous = IconButton(look, "chevron-up", tr("Previous hit"), self, size_px=28)
        self.next = IconButton(look, "chevron-down", tr("Next hit"), self, size_px=28)
        self.previous.on_click(self.previous_wanted.emit)
        self.next.on_click(self.next_wanted.emit)
        self.suggestions = tuple(TextButton(look, "", self) for _ in range(_MOST_SUGGESTIONS))
        for button in self.suggestions:
            button.on_click(partial(self._take_suggestion, button))
            button.hide()
        self.rows = HitsModel(self)
        self.list = ListView(look, tr("Hits"), self)
        self.list.setObjectName("searchResults")
        self.list.setModel(self.rows)
        self.delegate = HitsDelegate(look, snippet, self.list)
        self.list.setItemDelegate(self.delegate)
        self.list.chosen.connect(self._choose)

    def show_star(self, *, shown: bool, on: bool) -> None:
        """Show whether the query is saved."""
        name = tr("Remove from the saved searches") if on else tr("Save this search")
        self.star.setAccessibleName(name)
        self.star.setToolTip(name)
        self.star.setChecked(on)
        self.star.setVisible(shown)
        self._arrange()

    def show_completions(self, rows: list[Offer]) -> None:
        """Offer what the query may become, between the box and the chips; nothing hides the list."""
        self.offers.show_offers(rows, 0)
        self.offers.setVisible(bool(rows))
        self._arrange()

    def show_filters(self, counts: Mapping[HitKind, int]) -> None:
        """Show on the chips how many hits there are of each kind, and what the query narrows itself."""
        self.chips.show_counts(counts)
        self.chips.show_query(self.box.edit.text())
        self._arrange()

    def show_kept(self, rows: list[Offer]) -> None:
        """Show the searches to come back to, under what the empty box says."""
        self.kept.show_offers(rows)
        self._arrange()

    def show_hits(self, hits: tuple[Hit, ...], total: int, *, ranked: bool = True) -> None:
        """Show a result, in walking order; `total` counts also the hits that are not listed.

        `ranked`: those that are listed are the best, else the first in reading order.
        """
        self._notice = self._advice = ""
        self.box.edit.mark_wrong(None, self._look.theme.bad)
        self.show_suggestions(())
        self.delegate.forget()
        self.rows.show(hits)
        self.list.scrollToTop()
        documents = len({hit.document_id for hit in hits})
        many = tr_count(total, "{count} hit", "{count} hits")
        if total > len(hits):
            listed = (
                tr("{hits}, the best {shown} listed") if ranked else tr("{hits}, the first {shown} listed")
            )
            where = listed.replace("{hits}", many).replace("{shown}", str(len(hits)))
        else:
            in_them = tr_count(documents, "in {count} document", "in {count} documents")
            where = f"{many} {in_them}" if hits else ""
        self._count = where
        self._position = ""
        self._show_buttons()
        self.list.show()
        announce(self, where)

    def show_notice(
        self, notice: str, advice: str = "", wrong: tuple[int, int] | None = None, *, kept: bool = False
    ) -> None:
        """Say in place of hits why there are none; `wrong` is underlined in the box, in Qt's positions.

        `kept`: the searches to come back to stand under it.
        """
        self.show_hits((), 0)
        self._count = ""
        self._notice, self._advice, self._keeps = notice, advice, kept
        self.box.edit.mark_wrong(wrong, self._look.theme.bad)
        self._arrange()
        self.update()
        announce(self, "" if kept else f"{notice} {advice}".strip())

    def show_suggestions(self, queries: Sequence[str]) -> None:
        """Offer other queries under the notice."""
        for number, button in enumerate(self.suggestions):
            query = queries[number] if number < len(queries) else ""
            text = tr("Search for “{query}”", query=query)
            button.setText(text)
            button.setAccessibleName(text)
            button.setProperty("query", query)
            button.setVisible(bool(query))
        self._arrange()

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
        box = QRectF(16, self._count_top, self.width() - 32 - 76, 36)
        draw_line_of_text(painter, box, self._count, control_font(12), theme.muted)
        right = Qt.AlignmentFlag.AlignRight
        draw_line_of_text(
            painter, box, self._position, control_font(12, 600, figures=True), theme.text, align=right
        )
        if self._count:
            painter.fillRect(0, self._count_top + _COUNT_PX - 1, self.width(), 1, theme.border)
        if self._notice:
            self._paint_notice(painter)

    def _paint_notice(self, painter: QPainter) -> None:
        theme = self._look.theme
        notice, advice = self._notice_paragraphs()
        corner = QPointF(20, self._count_top + 8)
        notice.paint(painter, corner, theme.text)
        advice.paint(painter, corner + QPointF(0, notice.height + 8), theme.muted)

    def _notice_paragraphs(self) -> tuple[Paragraph, Paragraph]:
        width = max(self.width() - 40, 40)
        return (
            Paragraph(self._notice, control_font(13, 500), width, 20, 4),
            Paragraph(self._advice, control_font(13), width, 20, 6),
        )

    def _take_suggestion(self, button: TextButton) -> None:
        self.box.edit.setText(button.property("query"))
        self.box.edit.setFocus()

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
        star = self.star.width() + 4 if not self.star.isHidden() else 0
        self.box.setGeometry(_SIDE_PX, _SIDE_PX, width - 2 * _SIDE_PX - star, FIELD_PX)
        self.star.move(width - _SIDE_PX - self.star.width(), _SIDE_PX + (FIELD_PX - self.star.height()) // 2)
        offered = self.offers.height_px() if not self.offers.isHidden() else 0
        self.offers.setGeometry(0, _OFFERS_TOP, width, offered)
        top = _OFFERS_TOP + offered + _CHIPS_GAP
        chips_px = self.chips.arrange(width - 2 * _SIDE_PX + 4)
        self.chips.setGeometry(_SIDE_PX - 2, top, width - _SIDE_PX, chips_px)
        self._count_top = top + chips_px
        x = width - _SIDE_PX - self.next.width() + 4
        self.next.move(x, self._count_top + (36 - self.next.height()) // 2)
        self.previous.move(x - self.previous.width(), self.next.y())
        self._arrange_below(width)
        self.delegate.width_px = width
        self.update()

    def _arrange_below(self, width: int) -> None:
        """Give the room under the chips to the hits, or to the notice and what is offered with it."""
        notice, advice = self._notice_paragraphs()
        below = self._count_top + 8 + notice.height + 8 + advice.height + 12
        for button in self.suggestions:
            size = button.sizeHint()
            button.setGeometry(18, below, min(size.width(), width - 36), size.height())
            below += size.height() + 4 if not button.isHidden() else 0
        self.kept.setGeometry(0, below, width, max(self.height() - below, 0))
        self.kept.setVisible(bool(self._notice and self._keeps and self.kept.rows.rows))
        head = self._count_top + _COUNT_PX
        self.list.setGeometry(0, head, width, max(self.height() - head, 0))
        self.list.setVisible(not self._notice)
