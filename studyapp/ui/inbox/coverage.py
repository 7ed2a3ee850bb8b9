"""The left side of the inbox: a bar for each section that shows how many of its facts have a card."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QAbstractListModel, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF

from studyapp.ui.look import control_font
from studyapp.ui.outline.names import depths, short_name
from studyapp.ui.translation import tr
from studyapp.ui.widgets.listview import ListView, RowDelegate
from studyapp.ui.widgets.painting import draw_line_of_text, fill_rounded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from studyapp.domain.documents import SectionHeading
    from studyapp.services.drafts import Coverage
    from studyapp.ui.look import Look
    from studyapp.ui.widgets.listview import Index

ROW = Qt.ItemDataRole.UserRole
ROW_PX = 32
_INDENT_PX, _COUNT_PX = 16, 44
_BAR_PX, _BAR_NARROW_PX = 64, 36
_NARROW_PX = 300  # a list less wide gives its room to the names


class CoverageRow(NamedTuple):
    """A section, or with `section` None the whole document."""

    section: int | None
    name: str
    depth: int
    facts_with_card: int
    facts: int
    drafts: int

    @property
    def told(self) -> str:
        """The facts with a card, and all of them."""
        return f"{self.facts_with_card}/{self.facts}"


class CoverageModel(QAbstractListModel):
    """The sections of a document, after the whole of it."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: list[CoverageRow] = []
        self.section: int | None = None

    def show(
        self,
        headings: tuple[SectionHeading, ...],
        coverage: Sequence[Coverage],
        drafts: dict[int, int],
    ) -> None:
        """Show these sections; `drafts` counts the waiting ones by section."""
        found = {one.section: one for one in coverage}
        self.beginResetModel()
        total = sum(one.facts_with_card for one in coverage), sum(one.facts for one in coverage)
        self._rows = [CoverageRow(None, tr("Whole document"), 0, *total, sum(drafts.values()))]
        for heading, depth in zip(headings, depths(headings), strict=True):
            one = found.get(heading.index)
            counts = (one.facts_with_card, one.facts) if one is not None else (0, 0)
            name = short_name(heading)
            self._rows.append(CoverageRow(heading.index, name, depth, *counts, drafts.get(heading.index, 0)))
        self.endResetModel()

    @property
    def widest(self) -> str:
        """The count that needs most room: the bars of all rows end before it."""
        return max((row.told for row in self._rows), key=len, default="")

    @property
    def has_cards(self) -> bool:
        """Whether a fact of the document has a card."""
        return any(row.facts_with_card for row in self._rows)

    def facts_in(self, section: int) -> int:
        """Return how many facts were found in a section."""
        return next((row.facts for row in self._rows if row.section == section), 0)

    def choose(self, section: int | None) -> None:
        """Mark the section whose drafts are shown."""
        self.section = section
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, 0))

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        """Return the number of rows."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return a section's name, its spoken form, or the row itself."""
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return tr(
                "{name}: {done} of {facts} facts have a card, {drafts} drafts wait",
                name=row.name,
                done=row.facts_with_card,
                facts=row.facts,
                drafts=row.drafts,
            )
        return None


class CoverageDelegate(RowDelegate):
    """Paints a section's row."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the row's height."""
        return QSize(100, ROW_PX)

    def paint_row(self, painter: QPainter, where: QRectF, index: Index, *, hover: bool) -> None:
        """Paint name, bar and count."""
        row: CoverageRow = index.data(ROW)
        theme = self.look.theme
        model = index.model()
        current = isinstance(model, CoverageModel) and model.section == row.section
        if current or hover:
            fill_rounded(painter, where.adjusted(8, 1, -8, -1), theme.tint if current else theme.hover)
        right = where.right() - 16
        font = control_font(12, figures=True)
        widest = model.widest if isinstance(model, CoverageModel) else ""
        count_px = max(_COUNT_PX, QFontMetricsF(font).horizontalAdvance(widest) + 6)
        count = QRectF(right - count_px, where.top(), count_px, where.height())
        bar_px = _BAR_PX if where.width() >= _NARROW_PX else _BAR_NARROW_PX
        bar = QRectF(count.left() - bar_px - 4, where.center().y() - 2, bar_px, 4)
        left = where.left() + 16 + min(row.depth, 4) * _INDENT_PX
        name = QRectF(left, where.top(), bar.left() - left - 10, where.height())
        colour = theme.accent if current else theme.text if row.drafts or row.facts else theme.muted
        draw_line_of_text(painter, name, row.name, control_font(13, 600 if current else 400), colour)
        if not row.facts:
            return
        fill_rounded(painter, bar, theme.control, 2)
        if row.facts_with_card:
            wide = max(4.0, bar_px * row.facts_with_card / row.facts)
            fill_rounded(painter, QRectF(bar.left(), bar.top(), wide, 4), theme.accent, 2)
        draw_line_of_text(painter, count, row.told, font, theme.muted, align=Qt.AlignmentFlag.AlignRight)


class CoverageList(ListView):
    """The sections; choosing one shows its drafts alone."""

    section_chosen = Signal(object)  # int, or None for the whole document

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, tr("Sections and their facts"), parent)
        self.rows = CoverageModel(self)
        self.setModel(self.rows)
        self.setUniformItemSizes(True)
        self.setItemDelegate(CoverageDelegate(look, self))
        self.chosen.connect(lambda index: self.section_chosen.emit(index.data(ROW).section))
