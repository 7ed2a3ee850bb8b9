"""What is imported before the first frame in which the article's text is visible.

The real program runs with an audit hook that notes each import with its time; the frame is seen from outside,
in the memory of the virtual screen. Ends with 1 when anything but Qt, appdirs and our own code was imported,
or when the namespace Qt was made: touching any name in it makes some ninety enums, a tenth of a start.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from devtools.checkout import Stop
from devtools.framebuffer import Framebuffer
from devtools.screen import virtual_screen
from devtools.system import ensure_screen_programs
from devtools.watching import sees_text, started

ALLOWED = {"PySide6", "shiboken6", "shibokensupport", "appdirs", "studyapp"}
WIDTH, HEIGHT = 1440, 900
WATCHED = """
import json, os, runpy, sys, threading, time
noted = {}
def note(event, arguments):
    if event == "import":
        noted.setdefault(arguments[0], time.perf_counter())
def tell():
    sys.stdin.read()  # ends when the frame was seen; what comes after it begins 40 ms later
    made_qt = "Qt" in vars(sys.modules["PySide6.QtCore"])
    loaded = {name: at for name, at in list(noted.items()) if name in sys.modules}
    with open(path, "w") as file:
        json.dump({"modules": loaded, "made_qt": made_qt}, file)
    os.replace(path, path + ".done")
path = sys.argv[1]
threading.Thread(target=tell, daemon=True).start()
sys.addaudithook(note)
sys.argv = ["studyapp"]
runpy.run_module("studyapp", run_name="__main__", alter_sys=True)
"""


class Early(NamedTuple):
    """What happened before the first frame: modules with milliseconds from the start, and Qt's namespace."""

    modules: dict[str, float]
    made_qt: bool


def main() -> int:
    """Run the window in a first and a later start and tell what each did before its first frame."""
    ensure_screen_programs()
    with TemporaryDirectory(prefix="studyapp-bench-") as name:
        folder = Path(name)
        (folder / "screen").mkdir()
        with (
            virtual_screen(WIDTH, HEIGHT, manager=False, framebuffer=folder / "screen") as environment,
            Framebuffer(folder / "screen") as screen,
        ):
            homes = {f"XDG_{kind}_HOME": str(folder / kind) for kind in ("DATA", "CONFIG", "CACHE", "STATE")}
            told = {k: v for k, v in environment.items() if k != "STUDYAPP_LIBRARY"}
            told |= homes | {"QT_QPA_PLATFORM": "xcb"}
            before = {start: _early(folder, told, screen) for start in ("first", "later")}
    return _report(before)


def _early(folder: Path, environment: dict[str, str], screen: Framebuffer) -> Early:
    """Return what the program did before its frame was seen."""
    target = folder / "imports.json"
    done = target.with_name("imports.json.done")
    done.unlink(missing_ok=True)
    command = [sys.executable, "-c", WATCHED, str(target)]
    with started(command, environment, folder, screen, sees_text) as (process, begun, seen):
        assert process.stdin is not None
        process.stdin.close()
        limit = time.monotonic() + 10
        while not done.exists():
            if time.monotonic() > limit:
                raise Stop("The program did not tell what it had imported.")
            time.sleep(0.05)
        noted = json.loads(done.read_text(encoding="utf-8"))
    modules = {module: (at - begun) * 1000 for module, at in noted["modules"].items() if at < seen}
    return Early(modules, made_qt=noted["made_qt"])


def _report(before: dict[str, Early]) -> int:
    foreign: set[str] = set()
    for start, (modules, made_qt) in before.items():
        tops: dict[str, float] = {}
        for module, at in modules.items():
            tops.setdefault(module.partition(".")[0], at)
        known = {top: at for top, at in tops.items() if top not in sys.stdlib_module_names}
        shown = ", ".join(
            f"{top} ({at:.0f} ms)" for top, at in sorted(known.items(), key=lambda item: item[1])
        )
        print(
            f"{start} start, {len(modules)} modules before the first frame with text; not of Python: {shown}"
        )
        print(f"{start} start: the namespace Qt was {'made too early' if made_qt else 'not made'}")
        foreign |= known.keys() - ALLOWED - {"__main__"}
    if foreign:
        print(f"too early: {', '.join(sorted(foreign))}")
        return 1
    print("nothing else than Qt, SQLite, appdirs and our own code")
    return int(any(early.made_qt for early in before.values()))


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Stop as stop:
        sys.exit(str(stop))
