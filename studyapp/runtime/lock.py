"""The lock of a library: one window or command writes to it at a time."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from studyapp.domain.errors import LibraryError, LibraryInUseError

if TYPE_CHECKING:
    from pathlib import Path

# Windows forbids to read what is locked: the locked byte lies far behind the owner's name.
_LOCKED_BYTE = 1 << 30
_OWNER_BYTES = 200


class LibraryLock:
    """An exclusive lock on a file that names its owner. The system releases it when the process ends."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None

    @property
    def held(self) -> bool:
        """Whether this object holds the lock."""
        return self._descriptor is not None

    def acquire(self, owner: str) -> None:
        """Take the lock without waiting; `owner` is what others are told, such as "the window".

        Raises LibraryInUseError, which names the present owner, and LibraryError where it cannot write.
        """
        if self._descriptor is not None:
            return
        try:
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
        except OSError as error:
            raise LibraryError(
                f"The library cannot be written: {error.strerror or error}.",
                "Change the permissions of its folder, or use another library.",
            ) from error
        try:
            _lock(descriptor)
        except OSError as error:
            present = _read_owner(descriptor)
            os.close(descriptor)
            raise LibraryInUseError(
                f"The library is in use by {present}.", "Close it there first, or wait until it is done."
            ) from error
        self._descriptor = descriptor
        self._write_owner(descriptor, owner)

    def release(self) -> None:
        """Give the lock up; harmless when it is not held. The file stays: removing it would race."""
        if self._descriptor is None:
            return
        descriptor, self._descriptor = self._descriptor, None
        os.close(descriptor)

    def _write_owner(self, descriptor: int, owner: str) -> None:
        try:
            os.ftruncate(descriptor, 0)
            os.write(descriptor, owner.encode("utf-8", "replace")[:_OWNER_BYTES])
        except OSError:
            return  # on a full disk the lock holds without a name


def _read_owner(descriptor: int) -> str:
    os.lseek(descriptor, 0, os.SEEK_SET)
    owner = os.read(descriptor, _OWNER_BYTES).decode("utf-8", "replace").strip()
    return owner or "another window or command"


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        os.lseek(descriptor, 0, os.SEEK_SET)
else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
