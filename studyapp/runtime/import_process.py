"""The import process from outside: started early, watched, ended, and replaced when it dies.

The window starts it before it imports Qt, so this module imports little.
"""

from __future__ import annotations

import json
import threading
from itertools import chain
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

from studyapp.domain.errors import (
    CancelledError,
    KnownError,
    LibraryError,
    PasswordNeededError,
    UnreadableDocumentError,
)
from studyapp.runtime.limits import MEMORY_BYTES
from studyapp.runtime.worker_process import ENDED, WorkerProcess, own_command

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

TIME_LIMIT_S = 120.0
ANALYSIS_LIMIT_S = 3_600.0  # a book of a million words takes five minutes on two cores
# How often a waiting parse looks whether it was cancelled.
_LOOK_S = 0.05
# Of the memory that the process may use, what it has at least when it ends for want of more.
_NEAR_LIMIT = 0.6
_ERRORS = {"file": UnreadableDocumentError, "password": PasswordNeededError, "library": LibraryError}


class ImportProcess:
    """One import process at a time. `parse` is for one thread at a time; `close` may come from any.

    After a cancelled, failed or overlong parse the process is killed; the next parse starts another.
    """

    def __init__(self, command: list[str] | None = None, time_limit_s: float = TIME_LIMIT_S) -> None:
        self._command = command or own_command("--worker")
        self._time_limit_s = time_limit_s
        self._worker: WorkerProcess | None = None
        self._guard = threading.Lock()  # for the two fields around it
        self._busy = threading.Lock()  # held through a parse
        self._closed = False

    def start(self) -> None:
        """Start the process now, so that it is warm when the first file comes; harmless when it runs.

        Raises UnreadableDocumentError when the system refuses to start it.
        """
        self._running_worker()

    @property
    def pid(self) -> int | None:
        """The process id while a process runs."""
        worker = self._worker
        return worker.pid if worker is not None and worker.alive() else None

    def parse(
        self, request: dict[str, Any], on_progress: Callable[[float], None], cancelled: threading.Event
    ) -> dict[str, Any]:
        """Return the worker's answer: `document` with `sha256` and `size_bytes`, or `duplicate`.

        The request is that of the worker's wire. Blocks; progress is called on this
        thread, 0 to 1. Raises UnreadableDocumentError or LibraryError with the worker's sentence,
        UnreadableDocumentError when the process dies or takes too long, and CancelledError within 0.1 s of
        `cancelled`; after each of these nothing of the import is left.
        """
        exchange = _Import(request["name"], Path(request["originals"]))
        return self._ask(exchange, [request], self._time_limit_s, on_progress, cancelled)

    def analyse(
        self,
        request: dict[str, Any],
        sections: Iterable[dict[str, Any]],
        on_progress: Callable[[float], None],
        cancelled: threading.Event,
    ) -> dict[str, Any]:
        """Return what the worker finds in a text; its sections are asked for one by one, on another thread.

        The request has `name`, `language` and `section_count`. It blocks, and raises, as `parse` does.
        """
        exchange = _Analysis(request["name"])
        return self._ask(
            exchange, chain([{"analyse": request}], sections), ANALYSIS_LIMIT_S, on_progress, cancelled
        )

    def _ask(
        self,
        exchange: _Exchange,
        request: Iterable[dict[str, Any]],
        limit_s: float,
        on_progress: Callable[[float], None],
        cancelled: threading.Event,
    ) -> dict[str, Any]:
        with self._busy:
            worker = self._running_worker()
            try:
                worker.send(request)
                return self._follow(worker, exchange, limit_s, on_progress, cancelled)
            except BaseException:
                if not exchange.answered:
                    worker.kill()
                    exchange.clean_up(worker)
                raise

    def close(self) -> None:
        """End the process: at once when it is busy, else by closing its input. No parse is possible after."""
        with self._guard:
            self._closed = True
            worker, self._worker = self._worker, None
        if worker is None:
            return
        if self._busy.acquire(blocking=False):
            try:
                worker.finish()
            finally:
                self._busy.release()
        else:
            worker.kill()

    def _running_worker(self) -> WorkerProcess:
        with self._guard:
            if self._closed:
                raise CancelledError("The import was cancelled: the program is closing.")
            if self._worker is None or not self._worker.alive():
                if self._worker is not None:
                    self._worker.kill()
                self._worker = _started(self._command)
            return self._worker

    def _follow(
        self,
        worker: WorkerProcess,
        exchange: _Exchange,
        limit_s: float,
        on_progress: Callable[[float], None],
        cancelled: threading.Event,
    ) -> dict[str, Any]:
        """Read answers until the last one comes, the person cancels, or the time is over."""
        end_at = monotonic() + limit_s
        most = 0  # memory, in bytes
        while True:
            most = max(most, worker.memory_bytes())
            if cancelled.is_set():
                raise CancelledError(exchange.says(f"The {exchange.noun} of {{}} was cancelled."))
            if monotonic() > end_at:
                sentence = exchange.says(f"{exchange.failure} in {limit_s:g} seconds.")
                raise UnreadableDocumentError(sentence, "Divide it into several files.")
            line = worker.next_line(_LOOK_S)
            if line is None:
                continue
            if line == ENDED:
                raise self._death(exchange, most)
            answer = exchange.take(line, on_progress)
            if answer is not None and cancelled.is_set():
                exchange.take_back()
            elif answer is not None:
                return answer

    def _death(self, exchange: _Exchange, memory_bytes: int) -> KnownError:
        if self._closed:
            sentence = f"The {exchange.noun} of {{}} was cancelled: the program is closing."
            return CancelledError(exchange.says(sentence))
        if memory_bytes > _NEAR_LIMIT * MEMORY_BYTES:  # a library that gets no more ends the process
            sentence = f"{exchange.failure}: it needs more memory than an import may use (2 GB)."
            return UnreadableDocumentError(exchange.says(sentence), "Divide it into several files.")
        return UnreadableDocumentError(
            exchange.says(f"{exchange.failure}: the {exchange.noun} stopped unexpectedly."),
            "It may be damaged, or need more memory than an import may use.",
        )


