"""Start a program on a virtual screen and tell when a person sees what they wait for."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from devtools.checkout import Stop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from devtools.framebuffer import Framebuffer

MIDDLE = (0.36, 0.25, 0.64, 0.80)  # of the screen: within the reading column of a window that fills it
TEXT_SHARE = 0.02  # a page of prose covers 5 to 12 % of its column; a heading alone, or a rule, less than 1
_LOOK_EVERY_S = 0.002
_LIMIT_S = 60.0


def sees_text(screen: Framebuffer) -> bool:
    """Whether a page of text stands in the middle of the screen."""
    return screen.text_share(MIDDLE) >= TEXT_SHARE


def sees_window(screen: Framebuffer) -> bool:
    """Whether a window is painted in the middle of the screen."""
    return screen.painted(MIDDLE)


@contextmanager
def started(
    command: Sequence[str],
    environment: Mapping[str, str],
    folder: Path,
    screen: Framebuffer,
    seen: Callable[[Framebuffer], bool],
) -> Iterator[tuple[subprocess.Popen[bytes], float, float]]:
    """Yield the process, when it was started and when it was seen (by `time.perf_counter`); then end it."""
    _wait(lambda: not sees_window(screen), None, "The screen did not become empty.")
    log = folder / "last-start.log"
    with log.open("wb") as said:
        begun = time.perf_counter()
        process = subprocess.Popen(
            command,
            env=environment,
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=said,
            stderr=said,
            start_new_session=True,
        )
        try:
            try:
                _wait(lambda: seen(screen), process, f"Nothing was seen of: {' '.join(command)}")
            except Stop as stop:
                raise Stop(f"{log.read_text(encoding='utf-8', errors='replace')}\n{stop}") from None
            yield process, begun, time.perf_counter()
        finally:
            _end(process)


def _wait(done: Callable[[], bool], process: subprocess.Popen[bytes] | None, sentence: str) -> None:
    limit = time.monotonic() + _LIMIT_S
    while not done():
        if time.monotonic() > limit or (process is not None and process.poll() is not None):
            raise Stop(sentence)
        time.sleep(_LOOK_EVERY_S)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the program with all that it started."""
    if process.stdin is not None:
        process.stdin.close()
    for number in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, number)
            process.wait(5)
        except ProcessLookupError:
            break
        except subprocess.TimeoutExpired:
            continue
    process.wait()
