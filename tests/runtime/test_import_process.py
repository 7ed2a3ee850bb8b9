"""The import process is kept: started early, cancelled at once, replaced when it dies, never left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from studyapp.domain.errors import CancelledError, LibraryError, UnreadableDocumentError
from studyapp.importers.wire import decode_document
from studyapp.runtime.import_process import ImportProcess
from studyapp.runtime.worker_process import own_command

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ARTICLE = Path(__file__).parents[2] / "resources" / "article" / "russia-iran-strategic-alliance.md"
# A worker that says that it begins, and then does what the text of the request asks for.
FAKE = """
import json, mmap, sys, time, os, pathlib
for line in sys.stdin:
    request = json.loads(line)
    def say(answer):
        print(json.dumps(answer), flush=True)
    say({"progress": 0.1})
    what, folder = request["text"], pathlib.Path(request["originals"])
    if what == "hang":
        time.sleep(600)
    elif what == "die":
        os._exit(3)
    elif what == "grow":
        grown = mmap.mmap(-1, 1_600_000_000)
        time.sleep(0.3)
        os._exit(3)
    elif what == "die while storing":
        (folder / "ab").mkdir(parents=True)
        say({"storing": "abcd"})
        (folder / "ab" / "abcd").write_text("x")
        (folder / "incoming-1.tmp").write_text("x")
        os._exit(3)
    elif what == "store":
        (folder / "ab").mkdir(parents=True)
        (folder / "ab" / "abcd").write_text("x")
        say({"storing": "abcd"})
        say({"progress": 1})
        say({"duplicate": what})
    elif what == "library":
        say({"error": {"sentence": "The disk is full.", "hint": "", "kind": "library"}})
    else:
        say({"duplicate": what})
"""


@pytest.fixture
def process() -> Iterator[ImportProcess]:
    kept = ImportProcess()
    yield kept
    kept.close()


@pytest.fixture
def fake() -> Iterator[ImportProcess]:
    kept = ImportProcess([sys.executable, "-c", FAKE], time_limit_s=30)
    yield kept
    kept.close()


def request(folder: Path, path: Path | None = None, text: str | None = None) -> dict[str, Any]:
    name = path.name if path else "Pasted text"
    given: dict[str, Any] = {"path": path and str(path), "text": text, "name": name}
    given |= {"password": "", "known": []}
    return {**given, "originals": str(folder), "pictures": str(folder / "pictures")}


def parse(
    process: ImportProcess, request: dict[str, Any], on_progress: Callable[[float], None] = lambda _: None
) -> dict[str, Any]:
    return process.parse(request, on_progress, threading.Event())


def is_running(pid: int) -> bool:
    """Whether the process runs; one that ended but was not collected (a zombie) counts."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_the_article_comes_as_a_whole_document(process: ImportProcess, tmp_path: Path) -> None:
    seen: list[float] = []
    answer = parse(process, request(tmp_path, ARTICLE), seen.append)
    assert len(decode_document(answer["document"]).sections) == 12
    assert set(answer) == {"document", "sha256", "size_bytes"}
    assert seen
    assert seen == sorted(seen)


@pytest.mark.skipif(os.name != "posix", reason="process groups are POSIX's")
def test_an_interruption_in_a_terminal_does_not_reach_it(process: ImportProcess) -> None:
    process.start()
    assert process.pid is not None
    assert os.getpgid(process.pid) != os.getpgid(0)


def test_one_process_serves_many_files(process: ImportProcess, tmp_path: Path) -> None:
    process.start()
    pid = process.pid
    assert pid is not None
    for _ in range(3):
        parse(process, request(tmp_path, ARTICLE))
    with pytest.raises(UnreadableDocumentError, match="is empty"):
        parse(process, request(tmp_path, text=""))
    assert process.pid == pid


def test_a_fault_of_the_library_is_not_blamed_on_the_file(fake: ImportProcess, tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match=r"The disk is full\."):
        parse(fake, request(tmp_path, text="library"))


