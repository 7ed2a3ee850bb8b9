"""Numbered migrations: `migrations/NNNN_name.sql`, each applied once and whole, in order."""

from __future__ import annotations

import sqlite3
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from studyapp.domain.errors import LibraryTooNewError

if TYPE_CHECKING:
    from collections.abc import Iterator

APPLICATION_ID = 0x53545544
"""'STUD' in the file's header: says that an SQLite file is a library of this program."""

_FOLDER = Path(__file__).parent / "migrations"


def known_version() -> int:
    """Return the newest schema version that this program knows."""
    return max(_migrations())


def check_version(connection: sqlite3.Connection, path: Path) -> int:
    """Return the schema version of an open library, 0 for a new file; LibraryTooNewError above ours."""
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version > known_version():
        raise LibraryTooNewError(
            f"The library {path} was written by a newer version of this program.",
            "Install the newer version to open it; nothing was changed.",
        )
    return version


def migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Bring a library to the newest version; a migration that fails leaves the version before it.

    A new library is made at once: it is written to the disk once, and not for each version.
    """
    version = check_version(connection, path)
    scripts = {n: file.read_text(encoding="utf-8") for n, file in _migrations().items() if n > version}
    if version == 0:
        _refuse_foreign_file(connection)
        _apply(connection, max(scripts), "".join(scripts.values()))
        return
    for number, script in scripts.items():
        _apply(connection, number, script)


def _refuse_foreign_file(connection: sqlite3.Connection) -> None:
    if connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
        error = sqlite3.DatabaseError("a database of another program")
        error.sqlite_errorcode = sqlite3.SQLITE_NOTADB
        raise error


def _apply(connection: sqlite3.Connection, number: int, script: str) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        for statement in _statements(script):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {number:d}")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID:d}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


@cache
def _migrations() -> dict[int, Path]:
    """Return the files by number, in order; they are read only where one is missing."""
    return {int(file.name[:4]): file for file in sorted(_FOLDER.glob("[0-9][0-9][0-9][0-9]_*.sql"))}


def _statements(script: str) -> Iterator[str]:
    """Split a script at its statements' ends (`executescript` would commit before it begins)."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
