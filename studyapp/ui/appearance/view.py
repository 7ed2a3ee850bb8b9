"""The popup under `Aa`: theme, face, size, leading, width, letters, marks; applied at once and kept."""

from __future__ import annotations

from functools import partial
from math import ceil
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QPoint, QRectF, QTimer
from PySide6.QtGui import QFontMetricsF, QPainter

from studyapp.ui.look import (
    COLUMNS_PX,
    CONTROL_FAMILY,
    LEADINGS,
    LETTER_SPACINGS,
    TEXT_FAMILY,
    TEXT_SIZES_PX,
    control_font,
)
from studyapp.ui.translation import tr
from studyapp.ui.widgets.buttons import Chip, TextButton
from studyapp.ui.widgets.painting import draw_line_of_text
from studyapp.ui.widgets.popup import FloatingPanel

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

    from studyapp.ui.look import Look

    MarkChoice = tuple[str, Callable[[], bool], Callable[[], object]]
    """A kind of mark that the text may show: its name, whether it does, and what turns it."""

_LEAST_PX, _SIDE_PX = 376, 16
_ROW_PX = 44
_LEAST_LABEL_PX = 64
_FACES = ((TEXT_FAMILY, "With serifs"), (CONTROL_FAMILY, "Without"))
_MARKS_A_ROW = 3
_THEMES = (("system", "System"), ("light", "Light"), ("sepia", "Sepia"), ("dark", "Dark"))

Step = TypeVar("Step", int, float)
"""A value of a setting that has some steps."""


class AppearancePopup(FloatingPanel):
    """Rows of choices; a click outside or Escape closes it."""

    def __init__(self, look: Look, parent: QWidget, marks: tuple[MarkChoice, ...] = ()) -> None:
        super().__init__(look, tr("Appearance of the text"), parent)
        self.setObjectName("appearance")
        self._labels: list[str] = []
        self._choices: list[tuple[Chip, Callable[[], bool]]] = []
        self._add_row(
            tr("Theme"),
            [
                self._choice(tr(label), partial(self._has_theme, name), partial(look.choose_theme, name))
                for name, label in _THEMES
            ],
        )
        self._add_row(
            tr("Face"),
            [
                self._choice(tr(label), partial(self._has_face, name), partial(look.choose_type, family=name))
                for name, label in _FACES
            ],
        )
        self.smaller = TextButton(look, "A−", self)
        self.larger = TextButton(look, "A+", self)
        self.smaller.setAccessibleName(tr("Smaller text"))
        self.larger.setAccessibleName(tr("Larger text"))
        self.smaller.on_click(lambda: look.step_size(-1))
        self.larger.on_click(lambda: look.step_size(1))
        self._size_row = len(self._labels)
        self._add_row(tr("Size"), [self.smaller, self.larger])
        self._add_steps(
            tr("Leading"),
            zip(LEADINGS, (tr("Close"), tr("Normal"), tr("Wide")), strict=True),
            self._has_leading,
            lambda value: look.choose_type(leading=value),
        )
        self._add_steps(
            tr("Width"),
            zip(COLUMNS_PX, (tr("Narrow"), tr("Normal"), tr("Wide")), strict=True),
            self._has_column,
            lambda value: look.choose_type(column_px=value),
        )
        self._add_steps(
            tr("Letters"),
            zip(LETTER_SPACINGS, (tr("Normal"), tr("Apart"), tr("Wide")), strict=True),
            self._has_spacing,
            lambda value: look.choose_type(spacing=value),
        )
        for first in range(0, len(marks), _MARKS_A_ROW):
            chips = [self._choice(*mark) for mark in marks[first : first + _MARKS_A_ROW]]
            self._add_row(tr("Marks") if not first else "", chips)
        metrics = QFontMetricsF(control_font())
        longest = max(metrics.horizontalAdvance(label) for label in self._labels)
        self._label_px = max(ceil(longest), _LEAST_LABEL_PX)
        look.changed.connect(self._take_look)
        self._take_look()

    def show_under(self, anchor: QWidget) -> None:
        """Show the panel under a button."""
        self._take_look()
        corner = anchor.mapTo(self.window(), QPoint(anchor.width() - self.width() + 40, anchor.height() + 4))
        self.open_at(corner)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, labels and the present size."""
        super().paintEvent(event)
        painter = QPainter(self)
        theme = self.look.theme
        for row, label in enumerate(self._labels):
            box = QRectF(_SIDE_PX, 8 + row * _ROW_PX, self._label_px, _ROW_PX)
            draw_line_of_text(painter, box, label, control_font(), theme.muted)
        size = tr("{size} px", size=self.look.type.text_px)
        top = 8 + self._size_row * _ROW_PX
        box = QRectF(self.larger.geometry().right() + 12, top, 80, _ROW_PX)
        draw_line_of_text(painter, box, size, control_font(13, figures=True), theme.text)

    def _choice(self, label: str, is_on: Callable[[], bool], choose: Callable[[], object]) -> Chip:
        chip = Chip(self.look, label, self)
        chip.on_click(partial(self._take_choice, choose))
        self._choices.append((chip, is_on))
        return chip

    def _take_choice(self, choose: Callable[[], object]) -> None:
        choose()
        self._take_look()

    def _has_theme(self, name: str) -> bool:
        return self.look.wanted_theme == name

    def _has_face(self, name: str) -> bool:
        return self.look.type.family == name

    def _has_leading(self, leading: float) -> bool:
        return self.look.type.leading == leading

    def _has_column(self, column_px: int) -> bool:
        return self.look.type.column_px == column_px

    def _has_spacing(self, spacing: float) -> bool:
        return self.look.type.spacing == spacing

    def _add_steps(
        self,
        label: str,
        steps: Iterable[tuple[Step, str]],
        has: Callable[[Step], bool],
        choose: Callable[[Step], object],
    ) -> None:
        """Add a row of values with their names, one of which is chosen."""
        chips = [self._choice(name, partial(has, value), partial(choose, value)) for value, name in steps]
        self._add_row(label, chips)

    def _add_row(self, label: str, controls: list[Chip] | list[TextButton]) -> None:
        row = len(self._labels)
        self._labels.append(label)
        for control in controls:
            control.setProperty("row", row)

    def _take_look(self) -> None:
        for chip, is_on in self._choices:
            chip.setChecked(is_on())
        self.smaller.setEnabled(self.look.type.text_px > TEXT_SIZES_PX[0])
        self.larger.setEnabled(self.look.type.text_px < TEXT_SIZES_PX[-1])
        QTimer.singleShot(0, self.update)
        self._arrange()

    def _arrange(self) -> None:
        left: dict[int, int] = {}
        for control in (*(chip for chip, _ in self._choices), self.smaller, self.larger):
            row = control.property("row")
            x = left.get(row, _SIDE_PX + self._label_px)
            size = control.sizeHint()
            top = 8 + row * _ROW_PX + (_ROW_PX - size.height()) // 2
            control.setGeometry(x, top, size.width(), size.height())
            left[row] = x + size.width() + 2
        width = max(_LEAST_PX, max(left.values()) + _SIDE_PX - 2)
        self.setFixedSize(width, len(self._labels) * _ROW_PX + 16)
