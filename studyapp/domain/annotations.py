"""Highlights and notes: what a reader leaves on a passage."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from studyapp.domain.places import Place, QuoteSelector


class Colour(StrEnum):
    """The highlight colours, by the names that themes and the command line know."""

    WHEAT = "wheat"
    ROSE = "rose"
    SAGE = "sage"
    SKY = "sky"
    LILAC = "lilac"


class Target(StrEnum):
    """What an annotation is on."""

    PASSAGE = "passage"
    SECTION = "section"  # its place is the beginning of the section, its quote the heading
    DOCUMENT = "document"  # it has no place and no quote


class Annotation(NamedTuple):
    """A highlight with an optional note, or a note on a section or document.

    `place` is None while it is detached from the text, and for a note on a document.
    """

    id: str
    document_id: str
    place: Place | None
    quote: QuoteSelector
    note: str  # empty for a highlight alone
    colour: Colour
    tags: tuple[str, ...]
    created_at: str
    modified_at: str
    target: Target = Target.PASSAGE

    @property
    def anchored(self) -> bool:
        """Whether what it is on was found in the text."""
        return self.place is not None or self.target is Target.DOCUMENT
