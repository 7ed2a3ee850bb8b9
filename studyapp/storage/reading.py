"""Where the reader stands in each document, what was seen of it, and how fast."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studyapp.domain.documents import ReadingPlace
from studyapp.domain.reading import Pace

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


def keep_seen(connection: sqlite3.Connection, document_id: str, section: int, parts: int) -> None:
    """Keep that these parts of a section were seen, with those that were before."""
    connection.execute(
        "INSERT INTO section_seen VALUES (?, ?, ?)"
        " ON CONFLICT (document_id, section) DO UPDATE SET parts = parts | excluded.parts",
        (document_id, section, parts),
    )


def load_seen(connection: sqlite3.Connection, document_id: str) -> dict[int, int]:
    """Return the parts that were seen of each section, those of which nothing was left out."""
    rows = connection.execute("SELECT section, parts FROM section_seen WHERE document_id = ?", (document_id,))
    return dict(rows)


def load_all_seen(connection: sqlite3.Connection) -> list[tuple[int, int, int]]:
    """Return document, section and the parts seen of every section that was looked at."""
    return connection.execute("SELECT document_id, section, parts FROM section_seen").fetchall()


def keep_time(
    connection: sqlite3.Connection, studied_on: str, document_id: str, words: float, seconds: float
) -> None:
    """Add to what was read of a document on a study day."""
    connection.execute(
        "INSERT INTO reading_day VALUES (?, ?, ?, ?) ON CONFLICT (studied_on, document_id)"
        " DO UPDATE SET words = words + excluded.words, seconds = seconds + excluded.seconds",
        (studied_on, document_id, words, seconds),
    )


def replace_seen(connection: sqlite3.Connection, document_id: str, seen: dict[int, int]) -> None:
    """Write anew what was seen of a document: its text is another one."""
    connection.execute("DELETE FROM section_seen WHERE document_id = ?", (document_id,))
    for section, parts in seen.items():
        keep_seen(connection, document_id, section, parts)


def keep_pace(connection: sqlite3.Connection, document_id: str, pace: Pace) -> None:
    """Keep how fast a document is read."""
    connection.execute("INSERT OR REPLACE INTO reading_pace VALUES (?, ?, ?)", (document_id, *pace))


def load_pace(connection: sqlite3.Connection, document_id: str | None = None) -> Pace:
    """Return how fast a document is read; without one, how fast all are."""
    row = connection.execute(
        "SELECT total(words), total(seconds) FROM reading_pace WHERE ?1 IS NULL OR document_id = ?1",
        (document_id,),
    ).fetchone()
    return Pace(*row)
