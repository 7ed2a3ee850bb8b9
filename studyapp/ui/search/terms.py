"""The terms of a query that filters write and read: tag:history, person:"Vladimir Putin", date:1979."""

from __future__ import annotations

import re
from typing import Final

from studyapp.search.vocabulary import ACTOR_FIELDS

FIELDS: Final = {"tag": ("tag",), "actor": tuple(ACTOR_FIELDS), "date": ("date",)}
"""The fields of each filter that writes into the query."""


def value_of(query: str, name: str) -> str:
    """Return the value of a filter's first term in the query, without its quotes; "" when there is none."""
    found = _term(name).search(query)
    return found["value"].strip('"') if found is not None else ""


def without(query: str, name: str) -> str:
    """Return the query without the terms of a filter."""
    return " ".join(_term(name).sub(" ", query).split())


def narrowed(query: str, name: str, term: str) -> str:
    """Return the query with this term in place of the filter's others; it holds for the whole query."""
    rest = without(query, name)
    if re.search(r"\sOR\s", rest) and not (rest.startswith("(") and rest.endswith(")")):
        rest = f"({rest})"
    return f"{rest} {term} ".lstrip()


def _term(name: str) -> re.Pattern[str]:
    fields = "|".join(FIELDS[name])
    return re.compile(rf'(?:^|(?<=\s))(?:{fields}):(?P<value>"[^"]+"?|[^\s"()]+)(?=\s|$)', re.IGNORECASE)
