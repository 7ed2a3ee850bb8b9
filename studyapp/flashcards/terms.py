"""What can be asked of terms: what a thing that is described is called."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from studyapp.domain.cards import CardKind
from studyapp.domain.facts import Part
from studyapp.flashcards.candidate import Candidate
from studyapp.flashcards.claims import claim_of
from studyapp.flashcards.wording import BLANK, opened, squeezed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studyapp.domain.facts import Fact
    from studyapp.flashcards.cast import Cast

_ARTICLES = ("the ", "a ", "an ")
_WITH = re.compile(r", with [^,]*$")  # of "the largest ship, with ten in its fleet" no more is of the ship
_CALLED = ("called",)
_MOST_WORDS = 4  # of a term: longer ones are descriptions
_LEAST_OF_NAME = 10  # words that say what a name is: fewer fit others too


def term(fact: Fact, cast: Cast) -> Iterator[Candidate]:
    """Yield a definition with its term left out; of two names for a thing, the other one."""
    claim, subject = claim_of(fact, cast), fact.subject
    if claim is None or subject is None or fact.object is None:
        return
    if fact.relation.endswith(_CALLED):
        front = opened(f"{claim.subject} {claim.relation} {BLANK}.")
        yield Candidate(fact, "other name", CardKind.CLOZE, front, fact.object.text, (fact.object,))
        return
    lead = next((word for word in _ARTICLES if subject.text.casefold().startswith(word)), "")
    named = Part(subject.text[len(lead) :], subject.start + len(lead), subject.end)
    is_named = subject.actor_id is not None or bool(cast.within(fact, subject.start, subject.end))
    if len(named.text.split()) > _MOST_WORDS or (is_named and len(claim.rest.split()) < _LEAST_OF_NAME):
        return
    article = lead or ("the " if claim.subject.startswith("the ") else "")
    said = _WITH.sub("", squeezed(claim.rest))
    front = opened(f"{article}{BLANK} {claim.relation} {said}.")
    yield Candidate(fact, "term", CardKind.CLOZE, front, named.text, (named,))
