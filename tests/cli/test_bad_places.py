"""Bad places: a full disk, a read-only folder, a newer version. Nothing may be left half done."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from studyapp.storage.database import FILE_NAME

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CAN_MOUNT = (
    sys.platform == "linux"
    and os.geteuid() == 0
    and subprocess.run(["unshare", "-m", "true"], capture_output=True, check=False).returncode == 0
)
needs_mount = pytest.mark.skipif(
    not CAN_MOUNT, reason="mounting a small or read-only disk needs root on Linux"
)


def studyapp(tmp_path: Path, library: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the program as a process of its own on a library."""
    names = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")
    return subprocess.run(
        [sys.executable, "-m", "studyapp", "--library", str(library), *arguments],
        env={**os.environ, **{name: str(tmp_path / name.lower()) for name in names}},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 1 MB."""
    disk = tmp_path / "small"
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)], check=True)
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


@needs_mount
def test_a_full_disk_is_a_sentence_and_leaves_nothing_half_done(tmp_path: Path, small_disk: Path) -> None:
    library = small_disk / "library"
    text = tmp_path / "small.md"
    text.write_text("# Small\n\nA first text.", encoding="utf-8")
    assert studyapp(tmp_path, library, "import", str(text)).returncode == 0
    large = tmp_path / "large.md"
    large.write_text("# Large\n\n" + "\n\n".join(f"Paragraph {n} of many." for n in range(20_000)))
    failed = studyapp(tmp_path, library, "import", str(large))
    assert failed.returncode == 1
    assert "disk is full" in failed.stderr
    assert "Traceback" not in failed.stderr
    listed = studyapp(tmp_path, library, "list")
    assert "Small" in listed.stdout
    assert "Large" not in listed.stdout
    assert studyapp(tmp_path, library, "check", "--repair").returncode == 0
    assert len([p for p in (library / "originals").rglob("*") if p.is_file()]) == 1
    note = studyapp(tmp_path, library, "annotate", "1", "--quote", "first text", "--note", "still works")
    assert note.returncode == 0, note.stderr


@needs_mount
def test_a_library_on_a_read_only_disk_can_be_read_and_not_written(tmp_path: Path) -> None:
    library = tmp_path / "library"
    text = tmp_path / "a.md"
    text.write_text("# A text\n\nWith a sentence.", encoding="utf-8")
    assert studyapp(tmp_path, library, "import", str(text)).returncode == 0
    subprocess.run(["mount", "--bind", str(library), str(library)], check=True)
    subprocess.run(["mount", "-o", "remount,ro,bind", str(library)], check=True)
    try:
        assert "A text" in studyapp(tmp_path, library, "list").stdout
        assert "A text" in studyapp(tmp_path, library, "search", "sentence").stdout
        refused = studyapp(tmp_path, library, "annotate", "1", "--quote", "a sentence")
        assert refused.returncode == 1
        assert "Read-only file system" in refused.stderr
        assert refused.stderr.count("\n") == 1
    finally:
        subprocess.run(["umount", str(library)], check=True)
    elsewhere = studyapp(tmp_path, library / "originals" / "x" / "y", "list")
    assert elsewhere.returncode == 0


def test_a_library_of_a_newer_version_is_refused_and_not_touched(tmp_path: Path) -> None:
    library = tmp_path / "library"
    assert studyapp(tmp_path, library, "list").returncode == 0
    connection = sqlite3.connect(library / FILE_NAME)
    connection.execute("PRAGMA user_version = 1000")
    connection.close()
    before = (library / FILE_NAME).read_bytes()
    for verb in (["list"], ["undo"], ["check", "--repair"]):
        refused = studyapp(tmp_path, library, *verb)
        assert refused.returncode == 1
        assert "newer version" in refused.stderr
    assert (library / FILE_NAME).read_bytes() == before


def test_a_damaged_library_is_a_sentence(tmp_path: Path) -> None:
    library = tmp_path / "library"
    library.mkdir()
    (library / FILE_NAME).write_bytes(b"SQLite format 3\0" + b"rubbish" * 999)
    refused = studyapp(tmp_path, library, "list")
    assert refused.returncode == 1
    assert refused.stderr.count("\n") == 1
    assert "damaged" in refused.stderr
