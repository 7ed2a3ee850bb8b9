"""Stands in for the index process: the same refresh, in the thread that asks for it."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from studyapp.runtime.clock import now
from studyapp.services.library import open_library
from studyapp.services.searching import SearchService

if TYPE_CHECKING:
    from pathlib import Path


class IndexHere:
    """Opens library and index for each refresh, as a process of its own that is started for it."""

    def __init__(self, library: Path, cache: Path) -> None:
        self._library, self._cache = library, cache
        self.pid = None

    def refresh(self) -> int:
        """Bring the index up to the library."""
        with (
            closing(open_library(self._library, now, writable=False)) as library,
            closing(SearchService(library, self._cache)) as search,
        ):
            return int(search.refresh())

    def rest(self) -> None:
        """Nothing rests."""

    def close(self) -> None:
        """Nothing is left."""
