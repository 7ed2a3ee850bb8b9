"""Queries that are offered: completions under the box, and the recent and saved ones while it is empty."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF

from studyapp.ui.look import control_font
from studyapp.ui.translation import tr
from studyapp.ui.widgets.listview import ListView, RowDelegate
from studyapp.ui.widgets.painting import draw_line_of_text, fill_rounded, paint_key_hint
from studyapp.ui.widgets.rows import ROW, RowsModel

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QKeyEvent, QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from studyapp.domain.hits import Completion
    from studyapp.ui.look import Look
    from studyapp.ui.widgets.listview import Index

ROW_PX = 28
HEAD_PX = 34
ICON_PX = 14


class Offer(NamedTuple):
    """A row: a query that is offered, or without an icon the heading of those under it."""

    query: str
    label: str
    icon: str = ""
    detail: str = ""
    right: str = ""


def completion_offers(completions: tuple[Completion, ...]) -> list[Offer]:
    """Return the rows of what a query may become."""
    return [
        Offer(
            one.query,
            one.label,
            "search" if one.kind == "word" else "list-filter",
            tr("filter") if one.kind == "field" else one.detail,
            f"{one.hits:,}" if one.hits else "",
        )
        for one in completions
    ]


def kept_offers(saved: tuple[str, ...], recent: tuple[str, ...]) -> list[Offer]:
    """Return the rows of the queries to come back to."""
    rows: list[Offer] = []
    if saved:
        rows += [Offer("", tr("Saved searches")), *(Offer(query, query, "star") for query in saved)]
    if recent:
        rows += [Offer("", tr("Recent searches")), *(Offer(query, query, "history") for query in recent)]
        rows.append(Offer("", tr("Clear recent searches"), "x"))
    return rows


class OffersModel(RowsModel[Offer]):
    """The rows of a list of offers."""

    def words(self, row: Offer) -> str:
        """Return a row's text with what stands beside it."""
        return " ".join(part for part in (row.label, row.detail, row.right) if part)

    def is_heading(self, row: Offer) -> bool:
        """Let headings be passed over."""
        return not row.icon


class OfferDelegate(RowDelegate):
    """Paints an offer: icon, query, what it is, how many hits."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return a row's height."""
        row: Offer = index.data(ROW)
        return QSize(100, ROW_PX if row.icon else HEAD_PX)

    def paint_row(self, painter: QPainter, where: QRectF, index: Index, *, hover: bool) -> None:
        """Paint one row."""
        row: Offer = index.data(ROW)
        view, theme = self.parent(), self.look.theme
        if not row.icon:
            box = where.adjusted(20, 8, -16, 0)
            draw_line_of_text(painter, box, row.label, control_font(12, 600), theme.muted)
            return
        current = isinstance(view, OfferList) and view.currentIndex().row() == index.row()
        if current or hover:
            fill_rounded(painter, where.adjusted(12, 1, -12, -1), theme.tint if current else theme.hover)
        icon = QRectF(where.left() + 22, where.center().y() - ICON_PX / 2, ICON_PX, ICON_PX)
        self.look.paint_icon(painter, row.icon, icon, theme.muted)
        right = where.right() - 20
        if current and isinstance(view, OfferList) and view.key:
            right -= paint_key_hint(painter, QPointF(right, where.center().y()), view.key, self.look) + 8
        inside = QRectF(icon.right() + 10, where.top(), right - icon.right() - 10, where.height())
        align = Qt.AlignmentFlag.AlignRight
        draw_line_of_text(
            painter, inside, row.right, control_font(12, figures=True), theme.muted, align=align
        )
        font = control_font(13, 500)
        label = inside.adjusted(0, 0, -(60 if row.right else 0), 0)
        draw_line_of_text(painter, label, row.label, font, theme.text)
        label.setLeft(label.left() + QFontMetricsF(font).horizontalAdvance(row.label) + 10)
        draw_line_of_text(painter, label, row.detail, control_font(12), theme.muted)


class OfferList(ListView):
    """A list of offers; `key` is the key that takes the current one, shown beside it."""

    taken = Signal(str)  # the query
    cleared = Signal()
    dropped = Signal(str)  # a saved query, by Delete
    left = Signal()  # upwards, over the first row

    def __init__(self, look: Look, name: str, parent: QWidget, *, key: str = "") -> None:
        super().__init__(look, name, parent)
        self.key = key
        self.rings = False
        self.rows = OffersModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(OfferDelegate(look, self))
        self.chosen.connect(self._choose)

    def show_offers(self, rows: list[Offer], current: int = -1) -> None:
        """Show these rows, one of them the current."""
        self.rows.show(rows)
        self.setCurrentIndex(self.rows.index(current, 0))

    def height_px(self) -> int:
        """Return the height of all rows."""
        return sum(ROW_PX if row.icon else HEAD_PX for row in self.rows.rows)

    def step(self, by: int) -> None:
        """Make the next or previous offer the current one."""
        row = (self.currentIndex().row() + by) % max(len(self.rows.rows), 1)
        self.setCurrentIndex(self.rows.index(row, 0))

    def take_current(self) -> None:
        """Take the current offer."""
        self._choose(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Drop a saved query by Delete; go back to the box over the first row."""
        row = self.currentIndex().row()
        offer = self.rows.rows[row] if 0 <= row < len(self.rows.rows) else None
        if event.key() == Qt.Key.Key_Delete and offer is not None and offer.icon == "star":
            self.dropped.emit(offer.query)
        elif event.key() == Qt.Key.Key_Up and row <= 1:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _choose(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        offer: Offer = index.data(ROW)
        if offer.query:
            self.taken.emit(offer.query)
        elif offer.icon:
            self.cleared.emit()
