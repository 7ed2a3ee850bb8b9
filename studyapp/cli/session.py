"""What a verb works on: the library (locked while it is written), its search, the import process."""

from __future__ import annotations

from contextlib import contextmanager
from time import monotonic, sleep
from typing import TYPE_CHECKING

from studyapp.cli.output import complain
from studyapp.domain.errors import LibraryError, LibraryInUseError
from studyapp.runtime.clock import now
from studyapp.runtime.folders import user_folders
from studyapp.runtime.lock import LibraryLock
from studyapp.services.library import Library, has_current_library, open_library, prepare_folder

PATIENCE_S = 2.0
"""How long a command waits for another one that writes."""
INDEX_PATIENCE_S = 30.0
"""How long a search waits for the index that another process writes: it may be making it anew."""

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from studyapp.search.query import Query
    from studyapp.services.searching import SearchService


@contextmanager
def writing(folder: Path) -> Iterator[Library]:
    """Open a library to change it; LibraryInUseError while a window or another command has it."""
    lock = LibraryLock(prepare_folder(folder))
    _acquire(lock)
    try:
        library = open_library(folder, now)
        try:
            yield library
        finally:
            library.close()
    finally:
        lock.release()


def _acquire(lock: LibraryLock) -> None:
    """Take the lock; another command is waited for, and so is a window that is just closing."""
    patience = monotonic() + PATIENCE_S
    while True:
        try:
            lock.acquire("a studyapp command")
        except LibraryInUseError:
            if monotonic() > patience:
                raise
            sleep(0.05)
        else:
            return


@contextmanager
def reading(folder: Path) -> Iterator[Library]:
    """Open a library to read it, also while a window has it; a folder without one becomes a new one."""
    if not has_current_library(folder):
        with writing(folder):
            pass
    library = open_library(folder, now, writable=False)
    try:
        yield library
    finally:
        library.close()


@contextmanager
def searching(library: Library) -> Iterator[SearchService]:
    """Open a library's search, with its index brought up to date."""
    from studyapp.services.searching import SearchService  # noqa: PLC0415 (Whoosh, for search alone)

    cache = user_folders().cache
    try:
        cache.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LibraryError(f"The cache folder {cache} cannot be used: {error.strerror}.") from error
    search = SearchService(library, cache)
    try:
        _bring_up_to_date(search)
        yield search
    finally:
        search.close()


def find_by_query(library: Library, query: str) -> list[int]:
    """Return the ids of the cards that a query finds, in the order in which they were made."""
    from studyapp.services.browsing import list_cards  # noqa: PLC0415 (as above)

    def in_index(tree: Query) -> frozenset[int]:
        with searching(library) as search:
            return search.find_cards(tree)

    return list_cards(library, query, in_index)


def _bring_up_to_date(search: SearchService) -> None:
    """Refresh the index; while another command or a window writes it, wait for that one to be done."""
    patience = monotonic() + INDEX_PATIENCE_S
    search.refresh()
    while not search.current and monotonic() < patience:
        sleep(0.1)
        search.refresh()
    if not search.current:
        complain("The index is still being written: what is newest may not be found yet.")
