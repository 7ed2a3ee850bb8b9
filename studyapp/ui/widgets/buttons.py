"""Buttons without frames: they take the focus by Tab only, so that a click leaves the reader's alone."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QAbstractButton

from studyapp.ui.look import ICON_PX, control_font, text_font
from studyapp.ui.widgets.painting import draw_line_of_text, fill_rounded, frame_rounded, paint_focus

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QColor, QKeyEvent, QPaintEvent
    from PySide6.QtWidgets import QWidget

    from studyapp.ui.look import Look

RING_PX = 2  # room around a control for the focus ring


class PlainButton(QAbstractButton):
    """The base of our buttons: name for assistive technology, hover and focus painting."""

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_key(self, key: str) -> None:
        """Tell in the hint under the pointer which key does the same; "" when none does."""
        name = self.accessibleName()
        self.setToolTip(f"{name}  {key}" if key else name)

    def on_click(self, act: Callable[[], object]) -> None:
        """Call `act` at each click."""
        self.clicked.connect(lambda *_: act())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Return press the button as Space does."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
            return
        super().keyPressEvent(event)

    def background(self) -> QColor | None:
        """Return what is painted behind the content, by the button's state."""
        theme = self.look.theme
        if not self.isEnabled():
            return None
        if self.isDown():
            return theme.pressed
        return theme.hover if self.underMouse() else None

    def paint_ground(self, painter: QPainter) -> QRectF:
        """Paint background and focus ring; return the room inside."""
        outside = QRectF(self.rect())
        inside = outside.adjusted(RING_PX, RING_PX, -RING_PX, -RING_PX)
        ground = self.background()
        if ground is not None:
            fill_rounded(painter, inside, ground)
        if self.hasFocus():
            paint_focus(painter, outside, self.look)
        return inside


class IconButton(PlainButton):
    """A square button with one icon."""

    def __init__(
        self, look: Look, icon: str, name: str, parent: QWidget | None = None, *, size_px: int = 32
    ) -> None:
        super().__init__(look, name, parent)
        self._icon_name = icon
        self.setFixedSize(size_px + 2 * RING_PX, size_px + 2 * RING_PX)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the icon in the middle."""
        painter = QPainter(self)
        inside = self.paint_ground(painter)
        theme = self.look.theme
        colour = theme.muted if self.isEnabled() else theme.faint
        corner = inside.center().x() - ICON_PX / 2, inside.center().y() - ICON_PX / 2
        self.look.paint_icon(painter, self._icon_name, QRectF(*corner, ICON_PX, ICON_PX), colour)


class TextButton(PlainButton):
    """A button with a word; the primary one is filled with the accent."""

    def __init__(
        self, look: Look, text: str, parent: QWidget | None = None, *, primary: bool = False, key: str = ""
    ) -> None:
        super().__init__(look, text, parent)
        self.setToolTip("")
        self.setText(text)
        self._primary = primary
        self._key = key  # shown beside the word, where it acts
        self.setFixedHeight(32 + 2 * RING_PX)

    def name_key(self, key: str) -> None:
        """Show another key beside the word."""
        self._key = key
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room that the word takes."""
        width = QFontMetricsF(control_font(13, 500)).horizontalAdvance(self.text())
        return QSize(ceil(width + self._key_px()) + 26 + 2 * RING_PX, 32 + 2 * RING_PX)

    def _key_px(self) -> float:
        return QFontMetricsF(control_font(11, 500)).horizontalAdvance(self._key) + 14 if self._key else 0

    def background(self) -> QColor | None:
        """Return the accent for the primary button."""
        if not self._primary:
            return super().background()
        theme = self.look.theme
        if not self.isEnabled():
            return theme.hover
        if self.isDown():
            return theme.accent_pressed
        return theme.accent_hover if self.underMouse() else theme.accent

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the word."""
        painter = QPainter(self)
        theme = self.look.theme
        if not self._primary:
            inner = QRectF(self.rect()).adjusted(RING_PX, RING_PX, -RING_PX, -RING_PX)
            frame_rounded(painter, inner, theme.raised, theme.control)
        inside = self.paint_ground(painter)
        colour = theme.on_accent if self._primary else theme.text
        colour = colour if self.isEnabled() else theme.faint
        word = inside.adjusted(12, 0, -12 - self._key_px(), 0)
        centre = Qt.AlignmentFlag.AlignHCenter
        draw_line_of_text(painter, word, self.text(), control_font(13, 500), colour, align=centre)
        if self._key:
            key = QRectF(word.right() + 4, inside.top(), self._key_px(), inside.height())
            faint = colour if self._primary else theme.muted
            draw_line_of_text(painter, key, self._key, control_font(11, 500), faint, align=centre)


class CountButton(PlainButton):
    """An icon, a word and a count: what waits behind it."""

    def __init__(self, look: Look, icon: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(look, text, parent)
        self._icon_name = icon
        self.setText(text)
        self.setCheckable(True)
        self.count = 0
        self.small = False  # the icon and the count alone
        self._key = ""

    def show_key(self, key: str) -> None:
        """Tell the key in the hint, after what is counted."""
        super().show_key(key)
        self._key = key

    def show_count(self, count: int, of: str = "") -> None:
        """Show how much waits; `of` says of what, for the hint."""
        self.count = count
        self.setAccessibleName(f"{self.text()}: {count} {of}".rstrip())
        self.show_key(self._key)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room for icon, word and count; the count has room for three figures."""
        width = (
            8 + ICON_PX + 8 + QFontMetricsF(control_font(13, 600, figures=True)).horizontalAdvance("000") + 8
        )
        if not self.small:
            width += QFontMetricsF(control_font(13, 500)).horizontalAdvance(self.text()) + 8
        return QSize(ceil(width) + 2 * RING_PX, 32 + 2 * RING_PX)

    def background(self) -> QColor | None:
        """Return the tint while its screen is open."""
        return self.look.theme.tint if self.isChecked() else super().background()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint icon, word and count; in the accent when something waits or the screen is open."""
        painter = QPainter(self)
        inside = self.paint_ground(painter)
        theme = self.look.theme
        colour = theme.faint
        if self.isEnabled():
            colour = theme.accent if self.isChecked() else theme.muted
        y = inside.center().y() - ICON_PX / 2
        self.look.paint_icon(painter, self._icon_name, QRectF(inside.left() + 8, y, ICON_PX, ICON_PX), colour)
        word = inside.adjusted(8 + ICON_PX + 8, 0, 0, 0)
        if not self.small:
            font = control_font(13, 500)
            draw_line_of_text(painter, word, self.text(), font, colour)
            word.setLeft(word.left() + QFontMetricsF(font).horizontalAdvance(self.text()) + 8)
        if self.count:
            draw_line_of_text(painter, word, str(self.count), control_font(13, 600, figures=True), colour)


class LetterButton(PlainButton):
    """A square button with letters in place of an icon."""

    def __init__(self, look: Look, letters: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(look, name, parent)
        self.setText(letters)
        self.setFixedSize(36, 36)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the letters in the reading face's weight."""
        painter = QPainter(self)
        inside = self.paint_ground(painter)
        theme = self.look.theme
        font = text_font(15, 500)
        draw_line_of_text(painter, inside, self.text(), font, theme.text, align=Qt.AlignmentFlag.AlignHCenter)


