"""What the ranker looks at in words alone: how telling the answer is, and whether the front says enough."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from studyapp.flashcards.rules import words
from studyapp.text.terms import telling, term_key

if TYPE_CHECKING:
    from studyapp.flashcards.candidate import Candidate
    from studyapp.flashcards.cast import Cast

_PHRASES = ("sentence phrase", "cloze phrase", "sentence term", "term", "other name", "contrast")
_RARE = 0.6
_PLAIN = 0.1  # as `Cast.technical` counts: a text without a term
_PAST = re.compile(r"\b(?:was|were|had|did|\w{2,}ed)\b")
_POSSIBLE = re.compile(r"\b(?:can|could|may|might|would|should|must)\b")
_LOOSE = re.compile(
    r"\b(?:many|some|several|various|often|sometimes|certain|different|other|most|usually|generally|numerous)\b",
    re.IGNORECASE,
)
_PRAISE = re.compile(
    r"\b(?:important|importance|significant|interesting|major|key|crucial|essential|useful|popular"
    r"|famous|great|common|specific|unique|good|large|help|helps|challenge|challenges|opportunity|success|successful)\b",
    re.IGNORECASE,
)
_OF_TEXT = re.compile(
    r"\b(?:chapter|section|module|exercises?|examples?|figure|table|problems?|solution|learn|discuss|discussed|above"
    r"|below|following|previous|described|shown|shows|explore|consider|suppose|imagine|recall|see)\b",
    re.IGNORECASE,
)
_EXAMPLE = re.compile(r"For (?:example|instance)\b")
_NAMING = re.compile(r"\b(?:called|known as|refers? to|termed|defined as|means|consists? of)\b")


def term_features(candidate: Candidate, cast: Cast) -> dict[str, float]:
    """Return the features of the words of a candidate."""
    front, terms = candidate.front, cast.terms
    asked, answered = words(front), words(candidate.answer)
    rare = sum(telling(word) >= _RARE for word in set(asked))
    is_past = bool(_PAST.search(front))
    told = f"{front} {candidate.answer}"
    found: dict[str, float] = {
        "rare words in the front": min(rare, 5) / 5,
        "no rare word in the front": rare == 0,
        "terms in the front": min(terms.marked_in(front), 2),
        "past": is_past,
        "a possibility": bool(_POSSIBLE.search(front)),
        "loose words": min(len(_LOOSE.findall(told)), 3),
        "praise": min(len(_PRAISE.findall(told)), 2),
        "about the text itself": bool(_OF_TEXT.search(front)),
        "an example": bool(_EXAMPLE.match(candidate.fact.sentence)),
        f"rare words in the front, {candidate.template}": min(rare, 5) / 5,
        f"words of the front, {candidate.template}": min(len(asked), 30) / 10,
        f"past, {candidate.template}": is_past,
        "a naming": bool(_NAMING.search(front)),
    }
    if candidate.template == "acronym" and candidate.fact.subject is not None:
        found["sayings of the short form"] = min(cast.sayings(candidate.fact.subject.text), 6) / 6
    if candidate.template in _PHRASES:
        stems = set(term_key(front).split())
        says_much = telling(candidate.answer) >= _RARE and rare > 0 and not is_past
        found |= {
            "a technical text, a phrase": min(max(cast.technical - _PLAIN, 0) / _PLAIN, 2),
            "a telling answer of what holds in general": says_much,
            "how telling the answer is": telling(candidate.answer),
            f"how telling the answer is, {candidate.template}": telling(candidate.answer),
            "the answer is set off": terms.is_marked(candidate.answer),
            "the answer is in a heading": terms.is_headed(candidate.answer),
            "sayings of the answer": min(math.log2(1 + cast.sayings(candidate.answer)), 4) / 4,
            "a word of the answer in the front": any(term_key(word) in stems for word in answered),
            "one word as answer": len(answered) == 1,
        }
    return found
