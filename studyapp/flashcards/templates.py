"""Templates: what can be asked of one fact of each kind. The best trusted come first.

A template gives candidates, and is free to give too many: `rules` refuses, `quality` ranks.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from studyapp.domain.actors import ActorKind
from studyapp.domain.cards import CardKind
from studyapp.domain.facts import FactKind, Modality, Part, Polarity
from studyapp.flashcards.claims import claim_of
from studyapp.flashcards.clozes import blanked_claim, gaps
from studyapp.flashcards.wording import BLANK, blanked, inner, opened, squeezed, with_article

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from studyapp.domain.facts import Fact, Period
    from studyapp.flashcards.cast import Cast

    BaseForm = Callable[[str], str | None]

MADE = "was made"
"""The relation of a dated agreement, as `language` gives it."""
MAX_TAIL_WORDS = 15
_POSSESSOR = re.compile(r"(?:(?! (?:of|at|for|to|in) ).)*?['’]s ")
"""Someone's office: a possessive in front of its head, not in what it is an office of."""
_PARTICLES = frozenset(
    (
        "up",
        "down",
        "out",
        "off",
        "in",
        "on",
        "over",
        "away",
        "back",
        "forward",
        "apart",
        "together",
        "through",
    )
)
_SECOND_VERB = re.compile(r",? (?:and|but|or|then) ([^\W\d_]+)\b")
_CLAIMS = (FactKind.EVENT, FactKind.QUANTITY, FactKind.STATEMENT)
_REASONS = ("because", "due ", "owing ", "thanks ")
_ARTICLES = ("a ", "an ", "the ", "one of ")
_BE = {"was": "was", "were": "were", "are": "are"}
_TURNING = ("was", "were", "is", "are", "has", "have", "had")
_ASKERS = {
    ActorKind.PERSON: "Who",
    ActorKind.COUNTRY: "Which country",
    ActorKind.ORGANISATION: "Which organisation",
    ActorKind.PLACE: "Which place",
    ActorKind.GROUP: "Which group",
    ActorKind.EVENT: "Which event",
    ActorKind.AGREEMENT: "Which agreement",
    ActorKind.WORK: "Which work",
}
_TIME_QUESTIONS = {
    "day": "On which date",
    "month": "In which month",
    "year": "In which year",
    "decade": "In which decade",
    "century": "In which century",
    "millennium": "In which millennium",
    "season": "In which season of which year",
    "quarter": "In which quarter of which year",
}


class Candidate(NamedTuple):
    """A question before it is judged. `answers` are the literal parts that answer it."""

    fact: Fact
    template: str
    kind: CardKind
    front: str
    answer: str
    answers: tuple[Part | Period, ...]


def candidates(fact: Fact, cast: Cast, base_form: BaseForm) -> Iterator[Candidate]:
    """Yield what can be asked of a fact; nothing where it is hedged or denied, or lacks a part.

    What someone reports is asked with who says it in front, never as the text's own word.
    """
    if fact.subject is None or fact.polarity is not Polarity.POSITIVE:
        return
    if fact.modality is Modality.REPORTED and fact.attribution and fact.kind in _CLAIMS:
        source = inner(squeezed(fact.attribution))
        for candidate in _of_claim(fact, cast):
            yield candidate._replace(front=f"According to {source}, {_inside(candidate)}")
    if fact.modality is not Modality.STATED:
        return
    match fact.kind:
        case FactKind.ACRONYM:
            yield from _acronym(fact, fact.subject)
        case FactKind.OFFICE:
            yield from _office(fact, fact.subject)
        case FactKind.EVENT:
            yield from _event(fact, fact.subject, base_form)
            if fact.object is not None or fact.relation not in {"took place", MADE}:
                yield from _of_claim(fact, cast)
        case FactKind.DEFINITION:
            yield from _definition(fact, fact.subject)
            yield from _defined(fact, cast)
        case FactKind.LIST:
            yield from _list(fact, fact.subject)
        case FactKind.PURPOSE | FactKind.CAUSE:
            yield from _reason(fact, cast, base_form)
        case _:
            yield from _of_claim(fact, cast)


