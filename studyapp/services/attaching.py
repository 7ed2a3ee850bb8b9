"""Detached notes: what their passage may have become, and attaching them by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from studyapp.domain.errors import NotFoundError
from studyapp.services.updating import whole_text
from studyapp.storage import annotations as notes
from studyapp.text.anchoring import Anchor
from studyapp.text.selectors import SectionText, describe

if TYPE_CHECKING:
    from studyapp.domain.annotations import Annotation
    from studyapp.domain.changes import ChangeSet
    from studyapp.domain.places import Place
    from studyapp.services.library import Library

_LEAST_SCORE = 0.3
"""Below that nobody would see what the two passages have in common."""
MOST_CANDIDATES = 5


class LookAlike(NamedTuple):
    """A passage that may be what became of a note's: for a person to say."""

    place: Place
    text: str
    section_title: str | None
    score: float  # 0 to 1


def find_candidates(library: Library, annotation: Annotation) -> tuple[LookAlike, ...]:
    """Return the passages of a note's document that are most like its quote (any lane), the best first."""
    text = whole_text(library, annotation.document_id)
    titles = [heading.title for heading in library.outline(annotation.document_id)]
    found = Anchor(text).candidates(annotation.quote, MOST_CANDIDATES)
    return tuple(
        LookAlike(place, text.slice(place), titles[place.section], score)
        for place, score in found
        if score >= _LEAST_SCORE
    )


def attach_annotation(library: Library, annotation_id: str, place: Place) -> ChangeSet:
    """Put a note on a passage of its document; the passage is its quote from now on.

    Raises NotFoundError for a place outside the text or without text.
    """
    annotation = library.annotation(annotation_id)
    section = library.section(annotation.document_id, place.section)
    try:
        quote = describe(SectionText(place.section, [block.text for block in section.blocks]), place)
    except ValueError as error:
        raise NotFoundError("This passage is not in the text any more.") from error
    if not quote.exact.strip():
        raise NotFoundError("There is no text in this passage.")
    with library.command("Attach note") as command:
        if (place, quote) != (annotation.place, annotation.quote):
            notes.place_annotation(command.connection, annotation.id, place, quote)
    return command.changes
