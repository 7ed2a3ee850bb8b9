"""Import in the background: one source after another, with progress and cancel; reading goes on meanwhile."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QFileDialog

from studyapp.domain.errors import CancelledError
from studyapp.services.importing import keep_parsed, parse_path, parse_text
from studyapp.ui.importing.overlay import DropOverlay
from studyapp.ui.translation import tr, tr_count

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

    from studyapp.domain.errors import KnownError
    from studyapp.services.importing import Imported, Parsed
    from studyapp.ui.desk import Desk
    from studyapp.ui.messages.view import MessageBar
    from studyapp.ui.reader.controller import ReadingController
    from studyapp.ui.window import Window

NAME_CHARS = 80


def name_of_text(text: str) -> str:
    """Return the name of a pasted text: its first line, without the signs of a heading."""
    line = next((line.strip().lstrip("#").strip() for line in text.splitlines() if line.strip("# \t")), "")
    return line[:NAME_CHARS].rstrip() or tr("Pasted text")


class ImportController(QObject):
    """Joins menu, drop and paste to the import process."""

    wanted = Signal()  # a source was given: what else the import process does may wait

    def __init__(self, desk: Desk, window: Window, reading: ReadingController, messages: MessageBar) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._reading = reading
        self._messages = messages
        self._cancelled = threading.Event()
        self._waiting: list[Path | str] = []
        self._running = False
        self._dialog: QFileDialog | None = None
        self._overlay: DropOverlay | None = None
        window.status.cancel.on_click(self.cancel)
        window.dragged.connect(self._show_overlay)
        window.dropped.connect(self.take)

    def choose_files(self) -> None:
        """Ask for files; the dialog does not stop the reading."""
        dialog = QFileDialog(self._window, tr("Import"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters([tr("Texts (*.md *.markdown *.mdown *.txt)"), tr("All files (*)")])
        dialog.filesSelected.connect(lambda names: self.add([Path(name) for name in names]))
        dialog.finished.connect(dialog.deleteLater)
        self._dialog = dialog
        dialog.open()

    def paste(self) -> None:
        """Take files or a text from the clipboard."""
        data = QApplication.clipboard().mimeData()
        if not self.take(data):
            self._messages.tell(tr("There is no text to paste."))

    def take(self, data: QMimeData) -> bool:
        """Import what was dropped or pasted; say whether there was anything."""
        self._show_overlay(None)
        paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        if paths:
            self.add(paths)
        elif data.hasText() and data.text().strip():
            self.add([data.text()])
        else:
            return False
        return True

    def add(self, sources: list[Path] | list[str]) -> None:
        """Import files and texts, one after another."""
        self._waiting += sources
        self.wanted.emit()
        self._next()

    def cancel(self) -> None:
        """Cancel what runs and what waits."""
        self._waiting.clear()
        self._cancelled.set()

    # Inside

    def _next(self) -> None:
        if self._running or not self._waiting:
            return
        source = self._waiting.pop(0)
        self._running = True
        self._cancelled = cancelled = threading.Event()
        name = source.name if isinstance(source, Path) else name_of_text(source)
        text = tr("Importing “{name}”", name=name)
        self._window.status.show_job(text, 0.0)
        show = self._desk.jobs.progress(lambda share: self._show_progress(text, share))
        library, process = self._desk.library, self._desk.lanes.process

        def parse() -> Parsed:
            if isinstance(source, Path):
                return parse_path(library, process, source, on_progress=show, cancelled=cancelled)
            return parse_text(library, process, source, name=name, on_progress=show, cancelled=cancelled)

        self._desk.jobs.run(self._desk.lanes.imports, parse, self._keep, self._fail)

    def _keep(self, parsed: Parsed) -> None:
        if self._cancelled.is_set():
            self._fail(CancelledError(tr("The import was cancelled; nothing was kept.")))
            return
        library = self._desk.library
        self._desk.jobs.run(
            self._desk.lanes.write, lambda: keep_parsed(library, parsed), self._kept, self._fail
        )

    def _kept(self, imported: Imported) -> None:
        self._end()
        if imported.changes is not None:
            self._desk.changed.emit(imported.changes)
        document = imported.document
        self._reading.jump_to_document(document.id)
        if imported.status == "duplicate":
            self._messages.tell(tr("“{title}” is already in your library.", title=document.title))
            return
        words = tr_count(document.words, "{count} word", "{count} words")
        sections = tr_count(document.section_count, "{count} section", "{count} sections")
        size = f"{sections}, {words}"
        text = tr("“{title}” is in your library: {size}.", title=document.title, size=size)
        self._messages.tell(" ".join((text, *document.warnings)))

    def _fail(self, error: KnownError) -> None:
        self._end()
        bad = not isinstance(error, CancelledError)
        self._messages.tell(f"{error.sentence} {error.hint}".strip(), bad=bad)

    def _end(self) -> None:
        self._running = False
        self._window.status.show_job("", 0.0)
        self._next()

    def _show_progress(self, text: str, share: float) -> None:
        if self._running:
            self._window.status.show_job(text, share)

    def _show_overlay(self, data: QMimeData | None) -> None:
        if data is None:
            if self._overlay is not None:
                self._overlay.hide()
            return
        if self._overlay is None:
            self._overlay = DropOverlay(self._desk.look, self._window)
        self._overlay.cover()
