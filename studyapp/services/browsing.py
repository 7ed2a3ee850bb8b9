"""The card browser: the cards that a query finds, in an order; and what to study of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studyapp.search.parser import parse_query
from studyapp.search.query import And, Field, Not, Or, leaves
from studyapp.search.vocabulary import CARD_FIELDS
from studyapp.services.card_fields import condition_of
from studyapp.services.days import load_day
from studyapp.storage import card_queries
from studyapp.storage.card_queries import Column

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from sqlite3 import Connection

    from studyapp.domain.cards import Card
    from studyapp.search.query import Query
    from studyapp.services.days import Day
    from studyapp.services.library import Library
    from studyapp.storage.card_queries import Condition

    FindInIndex = Callable[[Query], frozenset[int]]

__all__ = ["Column", "list_cards", "load_cards"]


def list_cards(
    library: Library,
    text: str,
    in_index: FindInIndex,
    column: Column = Column.ADDED,
    *,
    descending: bool = False,
    as_typed: bool = False,
) -> list[int]:
    """Return the ids of the cards that a query finds, in the order of a column; of none, all cards.

    `in_index` is the search (`SearchService.find_cards`); it is asked when the query has words or fields of
    the text, so that everything else is answered by the library alone. Raises QueryError.
    """
    among: frozenset[int] | None = None
    condition = card_queries.EVERY
    tree = parse_query(text, last_is_prefix=as_typed, negative=True) if text.strip() else None
    with library.query() as connection:
        day = load_day(library, connection)
        if tree is not None and all(map(_speaks_of_cards, leaves(tree))):
            condition = _condition(connection, day, tree)
        elif tree is not None:
            among = in_index(tree)
        today = day.scope.today
        found = card_queries.list_ids(connection, condition, column, descending=descending, today=today)
    return found if among is None else [number for number in found if number in among]


def load_cards(library: Library, ids: Sequence[int]) -> dict[int, Card]:
    """Return cards by id; those that are gone are left out."""
    with library.query() as connection:
        return card_queries.load_cards(connection, ids)


def _speaks_of_cards(leaf: Query) -> bool:
    return isinstance(leaf, Field) and leaf.name in CARD_FIELDS


def _condition(connection: Connection, day: Day, query: Query) -> Condition:
    match query:
        case And(parts):
            return card_queries.all_of([_condition(connection, day, part) for part in parts])
        case Or(parts):
            return card_queries.any_of([_condition(connection, day, part) for part in parts])
        case Not(part):
            return card_queries.none_of(_condition(connection, day, part))
        case Field():
            return condition_of(connection, day, query)
        case _:
            msg = f"{query} has no meaning here"
            raise ValueError(msg)
