"""Opens the pictures of the text as large as the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from studyapp.ui.desk import Desk
    from studyapp.ui.reader.plate import Plate
    from studyapp.ui.window import Window


class EnlargingController(QObject):
    """Joins the pictures of the text to the plate that shows one."""

    def __init__(self, desk: Desk, window: Window) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._view = window.page.view
        self.plate: Plate | None = None
        self._view.picture_clicked.connect(self.open)

    def open_in_view(self) -> None:
        """Enlarge the first picture that is in the view, else the section's first one."""
        number = self._view.picture_in_view()
        if number is not None:
            self.open(number)

    def open(self, number: int) -> None:
        """Enlarge the picture of a block of the section; its others are a key away."""
        page = self._view.page
        if page is None:
            return
        if self.plate is None:
            from studyapp.ui.reader.plate import Plate  # noqa: PLC0415 (on first use)

            self.plate = Plate(self._desk.look, self._desk.pictures, self._window)
        numbers = list(page.picture_boxes)
        self.plate.open([page.section.blocks[n] for n in numbers], numbers.index(number))
