"""A screen that stands in place of the text: how it is opened and left, the same for each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from studyapp.ui.reader.controller import ReadingController
    from studyapp.ui.status.view import Hints
    from studyapp.ui.window import Window


class StageController(QObject):
    """Opens its screen over the text and gives the text back. A screen says in `open` how it begins."""

    opened = Signal()
    left = Signal()  # the text is shown again

    def __init__(self, window: Window, reading: ReadingController) -> None:
        super().__init__(window)
        self._window, self._reading = window, reading
        self._staged: QWidget | None = None

    @property
    def is_open(self) -> bool:
        """Whether the screen is shown."""
        return self._staged is not None and self._window.stage is self._staged

    def toggle(self) -> None:
        """Open the screen, or go back to the text."""
        if not self.shut():
            self.open()

    def open(self) -> None:
        """Show the screen."""
        raise NotImplementedError

    def shut(self) -> bool:
        """Show the text again; say whether the screen was open."""
        if not self.is_open:
            return False
        self._window.show_stage(None)
        self._window.status.show_hints(())
        self._window.page.view.setFocus()
        self.left.emit()
        return True

    def _enter(self, screen: QWidget, name: str, hints: Hints) -> None:
        """Put the screen in place of the text, its name above it and its keys below."""
        self._staged = screen
        self._window.show_stage(screen)
        self._window.top.show_path([(name, self._reading.section)])
        self._window.status.show_hints(hints)
        self.opened.emit()
