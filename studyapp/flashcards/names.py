"""What can be asked of names: acronyms, offices, definitions, lists."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from studyapp.domain.actors import ActorKind
from studyapp.domain.cards import CardKind
from studyapp.flashcards.candidate import Candidate, is_a, is_person, question
from studyapp.flashcards.claims import subject_of
from studyapp.flashcards.wording import BLANK, opened, squeezed, with_article

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studyapp.domain.facts import Fact, Part
    from studyapp.flashcards.cast import Cast

_POSSESSOR = re.compile(r"(?:(?! (?:of|at|for|to|in) ).)*?['’]s ")
"""Someone's office: a possessive in front of its head, not in what it is an office of."""
_ARTICLES = ("a ", "an ", "the ", "one of ")
_BE = ("was", "were", "are")


def acronym(fact: Fact, short: Part) -> Iterator[Candidate]:
    """Yield what an acronym stands for."""
    if fact.object is not None:
        yield question(fact, "acronym", f"What does {squeezed(short.text)} stand for?", fact.object)


def office(fact: Fact, person: Part, cast: Cast) -> Iterator[Candidate]:
    """Yield the office of a person, who holds it, or where someone belongs.

    "Foreign Minister" alone is asked of nobody: a year later it is not known of which country.
    """
    held = fact.object
    if held is None:
        return
    if fact.relation == "belongs to":
        front = f"Which organisation does {squeezed(person.text)} belong to?"
        yield question(fact, "affiliation", front, held)
        return
    named = squeezed(held.text)
    is_owned = _POSSESSOR.match(named) is not None
    if is_owned or " of " in named or " for " in named or cast.within(fact, held.start, held.end):
        yield question(fact, "office", f"Which office does {squeezed(person.text)} hold?", held)
        front = f"Who is named as {'' if is_owned else 'the '}{named}?"
        yield Candidate(fact, "holder", CardKind.REVERSED, front, person.text, (person,))


def definition(fact: Fact, defined: Part, cast: Cast) -> Iterator[Candidate]:
    """Yield what someone or something is."""
    if fact.object is None or not fact.object.text.casefold().startswith(_ARTICLES):
        return
    named, head = subject_of(fact, defined, cast), cast.head_of(fact, defined)
    if head is not None and head.actor.kind is ActorKind.COUNTRY:
        return  # a country is many things
    many = named.endswith("s") and is_a(ActorKind.GROUP, defined)  # "the Salt Brothers"
    be = fact.relation if fact.relation in _BE else "are" if many else "is"
    is_someone = many or is_person(defined) or (head is not None and head.actor.kind is ActorKind.PERSON)
    yield question(fact, "definition", f"{'Who' if is_someone else 'What'} {be} {named}?", fact.object)


def listed(fact: Fact, owner: Part) -> Iterator[Candidate]:
    """Yield the items of a list."""
    if not fact.items:
        return
    named = with_article(fact.sentence, owner.start - fact.place.start, squeezed(owner.text))
    front = f"{opened(named)} {squeezed(fact.relation)} {BLANK} ({len(fact.items)} items)"
    answer = ", ".join(squeezed(item.text) for item in fact.items)
    yield Candidate(fact, "list", CardKind.LIST, front, answer, fact.items)
