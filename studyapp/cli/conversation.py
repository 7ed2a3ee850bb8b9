"""A review in the terminal: question, answer, grade, with the window's keys where a terminal has them."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from studyapp.cli.keys import END
from studyapp.cli.wording import buttons_line, counts_line, shown
from studyapp.domain.cards import FLAGS
from studyapp.domain.errors import KnownError, NotFoundError
from studyapp.domain.reviews import Answering, Rating, StaleCardError
from studyapp.services import handling, reviewing
from studyapp.services.authoring import edit_card, find_card
from studyapp.services.days import EVERY_CARD
from studyapp.services.why import why
from studyapp.text.comparing import Verdict, compare

if TYPE_CHECKING:
    from collections.abc import Callable

    from studyapp.cli.keys import Keys
    from studyapp.domain.cards import Card
    from studyapp.domain.changes import ChangeSet
    from studyapp.domain.reviews import Asked
    from studyapp.services.days import Chosen
    from studyapp.services.library import Library

_HELP = (
    "j passage · e edit · i info · - bury · = all of its sentence · @ suspend · ! all of its sentence"
    " · * mark · f flag · u undo · q quit"
)
_ACTS = "jei-=@!*f"


class Conversation:
    """Asks card after card until the person ends it or none is left."""

    def __init__(
        self, library: Library, keys: Keys, say: Callable[[str], None], chosen: Chosen = EVERY_CARD
    ) -> None:
        self._library = library
        self._chosen = chosen
        self._keys = keys
        self._say = say
        self._steps = 0  # what `u` may take back: only what was done here

    def hold(self) -> None:
        """Ask card after card."""
        while self._turn():
            pass

    def _turn(self) -> bool:
        """Ask one card; False when the person has ended."""
        asked = reviewing.next_card(self._library, self._chosen)
        if asked is None:
            self._say("\nNothing more to review now.  u undo · q quit")
            return self._key("u\n") == "u" and self._undo()
        begun = monotonic()
        self._say(
            f"\n{counts_line(asked.counts)}\n{why(self._library, asked).text}\n\n{shown(asked.card.front)}"
        )
        self._say(f"\nEnter show · {_HELP}")
        key = self._key("\nu" + _ACTS)
        if key == "\n":
            self._reveal(asked)
            key = self._key("\n1234u" + _ACTS)
        if key == "u":
            return self._undo()
        if key == END:
            return False
        if key in _ACTS:
            self._act(key, asked.card)
        else:
            self._grade(asked, Rating.GOOD if key == "\n" else Rating(int(key)), monotonic() - begun)
        return True

    def _reveal(self, asked: Asked) -> None:
        if reviewing.load_settings(self._library).answering is Answering.TYPE:
            typed = self._keys.line("Your answer: ")
            if typed.strip():
                verdict = compare(typed, asked.card.answer).verdict
                self._say(_VERDICTS[verdict])
        self._say(f"\n{self._answer_text(asked.card)}\n\n{buttons_line(asked.outcomes)}")

    def _key(self, wanted: str) -> str:
        """Wait for one of these keys, or the end."""
        while (key := self._keys.read()) != END:
            if key in wanted:
                return key
        return END

    def _grade(self, asked: Asked, rating: Rating, seconds: float) -> None:
        try:
            reviewing.answer(self._library, asked, rating, duration_ms=round(seconds * 1000))
        except StaleCardError as error:  # such as at the end of the study day: it is asked again
            self._say(f"{error.sentence} {error.hint}".strip())
            return
        self._steps += 1
        if not asked.card.is_leech and self._is_leech(asked.card.id):
            self._say(
                "This card is forgotten again and again: rewrite it (card edit), or leave it out (@).\n"
                + "\n".join(f"    “{shown(source.sentence)}”" for source, *_ in asked.card.sentences)
            )

    def _is_leech(self, card_id: str) -> bool:
        return find_card(self._library, card_id).is_leech

    def _act(self, key: str, card: Card) -> None:
        try:
            changes = self._acted(key, card)
        except KnownError as error:
            self._say(f"{error.sentence} {error.hint}".strip())
            return
        if changes is not None and changes.touched:
            self._steps += 1
            self._say(f"{shown(changes.name)}.  u takes it back")

    def _acted(self, key: str, card: Card) -> ChangeSet | None:
        """Do what a key asks for with a card; None where nothing changes."""
        library, one = self._library, [card.id]
        every = [card.id, *handling.siblings(library, card.id)] if key in "=!" else one
        changes: ChangeSet | None = None
        match key:
            case "-" | "=":
                changes = handling.bury(library, every)
            case "@" | "!":
                changes = handling.suspend(library, every, suspended=True)
            case "*":
                changes = handling.mark(library, card.id)
            case "f":
                changes = handling.flag(library, one, (card.flag + 1) % (len(FLAGS) + 1))
            case "e":
                changes = self._edit(card)
            case "i":
                self._say(_info(card))
            case _:
                self._say(self._passage(card))
        return changes

    def _edit(self, card: Card) -> ChangeSet:
        front = self._keys.line(f"Question [{shown(card.front)}]: ")
        answer = self._keys.line(f"Answer [{shown(card.answer)}]: ")
        return edit_card(self._library, card.id, front=front or card.front, answer=answer or card.answer)

    def _undo(self) -> bool:
        if self._steps and (changes := self._library.undo()):
            self._steps -= 1
            self._say(f"Undone: {shown(changes.name)}")
        else:
            self._say("Nothing to undo here.")
        return True

    def _passage(self, card: Card) -> str:
        """Return the paragraph that a card comes from."""
        place = card.sources[0].place if card.sources else None
        text = place and self._library.block_text(card.document_id, place.section, place.block)
        return f"\n{shown(text)}" if text else "\nThe text does not hold the passage of this card any more."

    def _answer_text(self, card: Card) -> str:
        """Return the answer with the sentences that it was taken from."""
        try:
            title = self._library.document(card.document_id).title
        except NotFoundError:
            title = "a document that is no longer in the library"
        sentences = dict.fromkeys(" ".join(shown(source.sentence).split()) for source in card.sources)
        lines = [shown(card.answer), *filter(None, [shown(card.back)])]
        return "\n".join([*lines, *(f"    “{sentence}” — {shown(title)}" for sentence in sentences)])


_VERDICTS = {
    Verdict.RIGHT: "Right.",
    Verdict.CLOSE: "Nearly: look at the spelling.",
    Verdict.WRONG: "Not what the card says.",
}


def _info(card: Card) -> str:
    memory = card.memory
    lines = [
        f"Card {card.id}, {memory.phase.value}, {memory.reviews} reviews, {memory.lapses} lapses",
        f"Added {card.created_at[:10]}, last review {memory.reviewed_on or 'never'}",
        f"Due {memory.due_on or '–'}",
    ]
    if memory.stability is not None and memory.difficulty is not None:
        lines.append(f"Stability {memory.stability:.1f} days, difficulty {memory.difficulty:.1f} of 10")
    if card.tags or card.flag:
        flag = f"flag {FLAGS[card.flag - 1]}" if card.flag else ""
        lines.append(shown(" · ".join(filter(None, [flag, *card.tags]))))
    return "\n".join(lines)
