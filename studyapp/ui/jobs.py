"""The bridge between lanes and window: a job runs on a lane, its result comes back on the window thread."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from studyapp.domain.errors import KnownError

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    from studyapp.runtime.lanes import Lane

T = TypeVar("T")


class _Finished(Generic[T]):
    """A future that is done, with what waits for it."""

    def __init__(
        self,
        future: Future[T],
        done: Callable[[T], object] | None,
        failed: Callable[[KnownError], object] | None,
    ) -> None:
        self.future = future
        self.done = done
        self.failed = failed


class Jobs(QObject):
    """Lives on the window thread, so its signals are delivered there, always through the queue.

    A KnownError goes to the job's `failed`, or without one to `known_error`; anything else is a `bug`.
    """

    known_error = Signal(object)
    bug = Signal(object)
    _finished = Signal(object)
    _progressed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._closed = False
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._progressed.connect(self._deliver_progress, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        lane: Lane,
        job: Callable[[], T],
        done: Callable[[T], object] | None = None,
        failed: Callable[[KnownError], object] | None = None,
    ) -> Future[T]:
        """Run a job on a lane and give its result to `done` on the window thread."""
        future = lane.submit(job)
        future.add_done_callback(lambda ended: self._emit(_Finished(ended, done, failed)))
        return future

    def progress(self, show: Callable[[float], object]) -> Callable[[float], None]:
        """Return a function for any thread that calls `show` on the window thread."""
        return lambda share: None if self._closed else self._progressed.emit((show, share))

    def close(self) -> None:
        """Deliver nothing any more: the window is going."""
        self._closed = True

    def _emit(self, finished: _Finished[Any]) -> None:
        if not self._closed:
            self._finished.emit(finished)

    def _deliver_progress(self, payload: tuple[Callable[[float], object], float]) -> None:
        show, share = payload
        if not self._closed:
            show(share)

    def _deliver(self, finished: _Finished[Any]) -> None:
        if self._closed or finished.future.cancelled():
            return
        error = finished.future.exception()
        if error is None:
            if finished.done is not None:
                finished.done(finished.future.result())
        elif isinstance(error, KnownError):
            if finished.failed is not None:
                finished.failed(error)
            else:
                self.known_error.emit(error)
        else:
            self.bug.emit(error)
