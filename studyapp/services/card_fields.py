"""What the fields of a query that speak of cards mean: is:, flag:, prop:, added:, rated:, and tags."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from studyapp.domain.cards import FLAGS
from studyapp.domain.errors import QueryError
from studyapp.domain.reading import READ, share_seen
from studyapp.domain.reviews import Rating
from studyapp.scheduling.curve import faded_at
from studyapp.scheduling.study_day import day_start, render_instant
from studyapp.services.days import load_day
from studyapp.storage import card_queries, reading
from studyapp.storage.card_queries import SIGNS, Column, State

if TYPE_CHECKING:
    from collections.abc import Callable
    from sqlite3 import Connection

    from studyapp.search.query import Field
    from studyapp.services.days import Day
    from studyapp.services.library import Library
    from studyapp.storage.card_queries import Condition

_STATES = {state.name.casefold(): state for state in State} | {"learning": State.LEARN}
_PROPERTIES = {
    "stability": Column.STABILITY, "s": Column.STABILITY,
    "difficulty": Column.DIFFICULTY, "d": Column.DIFFICULTY,
    "retrievability": Column.FADED, "r": Column.FADED,
    "interval": Column.INTERVAL, "ivl": Column.INTERVAL,
    "reviews": Column.REVIEWS, "reps": Column.REVIEWS,
    "lapses": Column.LAPSES, "due": Column.DUE_DAYS,
}  # fmt: skip
"""What `prop:` compares, with Anki's short names."""
_COMPARED = re.compile(
    rf"(?P<name>[a-z]+)(?P<sign>{'|'.join(SIGNS)})(?P<value>-?\d+(?:\.\d+)?)(?P<percent>%?)"
)
_REVERSED = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}
_DAYS = re.compile(r"(?P<days>\d{1,5})(?::(?P<rating>[1-4]))?")


def cards_of_field(library: Library, field: Field) -> frozenset[int]:
    """Return the cards that a field stands for; QueryError for a value that it does not take."""
    with library.query() as connection:
        return card_queries.find_ids(
            connection, condition_of(connection, load_day(library, connection), field)
        )


def condition_of(connection: Connection, day: Day, field: Field) -> Condition:
    """Return what a field asks of a card; QueryError for a value that it does not take."""
    said = field.value.casefold()
    match field.name:
        case "is":
            return _in_state(connection, day, said, field.position)
        case "flag":
            return card_queries.flagged(_flag(said, field.position))
        case "prop":
            return _compared(day, said, field.position)
        case _:
            return _recent(day, field)


def cards_tagged(library: Library, fits: Callable[[str], bool]) -> frozenset[int]:
    """Return the cards with a tag of their own that fits."""
    with library.query() as connection:
        return card_queries.find_tagged(connection, fits)


def _in_state(connection: Connection, day: Day, said: str, position: int) -> Condition:
    if said == "read":
        seen = reading.load_all_seen(connection)
        read = [(document, section) for document, section, parts in seen if share_seen(parts) >= READ]
        return card_queries.in_sections(read)
    if said not in _STATES:
        raise QueryError(f"is: takes {', '.join((*_STATES, 'read'))}; not “{said}”.", position)
    return card_queries.in_state(_STATES[said], day.scope.today, render_instant(day.at))


def _flag(said: str, position: int) -> int:
    if said in FLAGS:
        return FLAGS.index(said) + 1
    if said.isdecimal() and int(said) <= len(FLAGS):
        return int(said)
    raise QueryError(f"flag: takes 0 to {len(FLAGS)}, or {', '.join(FLAGS)}.", position)


def _compared(day: Day, said: str, position: int) -> Condition:
    found = _COMPARED.fullmatch(said)
    if found is None or found["name"] not in _PROPERTIES:
        names = ", ".join(name for name in _PROPERTIES if len(name) > 2)
        raise QueryError(f"prop: compares {names} with a number, as in prop:stability>30.", position)
    column, sign, value = _PROPERTIES[found["name"]], found["sign"], float(found["value"])
    if column is Column.FADED:
        share = value / 100 if found["percent"] else value
        if not 0 < share <= 1:
            raise QueryError("Retrievability is above 0 and at most 1, as in prop:r<0.9.", position)
        value, sign = faded_at(share, day.settings.parameters), _REVERSED.get(sign, sign)
    return card_queries.compared(column, sign, value, day.scope.today)


def _recent(day: Day, field: Field) -> Condition:
    found = _DAYS.fullmatch(field.value)
    if found is None or (found["rating"] and field.name != "rated"):
        raise QueryError(f"{field.name}: takes a number of days, as in {field.name}:7.", field.position)
    since = day.today - timedelta(days=max(int(found["days"]), 1) - 1)
    if field.name == "added":
        start = day_start(since, day.settings.rollover_hour)
        return card_queries.added_since(render_instant(start))
    rating = Rating(int(found["rating"])) if found["rating"] else None
    return card_queries.rated_since(since.isoformat(), rating)
