"""The log as scheduling reads it: what each card went through, for fitting, replay and checks."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator


class Trail(NamedTuple):
    """The reviews of a card since it was last new: rating and study days since the one before."""

    card_id: str
    reviews: tuple[tuple[int, int], ...]


class Ending(NamedTuple):
    """What the log of a card says of its memory by its last row, and by its counts."""

    card_id: str
    reviews: int
    lapses: int
    studied_on: str
    phase_after: str
    scheduled_days: float


_SINCE_NEW = (
    " FROM review r WHERE r.id > coalesce((SELECT max(after_review) FROM rescheduling s"
    " WHERE s.card_id = r.card_id AND s.due_on IS NULL), 0)"
)
"""The rows of the log since a person let their card be new again."""


def load_trails(connection: sqlite3.Connection, *, there_only: bool = False) -> Iterator[Trail]:
    """Yield what each card of the log went through; `there_only`: of cards that are still there."""
    there = " AND EXISTS (SELECT 1 FROM card WHERE card.id = r.card_id)" if there_only else ""
    rows = connection.execute(
        f"SELECT r.card_id, r.rating, r.elapsed_days{_SINCE_NEW}{there} ORDER BY r.card_id, r.id"
    )
    for card_id, reviews in groupby(rows, key=lambda row: row[0]):
        yield Trail(str(card_id), tuple((rating, days) for _, rating, days in reviews))


def load_endings(connection: sqlite3.Connection) -> dict[str, Ending]:
    """Return how the log of each card ends, by card."""
    rows = connection.execute(
        "SELECT r.card_id, count(*), sum(r.phase_before = 'review' AND r.rating = 1), r.studied_on,"
        f" r.phase_after, r.scheduled_days, max(r.id){_SINCE_NEW} GROUP BY r.card_id"
    )  # with max() the other columns are those of its row: SQLite's documented rule
    return {str(row[0]): Ending(str(row[0]), *row[1:6]) for row in rows}


def load_memories(connection: sqlite3.Connection) -> Iterator[tuple[str, float, float]]:
    """Yield the id, stability and difficulty of every card that was studied."""
    for number, stability, difficulty in connection.execute(
        "SELECT id, stability, difficulty FROM card WHERE stability IS NOT NULL"
    ):
        yield str(number), stability, difficulty


def keep_memories(connection: sqlite3.Connection, memories: Iterable[tuple[str, float, float]]) -> None:
    """Write the stability and difficulty of cards that are not new; their due days stay."""
    connection.executemany(
        "UPDATE card SET stability = ?2, difficulty = ?3 WHERE id = ?1 AND stability IS NOT NULL", memories
    )


def rescheduled_cards(connection: sqlite3.Connection) -> frozenset[str]:
    """Return the cards whose due day a person has set since their last review."""
    rows = connection.execute(
        "SELECT s.card_id FROM rescheduling s WHERE s.due_on IS NOT NULL AND s.after_review ="
        " (SELECT coalesce(max(r.id), 0) FROM review r WHERE r.card_id = s.card_id)"
    )
    return frozenset(str(row[0]) for row in rows)


def load_studied(connection: sqlite3.Connection) -> list[tuple[float, float, str, str | None, int, str]]:
    """Return stability, difficulty, last study day, due day, document and tags (JSON) of all cards asked."""
    return connection.execute(
        "SELECT stability, difficulty, reviewed_on, due_on, document_id, tags FROM card"
        " WHERE phase <> 'new' AND suspended = 0"
    ).fetchall()


def count_new(connection: sqlite3.Connection) -> int:
    """Return how many new cards wait."""
    count: int = connection.execute(
        "SELECT count(*) FROM card WHERE phase = 'new' AND suspended = 0"
    ).fetchone()[0]
    return count


def mean_seconds(connection: sqlite3.Connection, latest: int) -> float | None:
    """Return the mean time of the latest answers; None without any."""
    row = connection.execute(
        "SELECT avg(duration_ms) / 1000.0 FROM (SELECT duration_ms FROM review WHERE duration_ms > 0"
        " ORDER BY id DESC LIMIT ?)",
        (latest,),
    ).fetchone()
    return row[0] if row else None


def load_schedules(
    connection: sqlite3.Connection,
) -> Iterator[tuple[str, str, str | None, str | None, int, int]]:
    """Yield id, phase, due day, last study day, reviews and lapses of every card that was studied."""
    for number, *rest in connection.execute(
        "SELECT id, phase, due_on, reviewed_on, reviews, lapses FROM card WHERE phase <> 'new'"
    ):
        yield str(number), *rest


def due_after(end: Ending) -> str | None:
    """Return the due day (ISO date) that a log leads to; None while the card is learnt by minutes."""
    if end.phase_after != "review":
        return None
    return (date.fromisoformat(end.studied_on) + timedelta(days=round(end.scheduled_days))).isoformat()
