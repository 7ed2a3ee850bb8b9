"""Import in the background: one source after another, with progress and cancel; reading goes on meanwhile."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QFileDialog

from studyapp.domain.errors import CancelledError, PasswordNeededError
from studyapp.services.importing import find_files, keep_parsed, parse_path, parse_text
from studyapp.ui.importing.overlay import DropOverlay
from studyapp.ui.importing.password import PasswordPanel
from studyapp.ui.importing.queue import Failure, ImportQueue, Task
from studyapp.ui.importing.report import FailurePanel
from studyapp.ui.importing.telling import cancelled_words, changed_words, many_words, one_words
from studyapp.ui.translation import tr

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

    from studyapp.domain.errors import KnownError
    from studyapp.services.importing import Imported, Parsed
    from studyapp.ui.desk import Desk
    from studyapp.ui.messages.view import MessageBar, Step
    from studyapp.ui.reader.controller import ReadingController
    from studyapp.ui.window import Window

_PATTERNS = "*.epub *.pdf *.html *.htm *.xhtml *.docx *.md *.markdown *.mdown *.txt *.text"


class ImportController(QObject):
    """Joins menu, drop and paste to the import process."""

    wanted = Signal()  # a source was given: what else the import process does may wait
    library_wanted = Signal()  # the person wants to see what came in

    def __init__(self, desk: Desk, window: Window, reading: ReadingController, messages: MessageBar) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._reading = reading
        self._messages = messages
        self._cancelled = threading.Event()
        self._queue = ImportQueue()
        self._running = False
        self._dialog: QFileDialog | None = None
        self._overlay: DropOverlay | None = None
        self._panel: FailurePanel | None = None
        self._password: PasswordPanel | None = None
        window.status.cancel.on_click(self.cancel)
        window.dragged.connect(self._show_overlay)
        window.dropped.connect(self.take)

    def choose_files(self) -> None:
        """Ask for files; the dialog does not stop the reading."""
        dialog = QFileDialog(self._window, tr("Import"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters([tr("Documents ({patterns})", patterns=_PATTERNS), tr("All files (*)")])
        self._ask(dialog)

    def choose_folder(self) -> None:
        """Ask for a folder, of which all documents are imported."""
        dialog = QFileDialog(self._window, tr("Import a folder"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        self._ask(dialog)

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
        """Import files, folders and texts, one after another."""
        self.wanted.emit()
        texts = [source for source in sources if isinstance(source, str)]
        paths = [source for source in sources if isinstance(source, Path)]
        self._add_tasks([Task(text) for text in texts])
        if any(path.is_dir() for path in paths):
            self._find(paths)
        else:
            self._add_tasks([Task(path) for path in paths])

    def cancel(self) -> None:
        """Cancel what runs and what waits."""
        self._queue.waiting.clear()
        self._queue.cancelled = True
        self._cancelled.set()

    @property
    def failure_panel(self) -> FailurePanel:
        """The list of what failed, made when it is first wanted."""
        if self._panel is None:
            self._panel = FailurePanel(self._desk.look, self._window)
        return self._panel

    @property
    def password_panel(self) -> PasswordPanel:
        """The question for a password, made when it is first wanted."""
        if self._password is None:
            self._password = PasswordPanel(self._desk.look, self._window)
        return self._password

    # Inside

    def _ask(self, dialog: QFileDialog) -> None:
        dialog.filesSelected.connect(lambda names: self.add([Path(name) for name in names]))
        dialog.finished.connect(dialog.deleteLater)
        self._dialog = dialog
        dialog.open()

    def _find(self, paths: list[Path]) -> None:
        """Look into folders on the work lane: they may be many and slow."""
        failures: list[Failure] = []
        own = self._desk.library.folder

        def found(files: list[Path]) -> None:
            self._queue.failures += failures
            if files:
                self._add_tasks([Task(file) for file in files])
            else:
                self._messages.tell(tr("There are no files in this folder."))

        self._desk.jobs.run(
            self._desk.lanes.work,
            lambda: find_files(paths, own, lambda path, why: failures.append(Failure(path, why))),
            found,
        )

    def _add_tasks(self, tasks: list[Task]) -> None:
        self._queue.add(tasks)
        self._next()

    def _next(self) -> None:
        if self._running or not self._queue.waiting:
            return
        task = self._queue.waiting.popleft()
        self._running = True
        self._cancelled = cancelled = threading.Event()
        text = self._queue.text_of(task)
        self._show_progress(text, 0.0)
        show = self._desk.jobs.progress(lambda share: self._show_progress(text, share))
        library, process = self._desk.library, self._desk.lanes.process

        def parse() -> Parsed:
            if isinstance(task.source, Path):
                return parse_path(
                    library,
                    process,
                    task.source,
                    password=task.password,
                    on_progress=show,
                    cancelled=cancelled,
                )
            return parse_text(
                library, process, task.source, name=task.name, on_progress=show, cancelled=cancelled
            )

        self._desk.jobs.run(
            self._desk.lanes.imports,
            parse,
            lambda parsed: self._keep(task, parsed),
            lambda error: self._fail(task, error),
        )

    def _keep(self, task: Task, parsed: Parsed) -> None:
        if self._cancelled.is_set():
            self._fail(task, CancelledError(tr("The import was cancelled; nothing was kept.")))
            return
        library = self._desk.library
        self._desk.jobs.run(
            self._desk.lanes.write,
            lambda: keep_parsed(library, parsed, on_change=task.on_change),
            lambda imported: self._kept(task, imported),
            lambda error: self._fail(task, error),
        )

    def _kept(self, task: Task, imported: Imported) -> None:
        if imported.status == "changed":
            self._queue.changed.append((task, imported))
        else:
            self._queue.done.append(imported)
        if imported.changes is not None:
            self._desk.changed.emit(imported.changes)
        self._go_on()

    def _fail(self, task: Task, error: KnownError) -> None:
        if isinstance(error, CancelledError):
            self._queue.cancelled = True
            self._queue.waiting.clear()
        elif isinstance(error, PasswordNeededError):
            self._queue.locked.append(task)
            if task.password:
                self._messages.tell(error.sentence)
        else:
            path = str(task.source) if isinstance(task.source, Path) else task.name
            self._queue.failures.append(Failure(path, f"{error.sentence} {error.hint}".strip()))
        self._go_on()

    def _go_on(self) -> None:
        self._end()
        if self._queue.waiting:
            self._next()
            return
        queue, self._queue = self._queue, ImportQueue()
        self._tell(queue)

    def _end(self) -> None:
        self._running = False
        self._window.status.show_job("", 0.0)

    # What is said at the end

    def _tell(self, queue: ImportQueue) -> None:
        if queue.cancelled:
            self._messages.tell(cancelled_words(queue))
            return
        if queue.locked:
            self._ask_password(queue.locked)
        if queue.changed:
            self._ask_about_changed(queue.changed)
        elif len(queue.done) == 1 and not queue.failures:
            self._tell_of_one(queue.done[0])
        elif len(queue.failures) == 1 and not queue.done:
            self._messages.tell(queue.failures[0].sentence, bad=True)
        elif queue.done or queue.failures:
            self._tell_of_many(queue)

    def _tell_of_one(self, imported: Imported) -> None:
        self._reading.jump_to_document(imported.document.id)
        self._messages.tell(one_words(imported))

    def _tell_of_many(self, queue: ImportQueue) -> None:
        failures = queue.failures
        steps: list[Step] = [(tr("Show the library"), self.library_wanted.emit)] if queue.done else []
        if failures:
            steps.insert(0, (tr("Show why"), lambda: self.failure_panel.open(failures)))
        self._messages.tell(many_words(queue), bad=bool(failures), steps=steps)

    def _ask_about_changed(self, changed: list[tuple[Task, Imported]]) -> None:
        """Ask what becomes of documents of which an earlier text is known; without an answer nothing does."""

        def again(on_change: str) -> None:
            self._add_tasks([task._replace(on_change=on_change) for task, _ in changed])

        first = changed[0][1].document
        leave = (
            (tr("Open the old one"), lambda: self._reading.jump_to_document(first.id))
            if len(changed) == 1
            else (tr("Leave them"), lambda: None)
        )
        self._messages.tell(
            changed_words(first, len(changed)),
            steps=(
                (tr("Update"), lambda: again("update")),
                (tr("Keep both"), lambda: again("both")),
                leave,
            ),
        )

    def _ask_password(self, locked: list[Task]) -> None:
        """Ask for the password of the first locked file; the others follow."""
        task, rest = locked[0], locked[1:]

        def answered(password: str) -> None:
            if password:
                self._add_tasks([task._replace(password=password)])
            if rest:
                self._ask_password(rest)

        self.password_panel.open(task.name, wrong=bool(task.password), answered=answered)

    def _show_progress(self, text: str, share: float) -> None:
        if self._running:
            self._window.status.show_job(text, self._queue.share_of(share))

    def _show_overlay(self, data: QMimeData | None) -> None:
        if data is None:
            if self._overlay is not None:
                self._overlay.hide()
            return
        if self._overlay is None:
            self._overlay = DropOverlay(self._desk.look, self._window)
        self._overlay.cover()
