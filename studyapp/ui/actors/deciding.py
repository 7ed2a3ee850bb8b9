"""What a person decides about actors: join, rename, another kind, no actor, a new one. All can be undone."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from studyapp.domain.actors import ActorKind, actor_id
from studyapp.services import actors as service
from studyapp.ui.actors.chooser import Choice, Chooser
from studyapp.ui.actors.names import by_fit, kind_name
from studyapp.ui.translation import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from studyapp.domain.actors import Actor
    from studyapp.domain.changes import ChangeSet
    from studyapp.services.casts import Cast
    from studyapp.ui.desk import Desk
    from studyapp.ui.inspector.view import Inspector
    from studyapp.ui.messages.view import MessageBar
    from studyapp.ui.reader.controller import ReadingController
    from studyapp.ui.window import Window


class ActorDecisions(QObject):
    """Gives the commands, asks in the pane for what they need, and tells what was done with a way back."""

    moved = Signal(str, str)  # an actor is part of another one now, or has another id

    def __init__(
        self,
        desk: Desk,
        window: Window,
        reading: ReadingController,
        *,
        messages: MessageBar,
        inspector: Inspector,
        undo: Callable[[], object],
    ) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._reading = reading
        self._messages = messages
        self._inspector = inspector
        self._undo = undo
        self._chooser: Chooser | None = None
        self._under: QWidget | None = None  # what the chooser covers

    @property
    def chooser(self) -> Chooser:
        """The chooser, made when something is asked for the first time."""
        if self._chooser is None:
            self._chooser = Chooser(self._desk.look)
            self._chooser.closed.connect(self.give_up)
        return self._chooser

    # Asking

    def give_up(self) -> bool:
        """Close the question; say whether there was one."""
        if self._chooser is None or self._inspector.cover_page is not self._chooser:
            return False
        self._inspector.cover(self._under)
        (self._under or self._window.page.view).setFocus()
        return True

    def ask_join(self, cast: Cast, actor: Actor) -> None:
        """Ask with which other actor this one is the same."""
        choices = [
            Choice(other.id, other.name, other.kind, f"{len(other.mentions):,}", " ".join(other.aliases))
            for other in by_fit(cast.actors, actor)
        ]
        self._cover()
        question = tr("Join “{name}” with", name=actor.name)
        self.chooser.ask(question, choices, lambda into: self.join(cast, actor.id, into))

    def ask_name(self, actor: Actor) -> None:
        """Ask for another name."""
        self._cover()
        question = tr("Another name for “{name}”", name=actor.name)
        self.chooser.ask_name(question, actor.name, lambda name: self.rename(actor, name))

    def ask_kind(self, actor: Actor) -> None:
        """Ask for another kind."""
        choices = [Choice(kind.value, kind_name(kind), kind) for kind in ActorKind if kind is not actor.kind]
        self._cover()
        question = tr("“{name}” is a", name=actor.name)
        self.chooser.ask(question, choices, lambda kind: self.retype(actor, ActorKind(kind)))

    # Commands

    def join(self, cast: Cast, actor: str, into: str) -> None:
        """Make one actor of two."""
        one, other = cast.find(actor), cast.find(into)
        if one is not None and other is not None:
            said = tr("“{one}” is now part of “{other}”.", one=one.name, other=other.name)
            self.moved.emit(actor, into)
            self._decide(
                cast.document_id, lambda d: service.merge_actors(self._desk.library, d, actor, into), said
            )

    def rename(self, actor: Actor, name: str) -> None:
        """Give an actor another name."""
        if name.strip() != actor.name:
            said = tr("“{old}” is called “{new}” now.", old=actor.name, new=name.strip())
            self._decide(None, lambda d: service.rename_actor(self._desk.library, d, actor.id, name), said)

    def retype(self, actor: Actor, kind: ActorKind) -> None:
        """Say of which kind an actor is."""
        if kind is not actor.kind:
            said = tr("“{name}” is a {kind} now.", name=actor.name, kind=kind_name(kind).lower())
            self._decide(None, lambda d: service.retype_actor(self._desk.library, d, actor.id, kind), said)

    def hide(self, actor: Actor) -> None:
        """Say that this is no actor."""
        said = tr("“{name}” is no actor any more.", name=actor.name)
        self._decide(None, lambda d: service.hide_actor(self._desk.library, d, actor.id), said)

    def keep_apart(self, cast: Cast, seat: str) -> None:
        """Say that a seat does not stand for its country."""
        actor = cast.find(seat)
        if actor is not None:
            said = tr("“{name}” stays apart.", name=actor.name)
            self._decide(cast.document_id, lambda d: service.keep_apart(self._desk.library, d, seat), said)

    def mark(self, kind: ActorKind) -> None:
        """Mark the selection as an actor of a kind."""
        view = self._window.page.view
        place, name = view.selection(self._reading.section), " ".join(view.selected_text().split())
        if place is None:
            self._messages.tell(tr("Select a name in the text first."))
            return
        view.clear_selection()
        self.moved.emit("", actor_id(kind, name))
        said = tr("“{name}” is a {kind} now.", name=name, kind=kind_name(kind).lower())
        self._decide(None, lambda d: service.add_actor(self._desk.library, d, place, kind), said)

    # Inside

    def _cover(self) -> None:
        self._window.open_panes(right=True)
        if self._inspector.cover_page is not self.chooser:
            self._under = self._inspector.cover_page
        self._inspector.cover(self.chooser)

    def _decide(self, document_id: str | None, decide: Callable[[str], ChangeSet], said: str) -> None:
        document = self._reading.document
        wanted = document_id or (document.id if document is not None else None)
        if wanted is not None:
            self._desk.command(
                partial(decide, wanted),
                lambda: self._messages.tell(said, steps=((tr("Undo"), self._undo),)),
            )
