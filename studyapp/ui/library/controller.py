"""The library list: what is in it, how far it is read, and the removal of a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from studyapp.domain.changes import Noun
from studyapp.services.shelf import read_shares
from studyapp.ui.library.view import LibraryRow
from studyapp.ui.translation import tr
from studyapp.ui.widgets.menu import make_menu

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QPoint

    from studyapp.domain.changes import ChangeSet
    from studyapp.domain.documents import DocumentRecord
    from studyapp.ui.desk import Desk
    from studyapp.ui.library.view import LibraryView
    from studyapp.ui.messages.view import MessageBar
    from studyapp.ui.reader.controller import ReadingController


PAUSE_MS = 100


class LibraryController(QObject):
    """Joins the list of documents to the library."""

    def __init__(
        self,
        desk: Desk,
        view: LibraryView,
        reading: ReadingController,
        messages: MessageBar,
        undo: Callable[[], object],
    ) -> None:
        super().__init__(view)
        self._desk = desk
        self._view = view
        self._reading = reading
        self._messages = messages
        self._undo = undo
        self._shares: dict[str, float] = {}
        self._view.removal_wanted.connect(self.remove)
        self._view.menu_wanted.connect(self._show_menu)
        self._records: tuple[DocumentRecord, ...] = ()
        self._pause = QTimer(self)  # a folder of files comes in quicker than a list is worth making
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.refresh)
        reading.document_shown.connect(self.refresh)
        reading.progressed.connect(self._follow)
        desk.changed.connect(self._take_in)
        self.refresh()

    def refresh(self) -> None:
        """List the documents anew; how far each is read comes from the work lane."""
        self._records = self._desk.library.documents()
        self._show()
        library = self._desk.library
        self._desk.jobs.run(self._desk.lanes.work, lambda: read_shares(library), self._take_shares)

    def remove(self, document_id: str) -> None:
        """Take a document out of the library; it can be undone."""
        library = self._desk.library
        title = library.document(document_id).title
        self._desk.command(
            lambda: library.remove_document(document_id),
            lambda: self._messages.tell(
                tr("“{title}” was removed with its notes.", title=title), steps=((tr("Undo"), self._undo),)
            ),
        )

    def finish(self) -> None:
        """List nothing any more: the window goes."""
        self._pause.stop()

    def _take_in(self, changes: ChangeSet) -> None:
        if changes.ids(Noun.DOCUMENT) and not self._pause.isActive():
            self._pause.start()

    def _take_shares(self, shares: dict[str, float]) -> None:
        self._shares = shares
        self._follow()

    def _follow(self) -> None:
        """Let the open document's share be what the outline says."""
        if self._reading.document is not None:
            self._shares[self._reading.document.id] = round(self._reading.share, 2)
        self._show()

    def _show(self) -> None:
        current = self._reading.document.id if self._reading.document is not None else None
        self._view.rows.show(
            tuple(
                LibraryRow(r.id, r.title, ", ".join(r.authors), self._shares.get(r.id), r.id == current)
                for r in self._records
            )
        )

    def _show_menu(self, document_id: str, where: QPoint) -> None:
        menu = make_menu(self._desk.look, self._view)
        menu.addAction(tr("Open")).triggered.connect(lambda: self._reading.jump_to_document(document_id))
        menu.addAction(tr("Remove from the library")).triggered.connect(lambda: self.remove(document_id))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(where)
