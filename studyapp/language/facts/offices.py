"""Offices: in front of a name, after it between commas, and "of the ORGANISATION"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from studyapp.domain.actors import ActorKind
from studyapp.domain.facts import FactKind
from studyapp.language.facts.guards import is_quoted
from studyapp.language.facts.view import NOUN_PHRASE
from studyapp.language.lexicon import lexicon, word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studyapp.domain.facts import Fact
    from studyapp.language.facts.view import Known, View

_OWNER_KINDS = (ActorKind.COUNTRY, ActorKind.ORGANISATION)
_MOST_WORDS = 12  # of an office after a name
_VERB = re.compile("[DZXbh]")
_SMALL = word_set("of the and for")
_NO_LONGER = word_set("former then")
_CLOSERS = ([","], ["."], [";"])
_PHRASE = rf"{NOUN_PHRASE}(?:[Io]{NOUN_PHRASE})*"
_NOT_OWN = (["a"], ["an"])  # "a chemist at the College" is what someone does, and others do it too
_GONE = (["former"], ["late"])


def find_offices(view: View) -> Iterator[Fact]:
    """Yield the offices of persons with a name of more than one word, or a title."""
    for known in view.names:
        if known.kind is not ActorKind.PERSON or is_quoted(view, known.first, known.last):
            continue
        subject = view.part(known.first, known.last)
        if (start := _office_start(view, known)) < known.first:
            yield view.fact(FactKind.OFFICE, subject, "holds", view.part(start, known.first))
        for beside in (_office_after(view, known), _office_before(view, known)):
            if beside is not None:
                yield view.fact(FactKind.OFFICE, subject, "holds", view.part(*beside))
        if organisation := _organisation(view, known):
            yield view.fact(
                FactKind.OFFICE, subject, "belongs to", view.part(organisation.first, organisation.last)
            )


def _office_start(view: View, known: Known) -> int:
    """Return the first word of the office in front of a name, its country or organisation included."""
    cues = lexicon().cues
    title = known.name.title_at
    has_field = title is not None and "of" in view.lower[title : known.first]
    start = title if title is not None and has_field else known.first
    while start and (
        view.lower[start - 1] in cues.office_nouns or view.lower[start - 1] in cues.title_parts - _SMALL
    ):
        start -= 1
    if not any(word in cues.office_nouns for word in view.lower[start : known.first]):
        return known.first
    owner_end = start - (view.classes[start - 1 : start] == "H")
    owner = next((n for n in view.names if n.last == owner_end and n.kind in _OWNER_KINDS), None)
    if owner is not None:
        return owner.first - (view.lower[owner.first - 1 : owner.first] in _GONE)
    if _is_only_opening(view, start):
        start += 1
    capital = start + (view.lower[start] in _NO_LONGER)
    is_full_name = known.last - known.first > 1
    return start if is_full_name and view.words[capital][0].isupper() else known.first


def _is_only_opening(view: View, at: int) -> bool:
    """Tell whether a word belongs to no office: "Then Minister Lorn spoke", "under President Lorn"."""
    if view.lower[at] == "then":
        return view.lower[at - 1 : at] != ["the"]
    return view.lower[at] == "under" and view.lower[at + 1] != "secretary"


def _office_after(view: View, known: Known) -> tuple[int, int] | None:
    """Return the words of an office between commas after a name."""
    first = known.last + 1
    if view.lower[known.last : first] != [","] or _follows_office(view, known):
        return None
    last = next(
        (i for i in range(first, min(first + _MOST_WORDS, len(view.words))) if view.words[i] in ",.;)"), first
    )
    return _office_between(view, first, last)


def _follows_office(view: View, known: Known) -> bool:
    """Tell whether an office and a comma stand before a name, so that one after it may be the next one's."""
    if view.lower[known.first - 1 : known.first] != [","]:
        return False
    before = " ".join(view.lower[: known.first - 1]).rpartition(" , ")[2].split()
    return not lexicon().cues.office_nouns.isdisjoint(before)


def _office_before(view: View, known: Known) -> tuple[int, int] | None:
    """Return the words of an office before a name that stands between commas: "the mayor of Varn, ..."."""
    last = known.first - 1
    if view.words[last : last + 1] != [","] or view.words[known.last : known.last + 1] not in _CLOSERS:
        return None
    if view.classes[known.last + 1 : known.last + 2] in ("Q", "c"):  # a list
        return None
    for first in range(max(0, last - _MOST_WORDS), last):
        # "At the house of the king of Varn, Olaf, ..." tells nothing of Olaf: a verb must come first.
        opens = first == 0 or (view.lower[first] == "the" and _VERB.search(view.classes, 0, first))
        if view.classes[first - 1 : first] == "," and view.classes[first - 2] == "Q":
            continue  # beside the name before
        if opens and (found := _office_between(view, first, last)) and _starts_with_office(view, *found):
            return found
    return None


def _starts_with_office(view: View, first: int, last: int) -> bool:
    """Tell whether a phrase is "OFFICE of NAME", its head being the office."""
    of = view.lower.index("of", first, last) if "of" in view.lower[first:last] else last
    return first < of < last and view.lower[of - 1] in lexicon().cues.office_nouns


def _office_between(view: View, first: int, last: int) -> tuple[int, int] | None:
    """Return the words of an office from `first`, its article left out, if they say whose office it is."""
    if view.lower[first : first + 1] in _NOT_OWN:
        return None
    first += view.lower[first : first + 1] == ["the"]
    if first >= last or view.classes[first] == "M":
        return None
    phrase = first + (view.lower[first] in _NO_LONGER)
    offices = lexicon().cues.office_nouns
    if offices.isdisjoint(view.lower[first:last]) or not view.match(_PHRASE, phrase, last):
        return None
    is_owned = any(view.classes[i] == "Q" and view.lower[i] not in offices for i in range(first, last)) or (
        view.words[phrase][0].isupper() and "of" in view.lower[first:last]
    )
    if not is_owned:
        return None
    return (first, last) if not any(n.kind is ActorKind.PERSON for n in view.names_in(first, last)) else None


def _organisation(view: View, known: Known) -> Known | None:
    at = known.last
    if view.lower[at : at + 1] != ["of"]:
        return None
    at += 1 + (view.lower[at + 1 : at + 2] == ["the"])
    return next((n for n in view.names if n.first == at and n.kind is ActorKind.ORGANISATION), None)
