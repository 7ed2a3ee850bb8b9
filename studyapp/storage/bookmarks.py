"""Bookmarks: places with a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studyapp.domain.documents import ReadingPlace
from studyapp.domain.reading import Bookmark

if TYPE_CHECKING:
    import sqlite3

_COLUMNS = 'id, document_id, section, block, "offset", label, created_at'


def add_bookmark(
    connection: sqlite3.Connection, document_id: str, place: ReadingPlace, label: str, at: str
) -> str:
    """Store a bookmark and return its id."""
    row = connection.execute(
        f"INSERT INTO bookmark ({_COLUMNS}) VALUES (NULL, ?, ?, ?, ?, ?, ?)",
        (document_id, *place, label, at),
    )
    return str(row.lastrowid)


def rename_bookmark(connection: sqlite3.Connection, bookmark_id: str, label: str) -> None:
    """Give a bookmark another name."""
    connection.execute("UPDATE bookmark SET label = ? WHERE id = ?", (label, bookmark_id))


def move_bookmark(connection: sqlite3.Connection, bookmark_id: str, place: ReadingPlace) -> None:
    """Write where a bookmark stands in its document's newer text."""
    connection.execute(
        'UPDATE bookmark SET section = ?, block = ?, "offset" = ? WHERE id = ?', (*place, bookmark_id)
    )


def delete_bookmark(connection: sqlite3.Connection, bookmark_id: str) -> None:
    """Delete a bookmark."""
    connection.execute("DELETE FROM bookmark WHERE id = ?", (bookmark_id,))


def load_bookmarks(connection: sqlite3.Connection, document_id: str) -> tuple[Bookmark, ...]:
    """Return the bookmarks of a document in reading order."""
    rows = connection.execute(
        f'SELECT {_COLUMNS} FROM bookmark WHERE document_id = ? ORDER BY section, block, "offset", id',
        (document_id,),
    )
    return tuple(
        Bookmark(str(number), str(document), ReadingPlace(section, block, offset), label, at)
        for number, document, section, block, offset, label, at in rows
    )
