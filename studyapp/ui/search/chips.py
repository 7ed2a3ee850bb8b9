"""The chips under the search box: what kinds of hit are wanted, and by what they are narrowed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studyapp.domain.hits import HitKind
from studyapp.ui.search.terms import FIELDS, value_of
from studyapp.ui.translation import tr
from studyapp.ui.widgets.buttons import Chip, MenuChip

if TYPE_CHECKING:
    from collections.abc import Mapping

    from studyapp.ui.look import Look

ROW_PX, _GAP_PX = 36, 2
THIS: Final = "this"
"""In place of a document's id or a section's number: whatever is read."""
_KINDS: Final = {
    "text": (HitKind.TEXT, HitKind.TITLE),
    "notes": (HitKind.NOTE,),
    "cards": (HitKind.CARD,),
}


class Chips(QWidget):
    """The kinds of hit with their counts, and the filters: tag, actor and date stand in the query itself."""

    changed = Signal()
    menu_wanted = Signal(str)  # the name of the filter

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.document: str | None = None  # an id, THIS, or None for the whole library
        self.document_name = ""  # of the document with that id
        self.section: str | None = None  # a number, THIS, or None for all of them
        self._kind_names = {"text": tr("Text"), "notes": tr("Notes"), "cards": tr("Cards")}
        self.kind_chips = {name: Chip(look, text, self, on=True) for name, text in self._kind_names.items()}
        self.forms = Chip(look, tr("Word forms"), self, on=True)
        self.forms.setToolTip(tr("On: sign finds signed and signs. Off: words as they are written."))
        self.names = {
            "document": tr("Library"), "section": tr("Section"), "tag": tr("Tag"), "actor": tr("Actor"),
            "date": tr("Date"),
        }  # fmt: skip
        self.filters = {name: MenuChip(look, text, self) for name, text in self.names.items()}
        for name, chip in self.filters.items():
            chip.on_click(partial(self.menu_wanted.emit, name))
        self._rows = ((*self.kind_chips.values(), self.forms), tuple(self.filters.values()))
        for switch in (*self.kind_chips.values(), self.forms):
            switch.toggled.connect(lambda _on: self.changed.emit())

    def kinds(self) -> frozenset[HitKind]:
        """Return what the chips ask for; none of them on means everything."""
        wanted = {kind for name, chip in self.kind_chips.items() if chip.isChecked() for kind in _KINDS[name]}
        return frozenset(wanted or HitKind)

    def show_counts(self, counts: Mapping[HitKind, int]) -> None:
        """Show how many hits there are of each kind; nothing where that is not known."""
        for name, chip in self.kind_chips.items():
            known = [counts[kind] for kind in _KINDS[name] if kind in counts]
            chip.setText(f"{self._kind_names[name]} {sum(known):,}" if known else self._kind_names[name])
            chip.setAccessibleName(chip.text())

    def narrow(
        self,
        document: str | None,
        section: str | None = None,
        *,
        document_name: str = "",
        section_name: str = "",
    ) -> None:
        """Look in a document or in one of its sections; the names are shown on the chips."""
        same = (document, section) == (self.document, self.section)
        self.document, self.section, self.document_name = document, section, document_name
        self._show("document", tr("This document") if document == THIS else document_name)
        self._show("section", tr("This section") if section == THIS else section_name)
        if not same:
            self.changed.emit()

    def show_query(self, query: str) -> None:
        """Show which filters stand in the query."""
        for name in FIELDS:
            self._show(name, value_of(query, name))

    def arrange(self, width: int) -> int:
        """Share the width, in further rows where it is too narrow; return the height taken."""
        y = 0
        for row in self._rows:
            x = 0
            for chip in row:
                wide = min(chip.sizeHint().width(), width)
                if x and x + wide > width:
                    x, y = 0, y + ROW_PX
                chip.setGeometry(x, y, wide, chip.height())
                x += wide + _GAP_PX
            y += ROW_PX
        return y

    def _show(self, name: str, value: str) -> None:
        self.filters[name].show_value(value)
