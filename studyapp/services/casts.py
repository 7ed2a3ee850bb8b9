"""The cast of a document: its actors arranged for reading, and one actor with all that is known of it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from studyapp.domain.facts import FactKind, Modality, Polarity
from studyapp.language.sentences import split_sentences
from studyapp.services.actors import load_actors, load_facts
from studyapp.services.analysing import analysis_warnings, is_analysed
from studyapp.services.appearances import load_appearances
from studyapp.services.authoring import load_cards

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studyapp.domain.actors import Actor, Mention
    from studyapp.domain.annotations import Annotation
    from studyapp.domain.cards import Card
    from studyapp.domain.facts import Fact
    from studyapp.domain.places import Place
    from studyapp.services.appearances import Appearance
    from studyapp.services.library import Library

DESCRIBING = (FactKind.DEFINITION, FactKind.OFFICE)
"""The facts that say who or what their subject is, the best first."""


class Cameo(NamedTuple):
    """A mention with its actor."""

    mention: Mention
    actor: Actor


class Passage(NamedTuple):
    """A mention in its sentence; `start` and `end` are the mention's code points in it."""

    mention: Mention
    sentence: str
    start: int
    end: int
    at: int  # where the sentence begins in its block


class Companion(NamedTuple):
    """An actor that stands in the same sentence, and in how many sentences it does."""

    actor: Actor
    sentences: int


class Profile(NamedTuple):
    """One actor's page: each mention in its sentence, who stands beside it, what is known, what is mine."""

    actor: Actor
    description: Passage | None
    passages: tuple[Passage, ...]  # in reading order
    companions: tuple[Companion, ...]  # most frequent first
    dated: tuple[Fact, ...]  # facts with a time in which it takes part, the earliest first
    undated: tuple[Fact, ...]  # the others, in reading order
    elsewhere: tuple[Appearance, ...]  # in other documents
    notes: tuple[Annotation, ...]
    cards: tuple[Card, ...]


class Cast:
    """The actors of one document, by id and by section. It does not change."""

    def __init__(
        self,
        document_id: str,
        actors: Iterable[Actor] = (),
        warnings: tuple[str, ...] = (),
        *,
        known: bool = True,
    ) -> None:
        self.document_id = document_id
        self.actors = tuple(actors)
        self.warnings = warnings
        self.known = known  # whether the text was analysed
        self._by_id = {actor.id: actor for actor in self.actors}
        self._counts = {
            actor.id: Counter(mention.section for mention in actor.mentions) for actor in self.actors
        }
        self._in_section: dict[int, list[Cameo]] = {}
        for actor in self.actors:
            for mention in actor.mentions:
                self._in_section.setdefault(mention.section, []).append(Cameo(mention, actor))
        for cameos in self._in_section.values():
            cameos.sort(key=lambda cameo: (cameo.mention.block, cameo.mention.start))

    def find(self, actor_id: str) -> Actor | None:
        """Return the actor of an id."""
        return self._by_id.get(actor_id)

    def in_section(self, section: int) -> list[Cameo]:
        """Return the mentions of a section, in reading order."""
        return self._in_section.get(section, [])

    def counts(self, actor_id: str) -> Counter[int]:
        """Return how often an actor is mentioned, by section."""
        return self._counts.get(actor_id, Counter())

    def seats_of(self, actor_id: str) -> list[Actor]:
        """Return the capitals and seats that may stand for an actor, the most frequent first."""
        seats = [actor for actor in self.actors if actor.stands_for == actor_id]
        return sorted(seats, key=lambda actor: -len(actor.mentions))


def load_cast(library: Library, document_id: str) -> Cast:
    """Return the cast of a document; an empty one while it is not analysed."""
    return Cast(
        document_id,
        load_actors(library, document_id),
        analysis_warnings(library, document_id),
        known=is_analysed(library, document_id),
    )


def load_description(library: Library, document_id: str, actor: Actor) -> Passage | None:
    """Return the first sentence that says who or what an actor is, else one that tells or names it first."""
    return _description(library, document_id, actor, load_facts(library, document_id))


