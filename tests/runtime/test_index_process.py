"""The index process writes the index that the window follows; killed, it is started once more."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import threading
import time
from typing import TYPE_CHECKING

import pytest

from studyapp.domain.errors import CancelledError, KnownError
from studyapp.domain.places import Place
from studyapp.runtime.index_process import IndexProcess
from studyapp.services.searching import IndexUnusableError, Refreshed, SearchService
from tests.conftest import made_document

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from studyapp.services.library import Library

# An indexer that does what is written in a file of the cache folder, a word for each time it is started.
FAKE = """
import json, os, sys, time, pathlib
todo = pathlib.Path(sys.argv[2], "todo")
for line in sys.stdin:
    what, *rest = todo.read_text().split()
    todo.write_text(" ".join(rest))
    if what == "die":
        os._exit(3)
    if what == "hang":
        time.sleep(600)
    if what == "refuse":
        print(json.dumps({"error": {"sentence": "The disk is full.", "hint": "Make room."}}), flush=True)
    else:
        print(json.dumps({"refreshed": int(what)}), flush=True)
"""


@pytest.fixture
def todo(tmp_path: Path) -> Path:
    return tmp_path / "todo"


@pytest.fixture
def fake(tmp_path: Path) -> Iterator[IndexProcess]:
    kept = IndexProcess(tmp_path, tmp_path, [sys.executable, "-c", FAKE, str(tmp_path), str(tmp_path)])
    yield kept
    kept.close()


def test_a_process_that_dies_is_started_once_more(fake: IndexProcess, todo: Path) -> None:
    todo.write_text("die 2 0")
    assert fake.refresh() == 2
    first = fake.pid
    assert (fake.refresh(), fake.pid) == (0, first)
    todo.write_text("die die 1")
    with pytest.raises(KnownError, match="stopped unexpectedly"):
        fake.refresh()
    assert fake.refresh() == 1


def test_what_it_refuses_is_told_in_its_words(fake: IndexProcess, todo: Path) -> None:
    todo.write_text("refuse 0")
    with pytest.raises(KnownError, match=r"The disk is full\.") as refused:
        fake.refresh()
    assert refused.value.hint == "Make room."
    assert fake.refresh() == 0


def test_resting_ends_it_until_it_is_needed_again(fake: IndexProcess, todo: Path) -> None:
    todo.write_text("0 0")
    fake.rest()
    fake.refresh()
    fake.rest()
    assert fake.pid is None
    fake.refresh()
    assert fake.pid is not None


def test_closing_ends_a_refresh_that_waits(fake: IndexProcess, todo: Path) -> None:
    todo.write_text("hang")
    closer = threading.Timer(0.3, fake.close)
    closer.start()
    with pytest.raises(CancelledError):
        fake.refresh()
    closer.join()
    assert fake.pid is None
    with pytest.raises(CancelledError):
        fake.refresh()


def test_what_cannot_be_started_gets_a_sentence(tmp_path: Path) -> None:
    process = IndexProcess(tmp_path, tmp_path, [str(tmp_path / "nothing")])
    with pytest.raises(KnownError, match=r"could not be started: No such file"):
        process.refresh()


def test_the_window_finds_what_the_process_has_indexed(
    library: Library, document_id: str, tmp_path: Path
) -> None:
    """One walk through all of it: a process takes half a second to start."""
    cache = tmp_path / "cache"
    process = IndexProcess(library.folder, cache)
    search = SearchService(library, cache, process.refresh)

    def total(query: str) -> int:
        return search.search(query).total

    assert search.refresh() is Refreshed.MADE
    assert (search.current, total("lumea")) == (True, 2)

    library.annotate(document_id, Place(0, 0, 0, 0, 3), note="pepper")
    assert total("pepper") == 0
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    assert search.refresh() is Refreshed.KEPT
    assert (total("pepper"), total("lumea")) == (1, 2)

    shutil.rmtree(cache)
    with pytest.raises(IndexUnusableError):
        search.search("lumea")
    assert search.refresh() is Refreshed.MADE_ANEW
    assert (total("pepper"), total("lumea")) == (1, 2)

    process.rest()
    assert [search.refresh(), process.pid] == [Refreshed.KEPT, None], "nothing was to be indexed"

    library.add_document(made_document("Second"), sha256="b" * 64, path=None)
    by_command = SearchService(library, cache)  # a command that has the lock while nobody indexes
    by_command.refresh()
    by_command.close()
    assert total("lumea") == 4
    assert [search.refresh(), process.pid] == [Refreshed.KEPT, None]
    process.close()
    search.close()


def test_while_the_process_writes_searches_see_what_was_there(
    library: Library, document_id: str, tmp_path: Path
) -> None:
    found: list[object] = []

    def indexer() -> int:
        """Write in another service, and search meanwhile."""
        try:
            found.append(search.search("lumea").total)
        except IndexUnusableError as error:
            found.append(error.sentence)
        writer = SearchService(library, tmp_path / "cache")
        refreshed = int(writer.refresh())
        writer.close()
        found.extend([search.search("lumea").total] if refreshed == Refreshed.KEPT else [])
        return refreshed

    search = SearchService(library, tmp_path / "cache", indexer)
    search.refresh()
    library.add_document(made_document("Second"), sha256="b" * 64, path=None)
    search.refresh()
    assert found == ["The search index is being made.", 2, 2]
    assert search.search("lumea").total == 4
    search.close()


@pytest.mark.skipif(sys.platform == "win32", reason="looks into /proc")
def test_it_ends_when_its_window_is_gone(library: Library, tmp_path: Path) -> None:
    process = IndexProcess(library.folder, tmp_path / "cache")
    assert process.refresh() == Refreshed.MADE
    pid = process.pid
    assert pid is not None
    worker = process._worker  # (its input closes as it does when the window is killed)
    assert worker is not None
    begun = time.monotonic()
    worker.finish()
    assert time.monotonic() - begun < 0.9, "it had to be killed"
    process.close()


def test_what_was_locked_is_indexed_when_the_lock_is_free(
    library: Library, document_id: str, tmp_path: Path
) -> None:
    holder = SearchService(library, tmp_path / "cache")
    holder.refresh()
    second = SearchService(library, tmp_path / "cache")
    assert second.search("lumea").total == 2
    library.annotate(document_id, Place(0, 0, 0, 0, 3), note="pepper")
    second.refresh()
    states = [second.current]
    holder.close()
    second.refresh()
    assert [*states, second.current] == [False, True]
    assert second.search("pepper").total == 1
    second.close()
