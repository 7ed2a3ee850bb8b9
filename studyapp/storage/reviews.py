"""The queues of a study day, grades, and the log of reviews.

The queries name the indexes that were made for them: none reads more of a library than a day's limits allow,
however large its backlog is.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any, NamedTuple

from studyapp.domain.cards import Phase
from studyapp.domain.reviews import Order, Rating, Review, Summary
from studyapp.storage.cards import COLUMNS, card_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from studyapp.domain.cards import Card, Memory


class Queue(Enum):
    """What waits to be asked: by the minute, by the study day, in the order of the text."""

    LEARNING = "phase IN ('learning', 'relearning') AND NOT suspended AND due_at <= :until"
    REVIEW = "phase = 'review' AND NOT suspended AND due_on <= :until"
    NEW = "phase = 'new' AND NOT suspended"


class Scope(NamedTuple):
    """A study day (ISO date), which cards are meant, and in which order reviews come.

    `document_id` is the document whose cards are meant, `among` their ids as a JSON list, `read` the sections
    (JSON: ["document:section", ...]) whose new cards are meant; None: all of the library.
    """

    today: str
    document_id: str | None = None
    among: str | None = None
    read: str | None = None
    order: Order = Order.DUE


_FADED = "(julianday(:today) - julianday(reviewed_on)) / stability"
"""Grows as retrievability falls, for all cards alike: it is one curve of this alone."""
_REVIEW_ORDER = {
    Order.DUE: "due_on, shuffle, id",
    Order.WEAKEST: f"{_FADED} DESC, id",
    Order.STRONGEST: f"{_FADED}, id",
}
_ORDER = {
    Queue.LEARNING: "due_at, id",
    Queue.NEW: (
        "document_id, sibling, json_extract(sources, '$[0][0][0]'), json_extract(sources, '$[0][0][1]'),"
        " json_extract(sources, '$[0][0][2]'), id"
    ),
}
_INDEX = {Queue.LEARNING: "card_learning", Queue.REVIEW: "card_due", Queue.NEW: "card_new"}
_LOG_COLUMNS = (
    "id, card_id, rating, at, studied_on, phase_before, phase_after, stability_before, stability_after,"
    " difficulty_before, difficulty_after, elapsed_days, scheduled_days, duration_ms, parameters,"
    " interval_before"
)
EVER = "9999-12-31"
"""Later than any instant and any study day."""


def load_queue(
    connection: sqlite3.Connection, queue: Queue, scope: Scope, *, most: int, until: str
) -> tuple[Card, ...]:
    """Return the first cards of a queue, in its order; those buried on the scope's day are left out.

    `until` is the last instant (ISO, UTC) of learning, the last study day of reviews, nothing to new cards.
    """
    selection, values = _selection(queue, scope), _values(scope, until, most)
    if queue is Queue.REVIEW and scope.order is not Order.DUE:  # ids alone are sorted, not rows with texts
        ids = [row[0] for row in connection.execute(f"SELECT id {selection}", values)]
        found = (connection.execute(f"SELECT {COLUMNS} FROM card WHERE id = ?", (i,)) for i in ids)
        return tuple(card_of(rows.fetchone()) for rows in found)
    return tuple(card_of(row) for row in connection.execute(f"SELECT {COLUMNS} {selection}", values))


def count_queue(connection: sqlite3.Connection, queue: Queue, scope: Scope, *, most: int, until: str) -> int:
    """Return how many cards `load_queue` would give."""
    count: int = connection.execute(
        f"SELECT count(*) FROM (SELECT id {_selection(queue, scope)})", _values(scope, until, most)
    ).fetchone()[0]
    return count


def _selection(queue: Queue, scope: Scope) -> str:
    index, chosen, order = _INDEX[queue], "", _ORDER.get(queue) or _REVIEW_ORDER[scope.order]
    if queue is Queue.REVIEW and scope.order is not Order.DUE:
        index, chosen = "card_figures", " AND suspended = 0"
    if scope.document_id is not None:
        chosen += " AND document_id = :document"
        index += "_of_document" if index == "card_due" else ""
    if scope.among is not None:
        chosen += " AND id IN (SELECT value FROM json_each(:among))"
    if scope.read is not None and queue is Queue.NEW:
        chosen += (
            " AND document_id || ':' || json_extract(sources, '$[0][0][0]')"
            " IN (SELECT value FROM json_each(:read))"
        )
    return (
        f"FROM card INDEXED BY {index} WHERE {queue.value} AND buried_on IS NOT :today{chosen}"
        f" ORDER BY {order} LIMIT :most"
    )


def _values(scope: Scope, until: str, most: int) -> dict[str, object]:
    return {
        "today": scope.today,
        "document": scope.document_id,
        "among": scope.among,
        "read": scope.read,
        "until": until,
        "most": most,
    }


def count_done(connection: sqlite3.Connection, today: str) -> tuple[int, int]:
    """Return how many new cards were begun and how many reviews were done on a study day."""
    row: tuple[int, int] = connection.execute(
        "SELECT coalesce(sum(phase_before = 'new'), 0), coalesce(sum(phase_before = 'review'), 0)"
        " FROM review WHERE studied_on = ?",
        (today,),
    ).fetchone()
    return row


def load_summary(connection: sqlite3.Connection, today: str) -> Summary:
    """Return what was done on a study day."""
    row = connection.execute(
        "SELECT count(*), sum(rating = 1), sum(rating = 2), sum(rating = 3), sum(rating = 4),"
        " sum(phase_before = 'new'), sum(duration_ms) FROM review WHERE studied_on = ?",
        (today,),
    ).fetchone()
    reviews, again, hard, good, easy, new, duration_ms = (value or 0 for value in row)
    return Summary(today, reviews, (again, hard, good, easy), new, duration_ms)


def keep_memory(connection: sqlite3.Connection, card_id: str, memory: Memory, shuffle: int) -> None:
    """Write a card's memory, and its place among the cards that are due the same day."""
    connection.execute(
        "UPDATE card SET phase = ?, step = ?, stability = ?, difficulty = ?, due_at = ?, due_on = ?,"
        " interval_days = ?, reviewed_at = ?, reviewed_on = ?, reviews = ?, lapses = ?, shuffle = ?"
        " WHERE id = ?",
        (*memory, shuffle, card_id),
    )


