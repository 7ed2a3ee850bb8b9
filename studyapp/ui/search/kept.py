"""Searches to come back to: the star that saves one, and the list of saved and recent ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from studyapp.domain.changes import Noun
from studyapp.services import searches
from studyapp.ui.search.offers import kept_offers

if TYPE_CHECKING:
    from studyapp.domain.changes import ChangeSet
    from studyapp.ui.desk import Desk
    from studyapp.ui.search.view import SearchPane


class KeptSearches(QObject):
    """Keeps the pane's star and list as the library is."""

    def __init__(self, desk: Desk, pane: SearchPane) -> None:
        super().__init__(pane)
        self._desk = desk
        self._pane = pane
        self._saved = searches.load_saved(desk.library)
        self._last = ""
        pane.kept.cleared.connect(self._forget_recent)
        pane.kept.dropped.connect(self._drop)
        pane.star.on_click(self._toggle)
        desk.changed.connect(self._take_in)

    @property
    def _query(self) -> str:
        return " ".join(self._pane.box.edit.text().split())

    def remember(self) -> None:
        """Put the query among the recent ones: the person went to one of its hits."""
        query, library = self._query, self._desk.library
        if query != self._last:
            self._last = query
            self._desk.keep(lambda: searches.keep_recent(library, query))

    def show(self) -> None:
        """Show the list."""
        library = self._desk.library
        self._pane.show_kept(kept_offers(self._saved, searches.load_recent(library)))

    def show_star(self) -> None:
        """Show whether the query in the box is saved."""
        self._pane.show_star(shown=bool(self._query), on=self._query in self._saved)

    def _toggle(self) -> None:
        query, library = self._query, self._desk.library
        change = searches.drop_search if query in self._saved else searches.save_search
        self._desk.command(lambda: change(library, query))

    def _drop(self, query: str) -> None:
        library = self._desk.library
        self._desk.command(lambda: searches.drop_search(library, query))

    def _forget_recent(self) -> None:
        self._last, library = "", self._desk.library
        self._desk.jobs.run(
            self._desk.lanes.write, lambda: searches.forget_recent(library), lambda _none: self.show()
        )

    def _take_in(self, changes: ChangeSet) -> None:
        if changes.ids(Noun.SAVED_SEARCH):
            self._saved = searches.load_saved(self._desk.library)
            self.show()
            self.show_star()
