"""Reading beside memory: how much of each text was read, has cards, and is known today; also by sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from studyapp.scheduling.curve import retrievability
from studyapp.scheduling.study_day import days_between
from studyapp.services.authoring import load_cards
from studyapp.services.days import load_day
from studyapp.services.drafts import load_coverage
from studyapp.services.statistics import retrievability_of
from studyapp.storage import reading

if TYPE_CHECKING:
    from studyapp.domain.places import Place
    from studyapp.services.library import Library
    from studyapp.services.statistics import Statistics


class Covered(NamedTuple):
    """A text: the share read, the share of its facts with a card, the mean retrievability of its cards."""

    title: str
    read: float | None
    carded: float | None
    known: float | None


class Remembered(NamedTuple):
    """A sentence with cards: its place, how many cards, and the retrievability of the weakest of them."""

    place: Place
    cards: int
    retrievability: float | None  # None: they were never studied


def load_covered(library: Library, of: Statistics, most: int) -> tuple[Covered, ...]:
    """Return the texts that were read or have cards, those read last first."""
    known: dict[str, list[float]] = {}
    for card in of.cards:
        chance = retrievability_of(of, card)
        if chance is not None:
            known.setdefault(card.document_id, []).append(chance)
    with library.query() as connection:
        places = reading.load_reading(connection)
    with_cards = {card.document_id for card in of.cards}
    shown = [record for record in library.documents() if record.id in places or record.id in with_cards]
    shown.sort(key=lambda record: places.get(record.id, (0.0, ""))[1], reverse=True)
    covered = []
    for record in shown[:most]:
        facts = load_coverage(library, record.id)
        stated = sum(section.facts for section in facts)
        carded = sum(section.facts_with_card for section in facts) / stated if stated else None
        chances = known.get(record.id)
        covered.append(
            Covered(
                record.title,
                places[record.id][0] if record.id in places else None,
                carded,
                sum(chances) / len(chances) if chances else None,
            )
        )
    return tuple(covered)


def load_remembered(library: Library, document_id: str, section: int) -> tuple[Remembered, ...]:
    """Return the sentences of a section that have cards, in reading order, and how well they are known."""
    with library.query() as connection:
        day = load_day(library, connection)
    found: dict[Place, list[float | None]] = {}
    for card in load_cards(library, document_id):
        memory, chance = card.memory, None
        if memory.stability is not None:
            days = days_between(memory.reviewed_on, day.today)
            chance = retrievability(days, memory.stability, day.settings.parameters)
        for source in card.sources:
            place = source.place if card.draft_id is None else source.sentence_place
            if place is not None and place.section == section:
                found.setdefault(place, []).append(chance)
    sentences = []
    for place in sorted(found, key=lambda place: (place.block, place.start)):
        chances = [chance for chance in found[place] if chance is not None]
        sentences.append(Remembered(place, len(found[place]), min(chances, default=None)))
    return tuple(sentences)