def _started(command: list[str]) -> WorkerProcess:
    try:
        return WorkerProcess(command)
    except OSError as error:
        raise UnreadableDocumentError(
            f"The import could not be started: {error.strerror or error}.", "Start the program again."
        ) from error


class _Exchange:
    """One request and its answers so far. `noun` names it, `failure` begins the sentences on its end."""

    noun = ""
    failure = ""

    def __init__(self, name: str) -> None:
        self._shown_name = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        self.answered = False

    def says(self, sentence: str) -> str:
        """Return a sentence with the name of the document in its place."""
        return sentence.replace("{}", f"“{self._shown_name}”")

    def take(self, line: bytes, on_progress: Callable[[float], None]) -> dict[str, Any] | None:
        """Take in a line; return the whole answer when it is the last. Raises the worker's error."""
        values: dict[str, Any] = json.loads(line)
        if "progress" in values:
            on_progress(values["progress"])
        elif "error" in values:
            self.answered = True
            error = values["error"]
            raise _ERRORS[error["kind"]](error["sentence"], error["hint"])
        elif not self.collect(values):
            self.answered = True
            return self.whole(values)
        return None

    def collect(self, values: dict[str, Any]) -> bool:
        """Keep a part of the answer; say whether it was one."""
        raise NotImplementedError

    def whole(self, last: dict[str, Any]) -> dict[str, Any]:
        """Return the whole answer, given its last line."""
        raise NotImplementedError

    def clean_up(self, worker: WorkerProcess) -> None:
        """Remove what a killed worker leaves."""

    def take_back(self) -> None:
        """Remove what an answer that nobody wants any more has left."""


class _Import(_Exchange):
    """A file or text that is parsed, and its original that is stored."""

    noun = "import"
    failure = "{} could not be read"

    def __init__(self, name: str, originals: Path) -> None:
        super().__init__(name)
        self._originals = originals
        self._sections: list[Any] = []
        self._storing: str | None = None

    def collect(self, values: dict[str, Any]) -> bool:
        """Keep a section, or that the original is being stored."""
        if "section" in values:
            self._sections.append(values["section"])
        elif "storing" in values:
            self._storing = values["storing"]
        else:
            return False
        return True

    def whole(self, last: dict[str, Any]) -> dict[str, Any]:
        """Return the last line, with the document's sections in it."""
        if "document" in last:
            last["document"]["sections"] = self._sections
        return last

    def clean_up(self, worker: WorkerProcess) -> None:
        """Remove the original that the killed worker was storing: it was not there before."""
        while (line := worker.next_line(0)) is not None and line != ENDED:
            if line.startswith(b'{"storing"') and line.endswith(b"\n"):
                self._storing = json.loads(line)["storing"]
        try:
            for path in self._originals.glob("incoming-*.tmp"):
                path.unlink(missing_ok=True)
        except OSError:
            return  # the next import removes it
        self.take_back()

    def take_back(self) -> None:
        """Remove the original that this import stored, if it did: it was not there before."""
        if self._storing is None:
            return
        try:
            (self._originals / self._storing[:2] / self._storing).unlink(missing_ok=True)
        except OSError:
            return  # an original that no document names does no harm


class _Analysis(_Exchange):
    """A text that is analysed; what is found comes in parts, by the names of the answer's lists."""

    noun = "analysis"
    failure = "{} could not be analysed"

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._parts: dict[str, list[Any]] = {}

    def collect(self, values: dict[str, Any]) -> bool:
        """Keep some of the findings."""
        if "found" not in values:
            return False
        self._parts.setdefault(values["found"], []).extend(values["items"])
        return True

    def whole(self, last: dict[str, Any]) -> dict[str, Any]:
        """Return the findings, whole."""
        found: dict[str, Any] = last["analysis"]
        return found | self._parts
