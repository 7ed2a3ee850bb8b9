"""The files that a person means by the paths of a command."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from studyapp.importers.originals import is_folder

if TYPE_CHECKING:
    from collections.abc import Callable


def files_in(paths: list[Path], library: Path | None, fail: Callable[[str, str], None]) -> list[Path]:
    """Return the files that are meant: those named, and all in the folders named.

    Hidden ones and the library's own are left out. `fail` is told of each folder that cannot be read.
    """

    def refused(error: OSError) -> None:
        fail(error.filename, f"The folder cannot be read: {error.strerror}.")

    own = {library.resolve()} if library is not None else set()
    files: list[Path] = []
    for path in paths:
        if not is_folder(path):
            files.append(path)
            continue
        inside: list[Path] = []
        for folder, folders, names in os.walk(path, onerror=refused):
            inner = {name: Path(folder, name).resolve() for name in folders if not name.startswith(".")}
            folders[:] = [name for name, place in inner.items() if place not in own]
            inside += [Path(folder, name) for name in names if not name.startswith(".")]
        files += sorted(inside)
    return files
