"""Templates: what can be asked of one fact of each kind.

A template gives candidates, and is free to give too many: `rules` refuses, `quality` ranks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from studyapp.domain.actors import ActorKind
from studyapp.domain.cards import CardKind
from studyapp.domain.facts import FactKind, Modality, Part, Polarity
from studyapp.flashcards.candidate import Candidate, question
from studyapp.flashcards.claims import claim_of
from studyapp.flashcards.clozes import blanked_claim, gaps
from studyapp.flashcards.names import acronym, definition, listed, office
from studyapp.flashcards.terms import term
from studyapp.flashcards.times import LIFE, MADE, TOOK_PLACE, dated
from studyapp.flashcards.wholes import whole
from studyapp.flashcards.wording import inner, opened, squeezed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studyapp.domain.facts import Fact
    from studyapp.flashcards.candidate import BaseForm
    from studyapp.flashcards.cast import Cast

_CLAIMS = (FactKind.EVENT, FactKind.QUANTITY, FactKind.STATEMENT)
_REASONS = ("because", "due ", "owing ", "thanks ")
_TURNING = ("was", "were", "is", "are", "has", "have", "had")
_ASKERS = {
    ActorKind.PERSON: "who",
    ActorKind.COUNTRY: "which country",
    ActorKind.ORGANISATION: "which organisation",
    ActorKind.PLACE: "which place",
    ActorKind.GROUP: "which group",
    ActorKind.EVENT: "which event",
    ActorKind.AGREEMENT: "which agreement",
    ActorKind.WORK: "which work",
}


def candidates(fact: Fact, cast: Cast, base_form: BaseForm) -> Iterator[Candidate]:
    """Yield what can be asked of a fact; nothing where it is denied or lacks a part.

    What someone reports is asked with who says it in front, never as the text's own word; what is hedged
    otherwise is not asked.
    """
    if fact.kind is FactKind.STATEMENT and not fact.relation:
        if fact.polarity is Polarity.POSITIVE and fact.modality in (Modality.STATED, Modality.REPORTED):
            yield from whole(fact, cast)  # all its words are kept, who says so among them
        return
    if fact.subject is None or fact.polarity is not Polarity.POSITIVE:
        return
    if fact.modality is Modality.STATED:
        yield from _stated(fact, fact.subject, cast, base_form)
    elif fact.modality is Modality.REPORTED and fact.attribution and fact.kind in _CLAIMS:
        yield from _asked_of_claim(fact, cast, said_by=f"according to {inner(squeezed(fact.attribution))}, ")


def _stated(fact: Fact, subject: Part, cast: Cast, base_form: BaseForm) -> Iterator[Candidate]:
    match fact.kind:
        case FactKind.ACRONYM:
            yield from acronym(fact, subject)
        case FactKind.OFFICE:
            yield from office(fact, subject, cast, base_form)
        case FactKind.EVENT:
            yield from dated(fact, subject, cast, base_form)
            if fact.object is not None or fact.relation not in (MADE, TOOK_PLACE, *LIFE):
                yield from _asked_of_claim(fact, cast)
        case FactKind.DEFINITION:
            yield from definition(fact, subject, cast, base_form)
            yield from term(fact, cast)
            yield from _only_one(fact, cast)
        case FactKind.LIST:
            yield from listed(fact, subject)
        case FactKind.PURPOSE | FactKind.CAUSE:
            yield from _reason(fact, cast, base_form)
        case _:
            yield from _asked_of_claim(fact, cast)


def _asked_of_claim(fact: Fact, cast: Cast, *, said_by: str = "") -> Iterator[Candidate]:
    """Yield what the claim of a fact lets be asked: who it is about, and each of its gaps."""
    claim = claim_of(fact, cast)
    if claim is None or fact.subject is None:
        return
    if (head := cast.head_of(fact, fact.subject)) is not None:
        asker = _asker(head.actor.kind, claim.relation)
        said = fact.sentence[head.start - fact.place.start : head.end - fact.place.start]
        asked = f"{said_by}{claim.sentence(subject=asker)}?"
        yield question(fact, "who", opened(asked), Part(said, head.start, head.end, head.actor.id))
    for gap in gaps(fact, cast):
        front = opened(f"{said_by}{blanked_claim(claim, fact, gap)}.")
        yield Candidate(fact, gap.template, CardKind.CLOZE, front, gap.part.text, (gap.part,))


def _asker(kind: ActorKind, relation: str) -> str:
    """Return "who", "which country"; of many "which countries"."""
    asker = _ASKERS.get(kind, "what")
    if relation.partition(" ")[0] in ("were", "are", "have") and " " in asker:
        return f"{asker[:-1]}ies" if asker.endswith("y") else f"{asker}s"
    return asker


def _only_one(fact: Fact, cast: Cast) -> Iterator[Candidate]:
    """Yield a definition turned round, where "the" says that there is only one."""
    if fact.object is not None and fact.object.text.casefold().startswith("the "):
        yield from (c for c in _asked_of_claim(fact, cast) if c.template == "who")


def _reason(fact: Fact, cast: Cast, base_form: BaseForm) -> Iterator[Candidate]:
    """Yield "Why did X do Y?", or for what brings something about "What led to Y?"."""
    claim, why = claim_of(fact, cast), fact.object
    if claim is None or why is None or fact.subject is None:
        return
    if fact.kind is FactKind.CAUSE and not why.text.casefold().startswith(_REASONS):
        yield question(fact, "cause", opened(f"{claim.sentence(subject='what')}?"), fact.subject)
        yield from (c for c in _asked_of_claim(fact, cast) if c.kind is CardKind.CLOZE)
        return
    first, _, others = claim.relation.partition(" ")
    verb = None if first in _TURNING else base_form(first)
    if verb is not None or first in _TURNING:
        turned = (first, claim.subject, others) if verb is None else ("did", claim.subject, verb, others)
        front = " ".join(part for part in ("Why", *turned, claim.when) if part)
        yield question(fact, "why", f"{front}?", why)
