"""What the reviews obey: limits of a day, its beginning, the wished retention. Each step is kept at once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QPainter

from studyapp.domain.reviews import StudySettings
from studyapp.ui.look import control_font
from studyapp.ui.translation import tr
from studyapp.ui.widgets.buttons import TextButton
from studyapp.ui.widgets.painting import draw_line_of_text
from studyapp.ui.widgets.popup import FloatingPanel

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

    from studyapp.ui.look import Look

WIDTH_PX = 420
_ROW_PX, _TOP_PX, _SIDE_PX, _VALUE_PX = 44, 44, 16, 72


class Choice(NamedTuple):
    """A setting with the values that its two buttons step through."""

    field: str  # of StudySettings
    label: str
    values: tuple[float, ...]
    words: Callable[[float], str]


CHOICES = (
    Choice("new_per_day", "New cards a day", (0, 5, 10, 15, 20, 30, 50, 100, 200), "{:.0f}".format),
    Choice("reviews_per_day", "Reviews a day", (0, 20, 50, 100, 200, 500, 1000, 9999), "{:.0f}".format),
    Choice("rollover_hour", "The study day begins at", tuple(range(13)), "{:02.0f}:00".format),
    Choice(
        "retention", "Wished retention", (0.7, 0.75, 0.8, 0.85, 0.87, 0.9, 0.92, 0.95, 0.97), "{:.0%}".format
    ),
)


class StudySettingsPopup(FloatingPanel):
    """Four rows with a button for less and one for more; Escape or a click elsewhere closes it."""

    chosen = Signal(object)  # StudySettings

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, tr("Study settings"), parent)
        self.setObjectName("studySettings")
        self._settings = StudySettings()
        self.buttons: list[tuple[TextButton, TextButton]] = []
        for row, choice in enumerate(CHOICES):
            pair = TextButton(look, "−", self), TextButton(look, "+", self)
            for button, way, name in zip(pair, (-1, 1), (tr("less"), tr("more")), strict=True):
                button.setAccessibleName(f"{tr(choice.label)}: {name}")
                button.on_click(partial(self._step, choice, way))
                size = button.sizeHint()
                right = WIDTH_PX - _SIDE_PX - (size.width() if way > 0 else 2 * size.width() + _VALUE_PX)
                button.setGeometry(right, _TOP_PX + row * _ROW_PX + 4, size.width(), size.height())
            self.buttons.append(pair)
        self.setFixedSize(WIDTH_PX, _TOP_PX + len(CHOICES) * _ROW_PX + 12)

    def open(self, settings: StudySettings) -> None:
        """Show the settings as they are."""
        self.show_settings(settings)
        self.open_at(QPoint((self._window.width() - WIDTH_PX) // 2, 96))

    def show_settings(self, settings: StudySettings) -> None:
        """Show other settings."""
        self._settings = settings
        for choice, (less, more) in zip(CHOICES, self.buttons, strict=True):
            value = getattr(settings, choice.field)
            less.setEnabled(value > choice.values[0])
            more.setEnabled(value < choice.values[-1])
        self.setAccessibleDescription("; ".join(f"{tr(c.label)}: {self._words(c)}" for c in CHOICES))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint title, labels and values."""
        super().paintEvent(event)
        painter, theme = QPainter(self), self.look.theme
        title = QRectF(_SIDE_PX, 12, WIDTH_PX - 2 * _SIDE_PX, 24)
        draw_line_of_text(painter, title, tr("Reviews"), control_font(15, 600), theme.text)
        for row, choice in enumerate(CHOICES):
            less, more = self.buttons[row]
            y = _TOP_PX + row * _ROW_PX
            label = QRectF(_SIDE_PX, y, less.x() - _SIDE_PX - 8, _ROW_PX)
            draw_line_of_text(painter, label, tr(choice.label), control_font(13), theme.muted)
            room = QRectF(less.geometry().right(), y, more.x() - less.geometry().right(), _ROW_PX)
            figures, middle = control_font(13, 500, figures=True), Qt.AlignmentFlag.AlignHCenter
            draw_line_of_text(painter, room, self._words(choice), figures, theme.text, align=middle)

    def _words(self, choice: Choice) -> str:
        return choice.words(getattr(self._settings, choice.field))

    def _step(self, choice: Choice, way: int) -> None:
        """Go to the next value of the row; one between two values goes to its neighbour."""
        value = getattr(self._settings, choice.field)
        at = bisect_right(choice.values, value) if way > 0 else bisect_left(choice.values, value) - 1
        if 0 <= at < len(choice.values):
            changed: dict[str, Any] = {choice.field: choice.values[at]}
            self.show_settings(
                self._settings._replace(**changed)
            )  # the next click may come before it is kept
            self.chosen.emit(self._settings)
