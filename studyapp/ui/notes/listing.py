"""Which notes are listed: of this text or all, filtered by colour, tag and document, in which order."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QActionGroup

from studyapp.domain.annotations import Colour
from studyapp.services.noting import NoteFilter, every_tag, load_notes
from studyapp.ui.reader.document import split_heading
from studyapp.ui.reader.selection_bar import colour_name
from studyapp.ui.translation import tr
from studyapp.ui.widgets.menu import make_menu

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtWidgets import QMenu

    from studyapp.services.noting import NoteItem
    from studyapp.ui.desk import Desk
    from studyapp.ui.inspector.view import Inspector
    from studyapp.ui.notes.view import NotesPane
    from studyapp.ui.reader.controller import ReadingController

THIS, ALL = 0, 1


class NotesListing(QObject):
    """Fills the pane, and narrows what it shows."""

    def __init__(self, desk: Desk, reading: ReadingController, pane: NotesPane, inspector: Inspector) -> None:
        super().__init__(pane)
        self._desk = desk
        self._reading = reading
        self._pane = pane
        self._inspector = inspector
        pane.scope.chosen.connect(self._change_scope)
        pane.words_typed.connect(lambda words: self._narrow(self._wanted._replace(words=words)))
        pane.filter_cleared.connect(self.clear)
        pane.order.on_click(self._show_menu)

    @property
    def of_all(self) -> bool:
        """Whether the notes of every document are listed."""
        return self._pane.scope.current == ALL

    def show_all(self) -> None:
        """List the notes of every document."""
        self._pane.scope.choose(ALL)

    def refresh(self) -> None:
        """Read the notes again: those of the open document at once, those of all on the work lane."""
        library, document = self._desk.library, self._reading.document
        if self.of_all:
            self._desk.jobs.run(self._desk.lanes.work, lambda: load_notes(library), self._take_all)
        else:
            items = load_notes(library, document.id) if document is not None else ()
            self._pane.show_notes(items, names_documents=False)
        self._inspector.show_count("notes", len(self._reading.annotations))

    def clear(self) -> None:
        """Let every note through again, in the order that was chosen."""
        self._narrow(NoteFilter(words=self._pane.filter.edit.text(), newest_first=self._wanted.newest_first))

    # Inside

    @property
    def _wanted(self) -> NoteFilter:
        return self._pane.rows.wanted

    def _take_all(self, items: tuple[NoteItem, ...]) -> None:
        if self.of_all:
            self._pane.show_notes(items, names_documents=True)

    def _change_scope(self) -> None:
        self._narrow(self._wanted._replace(document_id=""))
        self.refresh()

    def _narrow(self, wanted: NoteFilter) -> None:
        self._pane.show_filter(wanted, self._said(wanted))

    def _said(self, wanted: NoteFilter) -> str:
        """Return what a filter lets through, in words, but for its words."""
        parts = [colour_name(wanted.colour)] if wanted.colour is not None else []
        parts += [f"#{wanted.tag}"] if wanted.tag else []
        parts += [self._titles().get(wanted.document_id, "")] if wanted.document_id else []
        parts += [tr("with a note")] if wanted.written else []
        return "  ·  ".join(parts)

    def _titles(self) -> dict[str, str]:
        """Return the titles of the documents that have notes in the list."""
        return {
            item.note.document_id: split_heading(item.document_title)[0] for item in self._pane.rows.items
        }

    def _show_menu(self) -> None:
        pane, wanted = self._pane, self._wanted
        menu = make_menu(self._desk.look, pane)
        self._add(
            menu,
            [
                (tr("In the order of the text"), wanted._replace(newest_first=False)),
                (tr("Newest first"), wanted._replace(newest_first=True)),
            ],
        )
        menu.addSeparator()
        self._add(
            menu,
            [
                (tr("With and without a note"), wanted._replace(written=False)),
                (tr("With a note"), wanted._replace(written=True)),
            ],
        )
        menu.addSeparator()
        colours = [(tr("Any colour"), wanted._replace(colour=None))]
        colours += [(colour_name(colour), wanted._replace(colour=colour)) for colour in Colour]
        self._add_menu(menu, tr("Colour"), colours)
        tags = [(tr("Any tag"), wanted._replace(tag=""))]
        tags += [(f"#{tag}", wanted._replace(tag=tag)) for tag in every_tag(pane.rows.items)]
        self._add_menu(menu, tr("Tag"), tags)
        if self.of_all:
            texts = [(tr("Every text"), wanted._replace(document_id=""))]
            texts += [(title, wanted._replace(document_id=key)) for key, title in self._titles().items()]
            self._add_menu(menu, tr("Text"), texts)
        menu.aboutToHide.connect(menu.deleteLater)
        corner = pane.order.mapToGlobal(pane.order.rect().bottomRight())
        menu.popup(corner - QPoint(menu.sizeHint().width(), 0))

    def _add_menu(self, menu: QMenu, name: str, choices: Iterable[tuple[str, NoteFilter]]) -> None:
        part = make_menu(self._desk.look, menu, name)
        self._add(part, choices)
        menu.addMenu(part)

    def _add(self, menu: QMenu, choices: Iterable[tuple[str, NoteFilter]]) -> None:
        group = QActionGroup(menu)
        for name, wanted in choices:
            action = menu.addAction(name)
            action.setCheckable(True)
            action.setChecked(wanted == self._wanted)
            action.triggered.connect(partial(self._narrow, wanted))
            group.addAction(action)
