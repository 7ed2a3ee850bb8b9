"""Which library this is: its id, made once. The index in the cache is keyed by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3


def load_identity(connection: sqlite3.Connection) -> tuple[str, str] | None:
    """Return the library's id and its maker, None before it has them."""
    row: tuple[str, str] | None = connection.execute("SELECT id, maker FROM library").fetchone()
    return row


def set_identity(connection: sqlite3.Connection, library_id: str, maker: str, at: str) -> None:
    """Give a new library its id, and say whether the window or a command made it."""
    connection.execute(
        "INSERT INTO library (id, maker, created_at) VALUES (?, ?, ?)", (library_id, maker, at)
    )


def find_damage(connection: sqlite3.Connection) -> list[str]:
    """Return what SQLite's own check and the foreign keys find wrong, a line each; empty when all is well."""
    found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
    found += [
        f"{row[0]} {row[1]} refers to a missing {row[2]}"
        for row in connection.execute("PRAGMA foreign_key_check")
    ]
    return found
