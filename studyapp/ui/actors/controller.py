"""Actors of the open document: underlined in the text, listed beside it, one at a time on its page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from studyapp.domain.changes import Noun
from studyapp.domain.errors import KnownError
from studyapp.services.casts import Cast, load_cast, load_profile
from studyapp.ui.actors.deciding import ActorDecisions
from studyapp.ui.actors.hover import Hover
from studyapp.ui.actors.menus import ActorMenus
from studyapp.ui.actors.own import own_rows
from studyapp.ui.actors.page import ActorPage
from studyapp.ui.actors.pane import ActorsPane
from studyapp.ui.actors.passages import place_of
from studyapp.ui.outline.names import short_name
from studyapp.ui.reader.mentions import ShownMention
from studyapp.ui.translation import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from studyapp.domain.actors import Actor
    from studyapp.domain.changes import ChangeSet
    from studyapp.domain.places import Place
    from studyapp.services.appearances import Appearance
    from studyapp.services.casts import Profile
    from studyapp.ui.actors.underlines import Underlines
    from studyapp.ui.analysing.controller import AnalysingController
    from studyapp.ui.desk import Desk
    from studyapp.ui.inspector.view import Inspector
    from studyapp.ui.messages.view import MessageBar
    from studyapp.ui.reader.controller import ReadingController
    from studyapp.ui.window import Window


class ActorsController(QObject):
    """Joins text, list and page to the library. What takes long is done on the work lane."""

    note_wanted = Signal(str)
    room_wanted = Signal()  # the pane has no room beside the search
    actor_shown = Signal()  # a page was filled, or closed

    def __init__(
        self,
        desk: Desk,
        window: Window,
        reading: ReadingController,
        *,
        messages: MessageBar,
        inspector: Inspector,
        underlines: Underlines,
        analysing: AnalysingController,
        undo: Callable[[], object],
    ) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._reading = reading
        self._messages = messages
        self._inspector = inspector
        self._analysing = analysing
        self._view = window.page.view
        self.underlines = underlines
        self.cast = Cast("", known=False)
        self.decisions = ActorDecisions(
            desk, window, reading, messages=messages, inspector=inspector, undo=undo
        )
        self.hover = Hover(desk, window, reading)
        self.pane = ActorsPane(desk.look)
        inspector.hold("actors", self.pane)
        self._menus = ActorMenus(desk.look, window, reading, self)
        self._page: ActorPage | None = None
        self._open: str | None = None  # the actor of the page
        self._next: str | None = None  # the actor that it becomes with the next cast
        self._visited: Place | None = None
        self._awaited: Appearance | None = None  # in another document, to be opened when its cast is there
        self._loading = 0
        self._connect()
        self._load()

    def _connect(self) -> None:
        view, reading, rows = self._view, self._reading, self.pane.list
        reading.document_shown.connect(self._document_shown)
        reading.section_shown.connect(self._section_shown)
        self._desk.changed.connect(self._take_in)
        self._analysing.obstacles_changed.connect(self._show_cast)
        self.underlines.changed.connect(self._show_underlines)
        view.mention_clicked.connect(lambda mention: self.open(mention.actor_id))
        rows.actor_wanted.connect(lambda actor_id: self.open(actor_id, by_key=rows.hasFocus()))
        rows.kind_switched.connect(self.underlines.switch)
        rows.rename_wanted.connect(lambda actor_id: self._with(actor_id, self.decisions.ask_name))
        self.decisions.moved.connect(self._move)
        self._inspector.covered.connect(self._covered)

    @property
    def page(self) -> ActorPage:
        """The page, made when an actor is opened first."""
        if self._page is None:
            page = ActorPage(self._desk.look)
            page.left.connect(self.close_page)
            page.menu_wanted.connect(lambda: self._menus.show_of_page(page))
            page.place_wanted.connect(self.go_to)
            page.section_wanted.connect(self._go_to_section)
            page.actor_wanted.connect(lambda actor_id: self.open(actor_id, by_key=True))
            page.note_wanted.connect(self.note_wanted)
            page.document_wanted.connect(self.go_to_document)
            page.join_wanted.connect(self._join_seat)
            page.apart_wanted.connect(lambda seat: self.decisions.keep_apart(self.cast, seat))
            self._page = page
        return self._page

    @property
    def open_actor(self) -> Actor | None:
        """The actor whose page is open."""
        return self.cast.find(self._open) if self._open is not None else None

    # What a person does

    def focus_list(self) -> None:
        """Show the list and give it the keyboard."""
        self.close_page()
        self._make_room()
        self._inspector.show_tab("actors")
        self.pane.list.setFocus()

    def open(self, actor_id: str, *, by_key: bool = False) -> None:
        """Open an actor's page; by the keyboard, give it the keyboard."""
        actor = self.cast.find(actor_id)
        if actor is None:
            return
        self.hover.hide()
        self._make_room()
        self._inspector.show_tab("actors")
        self._open = actor_id
        self._show_page(actor)
        self._inspector.cover(self.page)
        actions = self._desk.actions
        key = actions.key("next_mention") if actions is not None else ""
        on = (((key,), tr("next mention")),) if key else ()
        self._window.status.show_hints((*on, ((tr("Esc"),), tr("back to the list"))))
        self._show_mentions()
        if by_key:
            self.page.setFocus()
        self._load_profile(lambda: self.page.focus_first() if by_key and self.page.hasFocus() else None)

    def open_here(self) -> None:
        """Open the actor that the selection or the caret touches, else the first one of the section."""
        place = self._view.selection(self._reading.section)
        cameos = self.cast.in_section(self._reading.section)
        if place is not None:
            start, end = (place.block, place.start), (place.end_block, place.end)
            cameos = [
                cameo
                for cameo in cameos
                if start < (cameo.mention.block, cameo.mention.end)
                and (cameo.mention.block, cameo.mention.start) < end
            ]
        if cameos:
            self._view.clear_selection()
            self.open(cameos[0].actor.id, by_key=True)
        else:
            self._messages.tell(tr("No actor is named here."))

    def close_page(self) -> bool:
        """Go back from an actor's page to the list; say whether one was open."""
        if self.decisions.give_up():
            return True
        if self._open is None:
            return False
        was, self._open = self._open, None
        focus = QApplication.focusWidget()
        had_focus = focus is not None and (focus is self.page or self.page.isAncestorOf(focus))
        if self._inspector.cover_page is self._page:
            self._inspector.cover(None)
        self._visited = None
        self._window.status.show_hints(())
        self._view.show_visited(None)
        self._show_mentions()
        row = self.pane.rows.row_of(was)
        if row >= 0:
            self.pane.list.setCurrentIndex(self.pane.rows.index(row, 0))
        (self.pane.list if had_focus else self._view).setFocus()
        self.actor_shown.emit()
        return True

    def go_to(self, place: Place) -> None:
        """Go to a passage, with a way back, and mark it."""
        document = self._reading.document
        if document is not None and document.id == self.cast.document_id:
            self._visited = place
            self._reading.jump_to(document.id, place)
            self._view.show_visited(place)

    def go_to_document(self, appearance: Appearance) -> None:
        """Go to where an actor appears first in another document, with its page there."""
        place = place_of(appearance.first)
        self._awaited = appearance
        try:
            self._reading.jump_to(appearance.document_id, place)
        except KnownError as error:  # it was removed meanwhile
            self._awaited = None
            self._messages.tell(f"{error.sentence} {error.hint}".strip(), bad=True)
            self._load_profile()
        else:
            self._view.show_visited(place)

    def step(self, by: int) -> None:
        """Go to the next or previous mention of the open actor, in reading order."""
        actor = self.open_actor
        if actor is None:
            self._messages.tell(tr("Open an actor first: click its name in the text or in the list."))
            return
        here = self._reading.station()
        if self._visited is not None:
            at = (self._visited.section, self._visited.block, self._visited.start)
        elif here is not None:
            at = (here.place.section, here.place.block, here.place.offset - 1)
        else:
            return
        starts = [(m.section, m.block, m.start) for m in actor.mentions]
        after = [n for n, start in enumerate(starts) if (start > at if by > 0 else start < at)]
        if after:
            self.go_to(place_of(actor.mentions[after[0] if by > 0 else after[-1]]))
        else:
            self._messages.tell(tr("There is no further mention of “{name}”.", name=actor.name))

    def decide(self, act: Callable[[Actor], object]) -> None:
        """Do something with the actor that is open, or chosen in the list, or under the pointer."""
        hovered = self._view.mentions.hovered
        row = self.pane.list.current_row() if self.pane.list.hasFocus() else None
        chosen = getattr(row, "actor", None) or self.open_actor
        if chosen is None and hovered is not None:
            chosen = self.cast.find(hovered.actor_id)
        if chosen is None:
            self._messages.tell(tr("Open an actor first: click its name in the text or in the list."))
        else:
            act(chosen)

    def join(self) -> None:
        """Join the chosen actor with another."""
        self.decide(lambda actor: self.decisions.ask_join(self.cast, actor))

    def rename(self) -> None:
        """Give the chosen actor another name."""
        self.decide(self.decisions.ask_name)

    def retype(self) -> None:
        """Give the chosen actor another kind."""
        self.decide(self.decisions.ask_kind)

    def hide(self) -> None:
        """Say that the chosen actor is none."""
        self.decide(self.decisions.hide)

    # What is shown

    def _document_shown(self) -> None:
        document = self._reading.document
        if document is None or document.id != self.cast.document_id:
            self._close_silently()
            self.cast = Cast("", known=False)
            self._load()

    def _load(self) -> None:
        """Read the cast of the open document on the work lane."""
        self._loading += 1
        document, library, token = self._reading.document, self._desk.library, self._loading
        if document is None:
            self._take_cast(token, Cast("", known=False))
            return
        wanted = document.id
        self._desk.jobs.run(
            self._desk.lanes.work,
            lambda: load_cast(library, wanted),
            lambda cast: self._take_cast(token, cast),
            lambda _gone: None,
        )

    def _take_cast(self, token: int, cast: Cast) -> None:
        if token != self._loading:
            return
        self.cast = cast
        self.hover.show_cast(cast)
        self._show_cast()
        self._inspector.show_count("actors", len(cast.actors) if cast.known or cast.actors else None)
        self._show_mentions()
        if self._open is None:
            self._open_awaited()
            return
        actor = cast.find(self._open) or (cast.find(self._next) if self._next is not None else None)
        self._next = None
        if actor is None:
            self.close_page()
            return
        self._open = actor.id
        self._show_page(actor)
        self._show_mentions()
        self._load_profile()

    def _open_awaited(self) -> None:
        """Open the actor that was gone to from another document."""
        awaited, self._awaited = self._awaited, None
        if awaited is not None and awaited.document_id == self.cast.document_id:
            self.open(awaited.actor_id)
            self._visited = place_of(awaited.first)

    def _show_cast(self) -> None:
        reading = self._reading
        self.pane.show_cast(self.cast, reading.section, len(reading.headings), self._empty_sentence())

    def _empty_sentence(self) -> str:
        document = self._reading.document
        if document is None:
            return tr("Open a text, and the people, countries and places in it are listed here.")
        if not self.cast.known:
            return self._analysing.obstacle(document.id) or tr(
                "Actors are being found. You can go on reading."
            )
        found = tr("No actors were found in this text.")
        if self.cast.warnings:
            return " ".join((found, *self.cast.warnings))
        return f"{found} {tr('Select a name and mark it with a right click.')}"

    def _section_shown(self) -> None:
        self.pane.show_section(self._reading.section)
        if self._open is not None and self._page is not None:
            self._page.show_section(self._reading.section)
        self._show_mentions()

    def _show_mentions(self) -> None:
        document, section = self._reading.document, self._reading.section
        layer = self._view.mentions
        layer.open_actor = self._open
        if document is None or document.id != self.cast.document_id:
            self._view.show_mentions(())
            return
        self._view.show_mentions(
            ShownMention(place_of(mention), actor.id, actor.kind, self.underlines.shows(actor.kind))
            for mention, actor in self.cast.in_section(section)
            if self.underlines.shows(actor.kind) or actor.id == self._open
        )

    def _show_underlines(self) -> None:
        self.pane.show_underlined(self.underlines)
        self._show_mentions()

    def _show_page(self, actor: Actor) -> None:
        names = [short_name(heading) for heading in self._reading.headings]
        self.page.show_actor(self.cast, actor, names, self._reading.section)

    def _load_profile(self, done: Callable[[], object] | None = None) -> None:
        cast, library, wanted = self.cast, self._desk.library, self._open
        if wanted is None:
            return

        def take(profile: Profile | None) -> None:
            if profile is None or self._open != wanted or cast is not self.cast:
                return
            self.page.show_profile(profile, self._reading.section, own_rows(profile, library.now()))
            if done is not None:
                done()
            self.actor_shown.emit()

        self._desk.jobs.run(self._desk.lanes.work, lambda: load_profile(library, cast, wanted), take)

    def _take_in(self, changes: ChangeSet) -> None:
        document = self._reading.document
        analysed = document is not None and document.id in changes.ids(Noun.ANALYSIS)
        if analysed or changes.ids(Noun.ACTOR_DECISION):
            self._load()
        elif self._open is not None and (changes.ids(Noun.ANNOTATION) or changes.ids(Noun.CARD)):
            self._load_profile()

    def _close_silently(self) -> None:
        if self._open is not None:
            self.decisions.give_up()
            self._window.status.show_hints(())
            self._open = self._visited = None
            if self._inspector.cover_page is self._page:
                self._inspector.cover(None)

    def _covered(self, covered: bool) -> None:
        """Forget the open actor when a tab was shown over its page."""
        if not covered and self._open is not None:
            self._close_silently()
            self._view.show_visited(None)
            self._show_mentions()

    def _make_room(self) -> None:
        self._window.open_panes(right=True)
        if not self._window.right.isVisible():
            self.room_wanted.emit()

    def _move(self, actor_id: str, into: str) -> None:
        """Follow a decision: the page shows the actor that this one becomes."""
        if not actor_id or actor_id == self._open:
            self._next = into

    def _join_seat(self, seat: str) -> None:
        actor = self.cast.find(seat)
        if actor is not None and actor.stands_for is not None:
            self.decisions.join(self.cast, seat, actor.stands_for)

    def _go_to_section(self, section: int) -> None:
        actor = self.open_actor
        first = next((m for m in actor.mentions if m.section == section), None) if actor else None
        if first is not None:
            self.go_to(place_of(first))

    def _with(self, actor_id: str, act: Callable[[Actor], object]) -> None:
        actor = self.cast.find(actor_id)
        if actor is not None:
            act(actor)
