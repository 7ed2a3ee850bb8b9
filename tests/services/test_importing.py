from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from studyapp.domain.errors import CancelledError, UnreadableDocumentError
from studyapp.runtime.import_process import ImportProcess
from studyapp.runtime.resources import resource
from studyapp.services.checking import check_library
from studyapp.services.importing import Imported, find_files, keep_parsed, parse_path, parse_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from studyapp.services.library import Library


@pytest.fixture
def process() -> Iterator[ImportProcess]:
    """A real import process."""
    running = ImportProcess()
    yield running
    running.close()


def take(library: Library, process: ImportProcess, path: Path) -> Imported:
    """Import a file as the window does: parse, then keep."""
    parsed = parse_path(library, process, path, on_progress=lambda _: None, cancelled=threading.Event())
    return keep_parsed(library, parsed)


def test_the_bundled_article_has_its_sections(library: Library, process: ImportProcess) -> None:
    done = take(library, process, resource("article/russia-iran-strategic-alliance.md"))
    assert done.status == "new"
    outline = library.outline(done.document.id)
    assert [h.level for h in outline] == [0, 1, 1, 2, 1, 2, 1, 2, 1, 1, 2, 1]
    assert outline[0].title is None
    assert (outline[7].title or "").startswith("The Cooperation Pact: A Shield")
    assert check_library(library) == []


def test_the_same_content_is_recognised_also_after_undo_and_redo(
    library: Library, process: ImportProcess, tmp_path: Path
) -> None:
    path = tmp_path / "a.md"
    path.write_text("# A\n\ntext", encoding="utf-8")
    first = take(library, process, path)
    assert take(library, process, path).status == "duplicate"
    library.undo()
    library.remove_leftovers()
    assert take(library, process, path).status == "new"
    library.undo()
    library.redo()
    again = take(library, process, path)
    assert again.status == "duplicate"
    assert again.document.title == first.document.title
    assert check_library(library) == []


def test_pasted_text_becomes_a_document(library: Library, process: ImportProcess) -> None:
    parsed = parse_text(
        library,
        process,
        "Some words 😀\n\n## A part\n\nmore",
        name="Some words",
        on_progress=lambda _: None,
        cancelled=threading.Event(),
    )
    done = keep_parsed(library, parsed)
    assert done.document.title == "Some words"
    assert done.document.path is None
    assert done.document.section_count == 2


def test_a_cancelled_import_leaves_no_trace(library: Library, process: ImportProcess, tmp_path: Path) -> None:
    path = tmp_path / "long.md"
    path.write_text("word " * 400_000, encoding="utf-8")
    cancelled = threading.Event()
    cancelled.set()
    with pytest.raises(CancelledError):
        parse_path(library, process, path, on_progress=lambda _: None, cancelled=cancelled)
    assert library.documents() == ()
    assert [p for p in library.originals.rglob("*") if p.is_file()] == []
    assert take(library, process, path).status == "new"


def test_a_file_that_cannot_be_read_is_a_sentence_and_leaves_no_trace(
    library: Library, process: ImportProcess, tmp_path: Path
) -> None:
    for name, data in {
        "empty.md": b"",
        "picture.md": b"\x89PNG\r\n\x1a\n\0\0",
        "latin.md": b"caf\xe9",
    }.items():
        path = tmp_path / name
        path.write_bytes(data)
        with pytest.raises(UnreadableDocumentError) as failed:
            take(library, process, path)
        assert failed.value.sentence.endswith(".")
    with pytest.raises(UnreadableDocumentError):
        take(library, process, tmp_path / "gone.md")
    assert library.documents() == ()
    assert [p for p in library.originals.rglob("*") if p.is_file()] == []
    assert library.history() == ()


def test_what_a_browser_saves_beside_a_page_is_no_document(tmp_path: Path) -> None:
    for name in (
        "Page.html",
        "Page_files/style.css",
        "Other_files/notes.md",
        "deep/A.htm",
        "deep/A_files/x.png",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    found = find_files([tmp_path], None, lambda _path, _why: None)
    names = sorted(path.relative_to(tmp_path).as_posix() for path in found)
    assert names == ["Other_files/notes.md", "Page.html", "deep/A.htm"]
