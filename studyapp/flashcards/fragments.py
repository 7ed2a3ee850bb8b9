"""Rules on what was cut too short: halves of names and units, figures that are not there, unended deeds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from studyapp.domain.facts import Period
from studyapp.text.terms import term_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studyapp.flashcards.candidate import Candidate

_JOINED_BEFORE, _JOINED_AFTER = re.compile(r"\w[–-]$"), re.compile(r"[–-]\w")
_WITHIN_WORD = re.compile(r"[\w/–-]\[[^\]]*\]|\[[^\]]*\](?:[/–-]?\w|/)")
_SHOWN = re.compile(
    r"\b(?:in|see) (?:the|this) (?:figure|table|diagram|graph|chart|map|picture)\b"
    r"|\b(?:shown|seen|located|pictured|depicted) (?:\w+ )?(?:on the (?:left|right)|above|below|here)\b",
    re.IGNORECASE,
)
_OWNED = re.compile(r"\b(?:of|to|by|for|with) (?:his|her|their)\b")
_UNFINISHED = re.compile(
    r"\bdid [^?]+ (?:go|come|wait|get|take|make|try|begin|start|continue|stay|want|turn|face|seem)"
    r"(?: in \d{3,4})?\?$"
)


def within_a_word(candidate: Candidate) -> bool:
    """Say whether a name is asked in part: "Comet Shoemaker" of "Comet Shoemaker–Levy 9", "[…]/cm3"."""
    fact, at = candidate.fact, candidate.fact.place.start
    parts = [part for part in (fact.subject, *candidate.answers) if part is not None]
    return _WITHIN_WORD.search(candidate.front) is not None or any(
        _JOINED_AFTER.match(fact.sentence, part.end - at)
        or _JOINED_BEFORE.search(fact.sentence[: part.start - at])
        for part in parts
    )


def points_at_a_figure(candidate: Candidate) -> bool:
    """Say whether the front needs a picture: "In the figure", "shown on the left"."""
    return _SHOWN.search(candidate.front) is not None


def unfinished(candidate: Candidate) -> bool:
    """Say whether a question ends where the deed begins: "When did Luigi go?"."""
    return _UNFINISHED.search(candidate.front) is not None


def owned_by_nobody(candidate: Candidate) -> bool:
    """Say whether a definition leans on somebody who is not named: "the daughter of his friend"."""
    return candidate.template == "definition" and _OWNED.search(candidate.answer) is not None


def told_by(headings: Iterable[str], candidate: Candidate) -> bool:
    """Say whether all words of the answer stand in one of the headings: a reader has it before the eyes."""
    if isinstance(candidate.answers[0], Period):
        return False
    sought = set(term_key(candidate.answer).split())
    return bool(sought) and any(sought <= set(term_key(heading).split()) for heading in headings)
