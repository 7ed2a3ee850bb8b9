"""What a search finds."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from studyapp.domain.places import Mark


class HitKind(StrEnum):
    """Where a hit stands; the values are the command line's words."""

    TEXT = "text"
    TITLE = "title"
    NOTE = "note"


class Hit(NamedTuple):
    """One matching block, section title or note.

    `text` is the whole text searched; `marks` are the matched terms in it, in code points, in order.
    For a text hit the marks are offsets in the block; for a title in the title; for a note in the note.
    `block` is None for a title; `section` and `block` are None for a detached note.
    """

    kind: HitKind
    document_id: str
    document_title: str
    section: int | None
    section_title: str | None
    block: int | None
    annotation_id: str | None
    text: str
    marks: tuple[Mark, ...]
    score: float


class SearchResults(NamedTuple):
    """The best hits first; `total` counts all that match; `suggestion` is a near word when there is none."""

    query: str
    total: int
    hits: tuple[Hit, ...]
    duration_ms: float
    suggestion: str | None = None
