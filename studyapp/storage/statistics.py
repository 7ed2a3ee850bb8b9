"""Sums over the log and the cards, for the statistics: each a pass over an index that holds all it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

MATURE_DAYS = 21
"""From this interval on a card is mature (Anki's word and number)."""


class Answered(NamedTuple):
    """Answers of one study day that are alike: how many, and the time that they took."""

    studied_on: str
    phase: str  # before the answer
    mature: bool
    rating: int
    total: int
    duration_ms: int


class CardFigures(NamedTuple):
    """What statistics ask of a card; `reviewed_on` is the study day of its last review."""

    phase: str
    suspended: bool
    due_on: str | None
    stability: float | None
    difficulty: float | None
    reviewed_on: str | None
    interval_days: float | None
    document_id: str


class Read(NamedTuple):
    """What was read of a document: on a study day, or in all."""

    studied_on: str
    document_id: str
    words: float
    seconds: float


def load_answers(
    connection: sqlite3.Connection, since: str = "", document_id: str | None = None
) -> Iterator[Answered]:
    """Yield the answers from a study day on, day by day; those of a document's cards if it is given."""
    rows = connection.execute(
        "SELECT studied_on, phase_before, rating, count(*), sum(duration_ms),"
        f" total(interval_before >= {MATURE_DAYS}), total(duration_ms * (interval_before >= {MATURE_DAYS}))"
        f" FROM review INDEXED BY review_by_day WHERE studied_on >= :since{_of_document(document_id)}"
        " GROUP BY studied_on, phase_before, rating",  # in the order of the index: nothing is sorted
        {"since": since, "document": document_id},
    )
    for day, phase, rating, count, duration_ms, old, old_ms in rows:
        mature, mature_ms = round(old), round(old_ms)
        if mature < count:
            rest = count - mature, duration_ms - mature_ms
            yield Answered(day, phase, mature=False, rating=rating, total=rest[0], duration_ms=rest[1])
        if mature:
            yield Answered(day, phase, mature=True, rating=rating, total=mature, duration_ms=mature_ms)


def load_hours(
    connection: sqlite3.Connection, since: str = "", document_id: str | None = None
) -> list[tuple[str, int, int]]:
    """Return hour (ISO, UTC, to the hour), reviews and passes of cards in review, from an hour on."""
    return connection.execute(
        "SELECT substr(at, 1, 13), count(*), sum(rating > 1) FROM review INDEXED BY review_by_hour"
        " WHERE phase_before = 'review' AND substr(at, 1, 13) >= :since"
        f"{_of_document(document_id)} GROUP BY 1",
        {"since": since, "document": document_id},
    ).fetchall()


def _of_document(document_id: str | None) -> str:
    return (
        "" if document_id is None else " AND card_id IN (SELECT id FROM card WHERE document_id = :document)"
    )


def load_figures(connection: sqlite3.Connection, document_id: str | None = None) -> list[CardFigures]:
    """Return the figures of every card, of one document's if it is given."""
    only = "" if document_id is None else " WHERE document_id = :document"
    rows = connection.execute(
        "SELECT phase, suspended, due_on, stability, difficulty, reviewed_on, interval_days,"
        " CAST(document_id AS TEXT)"
        f" FROM card INDEXED BY card_figures{only}",
        {"document": document_id},
    )
    return list(map(CardFigures._make, rows))


def load_added(connection: sqlite3.Connection, document_id: str | None = None) -> list[tuple[str, int]]:
    """Return instants to the hour (ISO, UTC) and how many cards were made in them."""
    only = "" if document_id is None else " WHERE document_id = :document"
    return connection.execute(
        f"SELECT substr(created_at, 1, 13), count(*) FROM card INDEXED BY card_figures{only} GROUP BY 1",
        {"document": document_id},
    ).fetchall()


def load_reading(connection: sqlite3.Connection, since: str = "") -> list[Read]:
    """Return what was read from a study day on, day by day and document by document."""
    rows = connection.execute(
        "SELECT studied_on, document_id, words, seconds FROM reading_day WHERE studied_on >= ?", (since,)
    )
    return [Read(day, str(document), words, seconds) for day, document, words, seconds in rows]
