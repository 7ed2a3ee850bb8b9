"""The card that comes when the pointer rests on a mention."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QTimer

from studyapp.services.casts import Cast, load_description
from studyapp.ui.translation import tr, tr_count

if TYPE_CHECKING:
    from studyapp.domain.actors import Actor
    from studyapp.services.casts import Passage
    from studyapp.ui.actors.card import HoverCard
    from studyapp.ui.desk import Desk
    from studyapp.ui.reader.controller import ReadingController
    from studyapp.ui.reader.mentions import ShownMention
    from studyapp.ui.window import Window

HOVER_MS = 300  # the pointer rests so long before the card comes


class Hover(QObject):
    """Finds the sentence that says who it is on the work lane, once for each actor of a cast."""

    def __init__(self, desk: Desk, window: Window, reading: ReadingController) -> None:
        super().__init__(window)
        self._desk = desk
        self._page = window.page
        self._view = window.page.view
        self._reading = reading
        self._cast = Cast("", known=False)
        self._sentences: dict[str, str] = {}
        self.card: HoverCard | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(HOVER_MS)
        self._timer.timeout.connect(self._describe)
        self._view.mention_hovered.connect(self._hovered)
        self._view.moved.connect(self.hide)

    def show_cast(self, cast: Cast) -> None:
        """Speak of another cast from now on."""
        self._cast, self._sentences = cast, {}
        self.hide()

    def hide(self) -> None:
        """Take the card away, and do not bring it."""
        self._timer.stop()
        if self.card is not None:
            self.card.hide()

    def _hovered(self, mention: ShownMention | None) -> None:
        self.hide()
        if mention is not None:
            self._timer.start()

    def _describe(self) -> None:
        mention, cast, library = self._view.mentions.hovered, self._cast, self._desk.library
        actor = cast.find(mention.actor_id) if mention is not None else None
        if actor is None or actor.id in self._sentences:
            self._show()
            return

        def take(passage: Passage | None) -> None:
            if cast is self._cast:
                self._sentences[actor.id] = passage.sentence if passage is not None else ""
                self._show()

        lane = self._desk.lanes.work
        self._desk.jobs.run(lane, lambda: load_description(library, cast.document_id, actor), take)

    def _show(self) -> None:
        mention = self._view.mentions.hovered
        actor = self._cast.find(mention.actor_id) if mention is not None else None
        box = self._view.mention_box(mention) if mention is not None else None
        if actor is None or box is None or actor.id not in self._sentences or not self._view.isVisible():
            return
        if self.card is None:
            from studyapp.ui.actors.card import HoverCard  # noqa: PLC0415 (on first use)

            self.card = HoverCard(self._desk.look, self._page)
        beside = box.translated(self._view.viewport().mapTo(self._page, QPoint(0, 0)))
        self.card.show_actor(actor, self._count(actor), self._sentences[actor.id], beside)

    def _count(self, actor: Actor) -> str:
        here, every = self._cast.counts(actor.id)[self._reading.section], len(actor.mentions)
        mentions = tr_count(every, "{count} mention", "{count} mentions")
        if here == every:
            return tr("{mentions}, in this section", mentions=mentions)
        return tr("{mentions}, {here} in this section", mentions=mentions, here=here)
