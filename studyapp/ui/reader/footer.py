"""The ways to the neighbouring sections, under the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QWidget

from studyapp.ui.look import ICON_PX, control_font
from studyapp.ui.translation import tr
from studyapp.ui.widgets.buttons import RING_PX, PlainButton
from studyapp.ui.widgets.painting import draw_line_of_text, fill, key_hint_width, paint_key_hint

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from studyapp.ui.look import Look

FOOTER_PX = 56


class NeighbourButton(PlainButton):
    """A way to the section before or after, with its name."""

    def __init__(self, look: Look, parent: QWidget, *, forward: bool) -> None:
        super().__init__(look, "", parent)
        self._forward = forward
        self.setToolTip("")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def lead_to(self, name: str) -> None:
        """Show the section that a click leads to."""
        self.setText(name)
        where = (
            tr("Next section: {name}", name=name)
            if self._forward
            else tr("Previous section: {name}", name=name)
        )
        self.setAccessibleName(where)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room for chevron, name and key."""
        width = QFontMetricsF(control_font(13, 500)).horizontalAdvance(self.text()) + ICON_PX + 24
        if self._forward:
            width += key_hint_width(tr("Space")) + 8
        return QSize(round(width) + 2 * RING_PX, 32 + 2 * RING_PX)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint chevron, name and, on the way on, its key."""
        painter = QPainter(self)
        inside = self.paint_ground(painter)
        theme = self.look.theme
        y = inside.center().y()
        if self._forward:
            chevron = QRectF(inside.right() - ICON_PX, y - ICON_PX / 2, ICON_PX, ICON_PX)
            self.look.paint_icon(painter, "chevron-right", chevron, theme.muted)
            font = control_font(13, 500)
            most = inside.width() - ICON_PX - 16 - key_hint_width(tr("Space")) - 8
            wide = min(QFontMetricsF(font).horizontalAdvance(self.text()) + 1, most)
            room = QRectF(chevron.left() - 8 - wide, inside.top(), wide, inside.height())
            draw_line_of_text(painter, room, self.text(), font, theme.text)
            paint_key_hint(painter, QPointF(room.left() - 8, y), tr("Space"), self.look)
        else:
            chevron = QRectF(inside.left(), y - ICON_PX / 2, ICON_PX, ICON_PX)
            self.look.paint_icon(painter, "chevron-left", chevron, theme.muted)
            room = inside.adjusted(ICON_PX + 8, 0, 0, 0)
            draw_line_of_text(painter, room, self.text(), control_font(13, 400), theme.muted)


class Footer(QWidget):
    """A hairline, and under it the neighbours. It scrolls with the text."""

    previous_wanted = Signal()
    next_wanted = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedHeight(FOOTER_PX)
        self._look = look
        self.before = NeighbourButton(look, self, forward=False)
        self.after = NeighbourButton(look, self, forward=True)
        self.before.on_click(self.previous_wanted.emit)
        self.after.on_click(self.next_wanted.emit)
        self._at_end = ""

    def show_neighbours(self, before: str | None, after: str | None) -> None:
        """Name the neighbours; None where the document begins or ends."""
        self.before.setVisible(before is not None)
        self.after.setVisible(after is not None)
        self.before.lead_to(before or "")
        self.after.lead_to(after or "")
        self._at_end = tr("End of the document") if after is None else ""
        self._arrange()
        self.update()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Share the width."""
        self._arrange()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the hairline, and the end where there is no way on."""
        painter = QPainter(self)
        theme = self._look.theme
        fill(painter, QRectF(0, 0, self.width(), 1), theme.border)
        if self._at_end:
            where = QRectF(0, 0, self.width(), FOOTER_PX)
            right = Qt.AlignmentFlag.AlignRight
            draw_line_of_text(painter, where, self._at_end, control_font(13), theme.muted, align=right)

    def _arrange(self) -> None:
        half = self.width() // 2
        wide = min(
            self.after.sizeHint().width(), max(half, self.width() - self.before.sizeHint().width() - 16)
        )
        top = (FOOTER_PX - self.after.sizeHint().height()) // 2
        self.after.setGeometry(self.width() - wide + RING_PX, top, wide, self.after.sizeHint().height())
        rest = self.width() - wide - 16 if self.after.isVisibleTo(self) else half
        narrow = min(self.before.sizeHint().width(), rest)
        self.before.setGeometry(-RING_PX, top, narrow, self.before.sizeHint().height())
