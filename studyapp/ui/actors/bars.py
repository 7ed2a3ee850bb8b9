"""Where an actor appears: a bar for each section, or for some sections together in a long book."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QWidget

from studyapp.ui.look import control_font
from studyapp.ui.translation import tr, tr_count
from studyapp.ui.widgets.painting import draw_line_of_text, fill, fill_rounded, paint_focus

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent

    from studyapp.ui.look import Look

_TALLEST_PX, _STEP_PX = 36, 9  # of the bars: no more than is needed for the counts
MOST_BARS = 36
_WIDEST_PX = 28.0
_NUMBER_PX = 16
_LABEL_PX = 20
_NARROWEST_FOR_NUMBERS_PX = 13.0


class SectionBars(QWidget):
    """Left and Right walk along the bars, Return goes to the first mention there, as a click does."""

    section_wanted = Signal(int)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._names: list[str] = [""]
        self._counts: Mapping[int, int] = {}
        self._here = 0
        self._at: int | None = None  # the bar under the pointer or the keyboard
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setFixedHeight(_LABEL_PX + _NUMBER_PX + 4 + _TALLEST_PX)

    def show_counts(self, names: list[str], counts: Mapping[int, int], here: int) -> None:
        """Show how often the actor stands in each section; `here` is the one that is read."""
        self._names, self._counts, self._here, self._at = names or [""], counts, here, None
        most = max(map(self._count, range(self._bars())))
        self.setFixedHeight(_LABEL_PX + _NUMBER_PX + 4 + min(most * _STEP_PX, _TALLEST_PX))
        self._tell_name()
        self.update()

    def show_here(self, section: int) -> None:
        """Show which section is read."""
        self._here = section
        self.update()

    def first_of(self, bar: int) -> int | None:
        """Return the first section of a bar that has a mention."""
        return next((section for section in self._sections(bar) if self._counts.get(section)), None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk and go."""
        at = self._bar_of(self._here) if self._at is None else self._at
        match event.key():
            case Qt.Key.Key_Left:
                self._point_at(max(at - 1, 0))
            case Qt.Key.Key_Right:
                self._point_at(min(at + 1, self._bars() - 1))
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space:
                self._go(at)
            case _:
                super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the section that is read."""
        super().focusInEvent(event)
        self._point_at(self._bar_of(self._here))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Point at nothing."""
        super().focusOutEvent(event)
        self._point_at(None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Point at the bar under the pointer."""
        bar = int(event.position().x() // self._pitch())
        self._point_at(bar if 0 <= bar < self._bars() else None)

    def leaveEvent(self, event: QEvent) -> None:
        """Point at nothing."""
        super().leaveEvent(event)
        self._point_at(None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Go to the section of the bar."""
        if self._at is not None and event.button() is Qt.MouseButton.LeftButton:
            self._go(self._at)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint bars, numbers and the names below."""
        painter, theme = QPainter(self), self._look.theme
        bottom = self.height() - _LABEL_PX
        tallest = bottom - _NUMBER_PX - 4
        pitch, counts = self._pitch(), [self._count(bar) for bar in range(self._bars())]
        most = max((*counts, 1))
        here = self._bar_of(self._here)
        fill(painter, QRectF(0, bottom, pitch * len(counts), 1), theme.control)
        for bar, count in enumerate(counts):
            if not count:
                continue
            height = max(round(tallest * count / most), 3)
            gap = 2 if pitch < _NARROWEST_FOR_NUMBERS_PX else pitch / 4
            box = QRectF(bar * pitch + gap / 2, bottom - height, pitch - gap, height)
            colour = theme.accent if bar == here else (theme.text if bar == self._at else theme.bar)
            fill_rounded(painter, box, colour, min(2, gap / 2))
            if pitch >= _NARROWEST_FOR_NUMBERS_PX:
                self._paint_number(painter, bar, box.top(), count, current=bar == here)
        self._paint_names(painter, bottom, here)
        if self.hasFocus() and self._at is not None:
            ring = QRectF(self._at * pitch - 1, 0, pitch + 2, bottom + 2)
            paint_focus(painter, ring, self._look, 4)

    def _paint_number(self, painter: QPainter, bar: int, top: float, count: int, *, current: bool) -> None:
        theme, pitch = self._look.theme, self._pitch()
        box = QRectF(bar * pitch - 8, top - _NUMBER_PX - 1, pitch + 16, _NUMBER_PX)
        font = control_font(11, 600 if current else 400, figures=True)
        middle = Qt.AlignmentFlag.AlignHCenter
        colour = theme.accent if current else theme.muted
        draw_line_of_text(painter, box, str(count), font, colour, align=middle)

    def _paint_names(self, painter: QPainter, bottom: float, here: int) -> None:
        """Name the bar that is pointed at, else the first one and the one that is read."""
        theme = self._look.theme
        if self._at is not None:
            self._paint_name(painter, bottom, self._at, self._label(self._at), theme.text)
            return
        used = self._paint_name(painter, bottom, here, self._names[self._here], theme.accent)
        first = QRectF(0, bottom + 2, used.left() - 12, _LABEL_PX)
        if here and first.width() > 40:
            draw_line_of_text(painter, first, self._names[0], control_font(12), theme.muted)

    def _paint_name(self, painter: QPainter, bottom: float, bar: int, text: str, colour: QColor) -> QRectF:
        font = control_font(12, 500)
        width = min(QFontMetricsF(font).horizontalAdvance(text) + 1, self.width())
        middle = (bar + 0.5) * self._pitch()
        left = min(max(middle - width / 2, 0), self.width() - width)
        box = QRectF(left, bottom + 2, width, _LABEL_PX)
        draw_line_of_text(painter, box, text, font, colour)
        return box

    def _bars(self) -> int:
        return min(len(self._names), MOST_BARS)

    def _pitch(self) -> float:
        return min(self.width() / self._bars(), _WIDEST_PX)

    def _bar_of(self, section: int) -> int:
        return min(section * self._bars() // len(self._names), self._bars() - 1)

    def _sections(self, bar: int) -> list[int]:
        bars, every = self._bars(), len(self._names)
        return list(range(-(-bar * every // bars), -(-(bar + 1) * every // bars)))

    def _count(self, bar: int) -> int:
        return sum(self._counts.get(section, 0) for section in self._sections(bar))

    def _label(self, bar: int) -> str:
        sections = self._sections(bar)
        names = self._names[sections[0]]
        if len(sections) > 1:
            names = tr("{first} – {last}", first=names, last=self._names[sections[-1]])
        return f"{names}: {self._count(bar)}"

    def _point_at(self, bar: int | None) -> None:
        if bar != self._at:
            self._at = bar
            self._tell_name()
            self.update()

    def _tell_name(self) -> None:
        if self._at is None:
            total = sum(self._counts.values())
            mentions = tr_count(total, "{count} mention", "{count} mentions")
            self.setAccessibleName(tr("Where it appears: {mentions}", mentions=mentions))
        else:
            self.setAccessibleName(self._label(self._at))

    def _go(self, bar: int) -> None:
        section = self.first_of(bar)
        if section is not None:
            self.section_wanted.emit(section)
