"""The verbs that start the program: run, gallery, bench, drill."""

from __future__ import annotations

from typing import TYPE_CHECKING

from devtools.checkout import ROOT, Stop, call, tool
from devtools.environment import ensure_environment
from devtools.screen import virtual_screen
from devtools.system import ensure_qt_libraries, ensure_screen_programs, has_display

if TYPE_CHECKING:
    from argparse import Namespace

SCREEN_SIZE = (1440, 900)
GALLERY_SIZE = (1920, 1080)


def run(_chosen: Namespace, rest: list[str]) -> int:
    """Open the window; without a display walk through the real program on a virtual screen."""
    ensure_qt_libraries()
    ensure_environment()
    if has_display():
        return call([tool("python"), "-m", "studyapp", *rest])
    ensure_screen_programs()
    print("There is no display: walking through the program on a virtual screen.", flush=True)
    with virtual_screen(*SCREEN_SIZE, manager=True) as environment:
        command = [tool("python"), str(ROOT / "packaging" / "tour.py"), *rest]
        return call(command, extra=environment | {"QT_QPA_PLATFORM": "xcb"})


def gallery(_: Namespace, rest: list[str]) -> int:
    """Take pictures of every screen on a virtual screen."""
    ensure_qt_libraries()
    ensure_environment()
    ensure_screen_programs()
    with virtual_screen(*GALLERY_SIZE, manager=False) as environment:
        command = [tool("python"), str(ROOT / "packaging" / "gallery.py"), *rest]
        return call(command, extra=environment | {"QT_QPA_PLATFORM": "xcb"})


def bench(chosen: Namespace, rest: list[str]) -> int:
    """Run packaging/bench_NAME.py in the environment."""
    return _script("bench", chosen.name, rest)


def quality(_: Namespace, rest: list[str]) -> int:
    """Run packaging/quality.py in the environment."""
    ensure_qt_libraries()
    ensure_environment()
    return call([tool("python"), str(ROOT / "packaging/quality.py"), *rest])


def drill(chosen: Namespace, rest: list[str]) -> int:
    """Run packaging/drill_NAME.py in the environment."""
    return _script("drill", chosen.name, rest)


def _script(kind: str, name: str, rest: list[str]) -> int:
    folder = ROOT / "packaging"
    known = {path.stem.removeprefix(f"{kind}_"): path for path in sorted(folder.glob(f"{kind}_*.py"))}
    if name not in known:
        raise Stop(f"There is no {kind} called {name}; there are: {', '.join(known) or 'none'}")
    ensure_qt_libraries()
    ensure_environment()
    return call([tool("python"), str(known[name]), *rest])
