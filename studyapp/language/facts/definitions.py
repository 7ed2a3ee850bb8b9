"""Definitions: "X, a NOUN ..." and "X is a NOUN ..."."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from studyapp.domain.actors import ActorKind, MentionForm
from studyapp.domain.facts import FactKind
from studyapp.language.facts.guards import clause_guard
from studyapp.language.facts.view import NOUN_PHRASE, SUBJECT
from studyapp.language.lexicon import lexicon, word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studyapp.domain.facts import Fact
    from studyapp.language.facts.view import Known, View

_ARTICLES = ("a", "an", "the")
_COPULAS = ("is", "was", "are", "were")
_MOST_WORDS = 20
_LEAST_WORDS = 3  # "the mate" tells nothing
_NOT_A_DEFINITION = word_set("one same kind sort type lot number part result first last only other")
_MOST_IN_BRACKETS = 15  # words, as in "(4 June 1822 – 9 March 1891)"


class Region(NamedTuple):
    """Words `first` up to, not including, `last`."""

    first: int
    last: int


def find_definitions(view: View) -> Iterator[Fact]:
    """Yield the definitions of named things, not of persons by their office."""
    for known in view.names:
        if known.name.listed and known.name.listed.form is MentionForm.DEMONYM:
            continue
        region = apposition(view, known) or _copula(view, known)
        if region is None or region.last - region.first < _LEAST_WORDS:
            continue
        guard = clause_guard(view, known.first, region.last, known.last)
        yield view.fact(
            FactKind.DEFINITION, view.part(known.first, known.last), "is", view.part(*region),
            polarity=guard.polarity, modality=guard.modality, attribution=guard.attribution,
        )  # fmt: skip


def _after_brackets(view: View, at: int) -> int:
    """Return the word after the brackets that open at `at`: an acronym, the days of a life; or `at`."""
    inside = view.words[at : at + _MOST_IN_BRACKETS]
    return at + inside.index(")") + 1 if inside[:1] == ["("] and ")" in inside else at


def apposition(view: View, known: Known) -> Region | None:
    """Return the words of "a NOUN ..." or "the NOUN of ..." that stand beside a name and define it."""
    at = _after_brackets(view, known.last)
    if view.words[at : at + 1] != [","] or view.lower[at + 1 : at + 2] not in ([a] for a in _ARTICLES):
        return None
    region = _definition(view, at + 1, known.kind)
    if region is None or not _is_closed(view, region) or not _opens_apposition(view, known):
        return None
    is_definite = view.lower[at + 1] == "the"
    return region if not is_definite or "o" in view.classes[region.first : region.last] else None


def _opens_apposition(view: View, known: Known) -> bool:
    """Tell whether what follows the name can be beside it: not after "At Varn, ...", nor within a list."""
    before = view.classes[: known.first]
    if before and view.lower[known.first - 1] in (",", "and", "or"):
        return False
    clause = re.split(r"[,;:]", before)[-1].lstrip("cW")
    return clause[:1] not in ("I", "T", "G", "B", "R")


def _is_closed(view: View, region: Region) -> bool:
    """Tell whether a phrase ends as an apposition does, and is no item of a list."""
    after = (view.classes + "..")[region.last : region.last + 2]
    if after[0] == "," and (after[1] in "cAQSNPJ" or "or" in view.lower[region.last + 1 : region.last + 2]):
        return False
    return after[0] in ",.;W"


def _copula(view: View, known: Known) -> Region | None:
    if known.first > 1 or (known.first == 1 and view.lower[0] not in _ARTICLES):
        return None
    at = _after_brackets(view, known.last)
    if view.lower[at : at + 1] not in ([c] for c in _COPULAS) or view.lower[at + 1 : at + 2] not in (
        [a] for a in _ARTICLES
    ):
        return None
    return _definition(view, at + 1, known.kind)


def _definition(view: View, first: int, kind: ActorKind) -> Region | None:
    """Return the noun phrase from `first`, with its relative clause where that ends cleanly."""
    classes = view.classes[first:]
    match = re.match(rf"{SUBJECT}(?:[IG]{NOUN_PHRASE})*", classes)
    if match is None:
        return None
    if "Q" in match[0].partition(",")[2]:  # the list of names around goes on
        match = re.match(rf"{NOUN_PHRASE}(?:[IG]{NOUN_PHRASE})*", classes) or match
    last = first + match.end()
    head = re.match(NOUN_PHRASE, view.classes[first:])
    nouns = view.lower[first + 1 : first + (head.end() if head else 1)]
    if (
        not nouns
        or set(nouns[:2]) & _NOT_A_DEFINITION
        or set(view.classes[first:last]) & set("OS")  # "the uncle of his rival": whose?
        or not _has_fitting_head(view, first, kind)
        or last - first > _MOST_WORDS
        or (last < len(view.words) and view.is_dated(last) and view.is_dated(last - 1))  # half a date
    ):
        return None
    if (view.classes + ".")[last] == "W":
        end = next((i for i in range(last, len(view.words)) if view.words[i] in ",.;:("), len(view.words))
        if end - first <= _MOST_WORDS and view.classes[end : end + 1] != ",":
            last = end
    return Region(first, last)


def _has_fitting_head(view: View, first: int, kind: ActorKind) -> bool:
    """Tell whether the phrase's head can be said of such an actor; an office is a fact of its own."""
    match = re.match(r"[AS]?(?:R?J|[MGBNPQH])*[NPQM]", view.classes[first:])
    if match is None:
        return False
    head = first + match.end() - 1
    word, cues = view.lower[head], lexicon().cues
    if view.classes[head] != "N" or not view.words[head].islower() or word in cues.office_nouns:
        return False
    if kind is ActorKind.PERSON:
        return is_person_noun(word)
    if kind in (ActorKind.PLACE, ActorKind.COUNTRY):
        return word in cues.place_nouns or cues.heads.get(word) in (ActorKind.PLACE, ActorKind.COUNTRY)
    return kind is not ActorKind.OTHER or view.lower[first] != "the"


def is_person_noun(word: str) -> bool:
    """Tell whether a common noun means a person ("daughter", "merchant", "violinist")."""
    cues = lexicon().cues
    return word in cues.person_nouns or (
        word.endswith(tuple(cues.person_noun_ends)) and word not in cues.not_person_nouns
    )
