"""Searches that were asked lately, and those that are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3


def keep_recent(connection: sqlite3.Connection, query: str, most: int) -> None:
    """Put a query before all that were asked earlier, and forget the oldest beyond `most`."""
    connection.execute(
        "INSERT OR REPLACE INTO recent_search"
        " VALUES (?, 1 + (SELECT coalesce(max(seq), 0) FROM recent_search))",
        (query,),
    )
    connection.execute(
        "DELETE FROM recent_search WHERE seq <="
        " (SELECT seq FROM recent_search ORDER BY seq DESC LIMIT 1 OFFSET ?)",
        (most,),
    )


def load_recent(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return the queries asked lately, the newest first."""
    rows = connection.execute("SELECT query FROM recent_search ORDER BY seq DESC")
    return tuple(row[0] for row in rows)


def forget_recent(connection: sqlite3.Connection) -> None:
    """Forget all queries asked lately."""
    connection.execute("DELETE FROM recent_search")


def save_search(connection: sqlite3.Connection, query: str, at: str) -> None:
    """Keep a query; harmless when it is kept already."""
    connection.execute(
        "INSERT INTO saved_search (query, saved_at) SELECT ?1, ?2"
        " WHERE NOT EXISTS (SELECT 1 FROM saved_search WHERE query = ?1)",
        (query, at),
    )


def drop_search(connection: sqlite3.Connection, query: str) -> None:
    """Keep a query no more."""
    connection.execute("DELETE FROM saved_search WHERE query = ?", (query,))


def load_saved(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return the queries that are kept, in the order of the alphabet."""
    rows = connection.execute("SELECT query FROM saved_search ORDER BY query COLLATE NOCASE, id")
    return tuple(row[0] for row in rows)