def _inside(candidate: Candidate) -> str:
    """Return a front as it goes on after a comma: "who" in small letters, a name as it is."""
    first, _, others = candidate.front.partition(" ")
    is_asker = candidate.template == "who"
    return f"{first.lower()} {others}" if is_asker else inner(candidate.front)


def _of_claim(fact: Fact, cast: Cast) -> Iterator[Candidate]:
    """Yield what the claim of a fact lets be asked: who it is about, and each of its gaps."""
    claim = claim_of(fact, cast)
    if claim is None or fact.subject is None:
        return
    if (head := cast.head_of(fact, fact.subject)) is not None:
        asker = _ASKERS.get(head.actor.kind, "What")
        said = fact.sentence[head.start - fact.place.start : head.end - fact.place.start]
        answer = Part(said, head.start, head.end, head.actor.id)
        yield _question(fact, "who", f"{claim.sentence(subject=asker)}?", answer)
    for gap in gaps(fact, cast):
        front = blanked_claim(claim, fact, gap)
        yield Candidate(fact, gap.template, CardKind.CLOZE, front, gap.part.text, (gap.part,))


def _defined(fact: Fact, cast: Cast) -> Iterator[Candidate]:
    """Yield the definition turned round, where "the" says that there is only one."""
    if fact.object is not None and fact.object.text.casefold().startswith("the "):
        yield from (c for c in _of_claim(fact, cast) if c.template == "who")


def _reason(fact: Fact, cast: Cast, base_form: BaseForm) -> Iterator[Candidate]:
    """Yield "Why did X do Y?", or for what brings something about "What led to Y?"."""
    claim, why = claim_of(fact, cast), fact.object
    if claim is None or why is None or fact.subject is None:
        return
    if fact.kind is FactKind.CAUSE and not why.text.casefold().startswith(_REASONS):
        yield _question(fact, "cause", f"{claim.sentence(subject='What')}?", fact.subject)
        yield from (c for c in _of_claim(fact, cast) if c.kind is CardKind.CLOZE)
        return
    first, _, others = claim.relation.partition(" ")
    if first in _TURNING:
        asked = [first, claim.subject, others]
    elif (verb := base_form(first)) is not None:
        asked = ["did", claim.subject, verb, others]
    else:
        return
    front = " ".join(part for part in ("Why", *asked, claim.when) if part)
    yield _question(fact, "why", f"{front}?", why)


def is_person(part: Part) -> bool:
    """Say whether a part names a person."""
    return _is_a(ActorKind.PERSON, part)


def _is_a(kind: ActorKind, part: Part) -> bool:
    """Say whether a part names an actor of a kind: an actor's id begins with it."""
    return (part.actor_id or "").startswith(f"{kind.value}:")


def _question(fact: Fact, template: str, front: str, answer: Part | Period) -> Candidate:
    return Candidate(fact, template, CardKind.QUESTION, front, answer.text, (answer,))


def _acronym(fact: Fact, acronym: Part) -> Iterator[Candidate]:
    if fact.object is not None:
        yield _question(fact, "acronym", f"What does {squeezed(acronym.text)} stand for?", fact.object)


def _office(fact: Fact, person: Part) -> Iterator[Candidate]:
    office = fact.object
    if office is None:
        return
    if fact.relation == "belongs to":
        yield _question(
            fact, "affiliation", f"Which organisation does {squeezed(person.text)} belong to?", office
        )
        return
    yield _question(fact, "office", f"Which office does {squeezed(person.text)} hold?", office)
    named = squeezed(office.text)
    article = "" if _POSSESSOR.match(named) else "the "
    front = f"Who is named as {article}{named}?"
    yield Candidate(fact, "holder", CardKind.REVERSED, front, person.text, (person,))


