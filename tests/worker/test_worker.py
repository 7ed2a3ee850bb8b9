"""The import process as a process: its answers, its limits, and its end."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from studyapp.importers.wire import decode_document

if TYPE_CHECKING:
    from collections.abc import Iterator

ARTICLE = Path(__file__).parents[2] / "resources" / "article" / "russia-iran-strategic-alliance.md"
COMMAND = [sys.executable, "-m", "studyapp", "--worker"]
NOBODY = 65534
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="users and mounts are POSIX's")


@pytest.fixture
def shared() -> Iterator[Path]:
    """A folder that an unprivileged user can enter; pytest's own folders are for root alone."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def request(path: Path | None, originals: Path, **more: Any) -> dict[str, Any]:
    name = path.name if path else "Pasted text"
    return {
        "path": path and str(path),
        "text": None,
        "name": name,
        "password": "",
        "originals": str(originals),
        "pictures": str(originals.parent / "pictures"),
        "known": [],
    } | more


def answers(
    *requests: dict[str, Any], user: int | None = None, program: str | None = None
) -> list[dict[str, Any]]:
    """Run a worker on the requests until its input ends, and return its answers without the progress."""
    done = subprocess.run(
        [sys.executable, "-c", program] if program else COMMAND,
        input="".join(json.dumps(r) + "\n" for r in requests).encode(),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL if program else None,
        timeout=60,
        check=True,
    )
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return [line for line in lines if "progress" not in line]


def sentence(answered: list[dict[str, Any]]) -> str:
    (answer,) = (a for a in answered if "storing" not in a and "section" not in a)
    return str(answer["error"]["sentence"])


def files(folder: Path) -> list[Path]:
    return [p for p in folder.rglob("*") if p.is_file()]


UNPRIVILEGED = (
    "import os, studyapp.worker as w\n"
    "if os.geteuid() == 0:\n"
    f"    os.setgroups([]); os.setgid({NOBODY}); os.setuid({NOBODY})\n"
    "raise SystemExit(w.main())\n"
)


def test_the_article_is_answered_in_sections_and_kept(tmp_path: Path) -> None:
    *sections, storing, last = answers(request(ARTICLE, tmp_path))
    digest = hashlib.sha256(ARTICLE.read_bytes()).hexdigest()
    assert storing == {"storing": digest}
    assert (last["sha256"], last["size_bytes"]) == (digest, ARTICLE.stat().st_size)
    document = decode_document(last["document"] | {"sections": [s["section"] for s in sections]})
    assert len(document.sections) == 12
    assert [p.read_bytes() for p in files(tmp_path)] == [ARTICLE.read_bytes()]


def test_a_known_file_is_a_duplicate_and_leaves_nothing(tmp_path: Path) -> None:
    digest = hashlib.sha256(ARTICLE.read_bytes()).hexdigest()
    assert answers(request(ARTICLE, tmp_path, known=["0" * 64, digest])) == [{"duplicate": digest}]
    assert files(tmp_path) == []


def test_pasted_text_is_read_and_kept(tmp_path: Path) -> None:
    section, _, last = answers(request(None, tmp_path, text="# Título\n\n*Olá* 👩‍🔬", name="Pasted text"))
    assert last["document"]["title"] == "Título"
    assert section["section"]["blocks"][0][1] == "Olá 👩‍🔬"
    assert [p.read_text("utf-8") for p in files(tmp_path)] == ["# Título\n\n*Olá* 👩‍🔬"]


def test_pictures_that_the_document_does_not_show_are_not_kept(tmp_path: Path) -> None:
    pixel = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="
    text = "".join(
        f"<p>The pilot waits for ferry {n}, and the passengers wait with him until evening.</p>"
        for n in range(12)
    )
    page = tmp_path / "page.html"
    page.write_text(
        "<!doctype html><html><body><nav><a href='/'>Home</a></nav>"
        f"<div class='sidebar'><img src='{pixel}' alt='Buy our things'/></div>"
        f"<article><h1>The ferry</h1>{text}</article><footer><p>Imprint.</p></footer></body></html>"
    )
    *sections, _, last = answers(request(page, tmp_path / "kept"))
    assert last["document"]["format"] == "html"
    assert not any(block[4] for answer in sections for block in answer["section"]["blocks"])
    assert not (tmp_path / "pictures").exists()


def test_one_process_answers_many_requests_good_and_bad(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.md", tmp_path / "bad.md"
    good.write_text("text")
    bad.write_bytes(b"")
    kept = tmp_path / "kept"
    answered = answers(request(bad, kept), request(good, kept), request(bad, kept), request(good, kept))
    assert [next(iter(a)) for a in answered] == [
        "error",
        "section",
        "storing",
        "document",
        "error",
        "section",
        "document",
    ]


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("empty.md", b"", "“empty.md” is empty."),
        ("white.md", b" \n\t\n", "“white.md” holds nothing but white space."),
        ("png.md", b"\x89PNG\r\n\x1a\n\x00", "“png.md” is not a text: it is a PNG picture."),
        ("latin.md", b"caf\xe9", "“latin.md” is not valid UTF-8: the byte at position 3 cannot be read."),
        (
            "nul.md",
            b"a\x00b",
            "“nul.md” is not a text: it contains NUL bytes, as binary or damaged files do.",
        ),
        ("a.odt", b"x", "“a.odt” cannot be imported: files of the kind “.odt” are not supported."),
    ],
)
def test_bad_input_gets_a_sentence_and_leaves_nothing(
    tmp_path: Path, name: str, content: bytes, expected: str
) -> None:
    (tmp_path / name).write_bytes(content)
    kept = tmp_path / "kept"
    assert sentence(answers(request(tmp_path / name, kept))) == expected
    assert not kept.exists()


