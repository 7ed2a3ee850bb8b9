"""One writer to a library at a time, who is named to the others."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from studyapp.domain.errors import LibraryError, LibraryInUseError
from studyapp.runtime.lock import LibraryLock

if TYPE_CHECKING:
    from pathlib import Path


def test_a_second_owner_is_refused_and_told_the_first(tmp_path: Path) -> None:
    first, second = LibraryLock(tmp_path / "lock"), LibraryLock(tmp_path / "lock")
    first.acquire("the window")
    first.acquire("the window")
    with pytest.raises(LibraryInUseError, match=r"The library is in use by the window\."):
        second.acquire("a command")
    assert (first.held, second.held) == (True, False)
    first.release()
    first.release()
    second.acquire("a command")
    with pytest.raises(LibraryInUseError, match="by a command"):
        first.acquire("the window")
    second.release()


def test_a_shorter_name_replaces_a_longer_one(tmp_path: Path) -> None:
    lock = LibraryLock(tmp_path / "lock")
    lock.acquire("a very long name of an owner")
    lock.release()
    lock.acquire("me")
    with pytest.raises(LibraryInUseError, match=r"in use by me\."):
        LibraryLock(tmp_path / "lock").acquire("x")
    lock.release()


def test_the_lock_of_a_killed_process_is_free(tmp_path: Path) -> None:
    program = (
        "import sys, time, pathlib; from studyapp.runtime.lock import LibraryLock\n"
        "lock = LibraryLock(pathlib.Path(sys.argv[1])); lock.acquire('another window')\n"
        "print('held', flush=True); time.sleep(600)"
    )
    lock = LibraryLock(tmp_path / "lock")
    command = [sys.executable, "-c", program, str(tmp_path / "lock")]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(LibraryInUseError, match="by another window"):
            lock.acquire("me")
        other.kill()
    lock.acquire("me")
    assert lock.held
    lock.release()


def test_a_folder_that_is_not_there_gets_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="The library cannot be written: No such file or directory"):
        LibraryLock(tmp_path / "gone" / "lock").acquire("me")
