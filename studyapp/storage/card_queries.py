"""Which cards have a property, and in which order they are listed: ids alone, rows are read when seen."""

from __future__ import annotations

import json
import re
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from studyapp.domain.cards import LEECH, MARKED
from studyapp.storage.cards import COLUMNS, card_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Sequence

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


class Condition(NamedTuple):
    """What is asked of cards: SQL of a WHERE with its values."""

    sql: str
    values: tuple[object, ...] = ()


EVERY = Condition("1")


def all_of(parts: Sequence[Condition]) -> Condition:
    """Ask for the cards that all conditions hold for."""
    return _joined(" AND ", parts)


def any_of(parts: Sequence[Condition]) -> Condition:
    """Ask for the cards that one of the conditions holds for."""
    return _joined(" OR ", parts)


def none_of(part: Condition) -> Condition:
    """Ask for the cards that a condition does not hold for, nor can be told for."""
    return Condition(f"NOT coalesce({part.sql}, 0)", part.values)


def in_state(state: State, today: str, now: str) -> Condition:
    """Ask for the cards in a state on a study day, at an instant."""
    sql = state.value
    values = [{":today": today, ":now": now}[name] for name in re.findall(r":(?:today|now)", sql)]
    return Condition(f"({re.sub(r':(?:today|now)', '?', sql)})", tuple(values))


def compared(column: Column, sign: str, value: float, today: str) -> Condition:
    """Ask for the cards whose figure compares so with a value; those without the figure are left out."""
    if sign not in SIGNS:
        raise ValueError(sign)
    days = (today,) * column.value.count(":today")
    return Condition(f"({column.value.replace(':today', '?')} {sign} ?)", (*days, value))


def flagged(flag: int) -> Condition:
    """Ask for the cards with a flag, 0 for those without."""
    return Condition("(flag = ?)", (flag,))


def added_since(instant: str) -> Condition:
    """Ask for the cards made since an instant."""
    return Condition("(created_at >= ?)", (instant,))


def rated_since(first_day: str, rating: int | None) -> Condition:
    """Ask for the cards graded since a study day, with this rating alone if it is given."""
    only = "" if rating is None else " AND rating = ?"
    return Condition(
        f"(id IN (SELECT card_id FROM review INDEXED BY review_by_day WHERE studied_on >= ?{only}))",
        (first_day, *(() if rating is None else (rating,))),
    )


def in_sections(sections: Iterable[tuple[int, int]]) -> Condition:
    """Ask for the cards whose first source is in one of these sections: (document, section)."""
    named = json.dumps([f"{document}:{section}" for document, section in sections])
    key = "document_id || ':' || json_extract(sources, '$[0][0][0]')"
    return Condition(f"({key} IN (SELECT value FROM json_each(?)))", (named,))


def find_ids(connection: sqlite3.Connection, condition: Condition) -> frozenset[int]:
    """Return the cards that a condition holds for."""
    rows = connection.execute(f"SELECT id FROM card WHERE {condition.sql}", condition.values).fetchall()
    return frozenset(row[0] for row in rows)


def find_tagged(connection: sqlite3.Connection, fits: Callable[[str], bool]) -> frozenset[int]:
    """Return the cards with a tag that fits."""
    rows = connection.execute(
        "SELECT card.id, value FROM card, json_each(card.tags) WHERE card.tags <> '[]'"
    ).fetchall()
    fitting = {tag for tag in {tag for _, tag in rows} if fits(tag)}
    return frozenset(number for number, tag in rows if tag in fitting)


def list_ids(
    connection: sqlite3.Connection, condition: Condition, column: Column, *, descending: bool, today: str
) -> list[int]:
    """Return the cards that a condition holds for in the order of a column, those without its figure last."""
    way = "DESC" if descending else "ASC"
    order = ", ".join(f"{part} {way} NULLS LAST" for part in column.value.split(", "))
    days = (today,) * order.count(":today")
    rows = connection.execute(
        f"SELECT id FROM card WHERE {condition.sql} ORDER BY {order.replace(':today', '?')}, id",
        (*condition.values, *days),
    ).fetchall()
    return [row[0] for row in rows]


def load_cards(connection: sqlite3.Connection, ids: Iterable[int]) -> dict[int, Card]:
    """Return these cards by id; those that are gone are left out."""
    marks = ",".join(str(int(number)) for number in ids)
    rows = connection.execute(f"SELECT {COLUMNS} FROM card WHERE id IN ({marks})")
    return {row[0]: card_of(row) for row in rows}


def _joined(word: str, parts: Sequence[Condition]) -> Condition:
    return Condition(
        f"({word.join(part.sql for part in parts)})", tuple(value for part in parts for value in part.values)
    )
