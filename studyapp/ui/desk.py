"""What every screen works with: the library, its lanes, and the one way to give a command."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from studyapp.domain.changes import ChangeSet
    from studyapp.domain.errors import KnownError
    from studyapp.runtime.import_process import ImportProcess
    from studyapp.runtime.index_process import IndexProcess
    from studyapp.runtime.lanes import Lane
    from studyapp.services.library import Library
    from studyapp.ui.actions import Actions
    from studyapp.ui.jobs import Jobs
    from studyapp.ui.look import Look
    from studyapp.ui.pictures import Pictures

T = TypeVar("T")


class Lanes:
    """What works beside the window: a thread writes the library, others search, draw, wait for processes."""

    def __init__(
        self,
        *,
        write: Lane,
        index: Lane,
        work: Lane,
        pictures: Lane,
        imports: Lane,
        process: ImportProcess,
        indexer: IndexProcess,
    ) -> None:
        self.write = write
        self.index = index
        self.work = work
        self.pictures = pictures
        self.imports = imports
        self.process = process
        self.indexer = indexer

    def close(self) -> None:
        """Give up what only reads, finish what writes."""
        self.process.close()
        self.indexer.close()
        self.work.close(cancel=True)
        self.pictures.close(cancel=True)
        self.imports.close(cancel=True)
        self.index.close(cancel=True)
        self.write.close()


class Desk(QObject):
    """One open library with everything that a screen needs of it.

    `changed` carries the ChangeSet of each command after it is done; every screen decides for itself.
    """

    changed = Signal(object)

    def __init__(self, library: Library, look: Look, cache: Path, make_lanes: Callable[[], Lanes]) -> None:
        super().__init__()
        self.library = library
        self.look = look
        self.cache = cache
        self.actions: Actions | None = None  # of its window, which name the keys
        self._jobs: Jobs | None = None
        self._pictures: Pictures | None = None
        self._make_lanes = make_lanes
        self._lanes: Lanes | None = None

    @property
    def jobs(self) -> Jobs:
        """The bridge from the lanes, made when first asked for, which must be on the window thread."""
        if self._jobs is None:
            from studyapp.ui.jobs import Jobs  # noqa: PLC0415 (the first frame does without)

            self._jobs = Jobs()
        return self._jobs

    @property
    def pictures(self) -> Pictures:
        """The library's pictures, made when the first one is shown."""
        if self._pictures is None:
            from studyapp.ui.pictures import Pictures  # noqa: PLC0415 (a text without pictures does without)

            self._pictures = Pictures(self)
        return self._pictures

    @property
    def lanes(self) -> Lanes:
        """The lanes, made when the first job comes: the first frame does without."""
        if self._lanes is None:
            self._lanes = self._make_lanes()
        return self._lanes

    def way(self, action_id: str) -> str:
        """Return how an action is given, for the middle of a sentence, as `Actions.way`."""
        return self.actions.way(action_id) if self.actions is not None else ""

    def close(self) -> None:
        """Give up what only reads, finish what writes."""
        if self._jobs is not None:
            self._jobs.close()
        if self._lanes is not None:
            self._lanes.close()

    def command(
        self,
        job: Callable[[], ChangeSet | None],
        done: Callable[[], object] | None = None,
        failed: Callable[[KnownError], object] | None = None,
    ) -> None:
        """Run a command on the write lane, tell every screen what it changed, then call `done`."""

        def finish(changes: ChangeSet | None) -> None:
            if changes is not None:
                self.changed.emit(changes)
            if done is not None:
                done()

        self.jobs.run(self.lanes.write, job, finish, failed)

    def command_giving(self, job: Callable[[], tuple[ChangeSet, T]], done: Callable[[T], object]) -> None:
        """Run a command that also gives a value, and pass the value on after every screen was told."""

        def finish(result: tuple[ChangeSet, T]) -> None:
            self.changed.emit(result[0])
            done(result[1])

        self.jobs.run(self.lanes.write, job, finish)

    def keep(self, job: Callable[[], None]) -> None:
        """Write something along the way that is no command."""
        if self.library.writable:
            self.jobs.run(self.lanes.write, job)

    def keep_giving(self, job: Callable[[], T], done: Callable[[T], object]) -> None:
        """Write something along the way, and pass on the value that it gives."""
        if self.library.writable:
            self.jobs.run(self.lanes.write, job, done)
