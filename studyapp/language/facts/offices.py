"""Offices: in front of a name, after it between commas, and "of the ORGANISATION"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studyapp.domain.actors import ActorKind
from studyapp.domain.facts import FactKind
from studyapp.language.facts.guards import is_quoted
from studyapp.language.facts.view import NOUN_PHRASE
from studyapp.language.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studyapp.domain.facts import Fact
    from studyapp.language.facts.view import Known, View

_OWNER_KINDS = (ActorKind.COUNTRY, ActorKind.ORGANISATION)
_MOST_WORDS = 12  # of an office after a name
_ARTICLES_AT = (["the"], ["a"], ["an"])


def find_offices(view: View) -> Iterator[Fact]:
    """Yield the offices of persons with a name of more than one word, or a title."""
    for known in view.names:
        if known.kind is not ActorKind.PERSON or is_quoted(view, known.first, known.last):
            continue
        subject = view.part(known.first, known.last)
        if (start := _office_start(view, known)) < known.first:
            yield view.fact(FactKind.OFFICE, subject, "holds", view.part(start, known.first))
        if after := _office_after(view, known):
            yield view.fact(FactKind.OFFICE, subject, "holds", view.part(*after))
        if organisation := _organisation(view, known):
            yield view.fact(
                FactKind.OFFICE, subject, "belongs to", view.part(organisation.first, organisation.last)
            )


def _office_start(view: View, known: Known) -> int:
    """Return the first word of the office in front of a name, its country or organisation included."""
    cues = lexicon().cues
    start = known.first
    while start and (
        view.lower[start - 1] in cues.office_nouns
        or view.lower[start - 1] in cues.title_parts - {"of", "the", "and", "for"}
    ):
        start -= 1
    if start == known.first or not any(word in cues.office_nouns for word in view.lower[start : known.first]):
        return known.first
    owner_end = start - (view.classes[start - 1 : start] == "H")
    owner = next((n for n in view.names if n.last == owner_end and n.kind in _OWNER_KINDS), None)
    if owner is not None:
        return owner.first
    is_full_name = known.last - known.first > 1
    return start if is_full_name and view.words[start][0].isupper() else known.first


def _office_after(view: View, known: Known) -> tuple[int, int] | None:
    """Return the words of an office between commas after a name."""
    first = known.last + 1
    if view.lower[known.last : first] != [","]:
        return None
    last = next(
        (i for i in range(first, min(first + _MOST_WORDS, len(view.words))) if view.words[i] in ",.;)"), first
    )
    first += view.lower[first : first + 1] in _ARTICLES_AT
    office = lexicon().cues.office_nouns
    if view.classes[first : first + 1] == "M":
        return None
    heads = [i for i in range(first, last) if view.lower[i] in office]
    if first >= last or not heads or not view.names_in(first, last) or not view.match(_PHRASE, first, last):
        return None
    return (first, last) if not any(n.kind is ActorKind.PERSON for n in view.names_in(first, last)) else None


_PHRASE = rf"{NOUN_PHRASE}(?:[Io]{NOUN_PHRASE})*"


def _organisation(view: View, known: Known) -> Known | None:
    at = known.last
    if view.lower[at : at + 1] != ["of"]:
        return None
    at += 1 + (view.lower[at + 1 : at + 2] == ["the"])
    return next((n for n in view.names if n.first == at and n.kind is ActorKind.ORGANISATION), None)
