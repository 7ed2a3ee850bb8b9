"""What can be asked of names: acronyms, offices, definitions, lists."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from studyapp.domain.actors import ActorKind
from studyapp.domain.cards import CardKind
from studyapp.flashcards.candidate import Candidate, is_a, is_person, question
from studyapp.flashcards.claims import subject_of
from studyapp.flashcards.rules import stands_in
from studyapp.flashcards.wording import BLANK, opened, squeezed, with_article

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studyapp.domain.facts import Fact, Part
    from studyapp.flashcards.candidate import BaseForm
    from studyapp.flashcards.cast import Cast

_POSSESSOR = re.compile(r"(?:(?! (?:of|at|for|to|in) ).)*?['’]s ")
"""Someone's office: a possessive in front of its head, not in what it is an office of."""
_OF_FIELD = re.compile(r"(?:deputy )?minister (?:of|for) ", re.IGNORECASE)
_ITEM = r"(?:(?:the )?[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*|[\w’'-]+)"
_ROW = re.compile(rf"(?:{_ITEM}, )*{_ITEM},? (?:and|or) \w")
_OPEN_END = re.compile(r"\b(?:that|which|who|whose|where|when|and|or|of|in|to|with|by|as|is|are)$")
_NOTE = re.compile(r" \([^()]*\)$")  # "(see Figure 2)"
_LEAST_CORE = 4  # words, the article among them: "a small town" says too little
_ARTICLES = ("a ", "an ", "the ", "one of ")
_NOT_OF_OFFICE = re.compile(r"(?:also|now|currently|current|next|then|then-) ?(?=\w+ )")
_PAST = ("was", "were", "had", "said")
_BE = ("was", "were", "are")
_OF_MANY = ("are", "were")
_MEANING = re.compile(r"(?:called|to|means?|denotes?|signif(?:y|ies))$")  # asked the other way round: `terms`


def acronym(fact: Fact, short: Part) -> Iterator[Candidate]:
    """Yield what an acronym stands for."""
    if fact.object is not None:
        yield question(fact, "acronym", f"What does {squeezed(short.text)} stand for?", fact.object)


def office(fact: Fact, person: Part, cast: Cast, base_form: BaseForm) -> Iterator[Candidate]:
    """Yield the office of a person, who holds it, or where someone belongs.

    "Foreign Minister" alone is asked of nobody: a year later it is not known of which country.
    """
    held = _held_alone(fact.object) if fact.object is not None else None
    name = squeezed(cast.named(fact, person))
    if held is None or " " not in name:  # nobody knows a "Robertson" a year later
        return
    does = "did" if _is_past(fact, base_form) else "does"
    if fact.relation == "belongs to":
        front = f"Which organisation {does} {name} belong to?"
        yield question(fact, "affiliation", front, held)
        return
    named = squeezed(held.text)
    is_owned = _POSSESSOR.match(named) is not None
    if _OF_FIELD.match(named) and not is_owned and not cast.within(fact, held.start, held.end):
        return  # "Minister of Defence": of which country?
    if is_owned or " of " in named or " for " in named or cast.within(fact, held.start, held.end):
        yield question(fact, "office", f"Which office or position {does} {name} hold?", held)
        if named.startswith(("a ", "an ")):
            return  # one of several
        front = f"Who is named as {'' if is_owned else 'the '}{named}?"
        yield Candidate(fact, "holder", CardKind.REVERSED, front, person.text, (person,))


def _held_alone(held: Part) -> Part:
    """Return an office without what says when it was held, or that it was one of several."""
    lead = _NOT_OF_OFFICE.match(held.text)
    return held._replace(text=held.text[lead.end() :], start=held.start + lead.end()) if lead else held


def _is_past(fact: Fact, base_form: BaseForm) -> bool:
    """Tell whether a sentence tells of what is over: an office of then is not held for ever."""
    words = fact.sentence.split()
    return any(word in _PAST or base_form(word) is not None for word in words if word.islower())


def _be(fact: Fact, base_form: BaseForm, *, many: bool) -> str:
    """Return the verb for what stands beside a name without one; of a person in the tense of the sentence."""
    if fact.subject is not None and is_person(fact.subject) and _is_past(fact, base_form):
        return "were" if many else "was"
    return "are" if many else "is"


def definition(fact: Fact, defined: Part, cast: Cast, base_form: BaseForm) -> Iterator[Candidate]:
    """Yield what someone or something is."""
    is_open = fact.object is not None and fact.object.text.casefold().startswith(_ARTICLES)
    if fact.object is None or _MEANING.search(fact.relation) or not (is_open or fact.relation in _OF_MANY):
        return
    named, head = subject_of(fact, defined, cast), cast.head_of(fact, defined)
    if head is not None and head.actor.kind is ActorKind.COUNTRY:
        return  # a country is many things
    many = named.endswith("s") and is_a(ActorKind.GROUP, defined)  # "the Salt Brothers"
    be = fact.relation if fact.relation in _BE else _be(fact, base_form, many=many)
    is_someone = many or is_person(defined) or (head is not None and head.actor.kind is ActorKind.PERSON)
    yield question(fact, "definition", f"{'Who' if is_someone else 'What'} {be} {named}?", _core(fact.object))


def _core(said: Part) -> Part:
    """Return a definition without what is added after a comma; one that is left too short stays whole."""
    core = _NOTE.sub("", said.text)
    before, _, others = core.partition(", ")
    if _ROW.match(others) is None:  # "a network of ship, rail and road routes" goes on
        core = before
    if _OPEN_END.search(core) is not None:
        core = said.text
    return said._replace(text=core, end=said.start + len(core)) if len(core.split()) >= _LEAST_CORE else said


def listed(fact: Fact, owner: Part) -> Iterator[Candidate]:
    """Yield the items of a list."""
    if not fact.items:
        return
    named = with_article(fact.sentence, owner.start - fact.place.start, squeezed(owner.text))
    front = f"{opened(named)} {squeezed(fact.relation)} {BLANK} ({len(fact.items)} items)"
    answer = ", ".join(squeezed(item.text) for item in fact.items)
    yield Candidate(fact, "list", CardKind.LIST, front, answer, fact.items)
    told = [squeezed(item.text) for item in fact.items]
    if len(told) == 1 or any(stands_in(item, named) for item in told):
        return
    for at, item in enumerate(fact.items):  # a set is hard to recall: each member once, the others shown
        others = [*told[:at], BLANK, *told[at + 1 :]]
        shown = f"{', '.join(others[:-1])} and {others[-1]}"
        asked = f"{opened(named)} {squeezed(fact.relation)} {shown}."
        yield Candidate(fact, "list item", CardKind.CLOZE, asked, item.text, (item,))
