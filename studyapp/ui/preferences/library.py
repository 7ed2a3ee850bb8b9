"""Where the library lies; to open its folder, move it, open another or make a new one."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from studyapp.domain.errors import KnownError, LibraryError
from studyapp.runtime.lanes import Lane
from studyapp.services.moved import holds_library
from studyapp.services.moving import Move, check_new_folder
from studyapp.ui.announcing import announce
from studyapp.ui.preferences.page import Page
from studyapp.ui.translation import tr
from studyapp.ui.widgets.buttons import TextButton

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from studyapp.ui.desk import Desk
    from studyapp.ui.look import Look

_NEW_NAME = "studyapp library"


class LibraryPage(Page):
    """The window goes over to the library that is chosen here; nothing of the present one is lost."""

    library_wanted = Signal(object)  # the folder (Path) to open in place of the present one
    move_wanted = Signal(object)  # a Move whose files are copied

    def __init__(self, look: Look, desk: Desk | None, parent: QWidget) -> None:
        super().__init__(look, tr("Library"), parent)
        self._desk = desk
        self._lane: Lane | None = None
        self._dialog: QFileDialog | None = None
        self._cancelled = threading.Event()
        folder = str(desk.library.folder) if desk is not None else tr("No library is open.")
        self.place = self.add_sentence(folder)
        self.place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.show_folder = self._button(tr("Open its folder"), self._show_folder)
        self.move_it = self._button(tr("Move it…"), self._choose_target)
        self.cancel = self._button(tr("Cancel the move"), self._cancelled.set)
        self.add_row(self.show_folder, self.move_it, self.cancel)
        self.add_heading(tr("Another library"))
        self.add_sentence(tr("The window then opens that one, now and when you start again."))
        self.open_other = self._button(tr("Open another…"), self._choose_other)
        self.make_new = self._button(tr("Make a new one…"), self._choose_new)
        self.add_row(self.open_other, self.make_new)
        self.rows.addSpacing(8)
        self.report = self.add_sentence("")
        self.rows.addStretch()
        self.cancel.hide()
        for button in (self.show_folder, self.move_it):
            button.setEnabled(desk is not None)

    def tell(self, sentence: str) -> None:
        """Say something under the buttons."""
        self.report.setText(sentence)
        announce(self, sentence)

    def open_folder(self, folder: Path) -> None:
        """Ask for the library in a folder."""
        self._try(lambda: self.library_wanted.emit(_library_in(folder)))

    def make(self, parent: Path) -> None:
        """Ask for a new library in a folder: in itself when it is empty, else in a new folder inside."""
        self._try(lambda: self.library_wanted.emit(_new_folder(parent)))

    def move_to(self, parent: Path) -> None:
        """Copy the library into a folder: itself when it is empty, else a new folder inside."""
        self._try(lambda: self._move(_new_folder(parent)))

    def finish(self) -> None:
        """Give up a move that is under way; what it made is removed."""
        self._cancelled.set()
        if self._lane is not None:
            self._lane.close(cancel=True)

    # Inside

    def _button(self, text: str, act: Callable[[], object]) -> TextButton:
        button = TextButton(self.look, text, self.column)
        button.on_click(act)
        return button

    def _try(self, step: Callable[[], object]) -> None:
        self.tell("")
        try:
            step()
        except KnownError as error:
            self.tell(f"{error.sentence} {error.hint}".strip())

    def _show_folder(self) -> None:
        if self._desk is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._desk.library.folder)))

    def _choose_other(self) -> None:
        self._ask(tr("Open a library"), self.open_folder)

    def _choose_new(self) -> None:
        self._ask(tr("Make a library in this folder"), self.make)

    def _choose_target(self) -> None:
        self._ask(tr("Move the library into this folder"), self.move_to)

    def _ask(self, title: str, take: Callable[[Path], object]) -> None:
        dialog = QFileDialog(self.window(), title)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda name: take(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        self._dialog = dialog
        dialog.open()

    def _move(self, target: Path) -> None:
        desk = self._desk
        if desk is None:
            return
        move = Move(desk.library.folder, target)
        self._lane = self._lane or Lane("move")
        self._cancelled.clear()
        self._show_moving(on=True)
        show = desk.jobs.progress(lambda share: self.report.setText(tr("Copying: {share:.0%}", share=share)))

        def copied(_: None) -> None:
            self._show_moving(on=False)
            self.move_wanted.emit(move)

        desk.jobs.run(
            self._lane, lambda: move.copy_files(show, self._cancelled.is_set), copied, self._move_failed
        )

    def _move_failed(self, error: KnownError) -> None:
        self._show_moving(on=False)
        self.tell(f"{error.sentence} {error.hint}".strip())

    def _show_moving(self, *, on: bool) -> None:
        self.cancel.setVisible(on)
        for button in (self.move_it, self.open_other, self.make_new):
            button.setEnabled(not on)


def _library_in(folder: Path) -> Path:
    """Return the folder of the library; one named by a file in it or by its parent counts too."""
    for candidate in (folder, folder / _NEW_NAME, folder.parent):
        if holds_library(candidate):
            return candidate
    raise LibraryError(tr("There is no library in {folder}.", folder=folder), tr("Make a new one there?"))


def _new_folder(parent: Path) -> Path:
    """Return the folder for a library: the one chosen when it is empty, else a new one in it."""
    if parent.is_dir() and any(parent.iterdir()):
        parent = parent / _NEW_NAME
    check_new_folder(parent)
    return parent
