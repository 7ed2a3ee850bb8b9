"""The list of notes, of one document or all: what it shows, filtered and sorted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from studyapp.domain.annotations import Annotation, Colour, Target
from studyapp.text.words import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studyapp.domain.documents import SectionHeading
    from studyapp.services.library import Library

_BETWEEN_TAGS = re.compile(r"[,;#\n]")


class NoteItem(NamedTuple):
    """A note with what the list says of its place; `heading` is None where it has no place in the text."""

    note: Annotation
    document_title: str
    heading: SectionHeading | None
    page: str = ""


class NoteFilter(NamedTuple):
    """What a person wants to see; what is None or empty lets everything through."""

    words: str = ""
    colour: Colour | None = None
    tag: str = ""
    document_id: str = ""
    written: bool = False  # highlights with a note alone
    newest_first: bool = False

    @property
    def narrows(self) -> bool:
        """Whether anything but the words keeps notes out."""
        return bool(self.colour or self.tag or self.document_id or self.written)


def load_notes(library: Library, document_id: str | None = None) -> tuple[NoteItem, ...]:
    """Return the notes of a document, or of all, in the order of their places (any lane)."""
    notes = library.annotations(document_id)
    documents = {note.document_id for note in notes}
    titles = {record.id: record.title for record in library.documents()}
    outlines = {document: library.outline(document) for document in documents}
    pages: dict[str, str] = {}
    for document in documents:
        pages |= library.note_pages(document)
    return tuple(
        NoteItem(
            note,
            titles.get(note.document_id, ""),
            outlines[note.document_id][note.place.section] if note.place is not None else None,
            pages.get(note.id, "") if note.target is Target.PASSAGE else "",
        )
        for note in notes
    )


def select_notes(items: Iterable[NoteItem], wanted: NoteFilter) -> list[NoteItem]:
    """Return the notes that a filter lets through: each of its words stands in the note, or is its #tag."""
    words = fold(wanted.words).split()
    found = [item for item in items if _fits(item, wanted) and _says(item, words)]
    if wanted.newest_first:
        found.sort(key=lambda item: item.note.modified_at, reverse=True)
    return found


def every_tag(items: Iterable[NoteItem]) -> list[str]:
    """Return the tags of these notes in alphabetical order."""
    return sorted({tag for item in items for tag in item.note.tags}, key=fold)


def parse_tags(text: str) -> tuple[str, ...]:
    """Return the tags in a person's words, between commas or after #, each once."""
    tags = (" ".join(tag.split()) for tag in _BETWEEN_TAGS.split(text))
    return tuple(dict.fromkeys(tag for tag in tags if tag))


def _fits(item: NoteItem, wanted: NoteFilter) -> bool:
    note = item.note
    return (
        wanted.colour in {None, note.colour}
        and (not wanted.tag or wanted.tag in note.tags)
        and wanted.document_id in {"", note.document_id}
        and (bool(note.note) or not wanted.written)
    )


def _says(item: NoteItem, words: list[str]) -> bool:
    note = item.note
    tags = [fold(tag) for tag in note.tags]
    hay = fold(" ".join((note.note, note.quote.exact, *note.tags, item.document_title)))
    return all(
        any(tag.startswith(word[1:]) for tag in tags)
        if word.startswith("#") and len(word) > 1
        else word in hay
        for word in words
    )
