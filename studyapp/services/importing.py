"""Import: a file or a pasted text becomes a document of the library, whole or not at all."""

from __future__ import annotations

import os
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, Protocol

from studyapp.domain.errors import CancelledError, UnreadableDocumentError
from studyapp.importers.originals import is_folder
from studyapp.importers.wire import decode_document

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable, Iterable

    from studyapp.domain.changes import ChangeSet
    from studyapp.domain.documents import DocumentRecord, ParsedDocument
    from studyapp.services.library import Library
    from studyapp.services.updating import Earlier, Report


# A browser saves the pictures and styles of “Page.html” in a folder of one of these names.
_BESIDE_A_PAGE = ("_files", ".files", "-Dateien")


class Parser(Protocol):
    """The import process: it reads, parses and keeps the original; a wire answer comes back."""

    def parse(
        self, request: dict[str, Any], on_progress: Callable[[float], None], cancelled: threading.Event
    ) -> dict[str, Any]:
        """Answer a request of the worker's wire; raises KnownError."""


class OnChange(StrEnum):
    """What happens when a newer text of a document is imported; the values are the command line's words."""

    ASK = "ask"  # nothing is done: whoever asked for the import decides
    UPDATE = "update"
    BOTH = "both"
    SKIP = "skip"


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one import; `changes` is None where nothing was changed.

    `document` is the one that was made, updated or found; for `changed` and `skipped` it is the earlier one.
    """

    document: DocumentRecord
    status: str  # new, duplicate, updated, changed (to be asked), skipped
    changes: ChangeSet | None
    earlier: Earlier | None = None  # the document that this is a newer text of
    report: Report | None = None  # what became of notes and cards in an update


@dataclass(frozen=True, slots=True)
class Parsed:
    """What the import process made of a source: its answer, and where the text came from."""

    answer: dict[str, Any]
    path: str | None


def find_files(paths: Iterable[Path], library: Path | None, fail: Callable[[str, str], None]) -> list[Path]:
    """Return the files that are meant: those named, and all in the folders named.

    Hidden ones, the library's own, and what a browser saves beside a page are left out. `fail` hears of each
    folder that cannot be read.
    """

    def refused(error: OSError) -> None:
        fail(error.filename, f"The folder cannot be read: {error.strerror}.")

    own = {library.resolve()} if library is not None else set()
    files: list[Path] = []
    for path in paths:
        if not is_folder(path):
            files.append(path)
            continue
        inside: list[Path] = []
        for folder, folders, names in os.walk(path, onerror=refused):
            pages = [PurePath(name).stem for name in names if _is_page(name)]
            beside = {f"{page}{end}" for page in pages for end in _BESIDE_A_PAGE}
            shown = [name for name in folders if not name.startswith(".") and name not in beside]
            inner = {name: Path(folder, name).resolve() for name in shown}
            folders[:] = [name for name, place in inner.items() if place not in own]
            inside += [Path(folder, name) for name in names if not name.startswith(".")]
        files += sorted(inside)
    return files


def _is_page(name: str) -> bool:
    return PurePath(name).suffix.lower() in (".html", ".htm")


def parse_path(
    library: Library,
    parser: Parser,
    path: Path,
    *,
    password: str = "",
    on_progress: Callable[[float], None],
    cancelled: threading.Event,
) -> Parsed:
    """Have a file read and parsed (any lane but the writing one; it takes long)."""
    try:
        full = str(path.absolute())
    except OSError as error:  # the current folder is gone
        raise UnreadableDocumentError(f"“{path}” does not exist.") from error
    request = {"path": full, "text": None, "name": path.name, "password": password}
    return Parsed(_ask(library, parser, request, on_progress, cancelled), full)


def parse_text(
    library: Library,
    parser: Parser,
    text: str,
    *,
    name: str,
    on_progress: Callable[[float], None],
    cancelled: threading.Event,
) -> Parsed:
    """Have a pasted text parsed as Markdown; it is named `name` unless it has a title of its own."""
    request = {"path": None, "text": text, "name": name, "password": ""}
    return Parsed(_ask(library, parser, request, on_progress, cancelled), None)


def keep_parsed(library: Library, parsed: Parsed, on_change: str = OnChange.ASK) -> Imported:
    """Put what was parsed into the library (the write lane); a known text stays the document it is.

    `on_change` is one of OnChange; with ASK a newer text of a document comes back as `changed`, to be given
    again with what was decided.
    """
    answer = parsed.answer
    known = library.documents_by_hash()
    sha256 = answer.get("duplicate") or answer["sha256"]
    if sha256 in known:
        return Imported(library.document(known[sha256]), "duplicate", None)
    document = decode_document(answer["document"])
    wanted = OnChange(on_change)
    earlier = _find_earlier(library, document, parsed.path) if wanted is not OnChange.BOTH else None
    if earlier is not None:
        return _keep_change(library, parsed, document, earlier, wanted)
    changes, record = library.add_document(document, sha256=sha256, path=parsed.path)
    return Imported(record, "new", changes)


def _find_earlier(library: Library, document: ParsedDocument, path: str | None) -> Earlier | None:
    if not library.documents():
        return None
    from studyapp.services.updating import find_earlier  # noqa: PLC0415 (nothing for the first document)

    return find_earlier(library, document, path)


def _keep_change(
    library: Library, parsed: Parsed, document: ParsedDocument, earlier: Earlier, on_change: OnChange
) -> Imported:
    from studyapp.services.updating import update_document  # noqa: PLC0415 (as above)

    known = earlier.document
    if on_change is not OnChange.UPDATE:
        return Imported(known, "changed" if on_change is OnChange.ASK else "skipped", None, earlier)
    sha256 = parsed.answer["sha256"]
    changes, report = update_document(library, known.id, document, sha256=sha256, path=parsed.path)
    return Imported(library.document(known.id), "updated", changes, earlier, report)


def _ask(
    library: Library,
    parser: Parser,
    request: dict[str, Any],
    on_progress: Callable[[float], None],
    cancelled: threading.Event,
) -> dict[str, Any]:
    known = sorted(library.documents_by_hash())
    answer = parser.parse(
        {
            **request,
            "originals": str(library.originals),
            "pictures": str(library.pictures),
            "known": known,
        },
        on_progress,
        cancelled,
    )
    if cancelled.is_set():
        raise CancelledError("The import was cancelled; nothing was kept.")
    return answer
