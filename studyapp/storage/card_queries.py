"""Which cards have a property, and in which order they are listed: ids alone, rows are read when seen."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from studyapp.domain.cards import LEECH, MARKED
from studyapp.storage.cards import COLUMNS, card_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Collection, Iterable

    from studyapp.domain.cards import Card

_LEARNING = "phase IN ('learning', 'relearning')"


class State(Enum):
    """What `is:` asks of a card; the values are conditions."""

    NEW = "phase = 'new'"
    LEARN = _LEARNING
    REVIEW = "phase = 'review'"
    DUE = (
        "NOT suspended AND buried_on IS NOT :today"
        f" AND (phase = 'review' AND due_on <= :today OR {_LEARNING} AND due_at <= :now)"
    )
    SUSPENDED = "suspended = 1"
    BURIED = "buried_on = :today"
    YOUNG = "phase = 'review' AND interval_days < 21"
    MATURE = "phase = 'review' AND interval_days >= 21"
    LEECH = f"EXISTS (SELECT 1 FROM json_each(tags) WHERE value = '{LEECH}')"
    MARKED = f"EXISTS (SELECT 1 FROM json_each(tags) WHERE value = '{MARKED}')"


_FADED = "(julianday(:today) - julianday(reviewed_on)) / stability"


class Column(Enum):
    """A figure or text of a card by which it is found or listed; the values are expressions."""

    QUESTION = "front COLLATE NOCASE"
    ANSWER = "answer COLLATE NOCASE"
    DOCUMENT = "document_id"
    STATE = "suspended, phase"
    DUE = "due_on"
    DUE_DAYS = "julianday(due_on) - julianday(:today)"
    INTERVAL = "interval_days"
    STABILITY = "stability"
    DIFFICULTY = "difficulty"
    FADED = _FADED  # grows as retrievability falls
    REVIEWS = "reviews"
    LAPSES = "lapses"
    FLAG = "flag"
    TAGS = "tags"
    ADDED = "created_at"


SIGNS = ("<=", ">=", "!=", "=", "<", ">")
"""How a property is compared."""


def find_in_state(connection: sqlite3.Connection, state: State, today: str, now: str) -> frozenset[int]:
    """Return the cards in a state on a study day, at an instant."""
    return _ids(connection, state.value, {"today": today, "now": now})


def find_by_property(
    connection: sqlite3.Connection, column: Column, sign: str, value: float, today: str
) -> frozenset[int]:
    """Return the cards whose figure compares so with a value; those without the figure are left out."""
    if sign not in SIGNS:
        raise ValueError(sign)
    return _ids(connection, f"{column.value} {sign} :value", {"today": today, "value": value})


def find_flagged(connection: sqlite3.Connection, flag: int) -> frozenset[int]:
    """Return the cards with a flag, 0 for those without."""
    return _ids(connection, "flag = :flag", {"flag": flag})


def find_added(connection: sqlite3.Connection, since: str) -> frozenset[int]:
    """Return the cards made since an instant."""
    return _ids(connection, "created_at >= :since", {"since": since})


def find_rated(connection: sqlite3.Connection, first_day: str, rating: int | None) -> frozenset[int]:
    """Return the cards graded since a study day, with this rating alone if it is given."""
    rows = connection.execute(
        "SELECT DISTINCT card_id FROM review WHERE studied_on >= ?1 AND (?2 IS NULL OR rating = ?2)",
        (first_day, rating),
    )
    return frozenset(row[0] for row in rows)


def find_tagged(connection: sqlite3.Connection, fits: Callable[[str], bool]) -> frozenset[int]:
    """Return the cards with a tag that fits."""
    rows = connection.execute(
        "SELECT card.id, value FROM card, json_each(card.tags) WHERE card.tags <> '[]'"
    ).fetchall()
    fitting = {tag for tag in {tag for _, tag in rows} if fits(tag)}
    return frozenset(number for number, tag in rows if tag in fitting)


def find_in_sections(connection: sqlite3.Connection, sections: Collection[tuple[int, int]]) -> frozenset[int]:
    """Return the cards whose first source is in one of these sections: (document, section)."""
    rows = connection.execute(
        "SELECT id, document_id, json_extract(sources, '$[0][0][0]') FROM card"
    ).fetchall()
    return frozenset(number for number, document, section in rows if (document, section) in sections)


def find_all(connection: sqlite3.Connection) -> frozenset[int]:
    """Return every card."""
    return frozenset(row[0] for row in connection.execute("SELECT id FROM card"))


def load_tags(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return every tag that a card has."""
    rows = connection.execute(
        "SELECT DISTINCT value FROM card, json_each(card.tags) WHERE card.tags <> '[]' ORDER BY value"
    )
    return tuple(row[0] for row in rows)


def list_ids(
    connection: sqlite3.Connection,
    among: Collection[int] | None,
    column: Column,
    *,
    descending: bool,
    today: str,
) -> list[int]:
    """Return ids in the order of a column, cards without its figure last; None: all cards."""
    way = "DESC" if descending else "ASC"
    nothing_last = "" if column in _NEVER_EMPTY else f"({column.value}) IS NULL, "
    order = ", ".join(f"{part} {way}" for part in column.value.split(", "))
    rows = connection.execute(f"SELECT id FROM card ORDER BY {nothing_last}{order}, id", {"today": today})
    return [row[0] for row in rows if among is None or row[0] in among]


_NEVER_EMPTY = {
    Column.QUESTION, Column.ANSWER, Column.DOCUMENT, Column.STATE, Column.REVIEWS, Column.LAPSES,
    Column.FLAG, Column.TAGS, Column.ADDED,
}  # fmt: skip


def load_cards(connection: sqlite3.Connection, ids: Iterable[int]) -> dict[int, Card]:
    """Return these cards by id; those that are gone are left out."""
    marks = ",".join(str(int(number)) for number in ids)
    rows = connection.execute(f"SELECT {COLUMNS} FROM card WHERE id IN ({marks})")
    return {row[0]: card_of(row) for row in rows}


def _ids(connection: sqlite3.Connection, condition: str, values: dict[str, object]) -> frozenset[int]:
    return frozenset(row[0] for row in connection.execute(f"SELECT id FROM card WHERE {condition}", values))
