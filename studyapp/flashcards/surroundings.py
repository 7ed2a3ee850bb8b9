"""What stands about what is asked: rows, names that say too little, words that were left out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from studyapp.domain.actors import ActorKind
from studyapp.domain.facts import Period
from studyapp.flashcards.rules import words

if TYPE_CHECKING:
    from studyapp.flashcards.candidate import Candidate
    from studyapp.flashcards.cast import Cast, Named

_GAP = r"\[[^\]]*\]"
_NAME = r"(?:the |an? )?[A-Z][\w’'.-]*(?: (?:of |the )*[A-Z][\w’'.-]*)*"
_IN_ROW = re.compile(
    rf"{_GAP}, (?:{_NAME}, )*(?:{_NAME},? )?(?:and|or) (?:the )?[A-Z]|{_NAME}, (?:the )?{_GAP},|"
    rf"{_NAME}, (?:and|or) (?:the )?{_GAP}|{_GAP},? (?:and|or) {_NAME}|{_NAME} (?:and|or) (?:the )?{_GAP}"
)
"""One of several names side by side: whoever knows the others has it, or the order decides."""
_HEAD_ALONE = re.compile(
    r"\b[Tt]he (?:new )?(?:Commission|Committee|Council|Company|Corporation|Army|Navy|Party|Parliament"
    r"|Assembly|Board|University|Church|Society|Association|Agency|Ministry|Department|Court|Senate|House|Union"
    r"|Federation|League|Bank|Institute|College|Academy|Government|State|Empire|Emperor|King|Queen|President|Prince|Treaty"
    r"|Act|War)"
    r"\b(?! (?:of|for|on)\b)(?! [A-Z])"
)
"""A name of which only the head is said: "The Commission"."""
_AFTER_PLACE = re.compile(rf"[A-Z][\w’'-]+, {_GAP}")
_YEAR = re.compile(r"\b(?:1\d{3}|20\d\d)\b")
_MOST_LEFT_OUT = 10  # words


def features_around(candidate: Candidate, cast: Cast) -> dict[str, float]:
    """Return the features of what stands about what is asked, those that are 0 among them."""
    fact, front = candidate.fact, candidate.front
    first = candidate.answers[0]
    parts = [part for part in (fact.subject, fact.object, fact.time) if part is not None]
    before = fact.sentence[: min((part.start for part in parts), default=0) - fact.place.start]
    named = [name for name in cast.within(fact, fact.place.start, fact.place.end) if _is_asked(name, front)]
    answered = next(iter(cast.within(fact, first.start, first.end)), None)
    is_time = isinstance(first, Period)
    return {
        "one of a row of names": bool(_IN_ROW.search(front)),
        "a head without its name": bool(_HEAD_ALONE.search(front)),
        "a place before the gap": bool(_AFTER_PLACE.search(front)),
        "people by one name": min(sum(_is_by_one_name(name) for name in named), 2),
        "words left out in front": min(len(words(before)), _MOST_LEFT_OUT) / 5,
        "the topic in the front": max((cast.share_of(name.actor) for name in named), default=0.0),
        "another year in the sentence": is_time and len(set(_YEAR.findall(fact.sentence))) > 1,
        "a name without its kind": answered is not None and "[…]" in front,
        "an answer named once": answered is not None and len(answered.actor.mentions) == 1,
    }


def _is_asked(name: Named, front: str) -> bool:
    return name.actor.name in front


def _is_by_one_name(name: Named) -> bool:
    return name.actor.kind is ActorKind.PERSON and " " not in name.actor.name
