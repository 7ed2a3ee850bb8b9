"""The window's root: opens the library, then Qt, and joins them.

Until the first frame it imports only Qt, SQLite, appdirs and our own code, and of that what the frame needs.
"""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from studyapp.domain.addresses import is_address
from studyapp.domain.errors import KnownError
from studyapp.runtime.clock import now
from studyapp.runtime.folders import Folders, library_folder, user_folders
from studyapp.runtime.lock import LibraryLock
from studyapp.runtime.resources import resource
from studyapp.runtime.settings import Settings, load_settings

if TYPE_CHECKING:
    from studyapp.runtime.import_process import ImportProcess
    from studyapp.runtime.lanes import Lane
    from studyapp.services.library import Library
    from studyapp.ui.application import Application
    from studyapp.ui.desk import Lanes

ARTICLE = "article/russia-iran-strategic-alliance.md"
PARSED_ARTICLE = "article/parsed.json"
QT_ARGUMENTS = ["studyapp", "-style", "fusion"]  # one look on every system, under our own palette
# How long a lane may hold the interpreter while the window waits for it: a fifth of Python's own.
SWITCH_S = 0.001
FAILED, USAGE = 1, 2  # exit statuses, as the command line's


class Workers:
    """The import process and the lanes that an import needs."""

    def __init__(self) -> None:
        from studyapp.runtime.import_process import ImportProcess  # noqa: PLC0415 (mostly after the first frame)
        from studyapp.runtime.lanes import Lane  # noqa: PLC0415 (as above)

        self.process: ImportProcess = ImportProcess()
        self.write: Lane = Lane("write")
        self.imports: Lane = Lane("imports")

    def close(self) -> None:
        """End them; harmless when it is done already."""
        self.process.close()
        self.imports.close(cancel=True)
        self.write.close()


class Opened:
    """A library that this window may write, or the problem why there is none."""

    def __init__(self) -> None:
        self.library: Library | None = None
        self.problem: KnownError | None = None
        self._lock: LibraryLock | None = None
        self._workers: Workers | None = None

    def open(self, folder: Path) -> None:
        """Open the library in a folder for this window alone; a new one takes in the bundled article."""
        from studyapp.services.library import WINDOW, open_library, prepare_folder  # noqa: PLC0415 (as it says)

        try:
            self._lock = LibraryLock(prepare_folder(folder))
            self._lock.acquire("another window")
            self.library = open_library(folder, now, maker=WINDOW)
            if self.library.awaits_article:
                from studyapp.services.bundled import take_in_article  # noqa: PLC0415 (only at the first start)

                take_in_article(self.library, resource(ARTICLE), resource(PARSED_ARTICLE))
        except KnownError as error:
            self.problem = error

    @property
    def workers(self) -> Workers:
        """The workers, made when they are first needed."""
        if self._workers is None:
            self._workers = Workers()
        return self._workers

    def close(self) -> None:
        """Give the library to others."""
        if self._workers is not None:
            self._workers.close()
        if self.library is not None:
            if self._workers is not None:  # else nothing was written: the window closes at once
                _tidy(self.library)
            self.library.close()
        if self._lock is not None:
            self._lock.release()


def _tidy(library: Library) -> None:
    """Delete what is over its time in the trash, with the texts and originals that nothing else needs."""
    from studyapp.services.trash import remove_expired  # noqa: PLC0415 (not before the first frame)

    with suppress(KnownError):  # such as a full disk: the next time does it
        if remove_expired(library):
            library.remove_leftovers()


def build(opened: Opened, folders: Folders, settings: Settings) -> Application:
    """Make the window on an opened library; a QApplication is made unless there is one."""
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 (after the library was opened)

    from studyapp.ui.application import Application  # noqa: PLC0415 (as above)
    from studyapp.ui.desk import Desk  # noqa: PLC0415 (as above)
    from studyapp.ui.look import Look, Type, control_font  # noqa: PLC0415 (as above)

    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = QApplication(QT_ARGUMENTS)
    application.setApplicationName("studyapp")
    application.setFont(control_font())  # else Qt looks for the system's own face first
    kind = Type(settings.text_px, settings.leading, settings.column_px, settings.text_face)
    look = Look(settings.theme, kind)
    desk = None
    if opened.library is not None:
        desk = Desk(opened.library, look, folders.cache, make_lanes=lambda: _make_lanes(opened.workers))
    window = Application(look, settings, folders.settings, desk)
    if opened.problem is not None:
        window.show_problem(opened.problem)
    return window


def _make_lanes(workers: Workers) -> Lanes:
    from studyapp.runtime.lanes import Lane  # noqa: PLC0415 (after the first frame)
    from studyapp.ui.desk import Lanes  # noqa: PLC0415 (as above)

    return Lanes(
        write=workers.write,
        index=Lane("index"),
        work=Lane("work"),
        imports=workers.imports,
        process=workers.process,
    )


class Wanted(NamedTuple):
    """What the arguments ask for: files to import, a document (perhaps at a section), or an address."""

    library: str | None
    files: list[Path]
    document: str | None
    section: int | None
    address: str | None = None


def read_arguments(arguments: list[str]) -> Wanted:
    """Return what is asked for; a word that names no file is a document. ValueError for a wrong section."""
    words = iter(arguments)
    library: str | None = None
    section: int | None = None
    names: list[str] = []
    for word in words:
        name, _, value = word.partition("=")
        if name in {"--library", "--section"}:
            given = value or next(words, "")
            library, section = (given, section) if name == "--library" else (library, int(given))
        elif not word.startswith("-"):
            names.append(word)
    if len(names) == 1 and is_address(names[0]):
        return Wanted(library, [], None, None, names[0])
    files = [Path(name) for name in names]
    if len(names) == 1 and not files[0].exists() and not files[0].suffix:
        return Wanted(library, [], names[0], section)
    return Wanted(library, files, None, section)


def has_display() -> bool:
    """Say whether a window can be shown; Qt itself aborts the program where it cannot."""
    shown = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in shown)


def main(arguments: list[str]) -> int:
    """Show the window and return the exit status when it is closed."""
    folders = user_folders()
    settings = load_settings(folders.settings)
    try:
        wanted = read_arguments(arguments)
        folder = library_folder(wanted.library, settings.library)
    except ValueError:
        sys.stderr.write("--section takes a number, counted from 0.\n")
        return USAGE
    except KnownError as error:
        sys.stderr.write(f"{error.sentence}\n")
        return FAILED
    if not has_display():
        sys.stderr.write(
            "There is no display to show a window on; studyapp --help lists what works without.\n"
        )
        return FAILED
    opened = Opened()
    opened.open(folder)
    try:
        from PySide6.QtWidgets import QApplication  # noqa: PLC0415 (after the library was opened)

        application = QApplication(QT_ARGUMENTS)
        window = build(opened, folders, settings)
        sys.excepthook = window.excepthook
        window.ready.connect(lambda: _after_first_frame(window, folders, wanted))
        window.show()
        status: int = application.exec()
        window.close()
    finally:
        opened.close()
    return status


def _after_first_frame(window: Application, folders: Folders, wanted: Wanted) -> None:
    gc.enable()
    sys.setswitchinterval(SWITCH_S)
    from studyapp.runtime.logs import start_log  # noqa: PLC0415 (not before the first frame)

    try:
        start_log(folders.logs)
        if wanted.address is not None and window.desk is not None:
            window.screens.going.open_address(wanted.address)
        if wanted.document is not None:
            window.open_document(wanted.document, wanted.section)
    except KnownError as error:
        window.show_error(error)
    if wanted.files and window.desk is not None:
        window.screens.importing.add(wanted.files)
