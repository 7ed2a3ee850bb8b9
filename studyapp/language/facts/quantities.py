"""Quantities: "The canal of Varn carries 240 ships". Numbers with a unit or a counted noun, never years."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from studyapp.domain.facts import FactKind
from studyapp.language.facts.guards import clause_guard
from studyapp.language.facts.view import SUBJECT
from studyapp.language.lexicon import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studyapp.domain.facts import Fact
    from studyapp.language.facts.view import View

_ABOUT = word_set(
    "about around some nearly almost over roughly approximately than more less under up to at least"
)
_COUNTED = r"M+(?:J|N(?=[NP]))*[NP]"
_LARGE = re.compile(r"\d|hundred|thousand|million|billion")  # "two candles" is nothing to learn
_YEARS = range(1000, 2100)
_MOST_SUBJECT_WORDS = 12


def find_quantities(view: View) -> Iterator[Fact]:
    """Yield what a named subject counts or measures, in a clause that opens the sentence."""
    for match in re.finditer(_COUNTED, view.classes):
        first, last = match.span()
        if (
            not _LARGE.search(view.sentence.literal(first, last))
            or _is_date(view, first)
            or not view.words[last - 1].isalpha()
        ):
            continue
        start = first
        while start and view.lower[start - 1] in _ABOUT:
            start -= 1
        verb = start - 1
        if not 0 < verb <= _MOST_SUBJECT_WORDS or view.classes[verb] not in "DZb":
            continue
        if view.match(SUBJECT, 0, verb) and view.is_named(0, verb):
            guard = clause_guard(view, 0, last, verb)
            yield view.fact(
                FactKind.QUANTITY, view.part(0, verb), view.words[verb], view.part(start, last),
                polarity=guard.polarity, modality=guard.modality, attribution=guard.attribution,
            )  # fmt: skip


def _is_date(view: View, at: int) -> bool:
    word = view.words[at]
    return view.is_dated(at) or (word.isdigit() and int(word) in _YEARS)
