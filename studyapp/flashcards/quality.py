"""How good a draft is, between 0 and 1, and why in words that a person reads.

The quality is the probability that a careful judge calls the draft good, told by trees over `features` that
`packaging/train_ranker.py` grows on judged drafts. The reasons are those of a logistic model of the same
drafts (`ranking`): what moves it most, in words that a person can follow.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from studyapp.domain.cards import Reason
from studyapp.flashcards.features import features
from studyapp.flashcards.ranking import WEIGHTS
from studyapp.text.resources import resource_folder
from studyapp.text.trees import load_trees

if TYPE_CHECKING:
    from collections.abc import Mapping

    from studyapp.flashcards.candidate import Candidate
    from studyapp.flashcards.cast import Cast

_TELLING, _WARNING = 0.1, 0.3  # a feature that moves the sum by less is no reason for, or against
_MOST_REASONS = 3  # of each side
_FOR = {
    "template acronym": "name and abbreviation in one sentence",
    "template holder": "the office stands beside the name",
    "template office": "the office stands beside the name",
    "template affiliation": "the organisation stands beside the name",
    "template dated name": "the date stands beside the name",
    "template when": "an exact time",
    "template definition": "the definition stands beside the name",
    "template cloze number": "an exact number",
    "template cloze name": "a name is asked",
    "template why": "the reason stands beside the deed",
    "template cause": "cause and effect in one sentence",
    "template list": "the list names its owner",
    "template list item": "one of a list, the others shown",
    "template sentence date": "an exact time",
    "template sentence number": "an exact number",
    "template sentence name": "a name is asked",
    "template sentence term": "the term that the sentence brings in",
    "template term": "asks for the term that is defined",
    "template other name": "two names for the same thing",
    "template contrast": "one side of a contrast",
    "the answer is set off": "a term that the text sets off",
    "the answer is in a heading": "a term of a heading",
    "how telling the answer is": "asks for a telling word",
    "a telling answer of what holds in general": "asks for a telling word",
    "rare words in the front": "says exactly what is meant",
    "a dated text": "of a text that tells its years",
    "a year in the front": "says when it was",
    "precision year": "an exact time",
    "a name in the object": "names who or what is meant",
    "names in the front": "names who or what is meant",
    "a key subject": "about a key actor",
    "a key answer": "asks for a key actor",
    "share of the sentence": "tells all that the sentence tells",
    "a superlative": "only one can be meant",
    "present tense": "holds in general",
    "an event of a life": "an event that is remembered by its date",
}
_AGAINST = {
    "template cloze phrase": "other words could stand there",
    "template sentence phrase": "other words could stand there",
    "a plain word as answer": "other words could stand there",
    "a position of many": "a position that many hold",
    "a reporting text": "reported in passing, without its year",
    "a passing state": "what passes, without its year",
    "cut at a sign": "the sentence says more",
    "cut within": "the sentence says more",
    "loose words": "holds for some alone",
    "praise": "judges more than it tells",
    "about the text itself": "about the text itself",
    "one of a row": "one of several side by side",
    "one of a row of names": "one of several side by side",
    "a head without its name": "a name that is not said in full",
    "people by one name": "a person by one name",
    "a people before the gap": "easily guessed",
    "a date before its noun": "easily guessed",
    "the topic as answer": "what the text is about",
    "template who": "others may have done the same",
    "bare definites": "“the …” is not said more exactly",
    "a definite object without a name": "“the …” is not said more exactly",
    "an indefinite object without a name": "“a …” is not said more exactly",
    "vague nouns": "a vague noun",
    "no name in the front": "no name in the question",
    "nothing exact in the object": "nothing exact beside the verb",
    "a day without its year": "a day without its year",
    "a person by one name": "a person by one name",
    "a subject about a name": "about what belongs to someone",
    "a quotation": "the sentence quotes",
    "reported": "only reported",
    "joined answer": "one of several side by side",
    "a long answer": "a long answer, hard to recall word for word",
    "no object": "the verb says all",
}
_PLAIN = "follows from the sentence alone"


def judge(candidate: Candidate, cast: Cast) -> tuple[float, tuple[Reason, ...]]:
    """Return the quality of a candidate that keeps the rules, and the reasons that weigh most."""
    found = features(candidate, cast)
    moved = {name: value * WEIGHTS[name] for name, value in found.items() if name in WEIGHTS}
    return _chance(found), _reasons(moved)


def _chance(found: Mapping[str, float]) -> float:
    trees = load_trees(resource_folder("cards") / "ranker.npz")
    row = np.array([[found.get(name, 0.0) for name in trees.names]], np.float32)
    return round(float(trees.chances(row)[0]), 2)


def _reasons(moved: Mapping[str, float]) -> tuple[Reason, ...]:
    """Return what speaks for a draft, at least one thing, then what speaks against it, by weight."""
    good = _weighty(moved, _FOR, _TELLING) or [_PLAIN]
    bad = _weighty({name: -weight for name, weight in moved.items()}, _AGAINST, _WARNING)
    return (*(Reason(text, good=True) for text in good), *(Reason(text, good=False) for text in bad))


def _weighty(moved: Mapping[str, float], said: Mapping[str, str], least: float) -> list[str]:
    told: dict[str, float] = {}
    for name, weight in moved.items():
        text = said.get(name.partition(", ")[0])  # "no object, when" counts with "no object"
        if text is not None:
            told[text] = told.get(text, 0.0) + weight
    ranked = sorted(told.items(), key=lambda item: -item[1])
    return [text for text, weight in ranked if weight > least][:_MOST_REASONS]
