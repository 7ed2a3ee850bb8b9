"""How good a draft is, between 0 and 1, and why in words that a person reads.

The quality is the probability that a careful judge calls the draft good: a logistic model over `features`,
whose weights `packaging/cards/train.py` fits to judged drafts (`ranking`).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from studyapp.domain.cards import Reason
from studyapp.flashcards.features import features
from studyapp.flashcards.ranking import WEIGHTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from studyapp.flashcards.candidate import Candidate
    from studyapp.flashcards.cast import Cast

STRONG, GOOD = 0.8, 0.65
"""From here on a draft is called strong, or good; below it is weak."""
DEFAULT_QUALITY = GOOD
"""Drafts from here on wait in the inbox unless more are asked for."""

_TELLING = 0.1  # a feature that moves the sum by less is no reason
_MOST_REASONS = 3  # of each side
_BY_TEMPLATE = {
    "acronym": "name and abbreviation in one sentence",
    "holder": "the office stands beside the name",
    "office": "the office stands beside the name",
    "affiliation": "the organisation stands beside the name",
    "dated name": "the date stands beside the name",
    "when": "an exact time",
    "date": "the only date of its sentence",
    "definition": "the definition stands beside the name",
    "cloze number": "an exact number",
    "cloze name": "a name is asked",
    "cloze phrase": "words that many others could stand for",
    "who": "who it was, told by what was done",
    "why": "the reason stands beside the deed",
    "cause": "cause and effect in one sentence",
    "list": "the list names its owner",
}
_SAID = {
    "a year in the front": "says when it was",
    "a name in the object": "names who or what is meant",
    "names in the front": "names who or what is meant",
    "a key subject": "about a key actor",
    "share of the sentence": "tells all that the sentence tells",
    "a superlative": "only one can be meant",
    "present tense": "holds in general",
    "bare definites": "“the …” is not said more exactly",
    "a definite object without a name": "“the …” is not said more exactly",
    "an indefinite object without a name": "“a …” is not said more exactly",
    "vague nouns": "a vague noun",
    "no name in the front": "no name in the question",
    "a day without its year": "a day without its year",
    "a person by one name": "a person by one name",
    "a subject about a name": "about what belongs to someone, not about them",
    "a quotation": "the sentence quotes",
    "reported": "only reported",
    "joined answer": "one of several side by side",
    "a long answer": "a long answer, hard to recall word for word",
    "a short front": "a short question",
    "no object": "the verb says all",
}


def judge(candidate: Candidate, cast: Cast) -> tuple[float, tuple[Reason, ...]]:
    """Return the quality of a candidate that keeps the rules, and the reasons that weigh most."""
    moved = {
        name: value * WEIGHTS[name] for name, value in features(candidate, cast).items() if name in WEIGHTS
    }
    quality = round(1 / (1 + math.exp(-sum(moved.values()))), 2)
    return quality, _reasons(candidate.template, moved)


def _reasons(template: str, moved: Mapping[str, float]) -> tuple[Reason, ...]:
    """Return what speaks for a draft, then what speaks against it; each the weightiest first."""
    by_template = moved.get(f"template {template}", 0.0)
    told: dict[str, float] = {_BY_TEMPLATE[template]: by_template}
    for name, weight in moved.items():
        plain = name.partition(", ")[0]  # "no object, when" counts with "no object"
        if plain in _SAID:
            told[_SAID[plain]] = told.get(_SAID[plain], 0.0) + weight
    weighty = sorted(told.items(), key=lambda item: -abs(item[1]))
    good = [text for text, weight in weighty if weight > _TELLING][:_MOST_REASONS]
    bad = [text for text, weight in weighty if weight < -_TELLING][:_MOST_REASONS]
    return (*(Reason(text, good=True) for text in good), *(Reason(text, good=False) for text in bad))
