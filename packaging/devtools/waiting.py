"""How long a person waits: until a change is painted, and while the event loop is kept from its work."""

from __future__ import annotations

import statistics
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QTextEdit

TICK_MS = 5


class Ticking(QObject):
    """Ticks in the event loop of the thread that made it, and keeps the gaps in milliseconds."""

    def __init__(self) -> None:
        super().__init__()
        self.gaps: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)

    def during(
        self, act: Callable[[], object], seconds: float, *, until: Callable[[], bool] | None = None
    ) -> None:
        """Act, then let the loop run for so long, or until something holds."""
        self.gaps.clear()
        self._last = time.perf_counter()
        self._timer.start()
        act()
        run_loop(seconds, until)
        self._timer.stop()

    @property
    def longest(self) -> float:
        """The longest gap."""
        return max(self.gaps, default=0.0)

    @property
    def p99(self) -> float:
        """The 99th percentile of the gaps."""
        return percentile(self.gaps, 0.99)

    def _tick(self) -> None:
        now = time.perf_counter()
        self.gaps.append((now - self._last) * 1000)
        self._last = now


def run_loop(seconds: float, until: Callable[[], bool] | None = None) -> None:
    """Let the event loop run for so long, or until something holds."""
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    watch = QTimer()
    if until is not None:
        watch.timeout.connect(lambda: loop.quit() if until() else None)
        watch.start(50)
    loop.exec()


def percentile(values: list[float], share: float) -> float:
    """Return the value below which this share of the values lies."""
    return statistics.quantiles(values, n=100, method="inclusive")[round(share * 100) - 1]


def timed(act: Callable[[], object], widget: QTextEdit) -> float:
    """Return the milliseconds until what was done is painted."""
    begun = time.perf_counter()
    act()
    widget.viewport().repaint()
    return (time.perf_counter() - begun) * 1000


def worked(act: Callable[[], object], widget: QTextEdit) -> float:
    """Return the same in milliseconds of the processor: other work on the machine does not count."""
    begun = time.thread_time()
    act()
    widget.viewport().repaint()
    return (time.thread_time() - begun) * 1000
