"""The claim of a fact as a short sentence of its own: what questions turn round and clozes blank."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from studyapp.flashcards.wording import inner, squeezed, with_article

if TYPE_CHECKING:
    from studyapp.domain.facts import Fact
    from studyapp.flashcards.cast import Cast

_TIME_LEAD = re.compile(
    r"\b((?:in|on|by|since|until|during|from|around|before|after|between|throughout|towards?|at)"
    r"(?: (?:the|about|around|early|late|mid))*)\s*$",
    re.IGNORECASE,
)
_JOINTS = re.compile(r"\b(?:also|then|thus|therefore|however|meanwhile|still|again|later|eventually)\s+")


class Claim(NamedTuple):
    """The words of a claim, each as it stands in the midst of a sentence; `when` with its preposition."""

    subject: str
    relation: str
    rest: str
    when: str

    def sentence(self, *, subject: str | None = None, rest: str | None = None) -> str:
        """Return the claim as a sentence, one of its parts told otherwise; the end has no full stop."""
        parts = (
            self.subject if subject is None else subject,
            self.relation,
            self.rest if rest is None else rest,
            self.when,
        )
        return " ".join(part for part in parts if part)


def claim_of(fact: Fact, cast: Cast) -> Claim | None:
    """Return the claim of a fact; None where its object stands before its subject."""
    if fact.subject is None or (fact.object is not None and fact.object.start < fact.subject.start):
        return None
    subject = with_article(
        fact.sentence, fact.subject.start - fact.place.start, squeezed(cast.named(fact, fact.subject))
    )
    rest = squeezed(fact.object.text) if fact.object is not None else ""
    return Claim(inner(subject), _JOINTS.sub("", f"{squeezed(fact.relation)} ").strip(), rest, when_of(fact))


def when_of(fact: Fact) -> str:
    """Return the time of a fact with its preposition, as it stands in the midst of a sentence."""
    time = fact.time
    if time is None or (fact.object is not None and fact.object.start <= time.start < fact.object.end):
        return ""
    lead = _TIME_LEAD.search(fact.sentence[: time.start - fact.place.start])
    text = squeezed(time.text)
    if lead is None:
        return text[:1].lower() + text[1:] if text[:1].isupper() and text.split()[0] in _SMALL else text
    return f"{squeezed(lead[1]).lower()} {text}"


_SMALL = frozenset(
    ("Last", "This", "Next", "The", "Early", "Late", "Mid", "Today", "Now", "Later", "Earlier")
)
