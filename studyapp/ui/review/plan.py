"""A plan after a break: so many minutes a day, and the day on which all is level again."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QPoint, QRectF, Signal
from PySide6.QtGui import QPainter

from studyapp.ui.look import control_font
from studyapp.ui.translation import tr, tr_count
from studyapp.ui.widgets.buttons import TextButton
from studyapp.ui.widgets.painting import draw_line_of_text
from studyapp.ui.widgets.popup import FloatingPanel
from studyapp.ui.widgets.segments import Segments

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

    from studyapp.domain.reviews import StudySettings
    from studyapp.services.foresight import Backlog
    from studyapp.ui.look import Look

WIDTH_PX = 520
MINUTES = (5, 10, 15, 20, 30, 45, 60)
_SIDE_PX, _FOOT_AT = 20, 178


class PlanPanel(FloatingPanel):
    """The arrows choose the minutes; what comes of them is worked out at once."""

    asked = Signal(int)  # minutes a day
    adopted = Signal(object)  # Backlog
    dropped = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, tr("Plan for a backlog"), parent)
        self.setObjectName("plan")
        self._plan: Backlog | None = None
        self._running = ""  # until when a plan is followed (ISO date)
        self.choice = Segments(look, tr("Minutes a day"), [str(count) for count in MINUTES], self)
        self.choice.move(_SIDE_PX - 2, 74)
        self.choice.choose(1)
        self.choice.chosen.connect(self._ask)
        self.follow = TextButton(look, tr("Follow the plan"), self, primary=True)
        self.end = TextButton(look, tr("End the plan"), self)
        self.follow.on_click(self._follow)
        self.end.on_click(self._end)
        self.setFixedSize(WIDTH_PX, _FOOT_AT + self.follow.height() + 14)

    @property
    def minutes(self) -> int:
        """The minutes chosen."""
        return MINUTES[self.choice.current]

    def open(self, settings: StudySettings) -> None:
        """Show the panel; what the choice comes to is told by `show_plan`."""
        self._plan, self._running = None, settings.plan_until
        self._arrange()
        self.open_at(QPoint((self._window.width() - WIDTH_PX) // 2, 120))
        self.choice.setFocus()

    def show_plan(self, plan: Backlog) -> None:
        """Show what the minutes come to."""
        self._plan = plan
        self.follow.setEnabled(plan.level_on is not None and plan.waiting > 0)
        self.setAccessibleDescription(" ".join(plan_words(plan)))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint title and sentences."""
        super().paintEvent(event)
        painter, theme = QPainter(self), self.look.theme
        wide = WIDTH_PX - 2 * _SIDE_PX
        title = QRectF(_SIDE_PX, 14, wide, 24)
        draw_line_of_text(painter, title, self.accessibleName(), control_font(15, 600), theme.text)
        label = QRectF(_SIDE_PX, 44, wide, 22)
        draw_line_of_text(painter, label, tr("Minutes a day"), control_font(13), theme.muted)
        first, second = plan_words(self._plan) if self._plan is not None else (tr("Working it out…"), "")
        font = control_font(14, 500)
        draw_line_of_text(painter, QRectF(_SIDE_PX, 118, wide, 22), first, font, theme.text)
        draw_line_of_text(painter, QRectF(_SIDE_PX, 142, wide, 22), second, control_font(13), theme.muted)
        if self._running:
            box = QRectF(_SIDE_PX, _FOOT_AT + 8, wide, 22)
            words = tr("A plan runs until {day}", day=day_in_words(self._running))
            draw_line_of_text(painter, box, words, control_font(12), theme.muted)

    def _arrange(self) -> None:
        right = WIDTH_PX - _SIDE_PX + 2
        self.end.setVisible(bool(self._running))
        for button in (self.follow, self.end):
            size = button.sizeHint()
            right -= size.width()
            button.setGeometry(right, _FOOT_AT, size.width(), size.height())
            right -= 4

    def _ask(self) -> None:
        self._plan = None
        self.update()
        self.asked.emit(self.minutes)

    def _follow(self) -> None:
        if self._plan is not None:
            self.hide()
            self.adopted.emit(self._plan)

    def _end(self) -> None:
        self.hide()
        self.dropped.emit()


def plan_words(plan: Backlog) -> tuple[str, str]:
    """Return what a plan comes to in two sentences."""
    waiting = tr_count(plan.waiting, "{count} card waits", "{count} cards wait")
    if not plan.waiting:
        return tr("No card waits: there is nothing to plan."), ""
    minutes = f"{plan.minutes:.0f}"
    if plan.level_on is None:
        return tr("{minutes} minutes a day: not level within a year", minutes=minutes), waiting
    first = tr("{minutes} minutes a day: level on {day}", minutes=minutes, day=day_in_words(plan.level_on))
    second = tr(
        "{waiting}; {reviews} reviews a day, best known first, no new cards",
        waiting=waiting,
        reviews=plan.reviews_per_day,
    )
    return first, second


def day_in_words(day: str) -> str:
    """Return an ISO date as the person's language has it."""
    found = date.fromisoformat(day)
    month = QLocale().standaloneMonthName(found.month, QLocale.FormatType.LongFormat)
    return f"{found.day} {month} {found.year}"
