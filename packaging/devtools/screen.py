"""A virtual screen: Xvfb, with a window manager where one is wanted. It is put away in any case."""

from __future__ import annotations

import os
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from devtools.checkout import Stop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_START_LIMIT_S = 20.0
# Of the person's own session nothing may reach a program on the virtual screen.
_LEFT_OUT = ("WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "QT_STYLE_OVERRIDE", "QT_SCALE_FACTOR", "XDG_SESSION_TYPE")


@contextmanager
def virtual_screen(
    width: int, height: int, *, manager: bool, framebuffer: Path | None = None
) -> Iterator[dict[str, str]]:
    """Yield the environment for programs on a new screen; `framebuffer` is a folder for its memory file."""
    with TemporaryDirectory(prefix="studyapp-screen-") as folder:
        command = ["Xvfb", "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp", "-noreset", "-br"]
        if framebuffer is not None:
            command += ["-fbdir", str(framebuffer)]
        with _started_screen(command) as display:
            environment = {k: v for k, v in os.environ.items() if k not in _LEFT_OUT} | {"DISPLAY": display}
            if not manager:
                yield environment
                return
            ready = Path(folder) / "ready"
            with _ended(_quiet(["openbox", "--startup", f"touch {ready}"], environment)) as openbox:
                _wait_for(ready.exists, openbox, "The window manager openbox did not start.")
                yield environment


@contextmanager
def _started_screen(command: list[str]) -> Iterator[str]:
    """Start Xvfb on the first free display number, which it tells through a pipe."""
    reading, writing = os.pipe()
    try:
        process = subprocess.Popen(
            [*command, "-displayfd", str(writing)],
            pass_fds=[writing],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl+C is for us; we put it away
        )
    finally:
        os.close(writing)
    with _ended(process), os.fdopen(reading, "rb") as told:
        number = told.readline().strip().decode()
        if not number:
            raise Stop("The virtual screen Xvfb did not start.")
        yield f":{number}"


def _quiet(command: list[str], environment: dict[str, str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


@contextmanager
def _ended(process: subprocess.Popen[bytes]) -> Iterator[subprocess.Popen[bytes]]:
    """Yield the process and end it afterwards."""
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_for(ready: Callable[[], bool], process: subprocess.Popen[bytes], sentence: str) -> None:
    limit = time.monotonic() + _START_LIMIT_S
    while not ready():
        if process.poll() is not None or time.monotonic() > limit:
            raise Stop(sentence)
        time.sleep(0.02)