def add_review(connection: sqlite3.Connection, review: Review) -> Review:
    """Append a review to the log and return it with its id."""
    row = connection.execute(
        f"INSERT INTO review ({_LOG_COLUMNS}) VALUES (NULL, {', '.join('?' * 15)})", review[1:]
    )
    return review._replace(id=str(row.lastrowid))


def bury_card(connection: sqlite3.Connection, card_id: str, today: str | None) -> None:
    """Leave a card out for a study day; None asks it again."""
    connection.execute("UPDATE card SET buried_on = ? WHERE id = ?", (today, card_id))


def bury_waiting(connection: sqlite3.Connection, card_ids: Iterable[str], today: str) -> None:
    """Leave cards out for a study day, those that are being learned by the minute not."""
    connection.executemany(
        "UPDATE card SET buried_on = ? WHERE id = ? AND phase IN ('new', 'review')"
        " AND NOT suspended AND buried_on IS NOT ?",
        ((today, card_id, today) for card_id in card_ids),
    )


def add_rescheduling(connection: sqlite3.Connection, card_id: str, at: str, due_on: str | None) -> None:
    """Write that a person gave a card another due day; None: it is new again."""
    connection.execute(
        "INSERT INTO rescheduling (card_id, after_review, at, due_on) VALUES"
        " (?1, (SELECT coalesce(max(id), 0) FROM review WHERE card_id = ?1), ?2, ?3)",
        (card_id, at, due_on),
    )


def load_log(connection: sqlite3.Connection, card_id: str) -> tuple[Review, ...]:
    """Return the reviews of a card, in the order they were given."""
    rows = connection.execute(f"SELECT {_LOG_COLUMNS} FROM review WHERE card_id = ? ORDER BY id", (card_id,))
    return tuple(_review(row) for row in rows)


def _review(row: tuple[Any, ...]) -> Review:
    number, card_id, rating, at, studied_on, before, after, *rest = row
    return Review(
        str(number), str(card_id), Rating(rating), at, studied_on, Phase(before), Phase(after), *rest
    )
