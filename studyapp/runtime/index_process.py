"""The index process from outside: started when there is something to index, ended when it has nothing to do.

It writes the search index, so that no thread of the window holds the interpreter while a book is indexed.
"""

from __future__ import annotations

import json
import threading
from typing import TYPE_CHECKING, Any

from studyapp.domain.errors import CancelledError, KnownError
from studyapp.runtime.worker_process import ENDED, WorkerProcess, own_command

if TYPE_CHECKING:
    from pathlib import Path

_LOOK_S = 1.0  # how often a waiting refresh looks whether the process is being closed
_TRIES = 2  # a process that was killed is started once more


class IndexProcess:
    """Indexes one library. `refresh` and `rest` are for one thread; `close` may come from any."""

    def __init__(self, library: Path, cache: Path, command: list[str] | None = None) -> None:
        self._command = command or own_command("--indexer", str(library), str(cache))
        self._worker: WorkerProcess | None = None
        self._guard = threading.Lock()  # for the two fields around it
        self._closed = False

    @property
    def pid(self) -> int | None:
        """The process id while a process runs."""
        worker = self._worker
        return worker.pid if worker is not None and worker.alive() else None

    def refresh(self) -> int:
        """Have the index brought up to the library and return what it came to: a `Refreshed` as a number.

        Blocks. A process that dies is started once more. Raises its KnownError, or one when it cannot be
        started or dies again, and CancelledError when it is closed meanwhile.
        """
        for _ in range(_TRIES):
            worker = self._running_worker()
            worker.send([{"refresh": True}])
            answer = _answer_of(worker)
            if self._closed:
                break
            if answer is not None:
                return _refreshed(answer)
            worker.kill()
        if self._closed:
            raise CancelledError("The indexing was given up: the program is closing.")
        raise KnownError("The search index is not up to date: the indexing stopped unexpectedly.")

    def rest(self) -> None:
        """End the process, which has nothing to do; the next refresh starts another."""
        with self._guard:
            worker, self._worker = self._worker, None
        if worker is not None:
            worker.finish()

    def close(self) -> None:
        """End the process at once and for good; what it has not indexed, the next start does."""
        with self._guard:
            self._closed = True
            worker, self._worker = self._worker, None
        if worker is not None:
            worker.kill()

    def _running_worker(self) -> WorkerProcess:
        with self._guard:
            if self._closed:
                raise CancelledError("The indexing was given up: the program is closing.")
            if self._worker is None or not self._worker.alive():
                if self._worker is not None:
                    self._worker.kill()
                self._worker = _started(self._command)
            return self._worker


def _started(command: list[str]) -> WorkerProcess:
    try:
        return WorkerProcess(command)
    except OSError as error:
        raise KnownError(f"The indexing could not be started: {error.strerror or error}.") from error


def _answer_of(worker: WorkerProcess) -> dict[str, Any] | None:
    """Return the answer to a request, None when the process has ended."""
    while (line := worker.next_line(_LOOK_S)) is None:
        pass
    if line == ENDED or not line.endswith(b"\n"):
        return None
    answer: dict[str, Any] = json.loads(line)
    return answer


def _refreshed(answer: dict[str, Any]) -> int:
    if "error" in answer:
        raise KnownError(answer["error"]["sentence"], answer["error"]["hint"])
    return int(answer["refreshed"])
