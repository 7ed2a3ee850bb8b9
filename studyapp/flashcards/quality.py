"""How good a draft is, between 0 and 1, and why in words that a person reads.

The figures are first guesses in the order of trust of the field's reports (acronym, office, dated name, when,
definition, quantity, list); a later issue replaces them by a ranker that is trained on judged drafts.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from studyapp.domain.cards import CardKind, Reason
from studyapp.flashcards.rules import words
from studyapp.flashcards.templates import is_person

if TYPE_CHECKING:
    from studyapp.flashcards.templates import Candidate

STRONG, GOOD = 0.8, 0.6
"""From here on a draft is called strong, or good; below it is weak."""
DEFAULT_QUALITY = GOOD
"""Drafts from here on wait in the inbox unless more are asked for."""

_TRUST = {
    "acronym": 0.95,
    "holder": 0.85,
    "office": 0.85,
    "dated name": 0.9,
    "when": 0.85,
    "affiliation": 0.75,
    "definition": 0.75,
    "quantity": 0.65,
    "date": 0.65,
    "list": 0.7,
}
_LONG_FRONT_WORDS, _LONG_ANSWER_WORDS, _LONG_LIST = 20, 8, 4
_PENALTY, _VAGUE_PENALTY = 0.1, 0.3
# "the talks", at the end or before a preposition: a year later nobody knows which.
_BARE_DEFINITE = re.compile(r"\bthe [a-z]+(?=\?| (?:in|on|at|to|for|with|by|from|against|after|before)\b)")

_STRENGTHS = {
    "acronym": "name and abbreviation in one sentence",
    "holder": "the office stands beside the name",
    "office": "the office stands beside the name",
    "dated name": "the date stands beside the name",
    "when": "the only date of its sentence",
    "date": "the only date of its sentence",
    "definition": "the definition stands beside the name",
    "affiliation": "the organisation stands beside the name",
    "quantity": "an exact number",
    "list": "the list names its owner",
}


def judge(candidate: Candidate) -> tuple[float, tuple[Reason, ...]]:
    """Return the quality of a candidate that keeps the rules, and the reasons."""
    weak = _weaknesses(candidate)
    quality = max(0.0, round(_TRUST[candidate.template] - sum(weak.values()), 2))
    reasons = [
        Reason(_STRENGTHS[candidate.template], good=True),
        Reason("no pronoun in the question", good=True),
    ]
    return quality, (*reasons, *(Reason(text, good=False) for text in weak))


def _weaknesses(candidate: Candidate) -> dict[str, float]:
    """Return what speaks against a candidate, and how much."""
    items, is_list = len(candidate.answers), candidate.kind is CardKind.LIST
    subject = candidate.fact.subject
    about_person = subject is not None and is_person(subject)
    vague = _BARE_DEFINITE.search(candidate.front)
    found = {
        f"a list of {items} items": is_list and items > _LONG_LIST,
        "a description of a person": about_person and candidate.template == "definition",
        "a person by one name": about_person and subject is not None and len(words(subject.text)) == 1,
        "a long question": len(words(candidate.front)) > _LONG_FRONT_WORDS,
        "a long answer, hard to recall word for word": not is_list
        and len(words(candidate.answer)) > _LONG_ANSWER_WORDS,
    }
    weak = {text: _PENALTY for text, holds in found.items() if holds}
    if vague is not None and candidate.template == "when":
        weak[f"“{vague.group()}” is not said more exactly"] = _VAGUE_PENALTY
    return weak
