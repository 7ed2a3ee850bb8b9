"""The environment in .venv: made once, and again whenever pyproject.toml or the Python below it changes."""

from __future__ import annotations

import hashlib
import importlib.util
import subprocess
import sys

from devtools.checkout import ROOT, VENV, Stop, need, tool
from devtools.system import install_packages

_STAMP = VENV / "dev-stamp"


def ensure_environment() -> None:
    """Make .venv with the program (editable) and its development tools, unless it is there already."""
    _make()
    # An installed program is compiled; a checkout may never be, where PYTHONDONTWRITEBYTECODE is set.
    subprocess.run([tool("python"), "-m", "compileall", "-q", str(ROOT / "studyapp")], check=False)


def _make() -> None:
    wanted = hashlib.sha256((ROOT / "pyproject.toml").read_bytes()).hexdigest()
    if _works() and _STAMP.is_file() and _STAMP.read_text(encoding="utf-8") == wanted:
        return
    if not _works():
        _create()
    print("Installing what the program and its tests need into .venv (once, a minute or two) ...", flush=True)
    pip = [tool("python"), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    need([*pip, "-e", ".[dev]"], "The packages could not be installed: is the package index within reach?")
    _STAMP.write_text(wanted, encoding="utf-8")


def _works() -> bool:
    """Whether .venv has a Python with pip that starts; it may have been made by a Python that is gone."""
    try:
        done = subprocess.run([tool("python"), "-c", "import pip"], check=False, capture_output=True)
    except OSError:
        return False
    return done.returncode == 0


def _create() -> None:
    if importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        install_packages([f"python{version}-venv"], "Python's venv module is missing.")
        if importlib.util.find_spec("venv") is None:
            raise Stop("Python's venv module is still missing.")
    print("Making the environment .venv ...", flush=True)
    need([sys.executable, "-m", "venv", "--clear", str(VENV)], "The environment could not be made.")
