"""A running worker seen from outside: its pipe, and a thread that reads its answers."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

ENDED = b""
"""What `next_line` gives after the last line: the process has ended."""
_CLOSE_S = 1.0


def own_command(*words: str) -> list[str]:
    """Return the command that starts this program again with these words, frozen or installed."""
    if getattr(sys, "frozen", False):
        return [sys.executable, *words]
    return [sys.executable, "-P", "-m", "studyapp", *words]  # -P: not what is called so in this folder


class WorkerProcess:
    """A running process, with a thread that reads its answers, so that waiting can be given up.

    Raises OSError when the system refuses to start it.
    """

    def __init__(self, command: list[str]) -> None:
        flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            creationflags=flags,
            process_group=0,  # Ctrl+C in a terminal is for the program, which ends this process itself
        )
        self.pid = self._process.pid
        self._lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._read, name="import answers", daemon=True)
        self._reader.start()
        self._writer: threading.Thread | None = None

    def alive(self) -> bool:
        """Say whether the process runs."""
        return self._process.poll() is None

    def memory_bytes(self) -> int:
        """Return how much memory the process has asked for so far; 0 where the system does not say."""
        try:
            pages = Path(f"/proc/{self.pid}/statm").read_bytes().split()[0]
        except (OSError, IndexError):
            return 0
        return int(pages) * os.sysconf("SC_PAGE_SIZE")

    def send(self, request: Iterable[dict[str, Any]]) -> None:
        """Send a request, a line each, from a thread of its own.

        A worker that does not read must not block the caller, nor one long line hold the interpreter.
        """
        self._join_writer()
        self._writer = threading.Thread(
            target=self._write, args=(request,), name="import request", daemon=True
        )
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
        self._lines.put(ENDED)

    def _write(self, request: Iterable[dict[str, Any]]) -> None:
        stdin = self._process.stdin
        if stdin is None:
            return
        try:
            for values in request:
                stdin.write(json.dumps(values).encode("utf-8") + b"\n")
            stdin.flush()
        except (OSError, ValueError):
            return  # it has ended: the reading side says so
