from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

import pytest

from studyapp.domain.documents import ReadingPlace
from studyapp.domain.errors import LibraryError, LibraryInUseError, LibraryTooNewError
from studyapp.domain.places import Place
from studyapp.services.library import Library, open_library
from studyapp.services.updating import update_document
from studyapp.storage.database import FILE_NAME, Database
from tests.conftest import made_document

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path


def dump(path: Path) -> list[str]:
    """Return the whole logical content of a library file."""
    connection = sqlite3.connect(path)
    try:
        return [line for line in connection.iterdump() if "sqlite_sequence" not in line]
    finally:
        connection.close()


class FailingConnection(sqlite3.Connection):
    """A connection whose writing statement number `fail_at` fails, counted from the last `arm`."""

    fail_at = 0
    seen = 0

    def _count(self) -> None:
        FailingConnection.seen += 1
        if FailingConnection.seen == FailingConnection.fail_at:
            raise OSError("the machine stumbles")

    def execute(self, *args: Any) -> sqlite3.Cursor:
        if not args[0].lstrip().startswith(("PRAGMA", "ROLLBACK", "SELECT", "CREATE TEMP")):
            self._count()
        return super().execute(*args)

    def executemany(self, *args: Any) -> sqlite3.Cursor:
        self._count()
        return super().executemany(*args)


def _commands(library: Library) -> dict[str, Callable[[], object]]:
    return {
        "import": lambda: library.add_document(made_document("Other"), sha256="b" * 64, path="/o.md"),
        "annotate": lambda: library.annotate("1", Place(0, 0, 4, 0, 8), note="why?"),
        "edit": lambda: library.edit_annotation("1", note="changed", tags=("x",)),
        "delete": lambda: library.delete_annotation("1"),
        "remove": lambda: library.remove_document("1"),
        "update": lambda: update_document(
            library, "1", made_document("New", (("Another text.",),)), sha256="d" * 64, path=None
        ),
        "undo": library.undo,
        "redo": library.redo,
        "place": lambda: library.keep_place("1", ReadingPlace(1, 0, 0)),
        "draft": lambda: library.keep_note_draft("1", "half"),
        "leftovers": library.remove_leftovers,
    }


@pytest.mark.parametrize(
    "command",
    [
        "import",
        "annotate",
        "edit",
        "delete",
        "remove",
        "update",
        "undo",
        "redo",
        "place",
        "draft",
        "leftovers",
    ],
)
def test_a_failure_at_any_statement_leaves_no_trace(
    tmp_path: Path, clock: Callable[[], datetime], command: str
) -> None:
    FailingConnection.fail_at = 0
    folder = tmp_path / "library"
    path = folder / FILE_NAME
    open_library(folder, clock).close()
    library = Library(folder, Database(path, factory=FailingConnection), clock)
    library.add_document(made_document(), sha256="a" * 64, path=None)
    library.annotate("1", Place(1, 0, 0, 1, 4), note="first")
    library.annotate("1", Place(1, 1, 0, 1, 4))
    library.undo()
    before = dump(path)
    failures = 0
    while True:
        FailingConnection.seen, FailingConnection.fail_at = 0, failures + 1
        try:
            _commands(library)[command]()
        except OSError:
            failures += 1
            assert dump(path) == before, f"statement {failures} of {command} left a trace"
        else:
            break
    FailingConnection.fail_at = 0
    assert failures >= 3
    assert dump(path) != before or command == "leftovers"
    library.close()


def test_a_failing_migration_leaves_an_empty_file(tmp_path: Path) -> None:
    FailingConnection.seen, FailingConnection.fail_at = 0, 9
    with pytest.raises(OSError, match="stumbles"):
        Database(tmp_path / FILE_NAME, factory=FailingConnection)
    FailingConnection.fail_at = 0
    assert dump(tmp_path / FILE_NAME) == ["BEGIN TRANSACTION;", "COMMIT;"]
    Database(tmp_path / FILE_NAME).close()


def test_writing_is_durable_by_its_settings(library: Library) -> None:
    with library._database.transaction() as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
        assert connection.execute("PRAGMA synchronous").fetchone()[0] == 2
        assert connection.execute("PRAGMA foreign_keys").fetchone()[0] == 1


def test_a_library_of_a_newer_version_is_not_touched(tmp_path: Path, clock: Callable[[], datetime]) -> None:
    open_library(tmp_path, clock).close()
    connection = sqlite3.connect(tmp_path / FILE_NAME)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = (tmp_path / FILE_NAME).read_bytes()
    for writable in (True, False):
        with pytest.raises(LibraryTooNewError, match="newer version"):
            open_library(tmp_path, clock, writable=writable)
    assert (tmp_path / FILE_NAME).read_bytes() == before


@pytest.mark.parametrize("content", [b"not a database at all, but long enough to be read as one" * 99])
def test_a_damaged_library_is_a_sentence(
    tmp_path: Path, clock: Callable[[], datetime], content: bytes
) -> None:
    (tmp_path / FILE_NAME).write_bytes(content)
    with pytest.raises(LibraryError, match="damaged"):
        open_library(tmp_path, clock)
    assert (tmp_path / FILE_NAME).read_bytes() == content


def test_a_database_of_another_program_is_refused(tmp_path: Path, clock: Callable[[], datetime]) -> None:
    connection = sqlite3.connect(tmp_path / FILE_NAME)
    connection.execute("CREATE TABLE notes (id INTEGER)")
    connection.close()
    with pytest.raises(LibraryError, match="no library of this program"):
        open_library(tmp_path, clock)


def test_a_file_in_place_of_the_folder_is_a_sentence(tmp_path: Path, clock: Callable[[], datetime]) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(LibraryError, match="cannot be used"):
        open_library(tmp_path / "file", clock)
    with pytest.raises(LibraryError, match="no library"):
        open_library(tmp_path / "empty", clock, writable=False)


def test_another_writer_is_a_sentence(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    other = sqlite3.connect(library.folder / FILE_NAME, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with library._database._opened[0] as connection:
        connection.execute("PRAGMA busy_timeout = 10")
    with pytest.raises(LibraryInUseError):
        library.keep_place("1", ReadingPlace(0, 0))
    other.close()
    library.keep_place("1", ReadingPlace(0, 0))


def test_a_bug_passes_through_as_a_bug(library: Library) -> None:
    with pytest.raises(sqlite3.OperationalError, match="no such table"), library._database.transaction() as c:
        c.execute("SELECT * FROM nowhere")
    library.close()
