"""What a person does with cards besides grading them: in the review with one, in the list with many."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from studyapp.domain.cards import FLAGS
from studyapp.domain.errors import KnownError
from studyapp.services import authoring, handling
from studyapp.ui.translation import tr
from studyapp.ui.widgets.menu import make_menu

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtCore import QPoint
    from PySide6.QtWidgets import QMenu

    from studyapp.domain.cards import Card
    from studyapp.domain.changes import ChangeSet
    from studyapp.ui.cards.controller import CardController
    from studyapp.ui.desk import Desk
    from studyapp.ui.widgets.prompt import Prompt
    from studyapp.ui.window import Window

MENU: tuple[tuple[str, str, str], ...] = (
    ("edit", "Edit…", "E"),
    ("bury", "Bury until tomorrow", "-"),
    ("bury_all", "Bury all of the sentence", "="),
    ("suspend", "Suspend", "@"),
    ("suspend_all", "Suspend all of the sentence", "!"),
    ("mark", "Mark", "*"),
    ("tags", "Tags…", "#"),
    ("set_due", "Set due day…", "Ctrl+Shift+D"),
    ("reset", "Reset: new again", "Ctrl+Alt+R"),
    ("delete", "Delete", "Ctrl+Del"),
)
"""Name, words and key of what can be done with a card."""


class CardActs(QObject):
    """Each act is one command, and so one step of undo; what goes wrong is told by the desk."""

    def __init__(self, desk: Desk, window: Window, cards: CardController) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._cards = cards
        self._prompt: Prompt | None = None

    def act(self, name: str, cards: Sequence[Card]) -> bool:
        """Do what a name says with cards; say whether the name is known here."""
        if not cards:
            return False
        library, ids = self._desk.library, [card.id for card in cards]
        commands: dict[str, Callable[[], ChangeSet]] = {
            "bury": lambda: handling.bury(library, ids),
            "bury_all": lambda: handling.bury(library, self._with_siblings(ids)),
            "suspend": lambda: handling.suspend(library, ids, suspended=True),
            "suspend_all": lambda: handling.suspend(library, self._with_siblings(ids), suspended=True),
            "resume": lambda: handling.suspend(library, ids, suspended=False),
            "unbury": lambda: handling.unbury(library, ids),
            "mark": lambda: handling.mark(library, ids[0]),
            "reset": lambda: handling.reset(library, ids),
            "delete": lambda: handling.delete(library, ids),
        }
        asks: dict[str, Callable[[Sequence[Card]], object]] = {
            "edit": lambda cards: self.edit(cards[0]),
            "set_due": self.ask_due,
            "tags": self.ask_tags,
        }
        if name in commands:
            self._desk.command(commands[name])
        elif name in asks:
            asks[name](cards)
        elif name.startswith("flag_"):
            self.flag(cards, int(name.removeprefix("flag_")))
        else:
            return False
        return True

    def flag(self, cards: Sequence[Card], number: int) -> None:
        """Give cards a flag; take it away where all have it already."""
        library = self._desk.library
        wanted = 0 if all(card.flag == number for card in cards) else number
        self._desk.command(lambda: handling.flag(library, [card.id for card in cards], wanted))

    def edit(self, card: Card, title: str = "") -> None:
        """Change what a card asks and answers."""
        library = self._desk.library

        def keep(front: str, answer: str, picture: str | Path) -> None:
            self._desk.command(
                lambda: authoring.edit_card(library, card.id, front=front, answer=answer, picture=picture)
            )

        self._cards.change(title or tr("Edit card"), card, card.document_id, keep)

    def ask_due(self, cards: Sequence[Card]) -> None:
        """Ask in how many days cards shall come."""
        library = self._desk.library

        def keep(text: str) -> None:
            if not text.strip().isdecimal():
                raise KnownError(tr("A number of days is needed, such as 0 for today or 7."))
            days = int(text)
            self._desk.command(lambda: handling.set_due(library, [card.id for card in cards], days))

        self._ask(tr("Set due day"), tr("In how many days? 0 is today."), "", keep)

    def ask_tags(self, cards: Sequence[Card]) -> None:
        """Let the person write the tags of cards: those that all have are shown."""
        library = self._desk.library
        common = [tag for tag in cards[0].tags if all(tag in card.tags for card in cards)]

        def keep(text: str) -> None:
            wanted = [tag.strip() for tag in text.split(",") if tag.strip()]
            gone = [tag for tag in common if tag not in wanted]
            if wanted or gone:
                ids = [card.id for card in cards]
                self._desk.command(lambda: handling.tag(library, ids, add=wanted, remove=gone))

        self._ask(tr("Tags"), tr("Tags, separated by commas"), ", ".join(common), keep)

    def show_menu(
        self,
        cards: Sequence[Card],
        where: QPoint,
        act: Callable[[str], object],
        more: Sequence[QMenu] = (),
    ) -> None:
        """Show what can be done with cards; `act` gets the name of the choice. `more` are further menus."""
        menu = make_menu(self._desk.look, self._window)
        for name, words, key in MENU:
            action = menu.addAction(tr(words) + (f"\t{key}" if key else ""))
            action.triggered.connect(lambda *_, name=name: act(name))
        if any(card.suspended for card in cards):
            menu.addAction(tr("Take back into review")).triggered.connect(lambda *_: act("resume"))
        if any(card.buried_on is not None for card in cards):
            menu.addAction(tr("Ask again today")).triggered.connect(lambda *_: act("unbury"))
        flags = make_menu(self._desk.look, menu, tr("Flag"))
        for number, colour in enumerate(FLAGS, start=1):
            action = flags.addAction(f"{tr(colour.capitalize())}\tCtrl+{number}")
            action.triggered.connect(partial(self._flagged, act, number))
        menu.addMenu(flags)
        for further in more:
            menu.addMenu(further)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(where)

    def _flagged(self, act: Callable[[str], object], number: int, *_: object) -> None:
        act(f"flag_{number}")

    def _with_siblings(self, ids: Sequence[str]) -> list[str]:
        """Return cards with the others of their sentences; for a lane."""
        every = [(card_id, *handling.siblings(self._desk.library, card_id)) for card_id in ids]
        return [card_id for family in every for card_id in family]

    def _ask(self, title: str, sentence: str, text: str, keep: Callable[[str], object]) -> None:
        if self._prompt is None:
            from studyapp.ui.widgets.prompt import Prompt  # noqa: PLC0415 (on first use)

            self._prompt = Prompt(self._desk.look, self._window)
        self._prompt.open(title, sentence, text, keep)
