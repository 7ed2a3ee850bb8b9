"""What a search finds."""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from studyapp.domain.places import Mark, Place


class HitKind(StrEnum):
    """Where a hit stands; the values are the command line's words."""

    TEXT = "text"
    TITLE = "title"
    NOTE = "note"
    CARD = "card"


class Hit(NamedTuple):
    """One matching block, section title, note or card.

    `text` is the whole text searched; `marks` are the matched terms in it, in code points, in order.
    For a text hit the marks are offsets in the block; for a title in the title; for a note in the note; for
    a card in its question and answer, a line each. `block` is None for a title; `section` and `block` are
    None where the text does not hold the passage of a note or card any more. `item_id` is the note's or
    card's id, `place` its passage; for a text the place is the first mark.
    """

    kind: HitKind
    document_id: str
    document_title: str
    section: int | None
    section_title: str | None
    block: int | None
    item_id: str | None
    place: Place | None
    text: str
    marks: tuple[Mark, ...]
    score: float
    parent_title: str | None = None  # of the section that the hit's section lies in


class SearchResults(NamedTuple):
    """The best hits first; `total` counts all that match, `counts` those of every kind, asked for or not.

    What a query without a word of its own finds, such as `person:putin`, comes in reading order, document by
    document: no hit of it is better than another (`ranked` is False).

    When there is none, `suggestion` is the nearest word of the index, and `corrected` are queries with the
    nearest words in place of those that no text holds, the best first.
    """

    query: str
    total: int
    hits: tuple[Hit, ...]
    duration_ms: float
    suggestion: str | None = None
    corrected: tuple[str, ...] = ()
    counts: Mapping[HitKind, int] = MappingProxyType({})
    ranked: bool = True


class Facet(NamedTuple):
    """One way to narrow a result: the value of a filter, its name, and how many hits it leaves.

    `hits` is 0 where nothing is searched yet.
    """

    value: str
    name: str
    detail: str
    hits: int


class Completion(NamedTuple):
    """What a query may become: the whole query, and the line that offers it.

    `kind` says what the new part is: "word", "field", or the name of the field whose value it is. `hits` is
    the number of hits of a word, 0 where it is not known.
    """

    query: str
    label: str
    kind: str
    detail: str = ""
    hits: int = 0
