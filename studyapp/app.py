"""The window's root: opens the library, then Qt, and joins them.

Until the first frame it imports only Qt, SQLite, appdirs and our own code, and of that what the frame needs.
"""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from time import monotonic, sleep
from typing import TYPE_CHECKING

from studyapp.domain.errors import KnownError, LibraryInUseError
from studyapp.opening import Opened
from studyapp.runtime.folders import Folders, library_folder, user_folders
from studyapp.runtime.settings import Settings, load_settings, save_settings
from studyapp.runtime.wanted import Wanted, read_arguments
from studyapp.services.moved import follow

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from studyapp.opening import Workers
    from studyapp.services.moving import Move
    from studyapp.ui.application import Application
    from studyapp.ui.desk import Desk, Lanes

QT_ARGUMENTS = ["studyapp", "-style", "fusion"]  # one look on every system, under our own palette
# How long a lane may hold the interpreter while the window waits for it: a fifth of Python's own.
SWITCH_S = 0.001
# After how many new objects the collector looks at the youngest, and after how many such rounds at older
# ones: a search makes thousands, hardly any in a ring.
COLLECT_AFTER = (10_000, 10, 20)
SETTLED_MS = 5_000  # after the first frame: everything is loaded and shown
_FIRST_FONT_PX = 13
DONE, FAILED, USAGE = 0, 1, 2  # exit statuses, as the command line's
PATIENCE_S = 8.0
"""How long a second start waits for the first to listen, or for one that is closing to be gone."""


def build(opened: Opened, folders: Folders, settings: Settings) -> Application:
    """Make the window on an opened library; a QApplication is made unless there is one."""
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 (after the library was opened)

    from studyapp.ui.application import Application  # noqa: PLC0415 (as above)
    from studyapp.ui.desk import Desk  # noqa: PLC0415 (as above)
    from studyapp.ui.look import Look, Type, text_font  # noqa: PLC0415 (as above)

    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = QApplication(QT_ARGUMENTS)
    application.setApplicationName("studyapp")
    # Else Qt looks for the system's own face first; that of the controls comes with them.
    application.setFont(text_font(_FIRST_FONT_PX))
    kind = Type(
        settings.text_px,
        settings.leading,
        settings.column_px,
        settings.text_face,
        settings.letter_spacing,
    )
    look = Look(settings.theme, kind)
    desk = None
    if (library := opened.library) is not None:
        desk = Desk(
            library, look, folders.cache, lambda: _make_lanes(opened.workers, library.folder, folders.cache)
        )
    window = Application(look, settings, folders.settings, desk)
    if opened.problem is not None:
        window.show_problem(opened.problem)
    return window


def _make_lanes(workers: Workers, library: Path, cache: Path) -> Lanes:
    from studyapp.runtime.index_process import IndexProcess  # noqa: PLC0415 (after the first frame)
    from studyapp.runtime.lanes import Lane  # noqa: PLC0415 (as above)
    from studyapp.ui.desk import Lanes  # noqa: PLC0415 (as above)

    return Lanes(
        write=workers.write,
        index=Lane("index"),
        work=Lane("work"),
        pictures=Lane("pictures"),
        imports=workers.imports,
        process=workers.process,
        indexer=IndexProcess(library, cache),
    )


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
    opened = _open_or_hand_over(folder, wanted)
    if opened is None:
        return DONE
    try:
        from studyapp.ui.desktop import DesktopApplication  # noqa: PLC0415 (after the library was opened)
        from studyapp.ui.translation import install_translation  # noqa: PLC0415 (as above)

        application = DesktopApplication(QT_ARGUMENTS)
        session = Session(application, folders, settings)
        application.wanted.connect(session.take)
        install_translation(application, settings.language)
    except BaseException:
        opened.close()
        raise
    return session.run(opened, wanted)


def _open_or_hand_over(folder: Path, wanted: Wanted) -> Opened | None:
    """Open the library; None when a window has it already and takes over what is wanted."""
    patience = monotonic() + PATIENCE_S
    while True:
        opened = Opened()
        opened.open(folder)
        if not isinstance(opened.problem, LibraryInUseError):
            return opened
        from studyapp.ui.door import hand_over  # noqa: PLC0415 (a first start does without)

        if hand_over(follow(folder), wanted):
            return None
        if monotonic() > patience:
            return opened
        sleep(0.1)


