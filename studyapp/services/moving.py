"""A library goes to another folder: copied, checked, switched. A failed or killed move leaves the old one.

Where a move stands is marked beside the library (`services/moved.py`); who opens either folder settles it.
"""

from __future__ import annotations

import json
import shutil
from contextlib import contextmanager, suppress
from hashlib import sha256
from typing import TYPE_CHECKING

from studyapp.domain.errors import CancelledError, LibraryError
from studyapp.services.moved import DATABASE, GONE, MOVED, MOVING, holds_library, read_mark

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_FOLDERS = ("originals", "pictures")
_CHUNK_BYTES = 1024 * 1024
_SPARE_BYTES = 64 * _CHUNK_BYTES  # what the disk must have beyond the copy


class Move:
    """One move. `copy_files` may run while the library is read and written; `finish` after it was closed."""

    def __init__(self, source: Path, target: Path) -> None:
        """Check that it can be. Raises LibraryError with a sentence for a target that cannot hold it."""
        self.source, self.target = source.resolve(), target.resolve()
        self._part = self.target.with_name(f".{self.target.name}.moving")
        check_new_folder(self.target)
        if self.target.is_relative_to(self.source) or self.source.is_relative_to(self.target):
            raise LibraryError("A library cannot be moved into itself.", "Choose a folder outside it.")
        self._check_space()

    def copy_files(self, on_progress: Callable[[float], None], cancelled: Callable[[], bool]) -> None:
        """Copy originals and pictures, which never change; progress runs from 0 to 1.

        Raises CancelledError, and LibraryError where the disk does not take them; nothing is left then.
        """
        with self._undone_by_failure():
            _write_mark(self.source / MOVING, {"part": str(self._part), "target": str(self.target)})
            shutil.rmtree(self._part, ignore_errors=True)
            self._part.mkdir(parents=True)
            files = list(self._files())
            total, done = sum(file.stat().st_size for file in files) or 1, 0
            for file in files:
                if cancelled():
                    raise CancelledError("The move was cancelled; the library is where it was.")
                done += self._copy(file)
                on_progress(min(done / total, 1.0))

    def finish(self) -> None:
        """Copy the database and what came in meanwhile, and put the copy in its place.

        The library must be closed, and its lock held. Raises LibraryError; nothing is left then.
        """
        with self._undone_by_failure():
            for file in self._files():
                if not (self._part / file.relative_to(self.source)).exists():
                    self._copy(file)
            self._copy(self.source / DATABASE)
            _write_mark(self._part / MOVED, {"source": str(self.source)})
            with suppress(FileNotFoundError):
                self.target.rmdir()  # it is empty: that was checked
            self._part.rename(self.target)

    def undo(self) -> None:
        """Remove what the move made."""
        take_back(self.source)

    def _files(self) -> Iterator[Path]:
        for name in _FOLDERS:
            yield from (path for path in (self.source / name).rglob("*") if path.is_file())

    def _copy(self, file: Path) -> int:
        """Copy one file, compare the copy with it and return its bytes."""
        to = self._part / file.relative_to(self.source)
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(file, to)
        if _digest(file) != _digest(to):
            raise LibraryError(f"{file.name} did not come over whole; the library is where it was.")
        return to.stat().st_size

    def _check_space(self) -> None:
        there = next(folder for folder in (self.target, *self.target.parents) if folder.is_dir())
        needed = sum(file.stat().st_size for file in (*self._files(), self.source / DATABASE))
        if shutil.disk_usage(there).free < needed + _SPARE_BYTES:
            raise LibraryError(
                f"There is not enough room in {there} for the library.",
                f"It takes {needed / 1e6:,.0f} MB.",
            )

    @contextmanager
    def _undone_by_failure(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            self.undo()
            sentence = f"The library could not be moved: {error.strerror or error}. It is where it was."
            raise LibraryError(sentence) from error
        except BaseException:
            self.undo()
            raise


def check_new_folder(folder: Path) -> None:
    """Raise LibraryError with a sentence when a folder cannot become a library's: it must be new or empty."""
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise LibraryError(f"{folder} is not empty.", "Choose an empty folder, or a new one.")
    except OSError as error:
        raise LibraryError(f"{folder} cannot be used: {error.strerror or error}.") from error


def take_back(source: Path) -> None:
    """Remove what a move from a folder made, as far as it is there and is surely the move's.

    The library's lock must be held: else its window may be moving it now.
    """
    made = read_mark(source / MOVING) or {}
    part, target = source / made.get("part", "."), source / made.get("target", ".")
    if part.name.startswith(".") and part.name.endswith(".moving"):
        shutil.rmtree(part, ignore_errors=True)
    moved = read_mark(target / MOVED)
    if moved is not None and moved.get("source") == str(source):
        shutil.rmtree(target, ignore_errors=True)
    with suppress(OSError):
        (source / MOVING).unlink()


def came_from(folder: Path) -> Path | None:
    """Make a move final whose copy was opened now, and return the folder it came from; None without one."""
    moved = read_mark(folder / MOVED)
    if moved is None:
        return None
    source = folder / moved.get("source", "")
    with suppress(OSError):
        (source / MOVING).replace(source / GONE)
    return source


def remove_source(folder: Path, source: Path) -> None:
    """Remove the files of a library that was moved to `folder`; other files in its folder stay."""
    gone = read_mark(source / GONE)
    if gone is None and holds_library(source):
        return  # it could not be marked: the next opening tries again
    if gone is not None and (source / gone.get("target", "")).resolve() == folder.resolve():
        for name in (DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm", "library.lock"):
            (source / name).unlink(missing_ok=True)
        for name in _FOLDERS:
            shutil.rmtree(source / name, ignore_errors=True)
        (source / GONE).unlink(missing_ok=True)
    with suppress(OSError):  # the person has files of their own there
        source.rmdir()
    (folder / MOVED).unlink(missing_ok=True)


def _write_mark(path: Path, values: dict[str, str]) -> None:
    path.write_text(json.dumps(values), "utf-8")


def _digest(path: Path) -> str:
    digest = sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK_BYTES):
            digest.update(chunk)
    return digest.hexdigest()
