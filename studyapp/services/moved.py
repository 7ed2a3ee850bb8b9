"""The marks that `services/moving` leaves beside a library, for whoever opens it next.

old/library.moving   a move was begun: unless its window still runs, what it made elsewhere is removed
new/library.moved    the copy is whole; opening it makes the move final
old/library.gone     the move is final: the old files may go, and the old folder leads to the new one
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

DATABASE = "library.sqlite"
MOVING, MOVED, GONE = "library.moving", "library.moved", "library.gone"


def follow(folder: Path) -> Path:
    """Return where a library is: in this folder, or where it went from here."""
    gone = read_mark(folder / GONE)
    if gone is None:
        return folder
    target = folder / gone.get("target", "")
    return target if holds_library(target) else folder


def holds_library(folder: Path) -> bool:
    """Say whether there is a library in a folder."""
    try:
        return (folder / DATABASE).is_file()
    except OSError:  # such as a name that is too long
        return False


def is_on_the_move(folder: Path) -> bool:
    """Say whether a move from or to a folder waits to be ended."""
    return (folder / MOVING).exists() or (folder / MOVED).exists()


def read_mark(path: Path) -> dict[str, str] | None:
    """Return what a mark says; None when there is none, or none that can be read."""
    try:
        if not path.exists():
            return None
    except OSError:  # such as a name that is too long: whoever opens the library says so
        return None
    import json  # noqa: PLC0415 (hardly ever)

    try:
        values = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return None
    if not isinstance(values, dict):
        return None
    return {name: value for name, value in values.items() if isinstance(value, str)}
