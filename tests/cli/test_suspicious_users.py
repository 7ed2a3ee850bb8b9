"""What nobody should type, and what a shell does to a command: always a sentence, never a traceback."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

import studyapp
from studyapp.search.index import SearchIndex
from studyapp.storage.database import FILE_NAME

pytestmark = pytest.mark.skipif(os.name != "posix", reason="written with a POSIX shell")

COMMAND = (sys.executable, "-m", "studyapp")


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give each test its own library and folders."""
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    monkeypatch.setenv("STUDYAPP_LIBRARY", str(tmp_path / "library"))
    monkeypatch.setenv("PYTHONPATH", str(Path(studyapp.__file__).parent.parent))


def run(*arguments: str | bytes, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *arguments], capture_output=True, text=True, check=False, timeout=60, cwd=cwd
    )


def in_shell(script: str) -> subprocess.CompletedProcess[str]:
    """Run a shell's script in which "$@" is the program."""
    return subprocess.run(
        ["bash", "-c", script, "bash", *COMMAND], capture_output=True, text=True, check=False, timeout=60
    )


@pytest.fixture
def text(tmp_path: Path) -> Path:
    """A file that is document 1."""
    path = tmp_path / "harbour.md"
    path.write_text("# Harbour\n\nThe harbour of Teln.", encoding="utf-8")
    assert run("import", str(path)).returncode == 0
    return path


@pytest.mark.parametrize(
    "arguments",
    [
        ["import", "x" * 300],
        ["import", "x" * 300 + "/y.md"],
        ["note", "delete", b"\xff"],
        ["note", "edit", b"\xff", "--note", "x"],
        ["show", ""],
        ["remove", " "],
        ["notes", ""],
        ["search", "teln", "--document", ""],
        ["--library", "~nobodyofthisname/library", "list"],
        ["--library", "/tmp/" + "x" * 300, "list"],
    ],
)
def test_odd_names_and_ids_are_one_sentence(text: Path, arguments: list[str | bytes]) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout.strip()) == (1, "")
    assert done.stderr.count("\n") == 1
    assert len(json.loads(run("list", "--json").stdout)) == 1


