"""Which library this is: its id, made once. The index in the cache is keyed by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3


def load_library_id(connection: sqlite3.Connection) -> str | None:
    """Return the library's id, None before it has one."""
    row = connection.execute("SELECT id FROM library").fetchone()
    return row[0] if row else None


def set_library_id(connection: sqlite3.Connection, library_id: str, at: str) -> None:
    """Give a new library its id."""
    connection.execute("INSERT INTO library VALUES (?, ?)", (library_id, at))


def find_damage(connection: sqlite3.Connection) -> list[str]:
    """Return what SQLite's own check and the foreign keys find wrong, a line each; empty when all is well."""
    found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
    found += [
        f"{row[0]} {row[1]} refers to a missing {row[2]}"
        for row in connection.execute("PRAGMA foreign_key_check")
    ]
    return found
