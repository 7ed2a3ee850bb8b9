"""The status line: how far, where, and what goes on behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QWidget

from studyapp.ui.look import control_font
from studyapp.ui.translation import tr
from studyapp.ui.widgets.buttons import IconButton
from studyapp.ui.widgets.measures import LINE_PX
from studyapp.ui.widgets.painting import draw_line_of_text, fill, fill_rounded, key_hint_width, paint_key_hint

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from studyapp.ui.look import Look

_SEGMENTS_PX = 190.0
_MOST_SEGMENTS = 60

Hints = tuple[tuple[tuple[str, ...], str], ...]
"""Keys that act on a screen, and what each does: different keys to the same stand together."""


class StatusLine(QWidget):
    """Segments for the sections, the place in words, hints or the state of the index, a running job."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("status")
        self.setAutoFillBackground(True)
        self._look = look
        self._weights: list[int] = []
        self._current = 0
        self._done = 0.0
        self._text = ""
        self._state = ""
        self._work = ""
        self._hints: tuple[tuple[tuple[str, ...], str], ...] = ()
        self._job = ""
        self._job_share = 0.0
        self.cancel = IconButton(look, "x", tr("Cancel"), self, size_px=20)
        self.cancel.hide()
        self.stop = IconButton(look, "x", tr("Stop finding actors"), self, size_px=20)
        self.stop.hide()

    @property
    def text(self) -> str:
        """The place in words."""
        return self._text

    @property
    def state(self) -> str:
        """What is written at the right."""
        return self._job or self._work or self._state

    def show_document(self, weights: list[int]) -> None:
        """Show another document, by the words of its sections."""
        self._weights = [max(weight, 1) for weight in weights]
        self.update()

    def show_place(self, current: int, done: float, text: str) -> None:
        """Show the section read and how much of it is behind."""
        self._current, self._done, self._text = current, done, text
        self.setAccessibleName(text)
        self.update()

    def show_state(self, text: str) -> None:
        """Show the state of the index."""
        self._state = text
        self.update()

    def show_work(self, text: str) -> None:
        """Show what goes on behind with its stop button, in place of the index's state; "" ends it."""
        self._work = text
        self._show_stop()
        self.update()

    def show_hints(self, hints: Hints) -> None:
        """Show keys that act here, in place of the state; none shows the state again."""
        self._hints = hints
        self._show_stop()
        self.update()

    def show_job(self, text: str, share: float) -> None:
        """Show a running job with its share done, 0 to 1, and its cancel button; an empty text ends it."""
        self._job, self._job_share = text, share
        self.cancel.setVisible(bool(text))
        self._show_stop()
        self.update()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Keep the buttons at the right: only one of them is ever there."""
        for button in (self.cancel, self.stop):
            button.move(self.width() - 12 - button.width(), (LINE_PX - button.height()) // 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint everything; hints and state share the right end."""
        painter = QPainter(self)
        theme = self._look.theme
        fill(painter, QRectF(0, 0, self.width(), 1), theme.border)
        font = control_font(12)
        right = self._paint_right(painter)
        left = 16.0
        if self._weights:
            self._paint_segments(painter, left)
            left += _SEGMENTS_PX + 16
        box = QRectF(left, 0, max(right - left - 16, 0), self.height())
        draw_line_of_text(painter, box, self._text, font, theme.muted)

    def _show_stop(self) -> None:
        """Show the stop button where the work is what stands at the right."""
        self.stop.setVisible(bool(self._work) and not self._job and not self._hints)

    def _paint_right(self, painter: QPainter) -> float:
        """Paint the right end; return where it begins."""
        theme = self._look.theme
        font = control_font(12)
        right = self.width() - 16.0
        if self._job:
            bar = QRectF(right - 28 - 120, self.height() / 2 - 2, 120, 4)
            fill_rounded(painter, bar, theme.control, 2)
            fill_rounded(
                painter, QRectF(bar.left(), bar.top(), max(4, 120 * self._job_share), 4), theme.accent, 2
            )
            right = bar.left() - 12
        elif self._hints:
            return self._paint_hints(painter, right)
        elif self._work:
            right -= 28
        text = self.state
        width = min(QFontMetricsF(font).horizontalAdvance(text) + 1, self.width() / 2)
        box = QRectF(right - width, 0, width, self.height())
        draw_line_of_text(painter, box, text, font, theme.muted)
        return box.left()

    def _paint_hints(self, painter: QPainter, right: float) -> float:
        font = control_font(12)
        y = self.height() / 2
        for keys, text in reversed(self._hints):
            width = QFontMetricsF(font).horizontalAdvance(text) + 1
            box = QRectF(right - width, 0, width, self.height())
            draw_line_of_text(painter, box, text, font, self._look.theme.muted)
            right -= width + 6
            for key in reversed(keys):
                paint_key_hint(painter, QPointF(right, y), key, self._look)
                right -= key_hint_width(key) + 4
            right -= 10
        return right

    def _paint_segments(self, painter: QPainter, left: float) -> None:
        """Paint a segment for each section, wide by its words; very many sections become one bar."""
        theme = self._look.theme
        total = sum(self._weights)
        y = self.height() / 2 - 2
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setPen(Qt.PenStyle.NoPen)
        if len(self._weights) > _MOST_SEGMENTS:
            before = sum(self._weights[: self._current]) + self._done * self._weights[self._current]
            fill(painter, QRectF(left, y, _SEGMENTS_PX, 4), theme.control)
            fill(painter, QRectF(left, y, _SEGMENTS_PX * before / total, 4), theme.accent)
            return
        room = _SEGMENTS_PX - 2 * (len(self._weights) - 1)
        x = left
        for index, weight in enumerate(self._weights):
            width = room * weight / total
            done = 1.0 if index < self._current else (self._done if index == self._current else 0.0)
            fill(painter, QRectF(x, y, width, 4), theme.control)
            fill(painter, QRectF(x, y, width * done, 4), theme.accent)
            x += width + 2
