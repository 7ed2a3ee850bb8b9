"""What was removed: its rows as they were, until they are put back or their time is over."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from studyapp.domain.changes import Noun, Removed

if TYPE_CHECKING:
    import sqlite3

_PARTS = {
    Noun.DOCUMENT: (
        ("document", "id"),
        ("annotation", "document_id"),
        ("bookmark", "document_id"),
        ("actor_decision", "document_id"),
    ),
    Noun.ANNOTATION: (("annotation", "id"),),
    Noun.CARD: (("card", "id"),),
}
"""The tables with the rows of a thing, and the column that names it; what others refer to comes first."""


class Kept(NamedTuple):
    """One thing in the trash with its rows: (table, values by column)."""

    removed: Removed
    content_id: int | None
    rows: tuple[tuple[str, dict[str, Any]], ...]


def put_in(connection: sqlite3.Connection, noun: Noun, row_id: str, title: str, at: str) -> None:
    """Move a document with all that hangs on it, an annotation or a card into the trash."""
    rows = [
        (table, row)
        for table, column in _PARTS[noun]
        for row in _rows(connection, f"SELECT * FROM {table} WHERE {column} = ? ORDER BY id", row_id)
    ]
    content_id = rows[0][1].get("content_id") if rows else None
    connection.execute(
        "INSERT INTO trash (content_id, noun, title, rows, removed_at) VALUES (?, ?, ?, ?, ?)",
        (content_id, noun.value, title, json.dumps(rows, ensure_ascii=False), at),
    )
    for table, column in reversed(_PARTS[noun]):
        connection.execute(f"DELETE FROM {table} WHERE {column} = ?", (row_id,))


def put_back(connection: sqlite3.Connection, kept: Kept) -> None:
    """Move a thing out of the trash, under the ids that it had."""
    for table, row in kept.rows:
        columns = ", ".join(f'"{column}"' for column in row)
        marks = ", ".join("?" * len(row))
        connection.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", tuple(row.values()))
    delete(connection, kept.removed.id)


def delete(connection: sqlite3.Connection, trash_id: str) -> None:
    """Delete what lies in the trash under an id."""
    connection.execute("DELETE FROM trash WHERE id = ?", (trash_id,))


def delete_before(connection: sqlite3.Connection, instant: str) -> int:
    """Delete what was removed before an instant; return how many."""
    return connection.execute("DELETE FROM trash WHERE removed_at < ?", (instant,)).rowcount


def load_all(connection: sqlite3.Connection) -> tuple[Removed, ...]:
    """Return what lies in the trash, what was removed last first."""
    rows = connection.execute(
        "SELECT id, noun, title, removed_at FROM trash ORDER BY removed_at DESC, id DESC"
    )
    return tuple(Removed(str(number), Noun(noun), title, at) for number, noun, title, at in rows)


def load(connection: sqlite3.Connection, trash_id: str) -> Kept | None:
    """Return one thing in the trash, None when it is not there."""
    row = connection.execute(
        "SELECT id, noun, title, removed_at, content_id, rows FROM trash WHERE id = ?", (trash_id,)
    ).fetchone()
    if row is None:
        return None
    number, noun, title, at, content_id, rows = row
    removed = Removed(str(number), Noun(noun), title, at)
    return Kept(removed, content_id, tuple((table, values) for table, values in json.loads(rows)))


def load_sha256(connection: sqlite3.Connection, content_id: int) -> str:
    """Return the hash of the original that a removed document's text came from."""
    row = connection.execute("SELECT sha256 FROM content WHERE id = ?", (content_id,)).fetchone()
    return str(row[0])


def _rows(connection: sqlite3.Connection, query: str, value: str) -> list[dict[str, Any]]:
    found = connection.execute(query, (value,))
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found]
