"""When something happened: questions that turn the claim of an event round, and clozes of its date."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from studyapp.domain.cards import CardKind
from studyapp.flashcards.candidate import Candidate, question
from studyapp.flashcards.claims import subject_of
from studyapp.flashcards.wording import blanked, inner, squeezed, with_article

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studyapp.domain.facts import Fact, Part, Period
    from studyapp.flashcards.candidate import BaseForm
    from studyapp.flashcards.cast import Cast

MADE, TOOK_PLACE = "was made", "took place"
LIFE = ("was born", "died")
"""The relations of dated agreements, events and people, as `language` gives them."""
_MOST_TAIL_WORDS = 15
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
_YEARLY = re.compile(r"\d{3}|\b(?:BC|AD|BCE|CE)\b")  # a day and a month alone are of no year
_BOUND = re.compile(r"\b(from|since|until|till|after|before|by) (?:the )?(?:year )?$", re.IGNORECASE)
_WHEN = re.compile(r",?\s+when\b")
_PARTLY = re.compile(r"\b(?:end|start|beginning|middle|half|early|late|mid)\b", re.IGNORECASE)
_SECOND_VERB = re.compile(r",? (?:and|but|or|then) ([^\W\d_]+)\b")
_ASKED = {
    "day": "On which date",
    "month": "In which month",
    "year": "In which year",
    "decade": "In which decade",
    "century": "In which century",
    "millennium": "In which millennium",
    "season": "In which season of which year",
    "quarter": "In which quarter of which year",
}


def dated(fact: Fact, subject: Part, cast: Cast, base_form: BaseForm) -> Iterator[Candidate]:
    """Yield when an event was, if its time tells its days without the text around it."""
    time = fact.time
    if time is None or not _tells_itself(time) or _is_of_something_else(fact, time):
        return
    when = _asked_when(fact, time)
    if fact.object is None and fact.relation in (MADE, TOOK_PLACE):
        if " " not in squeezed(subject.text):
            return  # "the Floyd": half of a name
        named = with_article(fact.sentence, subject.start - fact.place.start, squeezed(subject.text))
        named = f"the {named}" if " of " in named and not named.startswith("the ") else named
        asked = f"was {named} made" if fact.relation == MADE else f"did {named} take place"
        yield question(fact, "dated name", f"{when} {asked}?", time)
        return
    said, particle = _without_particle(fact.relation)
    auxiliary, _, participle = said.partition(" ")
    verb = participle or base_form(said)
    if verb is None:
        yield _date_cloze(fact, time)
        return
    turned = auxiliary if participle else "did"  # "was founded" turns round as it is
    rest = _one_verb(_rest(fact, subject, time), base_form)
    parts = (when, turned, subject_of(fact, subject, cast), verb, particle, rest)
    yield question(fact, "when", f"{' '.join(part for part in parts if part)}?", time)


def _asked_when(fact: Fact, time: Period) -> str:
    """Return "In which year", or what asks for a beginning, an end or a bound: "Until which year"."""
    if _PARTLY.search(time.text):
        return "When"
    asked = _ASKED.get(time.precision, "When")
    at = fact.place.start
    bound = _BOUND.search(fact.sentence[: time.start - at])
    is_own = bound is None or _WHEN.match(fact.sentence, time.end - at)  # "after 2022, when X began": in 2022
    return asked if bound is None or is_own else re.sub(r"^(?:On|In)\b", bound[1].capitalize(), asked)


def _is_of_something_else(fact: Fact, time: Period) -> bool:
    """Tell whether the time is not its own: of a perfect ("has dropped ... in 2010"), or half of a pair."""
    is_perfect = fact.relation.startswith(("has ", "have "))
    return is_perfect or (" and " in time.text and "between" not in time.text.casefold())


def _without_particle(relation: str) -> tuple[str, str]:
    """Return the verbs of a relation, and the particle that ends it: "was set", "up"."""
    verbs, _, last = relation.rpartition(" ")
    return (verbs, last) if verbs and last in _PARTICLES else (relation, "")


def _tells_itself(time: Period) -> bool:
    """Say whether a time tells its days without the text around it: not "the following year"."""
    has_days = time.first_on is not None or time.last_on is not None
    return has_days and (_YEARLY.search(time.text) is not None or "century" in time.text.casefold())


def _rest(fact: Fact, subject: Part, time: Period) -> str:
    """Return what follows the verb; of a relative clause its head, with what the sentence says of it."""
    if fact.object is None:
        return ""
    said = inner(fact.object.text)
    if fact.object.start > subject.start:
        return said
    tail = squeezed(fact.sentence[time.end - fact.place.start :]).rstrip(".!? ")
    fits = tail[:1].islower() and "," not in tail and len(tail.split()) <= _MOST_TAIL_WORDS
    return f"{said} that {tail}" if fits else said


def _one_verb(said: str, base_form: BaseForm) -> str:
    """Return what follows the verb up to a second finite one: after "did" it would have to change too."""
    for joint in _SECOND_VERB.finditer(said):
        if base_form(joint[1]) is not None:
            return said[: joint.start()]
    return said


def _date_cloze(fact: Fact, time: Period) -> Candidate:
    at = fact.place.start
    front = blanked(fact.sentence, time.start - at, time.end - at)
    return Candidate(fact, "date", CardKind.CLOZE, front, time.text, (time,))
