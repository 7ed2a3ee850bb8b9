"""The top bar. At small widths the path shortens from the left and the search box becomes its icon."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QWidget

from studyapp.ui.look import ICON_PX, control_font
from studyapp.ui.translation import tr
from studyapp.ui.widgets.buttons import RING_PX, CountButton, IconButton, LetterButton, PlainButton
from studyapp.ui.widgets.measures import BAR_PX, NARROW_PX
from studyapp.ui.widgets.painting import draw_line_of_text, fill, frame_rounded, paint_focus, paint_key_hint

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFont, QPaintEvent, QResizeEvent

    from studyapp.ui.look import Look

_PITCH_PX = 36
_BOX_PX = 232
_CRUMB_GAP_PX = 24


class Crumb(PlainButton):
    """One step of the path."""

    def __init__(self, look: Look, text: str, parent: QWidget, *, last: bool) -> None:
        super().__init__(look, text, parent)
        self.setText(text)
        self._last = last

    def sizeHint(self) -> QSize:
        """Return the room that the name takes."""
        width = QFontMetricsF(self._font()).horizontalAdvance(self.text())
        return QSize(round(width) + 2 + 8 + 2 * RING_PX, 28)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the name."""
        painter = QPainter(self)
        inside = self.paint_ground(painter)
        theme = self.look.theme
        colour = theme.text if self._last else theme.muted
        draw_line_of_text(painter, inside.adjusted(4, 0, -3, 0), self.text(), self._font(), colour)

    def _font(self) -> QFont:
        return control_font(13, 600 if self._last else 400)


class SearchOpener(PlainButton):
    """Looks like the search box; a click opens the search pane with the real one."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, tr("Search"), parent)
        self.small = False
        self._key = ""

    def show_key(self, key: str) -> None:
        """Show the key in the box."""
        super().show_key(key)
        self._key = key
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the box with its key, or only the icon."""
        painter = QPainter(self)
        theme = self.look.theme
        outside = QRectF(self.rect())
        if self.small:
            inside = self.paint_ground(painter)
            box = QRectF(inside.center().x() - 8, inside.center().y() - 8, ICON_PX, ICON_PX)
            colour = theme.muted if self.isEnabled() else theme.faint
            self.look.paint_icon(painter, "search", box, colour)
            return
        inside = outside.adjusted(RING_PX, RING_PX, -RING_PX, -RING_PX)
        frame_rounded(painter, inside, theme.hover if self.underMouse() else theme.page, theme.control)
        y = inside.center().y()
        box = QRectF(inside.left() + 10, y - 8, ICON_PX, ICON_PX)
        self.look.paint_icon(painter, "search", box, theme.muted)
        draw_line_of_text(
            painter, inside.adjusted(34, 0, -64, 0), tr("Search"), control_font(13), theme.muted
        )
        if self._key:
            paint_key_hint(painter, QPointF(inside.right() - 8, y), self._key, self.look)
        if self.hasFocus():
            paint_focus(painter, outside, self.look)


class TopBar(QWidget):
    """Menu, panes, history, path, search, appearance."""

    crumb_chosen = Signal(int)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setAutoFillBackground(True)
        self.menu = IconButton(look, "menu", tr("Menu"), self)
        self.left_pane = IconButton(look, "panel-left", tr("Show or hide the sections"), self)
        self.back = IconButton(look, "chevron-left", tr("Back"), self)
        self.forward = IconButton(look, "chevron-right", tr("Forward"), self)
        self.search = SearchOpener(look, self)
        self.appearance = LetterButton(look, "Aa", tr("Appearance of the text"), self)
        self.drafts = CountButton(look, "inbox", tr("Drafts"), self)
        self.review = CountButton(look, "layers", tr("Review"), self)
        self.right_pane = IconButton(look, "panel-right", tr("Show or hide the notes"), self)
        self._crumbs: list[Crumb] = []
        self._separators: list[float] = []
        self._search_open = False

    @property
    def buttons(self) -> dict[str, PlainButton]:
        """The buttons that stand for an action, by its name."""
        return {
            "left_pane": self.left_pane,
            "back": self.back,
            "forward": self.forward,
            "find_everywhere": self.search,
            "appearance": self.appearance,
            "drafts": self.drafts,
            "review": self.review,
            "right_pane": self.right_pane,
        }

    def show_path(self, steps: Sequence[tuple[str, int | None]]) -> None:
        """Show the path to what is on the screen: names with the section that each leads to, if any."""
        for crumb in self._crumbs:
            crumb.hide()
            crumb.deleteLater()
        self._crumbs = []
        for number, (name, target) in enumerate(steps):
            crumb = Crumb(self._look, name, self, last=number == len(steps) - 1)
            if target is not None:
                crumb.on_click(partial(self.crumb_chosen.emit, target))
            self._crumbs.append(crumb)
            self.setTabOrder(self._crumbs[-2] if number else self.forward, crumb)
        self._arrange()
        self.update()

    def show_search_open(self, open_: bool) -> None:
        """Say whether the search pane, with the real box, is open."""
        self._search_open = open_
        self._arrange()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Share the width."""
        self._arrange()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the separators of the path and the hairline below."""
        painter = QPainter(self)
        theme = self._look.theme
        fill(painter, QRectF(0, self.height() - 1, self.width(), 1), theme.border)
        for x in self._separators:
            box = QRectF(x - 6, self.height() / 2 - 6, 12, 12)
            self._look.paint_icon(painter, "chevron-right", box, theme.faint)

    def _arrange(self) -> None:
        top = (BAR_PX - 36) // 2
        for x, button in ((10, self.menu), (46, self.left_pane), (94, self.back), (130, self.forward)):
            button.move(x, top)
        right = self.width() - 10 - _PITCH_PX
        self.right_pane.move(right, top)
        for counted in (self.review, self.drafts):
            counted.small = self.width() < NARROW_PX
            size = counted.sizeHint()
            right -= size.width() + 4
            counted.setGeometry(right, top, size.width(), size.height())
        self.appearance.move(right - 40, top)
        self.search.small = self.width() < NARROW_PX or self._search_open
        wide = _PITCH_PX if self.search.small else _BOX_PX + 2 * RING_PX
        left = right - 40 - (8 if self.search.small else 12) - wide
        self.search.setGeometry(left, top, wide, 36)
        self._arrange_path(170, left - 16)
        self.update()

    def _arrange_path(self, left: int, right: int) -> None:
        """Show as many steps as fit, from the last one backwards; the last one is cut if it must be."""
        self._separators = []
        room = right - left
        shown: list[Crumb] = []
        for crumb in reversed(self._crumbs):
            wide = crumb.sizeHint().width() + (_CRUMB_GAP_PX - 12 if shown else 0)
            if shown and wide > room:
                break
            shown.insert(0, crumb)
            room -= wide
        x = left
        for crumb in self._crumbs:
            crumb.setVisible(crumb in shown)
        for number, crumb in enumerate(shown):
            if number:
                self._separators.append(x + (_CRUMB_GAP_PX - 12) / 2)
                x += _CRUMB_GAP_PX - 12
            wide = min(crumb.sizeHint().width(), max(right - x, 40))
            crumb.setGeometry(x, (BAR_PX - 28) // 2, wide, 28)
            x += wide
