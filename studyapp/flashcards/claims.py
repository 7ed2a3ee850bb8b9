"""The claim of a fact as a short sentence of its own: what questions turn round and clozes blank."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from studyapp.flashcards.wording import inner, squeezed, with_article

if TYPE_CHECKING:
    from studyapp.domain.facts import Fact, Part
    from studyapp.flashcards.cast import Cast

_LEAD = re.compile(
    r"\b((?:in|on|by|since|until|during|from|around|before|after|between|throughout|towards?|at|of)"
    r"(?: (?:the|about|around|early|late|mid))*)\s*$",
    re.IGNORECASE,
)
_WHEN = re.compile(r",?\s+when\b")
_IS_NAME = re.compile(
    r"\d|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun|Easter|Christmas|AD)"
)
_JOINTS = re.compile(r"\b(?:also|then|thus|therefore|however|meanwhile|still|again|later|eventually|now)\s+")


class Claim(NamedTuple):
    """The words of a claim, each as it stands in the midst of a sentence; `when` with its preposition."""

    subject: str
    relation: str
    rest: str
    when: str

    def sentence(self, *, subject: str | None = None, rest: str | None = None) -> str:
        """Return the claim as a sentence, one of its parts told otherwise; no capital, no full stop."""
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
    relation = _JOINTS.sub("", f"{squeezed(fact.relation)} ").strip()
    rest = squeezed(fact.object.text) if fact.object is not None else ""
    return Claim(subject_of(fact, fact.subject, cast), relation, rest, _when(fact))


def subject_of(fact: Fact, subject: Part, cast: Cast) -> str:
    """Return a subject as it stands in the midst of a sentence, a surname as the full name."""
    at = subject.start - fact.place.start
    text = squeezed(cast.named(fact, subject))
    first, _, others = text.partition(" ")
    is_common = not cast.opens_with_name(fact, subject) and first[1:].islower() and others[:1].islower()
    if (
        at == 0 and is_common and not cast.meant(fact)
    ):  # "Agreements with Norway" begins the sentence, and is no name
        text = text[0].lower() + text[1:]
    return inner(with_article(fact.sentence, at, text))


def _when(fact: Fact) -> str:
    """Return the time of a fact with its preposition, as it stands in the midst of a sentence."""
    time, at = fact.time, fact.place.start
    if time is None or (fact.object is not None and fact.object.start <= time.start < fact.object.end):
        return ""
    text = squeezed(time.text)
    if text in squeezed(fact.relation):
        return ""
    if _WHEN.match(fact.sentence, time.end - at):  # "after 2022, when X began": X began in 2022
        return f"{'on' if time.precision == 'day' else 'in'} {text}"
    lead = _LEAD.search(fact.sentence[: time.start - at])
    if lead is None and fact.sentence[: time.start - at].endswith("("):
        return ""
    if lead is None:
        return text if _IS_NAME.match(text) else text[0].lower() + text[1:]
    return f"{squeezed(lead[1]).lower()} {text}"
