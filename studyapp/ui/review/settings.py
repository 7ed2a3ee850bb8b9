"""What the reviews obey: limits, the wished retention, the order, what becomes of siblings and leeches.

Each step is kept at once.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QPainter

from studyapp.domain.reviews import Answering, Order, StudySettings
from studyapp.ui.look import control_font
from studyapp.ui.review.words import interval_words
from studyapp.ui.translation import tr
from studyapp.ui.widgets.buttons import TextButton
from studyapp.ui.widgets.painting import draw_line_of_text
from studyapp.ui.widgets.popup import FloatingPanel

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

    from studyapp.ui.look import Look

WIDTH_PX = 520
_ROW_PX, _TOP_PX, _SIDE_PX, _VALUE_PX = 36, 44, 16, 168
_DAY_S = 86_400


class Choice(NamedTuple):
    """A setting with the values that its two buttons step through."""

    field: str  # of StudySettings
    label: str
    values: tuple[Any, ...]
    words: Callable[[Any], str]


def _switch(on: object) -> str:
    return tr("yes") if on else tr("no")


def _steps(steps: tuple[int, ...]) -> str:
    return ", ".join(interval_words(step / _DAY_S) for step in steps) or tr("none")


_ORDERS = {Order.DUE: "by due day", Order.WEAKEST: "weakest first", Order.STRONGEST: "best known first"}
_WAYS = {
    Answering.RECALL: "in my head",
    Answering.TYPE: "typed",
    Answering.CHOOSE: "chosen from four",
}
CHOICES = (
    Choice("new_per_day", "New cards a day", (0, 5, 10, 15, 20, 30, 50, 100, 200), "{:.0f}".format),
    Choice("today_new", "Today only, new cards more", (0, 5, 10, 20, 50, 100), "+{:.0f}".format),
    Choice("reviews_per_day", "Reviews a day", (0, 20, 50, 100, 200, 500, 1000, 9999), "{:.0f}".format),
    Choice("today_reviews", "Today only, reviews more", (0, 20, 50, 100, 200, 500), "+{:.0f}".format),
    Choice(
        "retention", "Wished retention", (0.7, 0.75, 0.8, 0.85, 0.87, 0.9, 0.92, 0.95, 0.97), "{:.0%}".format
    ),
    Choice("order", "Order of reviews", tuple(Order), lambda order: tr(_ORDERS[order])),
    Choice("answering", "I answer", tuple(Answering), lambda way: tr(_WAYS[way])),
    Choice(
        "learning_steps_s",
        "Steps of learning",
        ((), (600,), (60, 600), (60, 600, 3600), (60, 600, 3600, 21600)),
        _steps,
    ),
    Choice("relearning_steps_s", "Steps after forgetting", ((), (600,), (600, 3600)), _steps),
    Choice("bury_siblings", "One card of a sentence a day", (False, True), _switch),
    Choice("read_only", "New cards of read sections only", (False, True), _switch),
    Choice(
        "leech_lapses", "Leech after lapses", (0, 4, 6, 8, 12, 16), lambda n: str(n) if n else tr("never")
    ),
    Choice("leech_suspends", "Suspend leeches", (False, True), _switch),
    Choice("longest_answer_s", "Longest answer that counts", (30, 60, 120, 300), "{:.0f} s".format),
    Choice("shows_timer", "Show the time of an answer", (False, True), _switch),
    Choice("rollover_hour", "The study day begins at", tuple(range(13)), "{:02.0f}:00".format),
)


class StudySettingsPopup(FloatingPanel):
    """A row a setting with a button for less and one for more; Escape or a click elsewhere closes it."""

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
                button.setGeometry(right, _TOP_PX + row * _ROW_PX, size.width(), size.height())
            self.buttons.append(pair)
        self.setFixedSize(WIDTH_PX, _TOP_PX + len(CHOICES) * _ROW_PX + 12)

    def open(self, settings: StudySettings) -> None:
        """Show the settings as they are."""
        self.show_settings(settings)
        self.open_at(QPoint((self._window.width() - WIDTH_PX) // 2, 64))

    def show_settings(self, settings: StudySettings) -> None:
        """Show other settings."""
        self._settings = settings
        for choice, (less, more) in zip(CHOICES, self.buttons, strict=True):
            value = getattr(settings, choice.field)
            less.setEnabled(_next(choice.values, value, -1) is not None)
            more.setEnabled(_next(choice.values, value, 1) is not None)
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
        value = _next(choice.values, getattr(self._settings, choice.field), way)
        if value is not None:
            changed: dict[str, Any] = {choice.field: value}
            settings = self._settings._replace(**changed)
            self.show_settings(settings)  # the next click may come before it is kept
            self.chosen.emit(settings)


def _next(values: tuple[Any, ...], value: object, way: int) -> object:
    """Return the value after one, or before it; None at the end."""
    if value in values:
        at = values.index(value) + way
    elif isinstance(value, int | float):
        at = bisect_right(values, value) if way > 0 else bisect_left(values, value) - 1
    else:  # steps that a person wrote elsewhere
        at = 0 if way > 0 else -1
    return values[at] if 0 <= at < len(values) else None