def test_a_process_that_dies_is_replaced_by_the_next_parse(fake: ImportProcess, tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocumentError) as caught:
        parse(fake, request(tmp_path, text="die"))
    assert caught.value.sentence == "“Pasted text” could not be read: the import stopped unexpectedly."
    assert fake.pid is None
    assert parse(fake, request(tmp_path, text="abc")) == {"duplicate": "abc"}


@pytest.mark.skipif(sys.platform != "linux", reason="the limit of memory is Linux's")
def test_a_process_that_dies_for_want_of_memory_says_so(fake: ImportProcess, tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocumentError) as caught:
        parse(fake, request(tmp_path, text="grow"))
    assert caught.value.sentence == (
        "“Pasted text” could not be read: it needs more memory than an import may use (2 GB)."
    )


def test_a_process_killed_between_two_files_is_replaced(fake: ImportProcess, tmp_path: Path) -> None:
    fake.start()
    pid = fake.pid
    assert pid is not None
    os.kill(pid, signal.SIGTERM)
    assert _comes_true(lambda: fake.pid is None)
    assert parse(fake, request(tmp_path, text="abc")) == {"duplicate": "abc"}


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is POSIX's")
def test_a_worker_killed_in_the_middle_of_a_real_parse_leaves_nothing(
    process: ImportProcess, tmp_path: Path
) -> None:
    path = tmp_path / "long.md"
    path.write_text("Some *words* in a paragraph.\n\n" * 60_000)
    seen: list[int] = []

    def kill_once(part: float) -> None:
        if part > 0.5 and not seen:
            assert process.pid is not None
            seen.append(process.pid)
            os.kill(process.pid, signal.SIGKILL)

    with pytest.raises(UnreadableDocumentError, match="the import stopped unexpectedly"):
        parse(process, request(tmp_path / "kept", path), kill_once)
    assert not is_running(seen[0])
    assert list(tmp_path.rglob("kept/**/*")) == []
    assert (
        len(decode_document(parse(process, request(tmp_path / "kept", ARTICLE))["document"]).sections) == 12
    )


def test_a_worker_that_dies_while_storing_leaves_no_original(fake: ImportProcess, tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocumentError):
        parse(fake, request(tmp_path, text="die while storing"))
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == []


def test_a_worker_that_hangs_is_ended_by_the_time_limit(tmp_path: Path) -> None:
    process = ImportProcess([sys.executable, "-c", FAKE], time_limit_s=0.5)
    pids: list[int | None] = []
    begin = time.monotonic()
    with pytest.raises(UnreadableDocumentError) as caught:
        parse(process, request(tmp_path, text="hang"), lambda _: pids.append(process.pid))
    assert caught.value.sentence == "“Pasted text” could not be read in 0.5 seconds."
    assert time.monotonic() - begin < 5
    assert pids[0] is not None
    assert not is_running(pids[0])
    process.close()


def test_cancelling_kills_the_worker_at_once(fake: ImportProcess, tmp_path: Path) -> None:
    cancelled = threading.Event()
    pids: list[int | None] = []
    times: list[float] = []

    def cancel(_: float) -> None:
        pids.append(fake.pid)
        times.append(time.monotonic())
        cancelled.set()

    with pytest.raises(CancelledError, match=r"The import of “Pasted text” was cancelled\."):
        fake.parse(request(tmp_path, text="hang"), cancel, cancelled)
    assert time.monotonic() - times[0] < 0.5
    assert pids[0] is not None
    assert not is_running(pids[0])
    assert parse(fake, request(tmp_path, text="abc")) == {"duplicate": "abc"}


