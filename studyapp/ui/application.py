"""The window at work on one library: the text first, everything around it after the first frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import QByteArray, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from studyapp.domain.errors import KnownError, NotFoundError
from studyapp.runtime.resources import resource
from studyapp.runtime.settings import Settings, save_settings
from studyapp.ui.look import control_font
from studyapp.ui.panes import PaneWidths
from studyapp.ui.placing import on_a_screen
from studyapp.ui.reader.controller import ReadingController
from studyapp.ui.translation import tr
from studyapp.ui.window import Window

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from studyapp.runtime.wanted import Wanted
    from studyapp.ui.desk import Desk
    from studyapp.ui.door import Door
    from studyapp.ui.look import Look
    from studyapp.ui.screens import Screens
    from studyapp.ui.surroundings import Surroundings

SAVE_PAUSE_MS = 400
_TITLE_BAR_PX = 40  # what a window manager may add to the height of a window


class Application(QObject):
    """Owns the window. `desk` is None while no library could be opened; then a page says why."""

    ready = Signal()  # everything that comes after the first frame is there
    library_wanted = Signal(object)  # the folder (Path) of a library to open in place of this one
    move_wanted = Signal(object)  # a Move to end when this library is closed

    def __init__(self, look: Look, settings: Settings, settings_path: Path, desk: Desk | None) -> None:
        super().__init__()
        self.look = look
        self.desk = desk
        self.window = Window(look)
        self.reading = ReadingController(desk, self.window) if desk is not None else None
        self._surroundings: Surroundings | None = None
        self._errors: list[BaseException] = []  # that came before there was a message bar
        self._settings = settings
        self._settings_path = settings_path
        self._closed = False
        self._door: Door | None = None
        self._saving = QTimer(self)
        self._saving.setSingleShot(True)
        self._saving.setInterval(SAVE_PAUSE_MS)
        self._saving.timeout.connect(self._save_settings)
        self.window.widths = PaneWidths(settings.left_px, settings.search_px, settings.right_px)
        self.window.open_panes(left=settings.left_pane, right=settings.right_pane)
        self._restore_geometry()
        self.window.first_frame.connect(lambda: QTimer.singleShot(40, self._surround))
        self.window.closing.connect(self.close)
        self.window.rearranged.connect(self._saving.start)
        look.changed.connect(self._saving.start)

    def show(self) -> None:
        """Show the window, and in it what was read last; the size must be known for the place to be found."""
        self.window.show()
        if self.reading is not None:
            self.reading.open_at_start()
            self.window.page.view.setFocus()
        else:
            self.window.page.setFocus()

    def show_problem(self, error: KnownError) -> None:
        """Show a calm page in place of a library that cannot be opened."""
        self.window.open_panes(left=False, right=False)
        self.window.page.show_sentence(error.sentence, error.hint, tr("Choose another library…"))

    def open_document(self, wanted: str, section: int | None) -> None:
        """Open the document of an id or a part of a title, at a section. NotFoundError, AmbiguousError."""
        if self.desk is None or self.reading is None:
            return
        record = self.desk.library.find_document(wanted)
        if section is not None and section >= record.section_count:
            raise NotFoundError(f"“{record.title}” has {record.section_count} sections, counted from 0.")
        is_open = self.reading.document is not None and self.reading.document.id == record.id
        self.reading.jump_to_document(record.id)
        if section is not None and is_open:
            self.reading.jump_to_section(section)
        elif section is not None:
            self.reading.show_section(section)
        if self.is_ready:
            self.screens.show_text()

    def take(self, wanted: Wanted) -> None:
        """Open or import what a start of the program asks for; what goes wrong is shown."""
        try:
            if wanted.address is not None and self.desk is not None:
                self.screens.going.open_address(wanted.address)
            if wanted.document is not None:
                self.open_document(wanted.document, wanted.section)
        except KnownError as error:
            self.show_error(error)
        if wanted.files and self.desk is not None:
            self.screens.importing.add(list(wanted.files))

    def come_up(self, wanted: Wanted) -> None:
        """Show the window before all others, with what another start asked for."""
        window = self.window
        window.setWindowState(window.windowState() & ~QtCore.Qt.WindowState.WindowMinimized)
        window.raise_()
        window.activateWindow()
        self.take(wanted)

    def tell_place(self, folder: Path) -> None:
        """Say where the library is now: it was moved."""
        self.screens.messages.tell(tr("Your library is in {folder} now.", folder=folder))

    def open_door(self) -> None:
        """Let later starts on this library hand over to this window."""
        from studyapp.ui.door import Door  # noqa: PLC0415 (after the first frame)

        if self.desk is not None:
            self._door = Door(self.desk.library.folder, self)
            self._door.wanted.connect(self.come_up)
            self._door.open()

    @property
    def is_ready(self) -> bool:
        """Whether everything that comes after the first frame is there."""
        return self._surroundings is not None

    @property
    def surroundings(self) -> Surroundings:
        """What is around the page, with a library or without. Raises RuntimeError before the first frame."""
        if self._surroundings is None:
            msg = "there is nothing around the page before the first frame"
            raise RuntimeError(msg)
        return self._surroundings

    @property
    def screens(self) -> Screens:
        """What is around the text. Raises RuntimeError before the first frame, and without a library."""
        from studyapp.ui.screens import Screens  # noqa: PLC0415 (not before the first frame)

        if isinstance(self._surroundings, Screens):
            return self._surroundings
        msg = "there are no screens before the first frame, nor without a library"
        raise RuntimeError(msg)

    def show_error(self, error: BaseException) -> None:
        """Show a foreseen failure as its sentence, and any other as a report to copy."""
        if self._surroundings is None:
            self._errors.append(error)
        elif isinstance(error, KnownError):
            self._surroundings.show_known_error(error)
        else:
            self._surroundings.show_bug(error)

    def excepthook(
        self, _kind: type[BaseException], error: BaseException, _trace: TracebackType | None
    ) -> None:
        """Take an exception that no slot caught."""
        if isinstance(error, KeyboardInterrupt):
            self.window.close()
        else:
            self.show_error(error)

    def close(self) -> None:
        """Finish what is being written and let everything go; harmless when it is done already."""
        if self._closed:
            return
        self._closed = True
        if self._door is not None:
            self._door.close()
        self._saving.stop()
        self._save_settings()
        if self.desk is not None and self.reading is not None:
            screens = self.screens if self.is_ready else None
            if screens is not None:
                screens.finish()
                screens.search.stop()
            self.reading.keep_place_now()
            self.desk.close()
            if screens is not None:
                screens.search.close()

    # Inside

    def _surround(self) -> None:
        """Make what the first frame did without."""
        if self._closed:
            return
        from PySide6.QtGui import QIcon  # noqa: PLC0415 (after the first frame)
        from PySide6.QtWidgets import QApplication  # noqa: PLC0415 (as above)

        from studyapp.ui.screens import Screens  # noqa: PLC0415 (as above)
        from studyapp.ui.surroundings import Surroundings  # noqa: PLC0415 (as above)

        QApplication.setFont(control_font())
        if self.desk is not None and self.reading is not None:
            self._surroundings = Screens(self.look, self.window, self.desk, self.reading, self._settings)
        else:
            self._surroundings = Surroundings(self.look, self.window, self._settings)
            self._surroundings.disable_library()
            self.window.page.step.on_click(self._surroundings.show_library_page)
        self.window.setWindowIcon(QIcon(str(resource("app/icon.svg"))))
        self._surroundings.kept_changed.connect(self._saving.start)
        self._surroundings.library_wanted.connect(self.library_wanted)
        self._surroundings.move_wanted.connect(self.move_wanted)
        for error in self._errors:
            self.show_error(error)
        self.ready.emit()

    def _restore_geometry(self) -> None:
        geometry = QByteArray.fromBase64(QByteArray(self._settings.geometry.encode("ascii", "ignore")))
        if geometry.isEmpty() or not self.window.restoreGeometry(geometry):
            screen = self.window.screen().availableGeometry()
            self.window.resize(min(1440, screen.width()), min(900, screen.height() - _TITLE_BAR_PX))
        elif not self.window.isMaximized():
            screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
            self.window.setGeometry(on_a_screen(self.window.geometry(), screens, _TITLE_BAR_PX))
        self.window.arrange()

    def _geometry(self) -> str:
        """Return place and size of the window; full screen is a state of the moment, and not kept."""
        if self.window.isFullScreen():
            return self._settings.geometry
        return bytes(self.window.saveGeometry().toBase64().data()).decode("ascii")

    def _save_settings(self) -> None:
        kind, before = self.look.type, self._settings
        self._settings = self._settings._replace(
            theme=self.look.wanted_theme,
            text_px=kind.text_px,
            leading=kind.leading,
            column_px=kind.column_px,
            text_face=kind.family,
            letter_spacing=kind.spacing,
            geometry=self._geometry(),
        )
        if self.desk is not None:
            self._settings = self._settings._replace(
                left_pane=self.window.left_open,
                right_pane=self.window.right_open,
                left_px=self.window.widths.left,
                search_px=self.window.widths.search,
                right_px=self.window.widths.right,
            )
        if self._surroundings is not None:
            self._settings = self._settings._replace(**self._surroundings.kept())
        if self._settings == before:
            return
        try:
            save_settings(self._settings_path, self._settings)
        except KnownError as error:
            if not self._closed:
                self.show_error(error)
