"""Where the checkout and its environment lie, and how a command is run in them."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"


class Stop(Exception):  # noqa: N818 - it ends the command with a sentence, which need not be an error of ours
    """The verb cannot go on; the message says why and what to type."""


def tool(name: str) -> str:
    """Return the path of a program of the environment in .venv."""
    return environment_program(VENV, name)


def environment_program(environment: Path, name: str) -> str:
    """Return the path of a program of a virtual environment, on any system."""
    if os.name == "nt":
        return str(environment / "Scripts" / f"{name}.exe")
    return str(environment / "bin" / name)


def call(command: Sequence[str], *, extra: Mapping[str, str] | None = None, cwd: Path = ROOT) -> int:
    """Run a command that talks to the person; return its exit status."""
    return subprocess.run(command, cwd=cwd, env=os.environ | dict(extra or {}), check=False).returncode


def need(command: Sequence[str], sentence: str, *, extra: Mapping[str, str] | None = None) -> None:
    """Run a command that must succeed, silently; where it fails, show what it said and stop."""
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=os.environ | dict(extra or {}),
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    if done.returncode:
        raise Stop(f"{done.stdout.strip()}\n{sentence} (the command was: {' '.join(command)})")
