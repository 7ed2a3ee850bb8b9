"""The verb build: wheel and sdist, each installed into an environment of its own and tried from outside."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from devtools.checkout import ROOT, Stop, call, environment_program, tool
from devtools.environment import ensure_environment
from devtools.system import ensure_qt_libraries

if TYPE_CHECKING:
    from argparse import Namespace

_WINDOW_LIMIT_S = 60.0
_TEXT = "# A text to try\n\nOne paragraph of a few words.\n"
_LOCATE = "from studyapp.runtime.resources import resource; print(resource('article'))"


def build(_chosen: Namespace, _rest: list[str]) -> int:
    """Make dist/, then install and try what is in it."""
    ensure_qt_libraries()
    ensure_environment()
    folder = ROOT / "dist"
    shutil.rmtree(folder, ignore_errors=True)
    if call([tool("python"), "-m", "build", "--no-isolation", "--outdir", str(folder)]):
        raise Stop("The packages could not be built.")
    for package in sorted(folder.iterdir()):
        print(f"== trying {package.name}", flush=True)
        with TemporaryDirectory(prefix="studyapp-build-") as outside:
            _try(package, Path(outside))
    print(f"Wheel and sdist are in {folder} and work from outside.")
    return 0


def _try(package: Path, outside: Path) -> None:
    environment = outside / "environment"
    _run([sys.executable, "-m", "venv", str(environment)], outside)
    python, program = environment_program(environment, "python"), environment_program(environment, "studyapp")
    _run([python, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", str(package)], outside)
    print("   version:", _run([program, "--version"], outside).strip(), flush=True)
    where = Path(_run([python, "-c", _LOCATE], outside).strip())
    if not where.is_relative_to(environment) or not any(where.iterdir()):
        raise Stop(f"The installed program takes its resources from {where}.")
    print("   resources: inside the installed package", flush=True)
    text = outside / "text.md"
    text.write_text(_TEXT, encoding="utf-8")
    library = ["--library", str(outside / "library")]
    _run([program, *library, "import", str(text)], outside)
    titles = [
        document["title"] for document in json.loads(_run([program, *library, "list", "--json"], outside))
    ]
    if titles != ["A text to try"]:
        raise Stop(f"The installed program lists {titles}.")
    print("   command line: imported and listed a text", flush=True)
    _try_window(program, outside)


def _try_window(program: str, outside: Path) -> None:
    """Start the window unseen in a fresh profile, until the article is in its library."""
    profile = {f"XDG_{kind}_HOME": str(outside / kind) for kind in ("DATA", "CONFIG", "CACHE", "STATE")}
    library = outside / "window-library"
    extra = profile | {"QT_QPA_PLATFORM": "offscreen", "STUDYAPP_LIBRARY": str(library)}
    with subprocess.Popen([program], cwd=outside, env=os.environ | extra) as window:
        try:
            limit = time.monotonic() + _WINDOW_LIMIT_S
            titles: list[str] = []
            while not titles:
                if window.poll() is not None:
                    raise Stop(f"The installed window ended with {window.returncode}.")
                if time.monotonic() > limit:
                    raise Stop("The installed window did not bring the article.")
                time.sleep(0.5)
                if library.exists():
                    listed = json.loads(_run([program, "list", "--json"], outside, extra))
                    titles = [document["title"] for document in listed]
        finally:
            window.terminate()
    print(f"   window: opened with “{titles[0]}”", flush=True)


def _run(command: list[str], cwd: Path, extra: dict[str, str] | None = None) -> str:
    """Return what a command printed; raise Stop with all it said where it fails."""
    done = subprocess.run(
        command,
        cwd=cwd,
        env={k: v for k, v in os.environ.items() if k != "PYTHONPATH"} | (extra or {}),
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
    )
    if done.returncode:
        raise Stop(f"{done.stdout}{done.stderr}\nThis ended with {done.returncode}: {' '.join(command)}")
    return done.stdout
