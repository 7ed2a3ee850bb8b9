"""SQLite's result codes in plain sentences: the one function that maps them."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from studyapp.domain.errors import LibraryError, LibraryInUseError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_NO_ROOM = frozenset({sqlite3.SQLITE_IOERR_SHMSIZE, sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_SHMMAP})
"""I/O errors that a full disk causes where SQLite cannot tell it from a broken one."""


_SENTENCES: dict[int, tuple[str, str]] = {
    sqlite3.SQLITE_FULL: ("The disk is full; nothing was changed.", "Free some space and try again."),
    sqlite3.SQLITE_CORRUPT: (
        "The library {path} is damaged or is no library of this program.",
        "Restore a backup, or choose another folder.",
    ),
    sqlite3.SQLITE_READONLY: ("The library {path} cannot be written to.", "Check the folder's permissions."),
    sqlite3.SQLITE_CANTOPEN: ("The library {path} cannot be opened.", "Check that its folder is there."),
    sqlite3.SQLITE_IOERR: ("The library {path} cannot be read: the disk reports an error.", ""),
}


def known_failure(error: sqlite3.Error, path: Path) -> LibraryError | None:
    """Return the sentence for a database error that a person can act on, None when it is a bug of ours."""
    extended = getattr(error, "sqlite_errorcode", 0)
    code = extended & 0xFF
    if code in _BUSY:
        return LibraryInUseError("Another program is writing to this library.", "Try again in a moment.")
    if extended in _NO_ROOM:
        code = sqlite3.SQLITE_FULL
    if code == sqlite3.SQLITE_NOTADB:
        code = sqlite3.SQLITE_CORRUPT
    if code not in _SENTENCES:
        return None
    sentence, hint = _SENTENCES[code]
    return LibraryError(sentence.format(path=path), hint)


@contextmanager
def plain_failures(path: Path) -> Iterator[None]:
    """Turn the database errors that a person can act on into sentences; others pass through as bugs."""
    try:
        yield
    except sqlite3.Error as error:
        known = known_failure(error, path)
        if known is None:
            raise
        raise known from error
