"""Multiple choice: the answer of a card among others of the same kind, taken from the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studyapp.flashcards.choices import pick_choices
from studyapp.scheduling.fuzz import draw
from studyapp.storage import analyses, cards
from studyapp.text.words import fold

if TYPE_CHECKING:
    from studyapp.domain.cards import Card
    from studyapp.services.library import Library


def load_choices(library: Library, card: Card) -> tuple[str, ...]:
    """Return the answer among wrong ones of its kind, in another order at each review; nothing without any.

    An actor stands among actors of its kind in the same text, other answers among those of cards that were
    made in the same way: of the same text first.
    """
    with library.query() as connection:
        named = analyses.load_names(connection, card.document_id)
        others = cards.load_answers_like(connection, card)
    said = fold(card.answer)
    kind = next((one.kind for one in named if any(fold(name) == said for name in one.names)), None)
    of_kind = [
        one.names[0] for one in named if one.kind is kind and not any(fold(n) == said for n in one.names)
    ]
    return pick_choices(
        card.answer, card.front, (*of_kind, *others), lambda text: draw(text, card.memory.reviews)
    )
