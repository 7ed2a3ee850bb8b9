"""How long a start takes: process start to the first frame in which the article's text is visible.

It is set against an empty PySide6 window in the same run, turn by turn, and both are seen in the same way:
from outside, in the memory of the virtual screen, without a window manager. The ratio is the median of the
turns' ratios, so that a load that comes and goes counts on both sides. Ends with 1 when a budget is missed.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from devtools.checkout import Stop
from devtools.framebuffer import Framebuffer
from devtools.screen import virtual_screen
from devtools.system import ensure_screen_programs
from devtools.watching import sees_text, sees_window, started

RATIO_BUDGET = 1.6  # of the empty window's time, for a later start
VERSION_BUDGET_MS = 500.0
SETTLE_S = 2.0  # before a start that is to be followed by another is ended, so that it has kept what it keeps
WIDTH, HEIGHT = 1440, 900
EMPTY_WINDOW = f"""
import sys
from PySide6.QtWidgets import QApplication, QWidget
application = QApplication(sys.argv)
window = QWidget()
window.resize({WIDTH}, {HEIGHT})
window.show()
application.exec()
"""


def main() -> int:
    """Measure, print medians and ratios, and return whether the budgets hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15, help="how often each is started (15)")
    rounds: int = parser.parse_args().rounds
    ensure_screen_programs()
    with TemporaryDirectory(prefix="studyapp-bench-") as name:
        folder = Path(name)
        (folder / "screen").mkdir()
        with (
            virtual_screen(WIDTH, HEIGHT, manager=False, framebuffer=folder / "screen") as environment,
            Framebuffer(folder / "screen") as screen,
        ):
            times = _Bench(folder, environment | {"QT_QPA_PLATFORM": "xcb"}, screen).measure(rounds)
    version = _version_times(rounds)
    return _report(times, version)


class _Bench:
    """Starts the programs one after the other on one screen."""

    def __init__(self, folder: Path, environment: dict[str, str], screen: Framebuffer) -> None:
        self._folder = folder
        self._environment = environment
        self._screen = screen

    def measure(self, rounds: int) -> dict[str, list[float]]:
        """Return milliseconds for each kind of start; the first round warms up and is not counted."""
        times: dict[str, list[float]] = {"empty": [], "first": [], "later": []}
        self._article("later", settle=True)
        for turn in range(rounds + 1):
            shutil.rmtree(self._folder / "first", ignore_errors=True)
            measured = {
                "empty": self._empty(),
                "later": self._article("later"),
                "first": self._article("first"),
            }
            for kind, value in measured.items():
                times[kind] += [value] if turn else []
            shown = "  ".join(f"{kind} {value:.0f} ms" for kind, value in measured.items())
            print(f"{turn or 'warm-up'}: {shown}", flush=True)
        return times

    def _empty(self) -> float:
        command = [sys.executable, "-c", EMPTY_WINDOW]
        with started(command, self._environment, self._folder, self._screen, sees_window) as (_, begun, seen):
            return (seen - begun) * 1000

    def _article(self, profile: str, *, settle: bool = False) -> float:
        homes = {f"XDG_{kind}_HOME": str(self._folder / profile / kind) for kind in _HOMES}
        command = [str(Path(sys.executable).with_name("studyapp"))]
        environment = {k: v for k, v in self._environment.items() if k != "STUDYAPP_LIBRARY"} | homes
        with started(command, environment, self._folder, self._screen, sees_text) as (_, begun, seen):
            if settle:
                time.sleep(SETTLE_S)
            return (seen - begun) * 1000


_HOMES = ("DATA", "CONFIG", "CACHE", "STATE")


def _version_times(rounds: int) -> list[float]:
    command = [sys.executable, "-m", "studyapp", "--version"]
    times = []
    for _ in range(rounds + 1):
        begun = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        times.append((time.perf_counter() - begun) * 1000)
    return times[1:]


def _report(times: dict[str, list[float]], version: list[float]) -> int:
    print(f"\n{len(version)} starts each, medians; the ratio is to the empty window of the same turn")
    names = {
        "empty": "an empty window",
        "later": "the article, later start",
        "first": "the article, first start",
    }
    for kind, name in names.items():
        middle = statistics.median(times[kind])
        span = f"{min(times[kind]):.0f} to {max(times[kind]):.0f}"
        print(f"{name:<26} {middle:6.0f} ms  ({span})  {_ratio(times, kind):.2f}")
    ratio, version_ms = _ratio(times, "later"), statistics.median(version)
    print(f"{'studyapp --version':<26} {version_ms:6.0f} ms")
    kept = ratio <= RATIO_BUDGET and version_ms <= VERSION_BUDGET_MS
    word = "kept" if kept else "MISSED"
    print(f"budgets {word}: later start at most {RATIO_BUDGET}, --version at most {VERSION_BUDGET_MS:.0f} ms")
    return 0 if kept else 1


def _ratio(times: dict[str, list[float]], kind: str) -> float:
    """Return the median of the turns' ratios to the empty window."""
    return statistics.median(a / b for a, b in zip(times[kind], times["empty"], strict=True))


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Stop as stop:
        sys.exit(str(stop))
