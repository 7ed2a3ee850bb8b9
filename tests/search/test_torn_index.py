import json
import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from studyapp.domain.hits import HitKind
from studyapp.search.index import Entry, SearchIndex
from studyapp.search.parser import parse_query
from studyapp.search.state import IndexUnusableError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A closed index that holds one entry."""
    folder = tmp_path / "index"
    index = SearchIndex.create(folder, "library")
    index.apply([Entry(HitKind.NOTE, "1", "pact", item_id="1")], [], [], 1, "token")
    index.close()
    return folder


def _largest(folder: Path) -> Path:
    return max((folder / "files").iterdir(), key=lambda path: path.stat().st_size)


def _toc(folder: Path) -> Path:
    return next((folder / "files").glob("*.toc"))


def _truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-10])


def _flip_a_byte(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(data)


def _make_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _change_state(folder: Path, **values: object) -> None:
    path = folder / "state.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | values))


def _forget_the_token(folder: Path) -> None:
    path = folder / "state.json"
    state = json.loads(path.read_text())
    del state["applied_token"]
    path.write_text(json.dumps(state))


_DAMAGES: dict[str, Callable[[Path], object]] = {
    "segment truncated": lambda folder: _truncate(_largest(folder)),
    "segment empty": lambda folder: _largest(folder).write_bytes(b""),
    "segment missing": lambda folder: _largest(folder).unlink(),
    "segment changed": lambda folder: _flip_a_byte(_largest(folder)),
    "contents truncated": lambda folder: _truncate(_toc(folder)),
    "contents changed": lambda folder: _flip_a_byte(_toc(folder)),
    "contents missing": lambda folder: _toc(folder).unlink(),
    "state missing": lambda folder: (folder / "state.json").unlink(),
    "state empty": lambda folder: (folder / "state.json").write_bytes(b""),
    "state garbage": lambda folder: (folder / "state.json").write_bytes(b"\xff\x00{"),
    "state of another shape": lambda folder: (folder / "state.json").write_text('["files"]'),
    "state without a number": lambda folder: _change_state(folder, applied_seq=None),
    "state of before tokens": _forget_the_token,
    "state with odd files": lambda folder: _change_state(folder, files={"x": 3}),
    "state a folder": lambda folder: _make_folder(folder / "state.json"),
    "another generation": lambda folder: _change_state(folder, generation=0),
    "another library": lambda folder: _change_state(folder, library_id="other"),
}


@pytest.mark.parametrize("damage", _DAMAGES.values(), ids=_DAMAGES.keys())
def test_a_torn_index_is_refused_and_can_be_made_anew(folder: Path, damage: Callable[[Path], object]) -> None:
    damage(folder)
    with pytest.raises(IndexUnusableError) as caught:
        SearchIndex.open(folder, "library")
    assert caught.value.sentence.endswith(".")
    index = SearchIndex.create(folder, "library")
    assert index.applied_seq == 0
    assert index.search(parse_query("pact"), 9).total == 0
    index.apply([Entry(HitKind.NOTE, "1", "pact", item_id="2")], [], [], 4, "token")
    index.close()
    reopened = SearchIndex.open(folder, "library")
    assert [match.item_id for match in reopened.search(parse_query("pact"), 9).matches] == ["2"]
    reopened.close()


def test_a_folder_that_is_not_there_is_refused_and_made(tmp_path: Path) -> None:
    with pytest.raises(IndexUnusableError):
        SearchIndex.open(tmp_path / "a" / "b", "library")
    assert not (tmp_path / "a").exists()
    SearchIndex.create(tmp_path / "a" / "b", "library").close()
    SearchIndex.open(tmp_path / "a" / "b", "library").close()


def test_an_index_of_another_library_is_never_opened(folder: Path) -> None:
    with pytest.raises(IndexUnusableError):
        SearchIndex.open(folder, "somebody else's")


def test_an_index_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(IndexUnusableError):
        SearchIndex.create(tmp_path / "file" / "index", "library")


def test_what_else_lies_in_the_folder_goes_when_the_index_is_made_anew(folder: Path) -> None:
    (folder / "files" / "MAIN_deadbeef.seg").write_bytes(b"left over")
    (folder / "stray").write_bytes(b"left over")
    SearchIndex.create(folder, "library").close()
    assert {path.name for path in folder.iterdir()} == {"files", "state.json", "write.lock"}


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is POSIX")
def test_the_lock_of_a_killed_process_holds_nobody_up(folder: Path) -> None:
    script = """
        import sys
        from pathlib import Path
        from studyapp.search.index import SearchIndex
        index = SearchIndex.open(Path(sys.argv[1]), "library")
        print(index.writable, flush=True)
        sys.stdin.read()
    """
    command = [sys.executable, "-c", textwrap.dedent(script), str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline().strip() == b"True"
        with_holder = SearchIndex.open(folder, "library")
        assert not with_holder.writable
        with_holder.close()
        os.kill(holder.pid, signal.SIGKILL)
        holder.wait()
    index = SearchIndex.open(folder, "library")
    assert index.writable
    index.apply([Entry(HitKind.NOTE, "1", "pact", item_id="2")], [], [], 2, "token")
    assert index.search(parse_query("pact"), 9).total == 2
    index.close()
