"""The fields of the query language: their names, what they take, and what is said of a wrong one."""

from __future__ import annotations

import re
from typing import Final

from rapidfuzz.distance import OSA

from studyapp.domain.errors import QueryError
from studyapp.domain.hits import HitKind
from studyapp.search.query import Kinds

ACTOR_FIELDS: Final = {
    "actor": "", "person": "person", "country": "country", "org": "organisation",
    "organisation": "organisation", "organization": "organisation", "place": "place", "group": "group",
    "event": "event", "agreement": "agreement", "work": "work", "other": "other",
}  # fmt: skip
"""Fields that name an actor, with its kind; nothing stands for any kind."""

CARD_FIELDS: Final = ("is", "flag", "prop", "added", "rated")
"""Fields that say something of a card apart from its words."""

FIELDS: Final = ("title", "section", "tag", "doc", "in", "date", "re", *ACTOR_FIELDS, *CARD_FIELDS)
PLACES: Final = {
    "text": frozenset({HitKind.TEXT, HitKind.TITLE}),
    "titles": frozenset({HitKind.TITLE}),
    "notes": frozenset({HitKind.NOTE}),
    "cards": frozenset({HitKind.CARD}),
}
"""What `in:` takes."""

EXAMPLES: Final = (
    {name: f"{name}:putin" for name in ACTOR_FIELDS}
    | {"country": "country:iran", "place": "place:caspian", "work": "work:iliad", "event": "event:revolution"}
    | {"title": "title:pact", "section": "section:pact", "tag": "tag:history", "doc": "doc:alliance"}
    | {"in": "in:notes", "date": "date:1979..1991", "re": "re:/sign(s|ed)/", "is": "is:due"}
    | {"flag": "flag:red", "prop": "prop:stability>30", "added": "added:7", "rated": "rated:7"}
)
"""How each field is written."""

_LIKE_A_FIELD: Final = re.compile(r"(?P<name>[a-z]{2,}):(?=\w)", re.IGNORECASE)


def needs_value(name: str, position: int) -> QueryError:
    """Return what is said of a field without a value."""
    return QueryError(f"{name}: needs a value right after it, as in {EXAMPLES[name]}.", position)


def named_kinds(said: str, position: int) -> Kinds:
    """Return the kinds of hit that `in:` names; QueryError for what it does not take."""
    named = said.lower().split(",")
    for name in named:
        if name not in PLACES:
            raise QueryError(f"in: takes {', '.join(PLACES)}; not “{name}”.", position)
    return Kinds(frozenset().union(*(PLACES[name] for name in named)))


def refuse_misspelt_field(text: str, position: int) -> None:
    """Raise QueryError for a word that looks like a field but for one letter; “3:16” stays a word."""
    like = _LIKE_A_FIELD.match(text)
    if like is None:
        return
    name = like["name"].lower()
    near = min(FIELDS, key=lambda field: OSA.distance(field, name))
    if len(name) > 3 and OSA.distance(near, name) == 1:
        raise QueryError(f"There is no field “{name}:”. Did you mean “{near}:”?", position)
