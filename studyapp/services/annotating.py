"""Notes on sections and documents; finding the passage that a person quotes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studyapp.domain.annotations import Colour, Target
from studyapp.domain.errors import AmbiguousError, NotFoundError
from studyapp.domain.places import Place, QuoteSelector
from studyapp.services.library import clean_text
from studyapp.storage import annotations as notes
from studyapp.text.selectors import SectionText, find_quote

if TYPE_CHECKING:
    from studyapp.domain.annotations import Annotation
    from studyapp.domain.changes import ChangeSet
    from studyapp.services.library import Library

_SHOWN_PLACES = 5


def write_note(
    library: Library,
    document_id: str,
    *,
    section: int | None = None,
    note: str = "",
    colour: Colour = Colour.WHEAT,
    tags: tuple[str, ...] = (),
) -> tuple[ChangeSet, Annotation]:
    """Write a note on a section, or on the whole document; NotFoundError when it is not there."""
    title = library.document(document_id).title
    if section is not None:
        title = library.section(document_id, section).title or ""
    target = Target.DOCUMENT if section is None else Target.SECTION
    with library.command("Write note") as command:
        annotation_id = notes.add_annotation(
            command.connection,
            document_id=document_id,
            place=None if section is None else section_place(section),
            quote=QuoteSelector("" if section is None else title, "", ""),
            note=clean_text(note),
            colour=colour,
            tags=tuple(clean_text(tag) for tag in tags),
            at=command.at,
            target=target,
        )
    return command.changes, library.annotation(annotation_id)


def drop_empty_note(library: Library, annotation_id: str) -> ChangeSet:
    """Take away a note on a section or document that was begun and left empty."""
    with library.command("Leave note") as command:
        notes.drop_draft(command.connection, annotation_id)
        notes.delete_annotation(command.connection, annotation_id)
    return command.changes


def section_place(section: int) -> Place:
    """Return the place of a note on a section: its beginning."""
    return Place(section, 0, 0, 0, 0)


def find_passage(library: Library, document_id: str, quote: str, prefix: str = "") -> Place:
    """Return the one place of a document where a quote stands, after `prefix` when one is given.

    Raises NotFoundError when it stands nowhere, AmbiguousError with the places when it stands in several.
    """
    found: list[tuple[Place, str]] = []
    for heading in library.outline(document_id):
        blocks = [block.text for block in library.section(document_id, heading.index).blocks]
        places = find_quote(SectionText(heading.index, blocks), quote, prefix)
        found += [(place, heading.title or "the beginning") for place in places]
    if not found:
        raise NotFoundError("This text does not stand in the document.")
    if len(found) > 1:
        shown = "; ".join(
            f"section {place.section} ({title}), block {place.block}, character {place.start}"
            for place, title in found[:_SHOWN_PLACES]
        )
        more = f"; and {len(found) - _SHOWN_PLACES} more" if len(found) > _SHOWN_PLACES else ""
        raise AmbiguousError(
            f"This text stands in {len(found)} places: {shown}{more}.",
            "Give a longer quote, or what stands before it with --prefix.",
        )
    return found[0][0]