@pytest.mark.parametrize(
    "arguments", [["import", ""], ["--library", "", "list"], ["--json", "list"], ["undo", "x"], ["undo", "0"]]
)
def test_empty_paths_and_options_out_of_place_are_wrong_usage(arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert done.stderr.startswith("usage: studyapp")


def test_undoing_more_than_there_is_ends(text: Path) -> None:
    assert json.loads(run("undo", "999999999999", "--json").stdout) == {"undone": ["Import “Harbour”"]}
    assert json.loads(run("redo", "999999999999", "--json").stdout) == {"redone": ["Import “Harbour”"]}


def test_a_file_whose_name_is_no_unicode_is_imported(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/\xff.md"
    with open(name, "wb") as file:  # noqa: PTH123
        file.write(b"A text of its own.")
    done = run("import", name, "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["imported"][0]["status"] == "new"
    assert run("check").returncode == 0


def test_a_line_end_in_a_name_does_not_break_the_line(tmp_path: Path) -> None:
    (tmp_path / "two\nlines.md").touch()
    done = run("import", str(tmp_path / "two\nlines.md"))
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)


def test_what_cannot_be_read_in_a_folder_is_listed_and_loops_end(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    (folder / "deep").mkdir(parents=True)
    (folder / "deep" / "text.md").write_text("Some text.", encoding="utf-8")
    (folder / "deep" / "up").symlink_to(folder)
    (folder / "loop.md").symlink_to("loop.md")
    os.mkfifo(folder / "pipe.md")
    answer = json.loads(run("import", str(folder), "--json").stdout)
    assert [one["title"] for one in answer["imported"]] == ["text"]
    assert [one["path"] for one in answer["failed"]] == [str(folder / "loop.md"), str(folder / "pipe.md")]


def test_the_library_in_a_folder_is_not_imported_into_itself(tmp_path: Path, text: Path) -> None:
    assert run("remove", "1").returncode == 0
    answer = json.loads(run("import", ".", "--json", cwd=tmp_path).stdout)
    assert [one["path"] for one in answer["imported"]] == [text.name]
    assert answer["failed"] == []


def test_a_folder_without_permission_is_among_the_failures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from studyapp.services.importing import find_files

    def refuse(path: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    failed: list[tuple[str, str]] = []
    monkeypatch.setattr(os, "scandir", refuse)
    assert (
        find_files([tmp_path], tmp_path / "library", lambda path, sentence: failed.append((path, sentence)))
        == []
    )
    assert failed == [(str(tmp_path), "The folder cannot be read: Permission denied.")]


def test_a_current_folder_that_is_gone_is_a_sentence(tmp_path: Path, text: Path) -> None:
    done = in_shell(f'mkdir {tmp_path}/gone; cd {tmp_path}/gone; rmdir ../gone; "$@" import x.md')
    assert done.returncode == 1
    assert done.stderr == "x.md: “x.md” does not exist.\n"


def test_a_reader_that_leaves_early_is_no_error(text: Path) -> None:
    done = in_shell('for i in 1 2 3; do "$@" show 1 | true; echo ${PIPESTATUS[0]}; done')
    assert (done.stdout, done.stderr) == ("0\n0\n0\n", "")


@pytest.mark.skipif(sys.platform != "linux", reason="/dev/full is Linux's")
def test_an_answer_that_cannot_be_written_is_a_sentence(text: Path) -> None:
    done = in_shell('"$@" list > /dev/full')
    assert (done.returncode, done.stderr) == (1, "The answer cannot be written: No space left on device.\n")


def test_closed_streams_are_no_hindrance(tmp_path: Path, text: Path) -> None:
    (tmp_path / "more.md").write_text("More of it.", encoding="utf-8")
    assert in_shell(f'"$@" import {tmp_path}/more.md <&- >&- 2>&-').returncode == 0
    assert in_shell('"$@" show nothing 2>&-').returncode == 1
    assert in_shell('"$@" --version >&-').returncode == 0
    assert len(json.loads(run("list", "--json").stdout)) == 2
    assert (tmp_path / "library" / "library.lock").read_text() == "a studyapp command"


def test_commands_at_the_same_time_on_a_new_library_all_succeed(tmp_path: Path) -> None:
    running = [subprocess.Popen([*COMMAND, "list"], stdout=subprocess.DEVNULL) for _ in range(4)]
    assert [one.wait(60) for one in running] == [0] * 4


def test_a_library_that_was_not_finished_is_finished_by_the_next_command(tmp_path: Path, text: Path) -> None:
    connection = sqlite3.connect(tmp_path / "library" / FILE_NAME)
    connection.execute("DELETE FROM library")
    connection.commit()
    connection.close()
    done = run("list")
    assert (done.returncode, done.stderr) == (0, "")


def test_a_search_waits_for_the_index_that_another_process_makes_anew(tmp_path: Path, text: Path) -> None:
    assert run("search", "teln").returncode == 0
    (folder,) = (tmp_path / "xdg_cache_home" / "studyapp" / "index").iterdir()
    index = SearchIndex.create(folder, folder.name)
    timer = threading.Timer(1.5, index.close)
    timer.start()
    done = run("search", "teln", "--json")
    timer.join()
    assert (json.loads(done.stdout)["total"], done.stderr) == (1, "")


def test_a_library_whose_texts_are_damaged_is_a_sentence(tmp_path: Path, text: Path) -> None:
    library = tmp_path / "library" / FILE_NAME
    data = library.read_bytes()
    page = data.index(b"The harbour of Teln.") // 4096 * 4096
    library.write_bytes(data[:page] + b"\xa5" * 4096 + data[page + 4096 :])
    for verb in (["show", "1"], ["search", "teln"], ["check"]):
        done = run(*verb)
        assert (done.returncode, done.stderr.count("\n")) == (1, 1), verb
        assert "damaged" in done.stderr


def _take_interrupts() -> None:
    """Undo what a shell does that starts the tests in the background: it has SIGINT ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.parametrize("after_s", [0.1, 0.5, 1.2])
def test_interrupting_an_import_is_a_word_and_leaves_nothing_half_done(
    tmp_path: Path, after_s: float
) -> None:
    large = tmp_path / "large.md"
    large.write_text("\n\n".join(f"Paragraph {n} of **many**." for n in range(40_000)), encoding="utf-8")
    process = subprocess.Popen(
        [*COMMAND, "import", str(large)],
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=_take_interrupts,  # noqa: PLW1509 (it only sets a signal)
    )
    time.sleep(after_s)
    os.killpg(process.pid, signal.SIGINT)
    _, complaint = process.communicate(timeout=60)
    if after_s > 0.2:  # before that it is Python itself that is interrupted
        assert (process.returncode, complaint) == (1, "Cancelled.\n")
    assert json.loads(run("check", "--json").stdout) == {"ok": True, "findings": []}
    assert json.loads(run("list", "--json").stdout) == []
