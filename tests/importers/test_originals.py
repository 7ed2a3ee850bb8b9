"""A file is read once and whole, or not at all; its original is kept whole, or not at all."""

from __future__ import annotations

import hashlib
import os
import socket
from typing import TYPE_CHECKING

import pytest

from studyapp.domain.errors import LibraryError, UnreadableDocumentError
from studyapp.importers.originals import (
    ORIGINAL_BYTES,
    Original,
    original_path,
    read_original,
    remove_leftovers,
    store_original,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SIZE = 3 * 1024 * 1024  # several chunks, so that something can happen between them


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.md"
    path.write_bytes(b"x" * SIZE)
    return path


def once(action: Callable[[], object]) -> Callable[[float], None]:
    """Do it at the first report of progress."""
    left = [action]

    def on_progress(_: float) -> None:
        if left:
            left.pop()()

    return on_progress


def refusal(path: Path, on_progress: Callable[[float], None] = lambda _: None) -> str:
    with pytest.raises(UnreadableDocumentError) as caught:
        read_original(path, name=path.name, on_progress=on_progress)
    assert caught.value.hint
    return caught.value.sentence


def test_a_file_is_read_whole_with_its_hash_and_progress(file: Path) -> None:
    seen: list[float] = []
    original = read_original(file, name="a.md", on_progress=seen.append)
    assert original == Original(b"x" * SIZE, hashlib.sha256(b"x" * SIZE).hexdigest())
    assert seen == sorted(seen)
    assert seen[-1] == 1


def test_a_missing_file(tmp_path: Path) -> None:
    assert refusal(tmp_path / "gone.md") == "“gone.md” does not exist."


def test_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "folder.md"
    folder.mkdir()
    assert refusal(folder) == "“folder.md” is a folder, not a file."


def test_a_name_below_a_file_does_not_exist(file: Path) -> None:
    assert refusal(file / "b.md") == "“b.md” does not exist."


@pytest.mark.skipif(os.name != "posix", reason="named pipes in folders are POSIX's")
def test_a_pipe_does_not_block(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.md"
    os.mkfifo(pipe)
    assert refusal(pipe) == "“pipe.md” is not a file but a device or a pipe."


@pytest.mark.skipif(os.name != "posix", reason="sockets in folders are POSIX's")
def test_a_socket_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("s.md")
        assert refusal(tmp_path / "s.md").startswith("“s.md” cannot be read: ")


def test_a_file_that_vanishes_while_it_is_read(file: Path) -> None:
    assert refusal(file, once(file.unlink)) == "“a.md” was removed while it was read."


def test_a_file_that_grows_while_it_is_read(file: Path) -> None:
    def grow() -> None:
        with file.open("ab") as more:
            more.write(b"more")

    assert refusal(file, once(grow)) == "“a.md” was changed while it was read."


def test_a_file_that_shrinks_while_it_is_read(file: Path) -> None:
    assert refusal(file, once(lambda: os.truncate(file, 10))) == "“a.md” was changed while it was read."


def test_a_file_that_is_rewritten_while_it_is_read(file: Path) -> None:
    def rewrite() -> None:
        with file.open("r+b") as same:
            same.write(b"y")
        os.utime(file, ns=(1, 1))

    assert refusal(file, once(rewrite)) == "“a.md” was changed while it was read."


def test_a_single_line_of_100_mb_is_refused_by_its_size(tmp_path: Path) -> None:
    path = tmp_path / "line.md"
    with path.open("wb") as sparse:
        sparse.seek(100_000_000 - 1)
        sparse.write(b"x")
    assert refusal(path) == "“line.md” is too large: it has 100 MB, and at most 67 MB can be imported."
    assert ORIGINAL_BYTES < 100_000_000


def test_an_original_is_kept_under_its_hash(tmp_path: Path) -> None:
    original = Original.of(b"text")
    store_original(tmp_path, original, name="a.md")
    store_original(tmp_path, original, name="a.md")
    path = original_path(tmp_path, original.sha256)
    assert path.read_bytes() == b"text"
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == [path]


def test_an_original_that_is_too_short_is_written_again(tmp_path: Path) -> None:
    original = Original.of(b"text")
    path = original_path(tmp_path, original.sha256)
    path.parent.mkdir()
    path.write_bytes(b"te")
    store_original(tmp_path, original, name="a.md")
    assert path.read_bytes() == b"text"


def test_a_folder_that_cannot_be_made_is_the_librarys_fault(tmp_path: Path) -> None:
    (tmp_path / "originals").write_text("a file in the way")
    with pytest.raises(LibraryError, match=r"“a\.md” was not imported"):
        store_original(tmp_path / "originals", Original.of(b"text"), name="a.md")


def test_leftovers_of_a_killed_import_are_removed(tmp_path: Path) -> None:
    (tmp_path / "incoming-77.tmp").write_bytes(b"half")
    kept = tmp_path / "ab" / "abcd"
    kept.parent.mkdir()
    kept.write_bytes(b"whole")
    remove_leftovers(tmp_path)
    remove_leftovers(tmp_path / "missing")
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == [kept]
