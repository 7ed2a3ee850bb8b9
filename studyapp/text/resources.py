"""Where the data lie that come with the program, for the rooms that may not ask the machine."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path


@lru_cache(maxsize=4)
def resource_folder(name: str) -> Path:
    """Return a folder of the program's resources: an installed program's, else the checkout's."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "_resources" / name
    return installed if installed.is_dir() else package.parent / "resources" / name
