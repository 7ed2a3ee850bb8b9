"""The import process from outside: started early, watched, ended, and replaced when it dies.

The window starts it before it imports Qt, so this module imports little.
"""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

from studyapp.domain.errors import CancelledError, LibraryError, UnreadableDocumentError

if TYPE_CHECKING:
    from collections.abc import Callable

TIME_LIMIT_S = 120.0
# How often a waiting parse looks whether it was cancelled.
_LOOK_S = 0.05
_CLOSE_S = 1.0
_ENDED = b""  # what the reading thread puts last


def worker_command() -> list[str]:
    """Return the command that starts the import process, of a frozen program or of an installed one."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--worker"]
    return [sys.executable, "-m", "studyapp", "--worker"]


class ImportProcess:
    """One import process at a time. `parse` is for one thread at a time; `close` may come from any.

    After a cancelled, failed or overlong parse the process is killed; the next parse starts another.
    """

    def __init__(self, command: list[str] | None = None, time_limit_s: float = TIME_LIMIT_S) -> None:
        self._command = command or worker_command()
        self._time_limit_s = time_limit_s
        self._worker: _Worker | None = None
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

        The request has `path` or `text`, `name`, `originals` and `known`. Blocks; progress is called on this
        thread, 0 to 1. Raises UnreadableDocumentError or LibraryError with the worker's sentence,
        UnreadableDocumentError when the process dies or takes too long, and CancelledError within 0.1 s of
        `cancelled`; after each of these nothing of the import is left.
        """
        with self._busy:
            worker = self._running_worker()
            exchange = _Exchange(request["name"], Path(request["originals"]))
            try:
                worker.send(request)
                return self._follow(worker, exchange, on_progress, cancelled)
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

    def _running_worker(self) -> _Worker:
        with self._guard:
            if self._closed:
                raise CancelledError("The import was cancelled: the program is closing.")
            if self._worker is None or not self._worker.alive():
                if self._worker is not None:
                    self._worker.kill()
                self._worker = _Worker(self._command)
            return self._worker

    def _follow(
        self,
        worker: _Worker,
        exchange: _Exchange,
        on_progress: Callable[[float], None],
        cancelled: threading.Event,
    ) -> dict[str, Any]:
        """Read answers until the last one comes, the person cancels, or the time is over."""
        end_at = monotonic() + self._time_limit_s
        while True:
            if cancelled.is_set():
                raise CancelledError(f"The import of “{exchange.shown_name}” was cancelled.")
            if monotonic() > end_at:
                raise UnreadableDocumentError(
                    f"“{exchange.shown_name}” could not be read in {self._time_limit_s:g} seconds.",
                    "Divide it into several files.",
                )
            line = worker.next_line(_LOOK_S)
            if line is None:
                continue
            if line == _ENDED:
                raise self._death(exchange)
            answer = exchange.take(line, on_progress)
            if answer is not None and cancelled.is_set():
                exchange.remove_original()
            elif answer is not None:
                return answer

    def _death(self, exchange: _Exchange) -> Exception:
        if self._closed:
            return CancelledError(
                f"The import of “{exchange.shown_name}” was cancelled: the program is closing."
            )
        return UnreadableDocumentError(
            f"“{exchange.shown_name}” could not be read: the import stopped unexpectedly.",
            "Try again; if it happens again, the file is probably damaged.",
        )


class _Exchange:
    """One request and its answers so far."""

    def __init__(self, name: str, originals: Path) -> None:
        self.shown_name = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        self.answered = False
        self._originals = originals
        self._sections: list[Any] = []
        self._storing: str | None = None

    def take(self, line: bytes, on_progress: Callable[[float], None]) -> dict[str, Any] | None:
        """Take in a line; return the whole answer when it is the last. Raises the worker's error."""
        values: dict[str, Any] = json.loads(line)
        if "progress" in values:
            on_progress(values["progress"])
        elif "section" in values:
            self._sections.append(values["section"])
        elif "storing" in values:
            self._storing = values["storing"]
        else:
            self.answered = True
            if "error" in values:
                error = values["error"]
                kind = LibraryError if error["library"] else UnreadableDocumentError
                raise kind(error["sentence"], error["hint"])
            if "document" in values:
                values["document"]["sections"] = self._sections
            return values
        return None

    def clean_up(self, worker: _Worker) -> None:
        """Remove the original that the killed worker was storing: it was not there before."""
        while (line := worker.next_line(0)) is not None and line != _ENDED:
            if line.startswith(b'{"storing"') and line.endswith(b"\n"):
                self._storing = json.loads(line)["storing"]
        try:
            for path in self._originals.glob("incoming-*.tmp"):
                path.unlink(missing_ok=True)
        except OSError:
            return  # the next import removes it
        self.remove_original()

    def remove_original(self) -> None:
        """Remove the original that this import stored, if it did: it was not there before."""
        if self._storing is None:
            return
        try:
            (self._originals / self._storing[:2] / self._storing).unlink(missing_ok=True)
        except OSError:
            return  # an original that no document names does no harm


class _Worker:
    """A running process, with a thread that reads its answers, so that waiting can be given up."""

    def __init__(self, command: list[str]) -> None:
        flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
        try:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                creationflags=flags,
                process_group=0,  # Ctrl+C in a terminal is for the program, which ends this process itself
            )
        except OSError as error:
            raise UnreadableDocumentError(
                f"The import could not be started: {error.strerror or error}.", "Start the program again."
            ) from error
        self.pid = self._process.pid
        self._lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._read, name="import answers", daemon=True)
        self._reader.start()
        self._writer: threading.Thread | None = None

    def alive(self) -> bool:
        return self._process.poll() is None

    def send(self, request: dict[str, Any]) -> None:
        """Send a request from a thread of its own: a worker that does not read must not block the caller."""
        line = json.dumps(request).encode("utf-8") + b"\n"
        self._join_writer()
        self._writer = threading.Thread(target=self._write, args=(line,), name="import request", daemon=True)
        self._writer.start()

    def next_line(self, timeout_s: float) -> bytes | None:
        """Return the next line, None when there is none in time, and b"" when the process has ended."""
        try:
            return self._lines.get(timeout=timeout_s)
        except queue.Empty:
            return None

    def kill(self) -> None:
        """End the process at once and collect it, so that no zombie is left."""
        if self.alive():
            self._process.kill()
        self._process.wait()
        self._release()

    def finish(self) -> None:
        """Close the process's input, after which it ends by itself; kill it when it does not in a second."""
        self._join_writer()
        self._close_input()
        try:
            self._process.wait(_CLOSE_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._release()

    def _release(self) -> None:
        self._join_writer()
        self._close_input()
        self._reader.join()
        if self._process.stdout is not None:
            self._process.stdout.close()

    def _join_writer(self) -> None:
        writer, self._writer = self._writer, None
        if writer is not None:
            writer.join()

    def _close_input(self) -> None:
        if self._process.stdin is None:
            return
        try:
            self._process.stdin.close()
        except OSError:
            return  # what was not written is of no use to a process that has ended

    def _read(self) -> None:
        output = self._process.stdout
        if output is not None:
            for line in output:
                self._lines.put(line)
        self._lines.put(_ENDED)

    def _write(self, line: bytes) -> None:
        stdin = self._process.stdin
        if stdin is None:
            return
        try:
            stdin.write(line)
            stdin.flush()
        except (OSError, ValueError):
            return  # it has ended: the reading side says so
