"""Walks through the real program step by step: an action, then what must be seen of it, then a picture.

The program runs unchanged on the main thread; the walk is a thread beside it, which looks at the window by
calls that the window's own thread runs.
"""

from __future__ import annotations

import os
import sys
import threading
import time
import traceback
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from devtools.checkout import Stop

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtCore import QObject

STEP_LIMIT_S = 15.0
START_LIMIT_S = 60.0
_LOOK_EVERY_S = 0.1
_SETTLE_S = 0.3  # what is seen is painted to its end before the picture is taken

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that a person does, and what they must then see.

    `act` runs on the walk's thread; it may look through the stage. `look` runs on the window's thread and
    returns what is wrong, or nothing when all is as it should be.
    """

    name: str
    act: Callable[[Stage], None]
    look: Callable[[], str]


class Stage:
    """One start of the program with the steps to walk through in it."""

    def __init__(self, steps: Sequence[Step], pictures: Path, first_number: int) -> None:
        self._steps = steps
        self._pictures = pictures
        self._number = first_number
        self._bridge: QObject | None = None
        self._ask: Callable[[Callable[[], None]], None] | None = None
        self.finished = False

    def play(self, program: Callable[[], int], leave: Callable[[], None]) -> int:
        """Run the program on this thread and the steps beside it; `leave` closes it at last."""
        walk = threading.Thread(target=self._walk, args=[leave], name="walk", daemon=True)
        walk.start()
        status = program()
        walk.join(STEP_LIMIT_S)
        if not self.finished:
            print("The window closed before the walk was done.", flush=True)
            return 1
        return status

    def find(self, what: Callable[[], Result | None], name: str) -> Result:
        """Return what is looked for on the window, once it is there; Stop when it does not come."""
        limit = time.monotonic() + STEP_LIMIT_S
        while time.monotonic() < limit:
            found = self.on_window(what)
            if found is not None:
                return found
            time.sleep(_LOOK_EVERY_S)
        raise Stop(f"not on the screen: {name}")

    def on_window(self, look: Callable[[], Result]) -> Result:
        """Return what a call on the window's thread returns."""
        if self._ask is None:
            raise Stop("the window has not started")
        answer: Future[Result] = Future()

        def run() -> None:
            try:
                answer.set_result(look())
            except BaseException as error:  # noqa: BLE001 - it is raised again by the thread that asked
                answer.set_exception(error)

        self._ask(run)
        return answer.result(timeout=STEP_LIMIT_S)

    def _walk(self, leave: Callable[[], None]) -> None:
        name = "start"
        try:
            self._wait_for_window()
            for step in self._steps:
                name = step.name
                step.act(self)
                self._wait_until_seen(step)
                self._picture(name)
                print(f"{self._number - 1:02} {name}", flush=True)
            name = "close"
            self.finished = True
            leave()
        except BaseException as error:  # noqa: BLE001 - whatever it is, the walk has failed and says where
            self._fail(name, error)

    def _wait_until_seen(self, step: Step) -> None:
        limit = time.monotonic() + STEP_LIMIT_S
        while True:
            wrong = self.on_window(step.look)
            if not wrong:
                return
            if time.monotonic() > limit:
                raise Stop(wrong)
            time.sleep(_LOOK_EVERY_S)

    def _picture(self, name: str) -> None:
        from devtools.eyes import save_picture

        time.sleep(_SETTLE_S)
        path = self._pictures / f"{self._number:02}-{name.replace(' ', '-')}.png"
        self.on_window(lambda: save_picture(path))
        self._number += 1

    def _fail(self, name: str, error: BaseException) -> None:
        """Say which step failed and why, leave a picture, and end the program at once."""
        print(f"FAILED at “{name}”: {str(error) or type(error).__name__}", flush=True)
        if not isinstance(error, Stop):
            traceback.print_exception(error, file=sys.stdout)
        try:
            self._picture(f"failed {name}")
        except BaseException as second:  # noqa: BLE001 - the program may be gone; the first failure counts
            print(f"no picture: {second!r}", flush=True)
        sys.stdout.flush()
        os._exit(1)

    def _wait_for_window(self) -> None:
        """Wait for the application, then set up the way to its thread."""
        limit = time.monotonic() + START_LIMIT_S
        while time.monotonic() < limit:
            widgets = sys.modules.get("PySide6.QtWidgets")
            application = getattr(widgets, "QApplication", None)
            running = application.instance() if application is not None else None
            if running is not None:
                self._build_bridge(running)
                return
            time.sleep(_LOOK_EVERY_S)
        raise Stop("no window came up")

    def _build_bridge(self, application: QObject) -> None:
        from PySide6.QtCore import QObject, Qt, Signal, Slot

        class Bridge(QObject):
            asked = Signal(object)

            @Slot(object)
            def answer(self, call: Callable[[], None]) -> None:
                call()

        bridge = Bridge()
        bridge.moveToThread(application.thread())
        bridge.asked.connect(bridge.answer, Qt.ConnectionType.QueuedConnection)
        self._bridge, self._ask = bridge, bridge.asked.emit
