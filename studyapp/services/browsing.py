"""The card browser: the cards that a query finds, in an order; and what to study of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studyapp.search.parser import parse_query
from studyapp.search.query import And, Field, Not, Or, leaves
from studyapp.search.vocabulary import CARD_FIELDS
from studyapp.services.card_fields import cards_of_field
from studyapp.services.days import load_day
from studyapp.storage import card_queries
from studyapp.storage.card_queries import Column

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from studyapp.domain.cards import Card
    from studyapp.search.query import Query
    from studyapp.services.library import Library

    FindInIndex = Callable[[Query], frozenset[int]]

__all__ = ["Column", "find_cards", "list_cards", "load_cards", "load_tags"]


def find_cards(
    library: Library, text: str, in_index: FindInIndex, *, as_typed: bool = False
) -> frozenset[int] | None:
    """Return the ids of the cards that a query finds; None, all of them, for an empty query.

    `in_index` is the search (`SearchService.find_cards`); it is asked when the query has words or fields of
    the text, so that everything else is answered by the library alone. Raises QueryError.
    """
    if not text.strip():
        return None
    tree = parse_query(text, last_is_prefix=as_typed, negative=True)
    if all(isinstance(leaf, Field) and leaf.name in CARD_FIELDS for leaf in leaves(tree)):
        return _found(library, tree)
    return in_index(tree)


def list_cards(
    library: Library, among: frozenset[int] | None, column: Column, *, descending: bool = False
) -> list[int]:
    """Return ids of cards in the order of a column; None: all cards."""
    with library.query() as connection:
        today = load_day(library, connection).scope.today
        return card_queries.list_ids(connection, among, column, descending=descending, today=today)


def load_cards(library: Library, ids: Sequence[int]) -> dict[int, Card]:
    """Return cards by id; those that are gone are left out."""
    with library.query() as connection:
        return card_queries.load_cards(connection, ids)


def load_tags(library: Library) -> tuple[str, ...]:
    """Return every tag that a card has."""
    with library.query() as connection:
        return card_queries.load_tags(connection)


def _found(library: Library, query: Query) -> frozenset[int]:
    match query:
        case And(parts):
            return frozenset.intersection(*(_found(library, part) for part in parts))
        case Or(parts):
            return frozenset().union(*(_found(library, part) for part in parts))
        case Not(part):
            with library.query() as connection:
                return card_queries.find_all(connection) - _found(library, part)
        case Field():
            return cards_of_field(library, query)
        case _:
            msg = f"{query} has no meaning here"
            raise ValueError(msg)
