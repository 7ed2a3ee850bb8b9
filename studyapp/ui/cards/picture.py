"""The choice of a card's picture in a sheet: one of the section, one in a file, or none."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from studyapp.ui.translation import tr
from studyapp.ui.widgets.buttons import Chip
from studyapp.ui.widgets.menu import make_menu

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu, QWidget

    from studyapp.ui.look import Look

    Offered = list[tuple[str, str]]


class PictureChoice(QObject):
    """A chip that is on while there is a picture, and opens the menu of what can be chosen."""

    chosen = Signal()

    def __init__(self, look: Look, sheet: QWidget) -> None:
        super().__init__(sheet)
        self._look, self._sheet = look, sheet
        self.chip = Chip(look, tr("Picture"), sheet)
        self.picture: str | Path = ""  # of the library by its file name, or a file
        self._offered: Offered = []
        self._dialog: QFileDialog | None = None
        self.chip.on_click(self._offer)

    def begin(self, offered: Offered, picture: str = "") -> None:
        """Offer pictures (file name in the library, and what each shows); one may be chosen already."""
        self._offered, self.picture = offered, picture
        self.chip.setChecked(bool(picture))

    def take(self, picture: str | Path) -> None:
        """Choose a picture, or none."""
        self.picture = picture
        self.chip.setChecked(bool(picture))
        self.chosen.emit()

    def lines(self) -> list[str]:
        """Return what is chosen, in a line; none without a picture."""
        if not self.picture:
            return []
        picture = self.picture
        name = picture.name if isinstance(picture, Path) else dict(self._offered).get(picture, "")
        return [tr("With the picture “{name}”", name=name) if name else tr("With the picture that it has")]

    def menu(self) -> QMenu:
        """Return what can be chosen."""
        menu = make_menu(self._look, self._sheet)
        for name, shown in self._offered:
            menu.addAction(shown, partial(self.take, name))
        if self._offered:
            menu.addSeparator()
        menu.addAction(tr("From a file…"), self._choose_file)
        if self.picture:
            menu.addAction(tr("No picture"), partial(self.take, ""))
        return menu

    def _offer(self) -> None:
        self.chip.setChecked(bool(self.picture))  # only a choice changes it
        self.menu().popup(self.chip.mapToGlobal(self.chip.rect().bottomLeft()))

    def _choose_file(self) -> None:
        self._dialog = QFileDialog(self._sheet.window(), tr("Picture for the card"))
        self._dialog.setNameFilter(tr("Pictures") + " (*.png *.jpg *.jpeg *.gif *.webp)")
        self._dialog.fileSelected.connect(lambda path: self.take(Path(path)))
        self._dialog.open()
