"""The program as the desktop knows it: its name there, and files that are given to it while it runs."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from studyapp.runtime.wanted import Wanted

DESKTOP_ID = "io.github.studyapp.StudyApp"  # of packaging/desktop: Wayland finds the icon by it


class DesktopApplication(QApplication):
    """Qt's application. On macOS a file that is opened with the program comes as an event, no argument."""

    wanted = Signal(object)  # Wanted

    def __init__(self, arguments: list[str]) -> None:
        super().__init__(arguments)
        self.setDesktopFileName(DESKTOP_ID)

    def event(self, event: QEvent) -> bool:
        """Take files that the desktop gives."""
        if isinstance(event, QFileOpenEvent) and event.file():
            self.wanted.emit(Wanted(files=(Path(event.file()),)))
            return True
        return super().event(event)
