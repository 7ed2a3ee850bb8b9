"""Lanes: threads that each own something, and do one job after another with it."""

from __future__ import annotations

import queue
import threading
from concurrent.futures import Future
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

P = ParamSpec("P")
T = TypeVar("T")


class Lane:
    """One thread and its queue: jobs run in the order in which they came, never two at a time."""

    def __init__(self, name: str) -> None:
        self._jobs: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._guard = threading.Lock()
        self._closed = False
        self._given_up = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def submit(self, job: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Queue the job; its result or exception comes in the future, whose callbacks run on the lane.

        A future can be cancelled until its job begins. Raises RuntimeError after `close`.
        """
        future: Future[T] = Future()

        def run() -> None:
            if self._given_up.is_set():
                future.cancel()
            if not future.set_running_or_notify_cancel():
                return
            try:
                result = job(*args, **kwargs)
            except BaseException as error:  # noqa: BLE001 - a job runner: whoever asks for the result gets it
                future.set_exception(error)
            else:
                future.set_result(result)

        with self._guard:
            if self._closed:
                msg = f"the lane {self._thread.name!r} is closed"
                raise RuntimeError(msg)
            self._jobs.put(run)
        return future

    def close(self, *, cancel: bool = False) -> None:
        """End the lane and wait for its thread: after the jobs that wait, or without them (`cancel`).

        The job that runs is always waited for. Closing twice is harmless; a lane cannot close itself.
        """
        if cancel:
            self._given_up.set()
        with self._guard:
            if not self._closed:
                self._closed = True
                self._jobs.put(None)
        self._thread.join()

    def _run(self) -> None:
        while (job := self._jobs.get()) is not None:
            job()
            del job  # a finished job must not keep what it used alive while the lane waits
