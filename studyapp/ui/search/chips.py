"""The chips under the search box: where to look, for what, and fields to begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studyapp.domain.hits import HitKind
from studyapp.ui.translation import tr
from studyapp.ui.widgets.buttons import Chip

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from studyapp.ui.look import Look

_ROW_PX, _GAP_PX = 36, 2
HEIGHT_PX = 2 * _ROW_PX


class Chips(QWidget):
    """Two rows: the kinds of hit with the library, and what narrows or widens the query."""

    changed = Signal()
    field_wanted = Signal(str)  # its name

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.library = Chip(look, tr("Library"), self, on=True)
        self.text = Chip(look, tr("Text"), self, on=True)
        self.notes = Chip(look, tr("Notes"), self, on=True)
        self.cards = Chip(look, tr("Cards"), self, on=True)
        self.section = Chip(look, tr("This section"), self)
        self.forms = Chip(look, tr("Word forms"), self, on=True)
        self.fields = {
            "tag": self._field(look, tr("Tag"), "tag"),
            "actor": self._field(look, tr("Actor"), "actor"),
            "date": self._field(look, tr("Date"), "date"),
        }
        self.library.setToolTip(tr("On: the whole library. Off: this document."))
        self.section.setToolTip(tr("Only the section that is shown, with all under it."))
        self.forms.setToolTip(tr("On: sign finds signed and signs. Off: words as they are written."))
        self._rows: tuple[tuple[Chip, ...], ...] = (
            (self.library, self.text, self.notes, self.cards),
            (self.section, *self.fields.values(), self.forms),
        )
        self.library.toggled.connect(self._library_toggled)
        self.section.toggled.connect(self._section_toggled)
        for chip in (self.text, self.notes, self.cards, self.forms):
            chip.toggled.connect(self._toggled)

    def kinds(self) -> frozenset[HitKind]:
        """Return what the chips ask for; none of them on means everything."""
        wanted: set[HitKind] = set()
        if self.text.isChecked():
            wanted |= {HitKind.TEXT, HitKind.TITLE}
        if self.notes.isChecked():
            wanted.add(HitKind.NOTE)
        if self.cards.isChecked():
            wanted.add(HitKind.CARD)
        return frozenset(wanted or HitKind)

    def search_in(self, *, library: bool) -> None:
        """Look in the whole library or in the open document."""
        self.library.setChecked(library)
        if not library:
            self.section.setChecked(False)

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Share the room."""
        self._arrange()

    def _field(self, look: Look, text: str, name: str) -> Chip:
        chip = Chip(look, text, self)
        chip.setCheckable(False)
        chip.setToolTip(tr("Add {field}: to the search", field=name))
        chip.on_click(lambda: self.field_wanted.emit(name))
        return chip

    def _library_toggled(self, on: bool) -> None:
        if on:
            self.section.setChecked(False)
        self._toggled()

    def _section_toggled(self, on: bool) -> None:
        if on:
            self.library.setChecked(False)
        self._toggled()

    def _toggled(self) -> None:
        self._arrange()
        self.changed.emit()

    def _arrange(self) -> None:
        for number, row in enumerate(self._rows):
            x = 0
            for chip in row:
                chip.setGeometry(x, number * _ROW_PX, chip.sizeHint().width(), chip.height())
                x += chip.width() + _GAP_PX
