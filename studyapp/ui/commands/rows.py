"""The rows of palette and sheet: an action or a screen's key, and the headings between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QFontMetricsF, QPainter

from studyapp.ui.keys import native
from studyapp.ui.look import ICON_PX, control_font
from studyapp.ui.translation import tr
from studyapp.ui.widgets.listview import ListView, RowDelegate
from studyapp.ui.widgets.painting import draw_line_of_text, fill_rounded, paint_key_hint
from studyapp.ui.widgets.rows import ROW, RowsModel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOptionViewItem

    from studyapp.ui.widgets.listview import Index

_ROW_PX, _HEADING_PX, _SIDE_PX = 32, 36, 20


class CommandRow(NamedTuple):
    """A line of the list. A heading has a text alone."""

    text: str
    menu: str = ""
    keys: tuple[str, ...] = ()
    action_id: str = ""  # "" for what cannot be run from here
    enabled: bool = True
    on: bool = False  # a switch that is on
    is_heading: bool = False


class CommandRows(RowsModel[CommandRow]):
    """The lines shown."""

    def words(self, row: CommandRow) -> str:
        """Return a line's text."""
        return row.text

    def spoken(self, row: CommandRow) -> str:
        """Return a line's text with its keys."""
        return _spoken(row)

    def is_heading(self, row: CommandRow) -> bool:
        """Let no heading be current."""
        return row.is_heading


class CommandDelegate(RowDelegate):
    """Paints a line: a tick for a switch that is on, name, menu, keys."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the line's height."""
        return QSize(100, _HEADING_PX if index.data(ROW).is_heading else _ROW_PX)

    def paint_row(self, painter: QPainter, where: QRectF, index: Index, *, hover: bool) -> None:
        """Paint one line."""
        row: CommandRow = index.data(ROW)
        theme, view = self.look.theme, self.parent()
        if row.is_heading:
            box = where.adjusted(_SIDE_PX, 8, -_SIDE_PX, 0)
            draw_line_of_text(painter, box, row.text, control_font(12, 600), theme.muted)
            return
        current = isinstance(view, ListView) and view.currentIndex().row() == index.row()
        if current or hover:
            fill_rounded(painter, where.adjusted(8, 1, -8, -1), theme.tint if current else theme.hover)
        right = where.right() - _SIDE_PX
        for key in reversed(row.keys):
            right -= paint_key_hint(painter, QPointF(right, where.center().y()), native(key), self.look) + 4
        box = QRectF(
            where.left() + _SIDE_PX, where.top(), right - where.left() - _SIDE_PX - 8, where.height()
        )
        self._paint_words(painter, box, row)

    def _paint_words(self, painter: QPainter, box: QRectF, row: CommandRow) -> None:
        theme, font = self.look.theme, control_font(13, 500)
        draw_line_of_text(painter, box, row.text, font, theme.text if row.enabled else theme.faint)
        box.setLeft(box.left() + QFontMetricsF(font).horizontalAdvance(row.text) + 10)
        if row.on and box.width() > ICON_PX:
            tick = QRectF(box.left(), box.center().y() - ICON_PX / 2, ICON_PX, ICON_PX)
            self.look.paint_icon(painter, "check", tick, theme.accent)
            box.setLeft(tick.right() + 8)
        said = row.menu if row.enabled else tr("{menu} · not possible now", menu=row.menu)
        if row.menu and box.width() > 0:
            draw_line_of_text(
                painter, box, said, control_font(12), theme.muted if row.enabled else theme.faint
            )


def _spoken(row: CommandRow) -> str:
    parts = [f"{row.menu}: {row.text}" if row.menu else row.text, *map(native, row.keys)]
    if row.on:
        parts.append(tr("on"))
    if not row.enabled:
        parts.append(tr("not possible now"))
    return ", ".join(parts)
