"""Opens a library for a window: its lock, a move that was not ended, a new one's article, its workers."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from studyapp.domain.errors import KnownError
from studyapp.runtime.clock import now
from studyapp.runtime.lock import LibraryLock
from studyapp.runtime.resources import resource
from studyapp.services.moved import follow, is_on_the_move

if TYPE_CHECKING:
    from pathlib import Path

    from studyapp.runtime.import_process import ImportProcess
    from studyapp.runtime.lanes import Lane
    from studyapp.services.library import Library

ARTICLE = "article/russia-iran-strategic-alliance.md"
PARSED_ARTICLE = "article/parsed.json"


class Workers:
    """The import process and the lanes that an import needs."""

    def __init__(self) -> None:
        from studyapp.runtime.import_process import ImportProcess  # noqa: PLC0415 (mostly after the first frame)
        from studyapp.runtime.lanes import Lane  # noqa: PLC0415 (as above)

        self.process: ImportProcess = ImportProcess()
        self.write: Lane = Lane("write")
        self.imports: Lane = Lane("imports")

    def close(self) -> None:
        """End them; harmless when it is done already."""
        self.process.close()
        self.imports.close(cancel=True)
        self.write.close()


class Opened:
    """A library that this window may write, or the problem why there is none."""

    def __init__(self) -> None:
        self.library: Library | None = None
        self.problem: KnownError | None = None
        self.came_from: Path | None = None  # the folder that this library was moved from, not yet empty
        self._lock: LibraryLock | None = None
        self._workers: Workers | None = None

    def open(self, folder: Path) -> None:
        """Open the library in a folder for this window alone; a new one takes in the bundled article."""
        from studyapp.services.library import WINDOW, open_library, prepare_folder  # noqa: PLC0415 (as it says)

        folder = follow(folder)
        try:
            self._lock = LibraryLock(prepare_folder(folder))
            self._lock.acquire("another window")
            if is_on_the_move(folder):
                from studyapp.services.moving import came_from, take_back  # noqa: PLC0415 (hardly ever)

                take_back(folder)
                self.came_from = came_from(folder)
            self.library = open_library(folder, now, maker=WINDOW)
            if self.library.awaits_article:
                from studyapp.services.bundled import take_in_article  # noqa: PLC0415 (only at the first start)

                take_in_article(self.library, resource(ARTICLE), resource(PARSED_ARTICLE))
        except KnownError as error:
            self.problem = error

    @property
    def workers(self) -> Workers:
        """The workers, made when they are first needed."""
        if self._workers is None:
            self._workers = Workers()
        return self._workers

    def close(self) -> None:
        """Give the library to others."""
        self.close_library()
        if self._lock is not None:
            self._lock.release()

    def close_library(self) -> None:
        """Close the library and keep others from it; harmless when it is closed."""
        if self._workers is not None:
            self._workers.close()
        if self.library is not None:
            if self._workers is not None:  # else nothing was written: the window closes at once
                _tidy(self.library)
            self.library.close()
            self.library = None


def _tidy(library: Library) -> None:
    """Delete what is over its time in the trash, with the texts and originals that nothing else needs."""
    from studyapp.services.trash import remove_expired  # noqa: PLC0415 (not before the first frame)

    with suppress(KnownError):  # such as a full disk: the next time does it
        if remove_expired(library):
            library.remove_leftovers()