def test_a_missing_file_and_a_folder_get_sentences(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    assert sentence(answers(request(tmp_path / "gone.md", tmp_path))) == "“gone.md” does not exist."
    assert sentence(answers(request(tmp_path / "folder", tmp_path))) == "“folder” is a folder, not a file."


def test_a_file_name_that_is_no_unicode_is_shown_all_the_same(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.md"))
    try:
        path.write_text("text")
    except OSError:
        pytest.skip("this file system has Unicode names only")
    assert answers(request(path, tmp_path / "kept"))[-1]["document"]["title"] == "caf\ufffd"


@POSIX
def test_an_unreadable_file_gets_a_sentence(shared: Path) -> None:
    path = shared / "secret.md"
    path.write_text("text")
    path.chmod(0)
    answered = answers(request(path, shared / "kept"), program=UNPRIVILEGED)
    assert sentence(answered) == "“secret.md” cannot be read: you do not have the permission."


@POSIX
def test_a_library_that_cannot_be_written_gets_a_sentence(shared: Path) -> None:
    path, kept = shared / "a.md", shared / "kept"
    path.write_text("text")
    kept.mkdir(mode=0o555)
    answered = answers(request(path, kept), program=UNPRIVILEGED)
    assert sentence(answered) == "“a.md” was not imported: the folder of the library cannot be written."
    assert answered[-1]["error"]["kind"] == "library"
    assert files(kept) == []


@POSIX
def test_a_full_disk_gets_a_sentence_and_leaves_nothing(tmp_path: Path) -> None:
    disk, path = tmp_path / "disk", tmp_path / "big.md"
    disk.mkdir()
    path.write_text("words and words\n\n" * 20_000)
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)]
    try:
        subprocess.run(mount, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("only root can mount a small disk")
    try:
        answered = answers(request(path, disk))
        assert sentence(answered) == "“big.md” was not imported: the disk of the library is full."
        assert files(disk) == []
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_leftovers_of_a_killed_import_are_removed_by_the_next(tmp_path: Path) -> None:
    (tmp_path / "incoming-1.tmp").write_bytes(b"half")
    answers(request(ARTICLE, tmp_path))
    assert [p.name for p in files(tmp_path)] == [hashlib.sha256(ARTICLE.read_bytes()).hexdigest()]


@pytest.mark.timeout(100)
def test_a_single_line_of_50_mb_is_read_in_bounded_time(tmp_path: Path) -> None:
    path = tmp_path / "line.md"
    path.write_text("words *and* words " * 2_777_777)
    *sections, _, last = answers(request(path, tmp_path / "kept"))
    assert last["document"]["warnings"] != []
    assert len(sections) > 100


@pytest.mark.skipif(sys.platform != "linux", reason="the limit of memory is Linux's")
def test_a_parser_that_eats_memory_gets_a_sentence_and_the_process_lives(tmp_path: Path) -> None:
    program = (
        "import studyapp.worker as w\n"
        "w.MEMORY_BYTES = 300_000_000\n"
        "parse = w.parse_pasted_text\n"
        "def eat(text, **more):\n"
        "    return [bytearray(10_000_000) for _ in range(100)] if text == 'eat' else parse(text, **more)\n"
        "w.parse_pasted_text = eat\n"
        "raise SystemExit(w.main())\n"
    )
    first, *_, last = answers(
        request(None, tmp_path, text="eat"), request(None, tmp_path, text="fine"), program=program
    )
    assert (
        first["error"]["sentence"]
        == "“Pasted text” could not be read: it needs more memory than an import may use (2 GB)."
    )
    assert last["document"]["title"] == "Pasted text"


def test_prints_of_a_library_do_not_mix_with_the_answers(tmp_path: Path) -> None:
    program = (
        "import os, studyapp.worker as w\n"
        "parse = w.parse_pasted_text\n"
        "def chatty(text, **more):\n"
        "    print('hello'); os.write(1, b'hello')\n"
        "    return parse(text, **more)\n"
        "w.parse_pasted_text = chatty\n"
        "raise SystemExit(w.main())\n"
    )
    assert (
        answers(request(None, tmp_path, text="text"), program=program)[-1]["document"]["format"] == "markdown"
    )


@POSIX
def test_ctrl_c_is_for_the_program_that_started_it(tmp_path: Path) -> None:
    with subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as worker:
        assert worker.stdin is not None
        assert worker.stdout is not None
        line = json.dumps(request(ARTICLE, tmp_path)).encode() + b"\n"
        for _ in range(2):
            worker.stdin.write(line)
            worker.stdin.flush()
            while b'"document"' not in (answer := worker.stdout.readline()):
                assert answer
            worker.send_signal(signal.SIGINT)
        worker.stdin.close()
        assert worker.wait(10) == 0


def test_it_ends_quietly_when_nobody_reads_its_answers(tmp_path: Path) -> None:
    with subprocess.Popen(
        COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as worker:
        assert worker.stdin is not None
        assert worker.stdout is not None
        assert worker.stderr is not None
        worker.stdout.close()
        worker.stdin.write(json.dumps(request(ARTICLE, tmp_path)).encode() + b"\n")
        worker.stdin.flush()
        assert worker.wait(10) == 0
        assert worker.stderr.read() == b""


def test_it_knows_neither_qt_nor_the_database_nor_the_index() -> None:
    program = (
        "import sys, studyapp.worker\n"
        "loaded = {name.partition('.')[0] for name in sys.modules}\n"
        "print(sorted(loaded & {'PySide6', 'sqlite3', 'whoosh', 'appdirs'}))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