def load_profile(library: Library, cast: Cast, actor_id: str) -> Profile | None:
    """Return all that is known of an actor (a lane's work in a book); None when it is gone."""
    actor = cast.find(actor_id)
    if actor is None:
        return None
    by_block: dict[tuple[int, int], list[Mention]] = {}
    for mention in actor.mentions:
        by_block.setdefault((mention.section, mention.block), []).append(mention)
    passages = [
        passage
        for section, block, text in library.texts(cast.document_id)
        if (section, block) in by_block
        for passage in _passages(by_block[section, block], text)
    ]
    facts = load_facts(library, cast.document_id)
    own = [fact for fact in facts if _takes_part(fact, actor, by_block)]
    return Profile(
        actor,
        _description(library, cast.document_id, actor, facts),
        tuple(passages),
        _companions(cast, actor, passages),
        tuple(sorted((fact for fact in own if fact.time is not None), key=_when)),
        tuple(fact for fact in own if fact.time is None),
        load_appearances(library, cast.document_id, actor),
        tuple(note for note in library.annotations(cast.document_id) if _is_beside(note.place, passages)),
        tuple(
            card
            for card in load_cards(library, cast.document_id)
            if any(_is_beside(source.sentence_place, passages) for source in card.sources)
        ),
    )


def _passages(mentions: list[Mention], text: str) -> list[Passage]:
    """Return mentions of one block in their sentences; one that crosses a sentence's end has the block."""
    sentences = [(s.start, s.end, s.text) for s in split_sentences(0, 0, text)]
    whole = (0, len(text), text)
    found = []
    for mention in mentions:
        start, _, sentence = next(
            (s for s in sentences if s[0] <= mention.start and mention.end <= s[1]), whole
        )
        found.append(Passage(mention, sentence, mention.start - start, mention.end - start, start))
    return found


def _companions(cast: Cast, actor: Actor, passages: list[Passage]) -> tuple[Companion, ...]:
    spans: dict[tuple[int, int], set[tuple[int, int]]] = {}
    for passage in passages:
        where = (passage.mention.section, passage.mention.block)
        spans.setdefault(where, set()).add((passage.at, passage.at + len(passage.sentence)))
    together: set[tuple[str, int, int, int]] = set()
    for section in {passage.mention.section for passage in passages}:
        for mention, other in cast.in_section(section):
            for start, end in spans.get((mention.section, mention.block), ()):
                if other.id != actor.id and start <= mention.start and mention.end <= end:
                    together.add((other.id, section, mention.block, start))
    counts = Counter(other_id for other_id, *_ in together)
    found = [Companion(other, counts[other.id]) for other in cast.actors if other.id in counts]
    return tuple(sorted(found, key=lambda companion: -companion.sentences))


def _description(library: Library, document_id: str, actor: Actor, facts: Iterable[Fact]) -> Passage | None:
    place = _describing_place(facts, actor)
    mention = next((m for m in actor.mentions if place is not None and _within(m, place)), actor.mentions[0])
    text = library.block_text(document_id, mention.section, mention.block)
    return next(iter(_passages([mention], text)), None) if text is not None else None


def _describing_place(facts: Iterable[Fact], actor: Actor) -> Place | None:
    """Return the sentence of the best fact about an actor: what it is, what it was, then whatever it did."""
    spans = {(m.section, m.block, m.start, m.end) for m in actor.mentions}
    first: dict[int, Place] = {}
    for fact in facts:
        subject, place = fact.subject, fact.place
        if subject is None:
            continue
        if subject.actor_id == actor.id or (place.section, place.block, subject.start, subject.end) in spans:
            is_plain = fact.modality is Modality.STATED and fact.polarity is Polarity.POSITIVE
            describes = is_plain and fact.kind in DESCRIBING
            first.setdefault(DESCRIBING.index(fact.kind) if describes else len(DESCRIBING), place)
    return first[min(first)] if first else None


def _takes_part(fact: Fact, actor: Actor, by_block: dict[tuple[int, int], list[Mention]]) -> bool:
    """Say whether a part of a fact is the actor, or has a mention of it; `by_block` are its mentions."""
    mentions = by_block.get((fact.place.section, fact.place.block), [])
    parts = [part for part in (fact.subject, fact.object, fact.location, *fact.items) if part is not None]
    return any(
        part.actor_id == actor.id
        or any(part.start <= mention.start and mention.end <= part.end for mention in mentions)
        for part in parts
    )


def _when(fact: Fact) -> tuple[int, str]:
    return fact.time.order() if fact.time is not None else (0, "")


def _within(mention: Mention, place: Place) -> bool:
    here = (mention.section, mention.block) == (place.section, place.block)
    return here and place.start <= mention.start and mention.end <= place.end


def _is_beside(place: Place | None, passages: list[Passage]) -> bool:
    """Say whether a place touches the sentence of one of the mentions."""
    if place is None:
        return False
    first, last = (place.block, place.start), (place.end_block, place.end)
    return any(
        p.mention.section == place.section
        and first < (p.mention.block, p.at + len(p.sentence))
        and (p.mention.block, p.at) < last
        for p in passages
    )