def _event(fact: Fact, subject: Part, base_form: BaseForm) -> Iterator[Candidate]:
    time = fact.time
    if time is None or not _tells_itself(time):
        return
    words = _TIME_QUESTIONS.get(time.precision, "When")
    if fact.object is None and fact.relation in {"took place", MADE}:
        named = with_article(fact.sentence, subject.start - fact.place.start, squeezed(subject.text))
        named = named if named.startswith("the ") else f"the {named}"
        asked = f"was {named} made" if fact.relation == MADE else f"did {named} take place"
        yield _question(fact, "dated name", f"{words} {asked}?", time)
        return
    said, particle = _without_particle(fact.relation)
    auxiliary, _, participle = said.partition(" ")
    verb = participle or base_form(said)
    if verb is None:
        yield from _date_cloze(fact, time)
        return
    asked_by = auxiliary if participle else "did"  # "was founded" turns round as it is
    parts = [
        words,
        asked_by,
        inner(subject.text),
        verb,
        particle,
        _one_verb(_rest(fact, subject, time), base_form),
    ]
    yield _question(fact, "when", f"{' '.join(part for part in parts if part)}?", time)


def _without_particle(relation: str) -> tuple[str, str]:
    """Return the verbs of a relation, and the particle that ends it: "was set", "up"."""
    verbs, _, last = relation.rpartition(" ")
    return (verbs, last) if verbs and last in _PARTICLES else (relation, "")


def _tells_itself(time: Period) -> bool:
    """Say whether a time tells its days without the text around it: not "the following year"."""
    has_days = time.first_on is not None or time.last_on is not None
    return has_days and (any(c.isdigit() for c in time.text) or "century" in time.text.casefold())


def _rest(fact: Fact, subject: Part, time: Period) -> str:
    """Return what follows the verb; of a relative clause its head, with what the sentence says of it."""
    if fact.object is None:
        return ""
    said = inner(fact.object.text)
    if fact.object.start > subject.start:
        return said
    tail = squeezed(fact.sentence[time.end - fact.place.start :]).rstrip(".!? ")
    fits = tail[:1].islower() and "," not in tail and len(tail.split()) <= MAX_TAIL_WORDS
    return f"{said} that {tail}" if fits else said


def _one_verb(said: str, base_form: BaseForm) -> str:
    """Return what follows the verb up to a second finite one: after "did" it would have to change too."""
    for joint in _SECOND_VERB.finditer(said):
        if base_form(joint[1]) is not None:
            return said[: joint.start()]
    return said


def _date_cloze(fact: Fact, time: Period) -> Iterator[Candidate]:
    at = fact.place.start
    front = blanked(fact.sentence, time.start - at, time.end - at)
    yield Candidate(fact, "date", CardKind.CLOZE, front, time.text, (time,))


def _definition(fact: Fact, defined: Part) -> Iterator[Candidate]:
    if fact.object is not None and fact.object.text.casefold().startswith(_ARTICLES):
        named = inner(with_article(fact.sentence, defined.start - fact.place.start, squeezed(defined.text)))
        many = named.endswith("s") and _is_a(ActorKind.GROUP, defined)  # "the Salt Brothers"
        be = _BE.get(fact.relation, "are" if many else "is")
        asked_by = f"{'Who' if many or is_person(defined) else 'What'} {be}"
        yield _question(fact, "definition", f"{asked_by} {named}?", fact.object)


def _list(fact: Fact, owner: Part) -> Iterator[Candidate]:
    if not fact.items:
        return
    named = with_article(fact.sentence, owner.start - fact.place.start, squeezed(owner.text))
    front = f"{opened(named)} {squeezed(fact.relation)} {BLANK} ({len(fact.items)} items)"
    answer = ", ".join(squeezed(item.text) for item in fact.items)
    yield Candidate(fact, "list", CardKind.LIST, front, answer, fact.items)
