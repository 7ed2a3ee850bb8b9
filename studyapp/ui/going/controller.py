"""Going to a place by its name, and bookmarks: Ctrl+L, Ctrl+D, and the addresses of passages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from studyapp.domain.addresses import is_address
from studyapp.domain.changes import Noun
from studyapp.domain.documents import ReadingPlace
from studyapp.domain.errors import KnownError
from studyapp.services.bookmarks import delete_bookmark, load_bookmarks, rename_bookmark, set_bookmark
from studyapp.services.reading import find_targets, place_at_share
from studyapp.text.words import fold
from studyapp.ui.going.model import GoingRow
from studyapp.ui.library.view import percent
from studyapp.ui.outline.names import depths, short_name
from studyapp.ui.reader.margin import SignKind, bookmark_signs
from studyapp.ui.translation import tr

if TYPE_CHECKING:
    from studyapp.domain.changes import ChangeSet
    from studyapp.domain.reading import Bookmark
    from studyapp.services.reading import Target
    from studyapp.ui.desk import Desk
    from studyapp.ui.going.view import GoingPanel
    from studyapp.ui.messages.view import MessageBar
    from studyapp.ui.reader.controller import ReadingController
    from studyapp.ui.window import Window


class GoingController(QObject):
    """Joins the panel, the bookmarks' signs and the addresses to the library."""

    def __init__(self, desk: Desk, window: Window, reading: ReadingController, messages: MessageBar) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._reading = reading
        self._messages = messages
        self._view = window.page.view
        self._panel: GoingPanel | None = None
        self._only_bookmarks = False
        self.bookmarks: tuple[Bookmark, ...] = ()
        reading.document_shown.connect(self._load)
        reading.section_shown.connect(self._show_signs)
        desk.changed.connect(self._take_in)
        self._load()

    # What a person does

    def open(self, *, only_bookmarks: bool = False) -> None:
        """Open the panel, for every place or for bookmarks alone."""
        if self._reading.document is not None:
            self._only_bookmarks = only_bookmarks
            self.panel.show_over(self._window)

    def toggle_bookmark(self) -> None:
        """Set a bookmark at the selection, else at the top of the view; take away one that is in the view."""
        document, library = self._reading.document, self._desk.library
        if document is None:
            return
        section = self._reading.section
        seen = [b for b in self._here() if self._view.shows(b.place)]
        if seen:
            self._desk.command(lambda: delete_bookmark(library, seen[0].id))
            return
        selected = self._view.selection(section)
        place = self._view.place(section)
        if selected is not None:
            place = ReadingPlace(section, selected.block, selected.start)
        self._desk.command(lambda: set_bookmark(library, document.id, place))

    def copy_address(self) -> None:
        """Copy the address of the selected passage, else of what stands at the top of the view."""
        from studyapp.domain.addresses import render_address  # noqa: PLC0415 (rare)
        from studyapp.services.addressing import make_address  # noqa: PLC0415 (rare)

        document = self._reading.document
        if document is None:
            return
        place = self._view.selection(self._reading.section) or self._view.passage_at_top(
            self._reading.section
        )
        if place is None:
            self._messages.tell(tr("There is no text here that an address could name."))
            return
        address = make_address(self._desk.library, document.id, place)
        QApplication.clipboard().setText(render_address(address))
        self._messages.tell(
            tr(
                "The address of the passage is copied. To open it, {way} and paste it.",
                way=self._desk.way("go_to"),
            )
        )

    def open_address(self, text: str) -> None:
        """Go to the passage of an address; what is wrong with it is told."""
        from studyapp.domain.addresses import parse_address  # noqa: PLC0415 (rare)
        from studyapp.services.addressing import find_address  # noqa: PLC0415 (rare)

        try:
            document_id, place = find_address(self._desk.library, parse_address(text))
        except KnownError as error:
            self._messages.tell(f"{error.sentence} {error.hint}".strip(), bad=True)
            return
        self._reading.jump_to(document_id, place)
        self._view.show_visited(place)
        self._view.setFocus()

    @property
    def panel(self) -> GoingPanel:
        """The panel, made when it is first wanted."""
        if self._panel is None:
            from studyapp.ui.going.view import GoingPanel  # noqa: PLC0415 (as it says)

            library = self._desk.library
            self._panel = panel = GoingPanel(self._desk.look, self._window)
            panel.asked.connect(self._find)
            panel.chosen.connect(self._go)
            panel.rename_wanted.connect(
                lambda mark, name: self._desk.command(lambda: rename_bookmark(library, mark.id, name))
            )
            panel.remove_wanted.connect(
                lambda mark: self._desk.command(lambda: delete_bookmark(library, mark.id))
            )
        return self._panel

    # Inside

    def _load(self) -> None:
        document = self._reading.document
        self.bookmarks = load_bookmarks(self._desk.library, document.id) if document is not None else ()
        self._show_signs()

    def _take_in(self, changes: ChangeSet) -> None:
        if changes.ids(Noun.BOOKMARK):
            self._load()
            if self._panel is not None and self._panel.isVisible():
                self._find(self._panel.box.edit.text())

    def _here(self) -> list[Bookmark]:
        return [mark for mark in self.bookmarks if mark.place.section == self._reading.section]

    def _show_signs(self) -> None:
        signs = bookmark_signs((mark.id, mark.label, mark.place) for mark in self._here())
        self._view.show_signs(SignKind.BOOKMARK, signs)

    def _find(self, wanted: str) -> None:
        if self._panel is None or self._reading.document is None:
            return
        if is_address(wanted):
            row = GoingRow("link", tr("The passage of this address"), "", address=wanted)
            self._panel.show_rows([row], 0, "")
            return
        rows = self._bookmark_rows(wanted)
        marks = len(rows)
        if self._only_bookmarks:
            empty = tr("No bookmark here. To set one, {way}.", way=self._desk.way("bookmark"))
            self._panel.show_rows(rows, 0, empty)
            return
        targets = find_targets(self._desk.library, self._reading.document.id, self._reading.headings, wanted)
        depth = depths(self._reading.headings)
        rows += [self._target_row(target, depth) for target in targets]
        at = marks + self._reading.section if not wanted.strip() else 0
        self._panel.show_rows(rows, at, tr("No section, page or bookmark is called so."))

    def _bookmark_rows(self, wanted: str) -> list[GoingRow]:
        words = fold(wanted).split()
        found = (mark for mark in self.bookmarks if all(word in fold(mark.label) for word in words))
        return [
            GoingRow("bookmark", mark.label, self._where(mark.place.section), mark.place, bookmark=mark)
            for mark in found
        ]

    def _where(self, section: int) -> str:
        """Return the name of a section and the share of the text before it."""
        headings = self._reading.headings
        every = sum(max(heading.words, 1) for heading in headings)
        before = sum(max(heading.words, 1) for heading in headings[:section])
        return f"{short_name(headings[section])}  ·  {percent(before / every)}"

    def _target_row(self, target: Target, depth: list[int]) -> GoingRow:
        headings, section = self._reading.headings, target.place.section
        name = short_name(headings[section])
        number = tr("Section {number}", number=section + 1)
        if target.percent is not None:
            _, share = place_at_share(headings, target.percent / 100)
            shown = percent(target.percent / 100)
            return GoingRow("book-open", tr("{share} of the text", share=shown), name, target.place, share)
        if target.paragraph is not None:
            named = tr("Paragraph {number}", number=f"{section + 1}.{target.paragraph}")
            return GoingRow("book-open", named, name, target.place)
        if target.page:
            return GoingRow("book-open", tr("Page {page}", page=target.page), name, target.place)
        return GoingRow("", name, number, target.place, depth=depth[section])

    def _go(self, row: GoingRow) -> None:
        if row.address:
            self.open_address(row.address)
        else:
            self._reading.jump_to_place(row.place, row.share)