class Session:
    """One run of the program: a window on a library, and after it, where one is wanted, on another."""

    def __init__(self, application: QApplication, folders: Folders, settings: Settings) -> None:
        self._application = application
        self._folders = folders
        self._settings = settings
        self.window: Application | None = None  # the one that is shown
        self._next: Opened | None = None
        self._move: Move | None = None
        self._waiting: list[Wanted] = []

    def run(self, opened: Opened, wanted: Wanted) -> int:
        """Show windows until one is closed for good; return the exit status."""
        error: KnownError | None = None
        while True:
            try:
                status = self._show(opened, wanted, error)
                error = self._end_move(opened) if self._move is not None else None
            finally:
                opened.close()
            if self._next is None:
                return status
            opened, self._next, wanted = self._next, None, Wanted()

    def take(self, wanted: Wanted) -> None:
        """Give what the desktop asks for to the window, as soon as there is one."""
        if self.window is not None and self.window.is_ready:
            self.window.come_up(wanted)
        else:
            self._waiting.append(wanted)

    # Inside

    def _show(self, opened: Opened, wanted: Wanted, error: KnownError | None) -> int:
        """Show one window until it is closed."""
        if opened.came_from is not None and opened.library is not None:
            self._keep_library(opened.library.folder)
        window = self.window = build(opened, self._folders, self._settings)
        sys.excepthook = window.excepthook
        window.library_wanted.connect(lambda folder: self._go_to(window, folder))
        window.move_wanted.connect(lambda move: self._close_to_move(window, move))
        window.ready.connect(lambda: _after_first_frame(window, opened, self._folders, wanted, error))
        window.ready.connect(self._take_waiting)
        window.show()
        status: int = self._application.exec()
        window.close()
        gc.unfreeze()  # the window was frozen with the rest
        window.window.deleteLater()  # with every clock and watch that would ask its library
        self._settings = load_settings(self._folders.settings)
        return status

    def _take_waiting(self) -> None:
        waiting, self._waiting = self._waiting, []
        for wanted in waiting:
            self.take(wanted)

    def _go_to(self, window: Application, folder: Path) -> None:
        """Close the window for one on another library; where that cannot be opened, it stays and says why."""
        opened = Opened()
        opened.open(folder)
        if opened.problem is not None:
            window.show_error(opened.problem)
            return
        self._next = opened
        window.window.close()
        self._keep_library(folder)

    def _close_to_move(self, window: Application, move: Move) -> None:
        self._move = move
        window.window.close()

    def _end_move(self, opened: Opened) -> KnownError | None:
        """End a move and open the library at its new place, or where it fails the old one; return why."""
        move, self._move = self._move, None
        if move is None:
            return None
        opened.close_library()
        self._next, error = Opened(), None
        try:
            move.finish()
        except KnownError as failure:
            error = failure
            opened.close()
            self._next.open(move.source)
            return error
        self._next.open(move.target)
        self._keep_library(move.target)
        return self._next.problem

    def _keep_library(self, folder: Path) -> None:
        """Keep which library the next start opens."""
        self._settings = load_settings(self._folders.settings)._replace(library=str(folder))
        with suppress(KnownError):  # it is open all the same
            save_settings(self._folders.settings, self._settings)


def keep_interpreter_free() -> None:
    """Let nothing hold the interpreter for long, now that the window stands and its modules are loaded.

    The collector looks at all that is alive, 50 to 200 ms each time; what is frozen it leaves out.
    """
    from PySide6.QtCore import QTimer  # noqa: PLC0415 (as above)

    gc.freeze()
    gc.set_threshold(*COLLECT_AFTER)
    gc.enable()
    QTimer.singleShot(SETTLED_MS, gc.freeze)  # with what the index, the panes and the lists have brought
    sys.setswitchinterval(SWITCH_S)


def _after_first_frame(
    window: Application, opened: Opened, folders: Folders, wanted: Wanted, error: KnownError | None
) -> None:
    keep_interpreter_free()
    from studyapp.runtime.logs import start_log  # noqa: PLC0415 (not before the first frame)

    try:
        start_log(folders.logs)
    except KnownError as failure:
        window.show_error(failure)
    if error is not None:
        window.show_error(error)
    window.take(wanted)
    if window.desk is not None:
        window.open_door()
        _empty_old_folder(window, window.desk, opened)


def _empty_old_folder(window: Application, desk: Desk, opened: Opened) -> None:
    """Remove the files of the folder that the library was moved from, and say where it is now."""
    source = opened.came_from
    if source is None:
        return
    from studyapp.services.moving import remove_source  # noqa: PLC0415 (hardly ever)

    folder = desk.library.folder
    window.tell_place(folder)

    def remove() -> None:
        with suppress(OSError):  # the next start tries again
            remove_source(folder, source)

    desk.jobs.run(desk.lanes.work, remove)
