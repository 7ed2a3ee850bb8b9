"""A library moves whole or not at all, wherever the move is stopped."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from studyapp.domain.documents import Block, BlockKind, ParsedDocument, Section
from studyapp.domain.errors import CancelledError, LibraryError
from studyapp.opening import Opened
from studyapp.services import moving
from studyapp.services.library import open_library
from studyapp.services.moved import GONE, MOVED, MOVING, follow

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime


class Killed(BaseException):
    """Stands for the end of the process: nothing is tidied up after it."""


@pytest.fixture
def old(tmp_path: Path, clock: Callable[[], datetime]) -> Path:
    """A library with a document and an original, closed."""
    folder = tmp_path / "old"
    library = open_library(folder, clock)
    section = Section(None, 0, (Block(BlockKind.PARAGRAPH, "Some words."),))
    library.add_document(
        ParsedDocument("Words", (), "en", "markdown", (section,)), sha256="a" * 64, path=None
    )
    library.close()
    (folder / "originals" / "aa").mkdir()
    (folder / "originals" / "aa" / ("a" * 64)).write_bytes(b"Some words.")
    (folder / "pictures").mkdir()
    (folder / "pictures" / "map.png").write_bytes(b"a map")
    return folder


def everything(folder: Path) -> dict[str, bytes]:
    ours = {MOVING, MOVED, GONE, "library.lock"}
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name not in ours
    }


def carry_out(move: moving.Move) -> None:
    move.copy_files(lambda _: None, lambda: False)
    move.finish()


def open_and_close(folder: Path) -> Path | None:
    """Open a library as a window does, and return where it was moved from."""
    opened = Opened()
    opened.open(folder)
    assert opened.problem is None
    assert opened.library is not None
    assert [d.title for d in opened.library.documents()] == ["Words"]
    opened.close()
    return opened.came_from


def test_a_move_takes_everything_and_leaves_nothing(tmp_path: Path, old: Path) -> None:
    before, new = everything(old), tmp_path / "far" / "new"
    (old / "mine.txt").write_text("the person's own")
    carry_out(moving.Move(old, new))
    assert open_and_close(new) == old
    assert follow(old) == new
    moving.remove_source(new, old)
    assert everything(new) == before
    assert [path.name for path in old.iterdir()] == ["mine.txt"]
    assert open_and_close(new) is None
    assert sorted(path.name for path in (tmp_path / "far").iterdir()) == ["new"]


def test_progress_runs_to_the_end(tmp_path: Path, old: Path) -> None:
    seen: list[float] = []
    moving.Move(old, tmp_path / "new").copy_files(seen.append, lambda: False)
    assert seen == sorted(seen)
    assert seen[-1] == 1.0


def test_a_cancelled_move_leaves_nothing(tmp_path: Path, old: Path) -> None:
    before = everything(old)
    with pytest.raises(CancelledError):
        moving.Move(old, tmp_path / "new").copy_files(lambda _: None, lambda: True)
    assert [path.name for path in tmp_path.iterdir()] == ["old"]
    assert not (old / MOVING).exists()
    assert everything(old) == before


@pytest.mark.parametrize("where", ["old", "old/inside", ".", "full", "file"])
def test_a_folder_that_cannot_take_it_is_refused(tmp_path: Path, old: Path, where: str) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "x").touch()
    (tmp_path / "file").touch()
    with pytest.raises(LibraryError):
        moving.Move(old, tmp_path / where)
    assert not (old / MOVING).exists()


def test_a_disk_that_is_too_small_is_refused(
    tmp_path: Path, old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10, 5, 5))
    with pytest.raises(LibraryError, match="not enough room"):
        moving.Move(old, tmp_path / "new")


def test_a_copy_that_differs_is_no_copy(tmp_path: Path, old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "copy2", lambda _, to: Path(to).write_bytes(b"torn"))
    with pytest.raises(LibraryError, match="whole"):
        carry_out(moving.Move(old, tmp_path / "new"))
    assert [path.name for path in tmp_path.iterdir()] == ["old"]
    open_and_close(old)


CHANGES = ("mkdir", "write_text", "rename", "replace", "rmdir", "unlink")


@pytest.mark.parametrize("failure", [Killed, OSError])
def test_wherever_it_is_stopped_one_whole_library_is_left(
    tmp_path: Path, old: Path, monkeypatch: pytest.MonkeyPatch, failure: type[BaseException]
) -> None:
    """Stop the n-th change of the disk, for every n, then start again as a person would."""
    before = everything(old)
    for stop_at in range(60):
        old_now = tmp_path / f"{stop_at}" / "old"
        new = tmp_path / f"{stop_at}" / "new"
        shutil.copytree(old, old_now)
        settings = [old_now]  # the library that the settings name
        ended = _run_stopped(stop_at, settings, new, monkeypatch, failure)
        at = follow(settings[-1])
        source = open_and_close(at)
        if source is not None:
            moving.remove_source(at, source)
        assert settings[-1] in {at, old_now}, stop_at
        assert everything(at) == before, stop_at
        whole = [path for path in at.parent.iterdir() if path != at and not path.name.endswith(".log")]
        assert whole == [], (stop_at, ended)
        if ended:
            assert at == new
            return
    pytest.fail("the move never ended")


def _run_stopped(
    stop_at: int,
    settings: list[Path],
    new: Path,
    monkeypatch: pytest.MonkeyPatch,
    failure: type[BaseException],
) -> bool:
    """Move, open and empty the old folder; stop at a change. Say whether it came to its end."""
    old, count = settings[-1], 0
    with monkeypatch.context() as patched:

        def stopping(real: Callable[..., object]) -> Callable[..., object]:
            def act(*arguments: object, **named: object) -> object:
                nonlocal count
                count += 1
                if count == stop_at + 1 or (failure is Killed and count > stop_at):
                    raise failure
                return real(*arguments, **named)

            return act

        for name in CHANGES:
            patched.setattr(Path, name, stopping(getattr(Path, name)))
        for name in ("copy2", "rmtree"):
            patched.setattr(shutil, name, stopping(getattr(shutil, name)))
        try:
            carry_out(moving.Move(old, new))
            source = moving.came_from(new)
            assert source == old
            settings.append(new)
            moving.remove_source(new, old)
        except (Killed, LibraryError, OSError):
            return False
    return True


def test_marks_that_are_damaged_do_no_harm(old: Path) -> None:
    for name in (MOVING, MOVED, GONE):
        (old / name).write_text("[1]")
    assert follow(old) == old
    open_and_close(old)
