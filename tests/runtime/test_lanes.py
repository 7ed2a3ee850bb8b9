"""A lane runs one job after another, and ends with them done or given up."""

from __future__ import annotations

import threading
import weakref
from concurrent.futures import CancelledError

import pytest

from studyapp.runtime.lanes import Lane


def test_jobs_run_in_order_on_one_thread() -> None:
    lane = Lane("write lane")
    futures = [lane.submit(lambda i: (i, threading.current_thread().name), i) for i in range(100)]
    assert [f.result(5) for f in futures] == [(i, "write lane") for i in range(100)]
    lane.close()


def test_arguments_and_exceptions_go_through() -> None:
    lane = Lane("lane")
    assert lane.submit(int, "ff", base=16).result(5) == 255
    with pytest.raises(ValueError, match="invalid literal"):
        lane.submit(int, "x").result(5)
    assert lane.submit(int, "1").result(5) == 1
    lane.close()


def test_closing_waits_for_the_jobs() -> None:
    lane, gate = Lane("lane"), threading.Event()
    first = lane.submit(gate.wait, 5)
    second = lane.submit(int, "2")
    threading.Timer(0.05, gate.set).start()
    lane.close()
    assert (first.result(0), second.result(0)) == (True, 2)


def test_closing_can_give_up_the_jobs_that_wait() -> None:
    lane, began, gate = Lane("lane"), threading.Event(), threading.Event()

    def wait() -> bool:
        began.set()
        return gate.wait(5)

    first = lane.submit(wait)
    second = lane.submit(int, "2")
    assert began.wait(5)
    threading.Timer(0.05, gate.set).start()
    lane.close(cancel=True)
    assert first.result(0)
    assert second.cancelled()
    with pytest.raises(CancelledError):
        second.result(0)


def test_a_waiting_job_can_be_cancelled() -> None:
    lane, gate = Lane("lane"), threading.Event()
    ran: list[int] = []
    lane.submit(gate.wait, 5)
    future = lane.submit(ran.append, 1)
    assert future.cancel()
    gate.set()
    lane.close()
    assert ran == []


def test_a_closed_lane_takes_no_job_and_leaves_no_thread() -> None:
    before = threading.active_count()
    lane = Lane("lane")
    lane.close()
    lane.close()
    with pytest.raises(RuntimeError, match="'lane' is closed"):
        lane.submit(int)
    assert threading.active_count() == before


def test_a_finished_job_is_forgotten() -> None:
    class Thing:
        pass

    lane, thing = Lane("lane"), Thing()
    gone = weakref.ref(thing)
    lane.submit(repr, thing).result(5)
    lane.submit(int).result(5)
    del thing
    assert gone() is None
    lane.close()