class Chip(PlainButton):
    """A choice that is on or off; a tick says which, not the colour alone."""

    def __init__(self, look: Look, text: str, parent: QWidget | None = None, *, on: bool = False) -> None:
        super().__init__(look, text, parent)
        self.setToolTip("")
        self.setCheckable(True)
        self.setChecked(on)
        self.setText(text)
        self.setFixedHeight(28 + 2 * RING_PX)
        self.toggled.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Return the room for word and tick."""
        width = QFontMetricsF(control_font(12, 500)).horizontalAdvance(self.text())
        return QSize(ceil(width) + 26 + (18 if self.isChecked() else 0) + 2 * RING_PX, 28 + 2 * RING_PX)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the chip."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self.look.theme
        outside = QRectF(self.rect())
        inside = outside.adjusted(RING_PX, RING_PX, -RING_PX, -RING_PX)
        on = self.isChecked()
        painter.setPen(theme.tint if on else theme.control)
        painter.setBrush(theme.tint if on else (theme.hover if self.underMouse() else theme.panel))
        painter.drawRoundedRect(inside.adjusted(0.5, 0.5, -0.5, -0.5), 14, 14)
        text = inside.adjusted(12, 0, -12, 0)
        if on:
            tick = QRectF(inside.left() + 10, inside.center().y() - 7, 14, 14)
            self.look.paint_icon(painter, "check", tick, theme.accent)
            text.setLeft(tick.right() + 6)
        draw_line_of_text(
            painter, text, self.text(), control_font(12, 500), theme.accent if on else theme.muted
        )
        if self.hasFocus():
            paint_focus(painter, outside, self.look, 15)


_VALUE_PX = 150  # of a chip's value; a longer one is cut


class MenuChip(Chip):
    """A chip that opens a menu, and shows what was chosen there in place of its name."""

    def __init__(self, look: Look, text: str, parent: QWidget | None = None) -> None:
        super().__init__(look, text, parent)
        self._name = text
        self.show_value("")

    def show_value(self, value: str) -> None:
        """Show a chosen value; "" when nothing is chosen."""
        metrics = QFontMetricsF(control_font(12, 500))
        self.setText(metrics.elidedText(value, Qt.TextElideMode.ElideRight, _VALUE_PX) or self._name)
        self.setAccessibleName(f"{self._name}: {value}" if value else self._name)
        self.setToolTip(value if self.text() != value else "")
        self.setChecked(bool(value))
        self.updateGeometry()

    def nextCheckState(self) -> None:
        """Stay as it is: what is chosen in the menu decides."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the menu by the key downwards as well."""
        if event.key() == Qt.Key.Key_Down:
            self.click()
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Return the room for word, tick and chevron."""
        return super().sizeHint() + QSize(14, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the chip, and at its right the chevron."""
        super().paintEvent(event)
        theme = self.look.theme
        box = QRectF(self.width() - RING_PX - 22, self.height() / 2 - 6, 12, 12)
        colour = theme.accent if self.isChecked() else theme.muted
        self.look.paint_icon(QPainter(self), "chevron-down", box, colour)
