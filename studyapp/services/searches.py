"""Searches to come back to: the last twenty, and those that a person saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studyapp.services.library import clean_text, short_title
from studyapp.storage import searches

if TYPE_CHECKING:
    from studyapp.domain.changes import ChangeSet
    from studyapp.services.library import Library

MOST_RECENT = 20
_LONGEST = 500  # code points; a longer query is not kept


def load_recent(library: Library) -> tuple[str, ...]:
    """Return the queries asked last, the newest first."""
    with library.query() as connection:
        return searches.load_recent(connection)


def load_saved(library: Library) -> tuple[str, ...]:
    """Return the queries that are saved, in the order of the alphabet."""
    with library.query() as connection:
        return searches.load_saved(connection)


def keep_recent(library: Library, query: str) -> None:
    """Remember a query that was asked; it is no step of undo."""
    cleaned = _cleaned(query)
    if cleaned:
        with library.along_the_way() as connection:
            searches.keep_recent(connection, cleaned, MOST_RECENT)


def forget_recent(library: Library) -> None:
    """Forget which queries were asked."""
    with library.along_the_way() as connection:
        searches.forget_recent(connection)


def save_search(library: Library, query: str) -> ChangeSet:
    """Save a query, to ask it again."""
    cleaned = _cleaned(query)
    with library.command(f"Save the search “{short_title(cleaned)}”") as command:
        if cleaned:
            searches.save_search(command.connection, cleaned, command.at)
    return command.changes


def drop_search(library: Library, query: str) -> ChangeSet:
    """Save a query no more."""
    with library.command(f"Remove the search “{short_title(query)}”") as command:
        searches.drop_search(command.connection, query)
    return command.changes


def _cleaned(query: str) -> str:
    cleaned = " ".join(clean_text(query).split())
    return cleaned if len(cleaned) <= _LONGEST else ""