def test_a_cancelled_real_import_leaves_no_trace(process: ImportProcess, tmp_path: Path) -> None:
    path = tmp_path / "long.md"
    path.write_text("Some *words* in a paragraph.\n\n" * 60_000)
    cancelled = threading.Event()
    times: list[float] = []

    def cancel(part: float) -> None:
        if part > 0.6 and not times:
            times.append(time.monotonic())
            cancelled.set()

    with pytest.raises(CancelledError):
        process.parse(request(tmp_path / "kept", path), cancel, cancelled)
    assert time.monotonic() - times[0] < 0.5
    assert list(tmp_path.rglob("kept/**/*")) == []


def test_cancelling_in_the_last_moment_leaves_no_original(fake: ImportProcess, tmp_path: Path) -> None:
    cancelled = threading.Event()

    def cancel(part: float) -> None:
        if part == 1:
            time.sleep(0.2)  # until the answer lies in the queue
            cancelled.set()

    with pytest.raises(CancelledError):
        fake.parse(request(tmp_path, text="store"), cancel, cancelled)
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == []


def test_a_request_larger_than_the_pipe_does_not_block_the_cancelling(tmp_path: Path) -> None:
    deaf = ImportProcess([sys.executable, "-c", "import time; time.sleep(600)"])
    cancelled = threading.Event()
    threading.Timer(0.2, cancelled.set).start()
    begin = time.monotonic()
    with pytest.raises(CancelledError):
        deaf.parse(request(tmp_path, text="x" * 5_000_000), lambda _: None, cancelled)
    assert time.monotonic() - begin < 2
    deaf.close()


def test_a_mistake_of_the_caller_in_progress_ends_the_worker_too(fake: ImportProcess, tmp_path: Path) -> None:
    def fail(_: float) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        parse(fake, request(tmp_path, text="hang"), fail)
    assert fake.pid is None
    assert parse(fake, request(tmp_path, text="abc")) == {"duplicate": "abc"}


def test_closing_ends_the_process_and_its_threads(tmp_path: Path) -> None:
    threads = threading.active_count()
    process = ImportProcess()
    parse(process, request(tmp_path, ARTICLE))
    pid = process.pid
    assert pid is not None
    process.close()
    process.close()
    assert not is_running(pid)
    assert threading.active_count() == threads
    with pytest.raises(CancelledError):
        process.start()


def test_closing_in_the_middle_of_a_parse_cancels_it(fake: ImportProcess, tmp_path: Path) -> None:
    closers: list[threading.Thread] = []

    def close(_: float) -> None:
        closers.append(threading.Thread(target=fake.close))
        closers[0].start()

    with pytest.raises(CancelledError, match="the program is closing"):
        parse(fake, request(tmp_path, text="hang"), close)
    closers[0].join()


def test_a_program_that_cannot_be_started_gets_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocumentError, match=r"The import could not be started: No such file"):
        ImportProcess([str(tmp_path / "nothing")]).start()


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is POSIX's")
def test_the_worker_ends_when_the_window_is_killed(tmp_path: Path) -> None:
    program = (
        "import time; from studyapp.runtime.import_process import ImportProcess\n"
        "p = ImportProcess(); p.start(); print(p.pid, flush=True); time.sleep(600)"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as window:
        assert window.stdout is not None
        pid = int(window.stdout.readline())
        window.kill()
    assert _comes_true(lambda: not _lives(pid))


def _comes_true(condition: Callable[[], bool]) -> bool:
    """Whether the condition holds within ten seconds."""
    end = time.monotonic() + 10
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True


def _lives(pid: int) -> bool:
    """Whether the process runs; whoever adopted it may not have collected it yet."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_a_frozen_program_starts_itself_as_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    assert own_command("--worker") == [sys.executable, "-P", "-m", "studyapp", "--worker"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert own_command("--worker") == [sys.executable, "--worker"]


def test_importing_it_brings_no_heavy_module() -> None:
    program = (
        "import sys, studyapp.runtime.import_process\n"
        "print(sorted({'logging', 'concurrent', 'asyncio', 'dataclasses', 'inspect'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-S", "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
