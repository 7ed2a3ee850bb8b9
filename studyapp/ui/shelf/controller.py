"""The library screen at work: it shows the shelf, opens, describes and removes documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studyapp.domain.changes import Noun
from studyapp.services import shelf, trash
from studyapp.ui.shelf.details import Details, DetailsPanel
from studyapp.ui.shelf.model import ROW
from studyapp.ui.shelf.trash import ROW as TRASH_ROW
from studyapp.ui.shelf.view import ShelfScreen
from studyapp.ui.stage import StageController
from studyapp.ui.translation import tr
from studyapp.ui.widgets.menu import make_menu

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QPoint

    from studyapp.domain.changes import ChangeSet, Removed
    from studyapp.ui.desk import Desk
    from studyapp.ui.library.controller import LibraryController
    from studyapp.ui.reader.controller import ReadingController
    from studyapp.ui.status.view import Hints
    from studyapp.ui.window import Window

_SEEN = frozenset({Noun.DOCUMENT, Noun.CARD, Noun.TRASH})


class ShelfController(StageController):
    """Joins the library screen to the library. The screen is made when it is first opened."""

    def __init__(
        self,
        desk: Desk,
        window: Window,
        reading: ReadingController,
        library: LibraryController,
        choose_files: Callable[[], object],
    ) -> None:
        super().__init__(window, reading)
        self._desk = desk
        self._library = library
        self._choose_files = choose_files
        self._screen: ShelfScreen | None = None
        self._details: DetailsPanel | None = None
        desk.changed.connect(self._take_in)
        reading.section_shown.connect(self._show_path)

    @property
    def screen(self) -> ShelfScreen:
        """The screen, made when it is first wanted."""
        if self._screen is None:
            self._screen = self._make_screen()
        return self._screen

    @property
    def details(self) -> DetailsPanel:
        """The panel that describes a document, made when it is first wanted."""
        if self._details is None:
            self._details = DetailsPanel(self._desk.look, self._window)
        return self._details

    def open(self) -> None:
        """Show the library."""
        self._reading.keep_place_now()
        self._enter(self.screen, tr("Library"), self._keys())
        self._refresh(self._choose_current)
        self.screen.focus.setFocus()

    def edit(self, document_id: str) -> None:
        """Let the person describe a document."""
        library = self._desk.library

        def keep(details: Details) -> None:
            self._desk.command(
                lambda: shelf.edit_document(
                    library,
                    document_id,
                    title=details.title,
                    authors=details.authors,
                    language=details.language,
                    tags=details.tags,
                )
            )

        self.details.open(library.document(document_id), keep)

    # Inside

    def _make_screen(self) -> ShelfScreen:
        screen = ShelfScreen(self._desk.look, self._desk.pictures, self._window)
        screen.list.chosen.connect(lambda index: self._open_document(index.data(ROW).record.id))
        screen.list.edit_wanted.connect(self.edit)
        screen.list.removal_wanted.connect(self._library.remove)
        screen.list.menu_wanted.connect(self._show_menu)
        screen.add.on_click(self._choose_files)
        screen.trash.restore_wanted.connect(self._restore)
        screen.trash.deletion_wanted.connect(self._delete_for_good)
        screen.restore.on_click(self._restore_current)
        screen.empty.on_click(lambda: self._desk.command(lambda: trash.empty_trash(self._desk.library)))
        screen.turned.connect(lambda: self._window.status.show_hints(self._keys()))
        return screen

    def _open_document(self, document_id: str) -> None:
        self.shut()
        self._reading.jump_to_document(document_id)

    def _show_path(self) -> None:
        if self.is_open:
            self._window.top.show_path([(tr("Library"), self._reading.section)])

    def _keys(self) -> Hints:
        keys = (
            ((("↵",), tr("Put back")), (("Del",), tr("Delete for good")))
            if self.screen.shows_trash
            else ((("↵",), tr("Open")), (("E",), tr("Edit")), (("Del",), tr("Remove")))
        )
        return *keys, (("Esc",), tr("Back"))

    def _restore(self, trash_id: str) -> None:
        library = self._desk.library
        self._desk.command(lambda: trash.restore(library, trash_id))

    def _restore_current(self) -> None:
        current = self.screen.trash.currentIndex()
        if current.isValid():
            self._restore(current.data(TRASH_ROW).id)

    def _delete_for_good(self, trash_id: str) -> None:
        library = self._desk.library
        self._desk.command(lambda: trash.delete_for_good(library, trash_id))

    def _choose_current(self) -> None:
        if self._reading.document is not None:
            self.screen.choose_document(self._reading.document.id)

    def _refresh(self, then: Callable[[], object] | None = None) -> None:
        library = self._desk.library

        def load() -> tuple[tuple[shelf.Shelved, ...], tuple[Removed, ...]]:
            return shelf.load_shelf(library), trash.load_trash(library)

        def show(loaded: tuple[tuple[shelf.Shelved, ...], tuple[Removed, ...]]) -> None:
            self.screen.show_shelf(*loaded, library.now())
            if then is not None:
                then()

        self._desk.jobs.run(self._desk.lanes.work, load, show)

    def _take_in(self, changes: ChangeSet) -> None:
        if self.is_open and any(changes.ids(noun) for noun in _SEEN):
            self._refresh()

    def _show_menu(self, document_id: str, where: QPoint) -> None:
        menu = make_menu(self._desk.look, self._window)
        for text, act in (
            (tr("Open"), self._open_document),
            (tr("Edit…"), self.edit),
            (tr("Remove from the library"), self._library.remove),
        ):
            menu.addAction(text).triggered.connect(lambda *_, act=act: act(document_id))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(where)
