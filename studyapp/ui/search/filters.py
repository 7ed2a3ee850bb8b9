"""The menus of the filter chips: the values that narrow the result, with their hits."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal

from studyapp.ui.outline.names import full_name
from studyapp.ui.reader.document import split_heading
from studyapp.ui.search.asking import Request
from studyapp.ui.search.chips import THIS
from studyapp.ui.search.terms import FIELDS, narrowed, without
from studyapp.ui.translation import tr
from studyapp.ui.widgets.menu import make_menu

if TYPE_CHECKING:
    from concurrent.futures import Future

    from PySide6.QtWidgets import QMenu

    from studyapp.domain.hits import Facet
    from studyapp.services.searching import SearchService
    from studyapp.ui.desk import Desk
    from studyapp.ui.reader.controller import ReadingController
    from studyapp.ui.search.view import SearchPane

_MOST = 24  # rows of a menu: more fit on no screen
_NAME_LETTERS = 48


class Filters(QObject):
    """Asks for a filter's values when its chip is pressed, offers them, and narrows the search by one."""

    field_wanted = Signal(str)  # to be written by hand

    def __init__(self, desk: Desk, pane: SearchPane, reading: ReadingController) -> None:
        super().__init__(pane)
        self._desk = desk
        self._pane = pane
        self._reading = reading
        self.service: Future[SearchService] | None = None
        self.menu: QMenu | None = None  # the one that was opened last
        pane.chips.menu_wanted.connect(self._ask)

    def request(self) -> Request:
        """Return what box and chips ask for."""
        chips, read = self._pane.chips, self._reading.document
        document = chips.document if chips.document != THIS else read.id if read is not None else None
        section = chips.section if chips.section != THIS else str(self._reading.section)
        return Request(
            text=self._pane.box.edit.text(),
            kinds=chips.kinds(),
            document_id=document,
            section=int(section) if document is not None and section is not None else None,
            exact=not chips.forms.isChecked(),
        )

    def _ask(self, name: str) -> None:
        """Ask for the values in what is found without this filter."""
        request, service = self.request(), self.service
        if service is None:
            return
        text = without(request.text, name) if name in FIELDS else request.text
        within = None if name == "document" else request.document_id
        if name == "section" and within is None and self._reading.document is not None:
            within = self._reading.document.id

        def facets() -> tuple[Facet, ...]:
            return service.result().facets(
                name, text, kinds=request.kinds, document_id=within, exact=request.exact
            )

        lane, show = self._desk.lanes.work, partial(self._open, name, within)
        self._desk.jobs.run(lane, facets, show, lambda _error: show(()))

    def _open(self, name: str, within: str | None, facets: tuple[Facet, ...]) -> None:
        pane = self._pane
        if not pane.isVisible():
            return
        chip = pane.chips.filters[name]
        menu = self.menu = make_menu(self._desk.look, pane)
        menu.setAccessibleName(chip.accessibleName())
        self._add_first(menu, name)
        for facet in facets[:_MOST]:
            row = menu.addAction(_label(name, facet))
            row.triggered.connect(partial(self._take, name, within, facet))
        self._add_last(menu, name, len(facets))
        menu.popup(chip.mapToGlobal(QPoint(0, chip.height())))
        menu.setActiveAction(menu.actions()[0])

    def _add_first(self, menu: QMenu, name: str) -> None:
        """Offer what takes the filter away, and what is read now."""
        chips, reads = self._pane.chips, self._reading.document is not None
        match name:
            case "document":
                menu.addAction(tr("All documents")).triggered.connect(lambda: self._narrow(None))
                if reads:
                    menu.addAction(tr("This document")).triggered.connect(lambda: self._narrow(THIS))
            case "section":
                menu.addAction(tr("All sections")).triggered.connect(
                    lambda: self._narrow(chips.document, document_name=chips.document_name)
                )
                if reads:
                    menu.addAction(tr("This section")).triggered.connect(lambda: self._narrow(THIS, THIS))
            case _ if chips.filters[name].isChecked():
                every = {"tag": tr("Any tag"), "actor": tr("Any actor"), "date": tr("Any date")}
                menu.addAction(every[name]).triggered.connect(lambda: self._write(name, ""))
        if menu.actions():
            menu.addSeparator()

    def _add_last(self, menu: QMenu, name: str, count: int) -> None:
        """Say what is not listed, and let a value be written."""
        if count > _MOST:
            menu.addAction(tr("and {count} more", count=f"{count - _MOST:,}")).setEnabled(False)
        elif not count:
            nothing = {
                "document": tr("No document has a hit"),
                "section": tr("No section has a hit"),
                "tag": tr("No tag among the hits"),
                "actor": tr("No actor among the hits"),
                "date": tr("No date among the hits"),
            }
            menu.addAction(nothing[name]).setEnabled(False)
        if name in FIELDS:
            menu.addSeparator()
            menu.addAction(tr("Write another…")).triggered.connect(lambda: self._begin(name))

    def _take(self, name: str, within: str | None, facet: Facet) -> None:
        if name == "document":
            self._narrow(facet.value, document_name=split_heading(facet.name)[0])
        elif name == "section" and within is not None:
            document = split_heading(self._desk.library.document(within).title)[0]
            section = full_name(facet.name, facet.detail)
            self._narrow(within, facet.value, document_name=document, section_name=section)
        else:
            self._write(name, facet.value)

    def _narrow(
        self,
        document: str | None,
        section: str | None = None,
        *,
        document_name: str = "",
        section_name: str = "",
    ) -> None:
        self._pane.chips.narrow(document, section, document_name=document_name, section_name=section_name)
        self._pane.box.edit.setFocus()

    def _write(self, name: str, term: str) -> None:
        edit = self._pane.box.edit
        edit.setText(narrowed(edit.text(), name, term) if term else without(edit.text(), name))
        edit.setFocus()

    def _begin(self, name: str) -> None:
        self._write(name, "")
        self.field_wanted.emit(name)


def _label(name: str, facet: Facet) -> str:
    """Return a row: the name, and after a tab, at the right, its hits."""
    title = split_heading(facet.name)[0] if name == "document" else facet.name
    title = full_name(title, facet.detail) if name == "section" else title
    if len(title) > _NAME_LETTERS:
        title = title[: _NAME_LETTERS - 1].rstrip() + "…"
    title = title.replace("&", "&&")
    return f"{title}\t{facet.hits:,}" if facet.hits else title
