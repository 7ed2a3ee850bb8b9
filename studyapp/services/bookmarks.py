"""Bookmarks: set, named, taken away, all undoable."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studyapp.services.library import clean_text, short_title
from studyapp.storage import bookmarks

if TYPE_CHECKING:
    from studyapp.domain.changes import ChangeSet
    from studyapp.domain.documents import ReadingPlace
    from studyapp.domain.reading import Bookmark
    from studyapp.services.library import Library

LABEL_CHARACTERS = 72


def load_bookmarks(library: Library, document_id: str) -> tuple[Bookmark, ...]:
    """Return the bookmarks of a document in reading order."""
    with library.query() as connection:
        return bookmarks.load_bookmarks(connection, document_id)


def set_bookmark(library: Library, document_id: str, place: ReadingPlace) -> ChangeSet:
    """Mark a place; its name is what stands there, until a person gives it another.

    Raises NotFoundError for a section that is not there.
    """
    label = _words_at(library, document_id, place)
    with library.command("Set bookmark") as command:
        bookmarks.add_bookmark(command.connection, document_id, place, label, command.at)
    return command.changes


def rename_bookmark(library: Library, bookmark_id: str, label: str) -> ChangeSet:
    """Give a bookmark another name; an empty one changes nothing."""
    name = " ".join(clean_text(label).split())
    with library.command("Rename bookmark") as command:
        if name:
            bookmarks.rename_bookmark(command.connection, bookmark_id, name)
    return command.changes


def delete_bookmark(library: Library, bookmark_id: str) -> ChangeSet:
    """Take a bookmark away."""
    with library.command("Remove bookmark") as command:
        bookmarks.delete_bookmark(command.connection, bookmark_id)
    return command.changes


def _words_at(library: Library, document_id: str, place: ReadingPlace) -> str:
    """Return the first words at a place: the heading's at the beginning of a section."""
    section = library.section(document_id, place.section)
    at_start = (place.block, place.offset) == (0, 0)
    if (at_start and section.title) or place.block >= len(section.blocks):
        return short_title(section.title or "", LABEL_CHARACTERS)
    text = section.blocks[place.block].text
    start = place.offset
    while 0 < start < len(text) and not text[start - 1].isspace():
        start -= 1
    return short_title(" ".join(text[start : start + 2 * LABEL_CHARACTERS].split()), LABEL_CHARACTERS)
