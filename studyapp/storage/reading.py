"""Where the reader stands in each document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studyapp.domain.documents import ReadingPlace

if TYPE_CHECKING:
    import sqlite3


def keep_place(
    connection: sqlite3.Connection, document_id: str, place: ReadingPlace, share: float, at: str
) -> None:
    """Keep the place of a document; the document with the newest one is the one read last."""
    connection.execute(
        "INSERT OR REPLACE INTO reading_place VALUES (?, ?, ?, ?, ?, ?)",
        (document_id, place.section, place.block, place.offset, at, share),
    )


def move_place(connection: sqlite3.Connection, document_id: str, place: ReadingPlace) -> None:
    """Write where a place went in a document's newer text; when it was read stays."""
    connection.execute(
        'UPDATE reading_place SET section = ?, block = ?, "offset" = ? WHERE document_id = ?',
        (place.section, place.block, place.offset, document_id),
    )


def load_place(connection: sqlite3.Connection, document_id: str) -> ReadingPlace | None:
    """Return the kept place of a document, None when its text has no such section (any more)."""
    row = connection.execute(
        'SELECT p.section, p.block, p."offset" FROM reading_place p JOIN document d ON d.id = p.document_id'
        " JOIN section s ON (s.content_id, s.section) = (d.content_id, p.section)"
        " WHERE p.document_id = ?",
        (document_id,),
    ).fetchone()
    return ReadingPlace(*row) if row else None


def load_reading(connection: sqlite3.Connection) -> dict[str, tuple[float, str]]:
    """Return, for each opened document, the share that lies behind the reader, and when it was read."""
    rows = connection.execute("SELECT document_id, share, read_at FROM reading_place")
    return {str(document_id): (share, read_at) for document_id, share, read_at in rows}


def load_last_document(connection: sqlite3.Connection) -> str | None:
    """Return the document that was read last and is still there."""
    row = connection.execute(
        "SELECT document_id FROM reading_place JOIN document ON document.id = document_id"
        " ORDER BY read_at DESC, document_id DESC LIMIT 1"
    ).fetchone()
    return str(row[0]) if row else None
