"""Statements: "Varn has delivered grain to Lumea". Between two actors, or hedged or denied by the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from studyapp.domain.actors import ActorKind
from studyapp.domain.facts import FactKind, Modality, Polarity
from studyapp.language.facts.guards import clause_guard, is_speech
from studyapp.language.facts.view import SUBJECT
from studyapp.language.lexicon import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studyapp.domain.facts import Fact
    from studyapp.language.facts.view import View

_ACTING = (ActorKind.COUNTRY, ActorKind.ORGANISATION, ActorKind.GROUP, ActorKind.AGREEMENT, ActorKind.EVENT)
_INTRODUCTIONS = word_set("as according in since after during under on by at despite")
_RELATIVE = rf"(?:W{SUBJECT}D(?:I[AMNQP]+)?)?"
# Helpers, then the verb; "is believed to be repaying".
_VERBS = r"(?:[XbhR]+[VBGD]|[DZ])(?:T(?:b?[VG]|bB|h[BD]))?"
_MOST_WORDS = 20
_ENDERS = word_set("while whereas although because which who when where perhaps but so")


def find_statements(view: View) -> Iterator[Fact]:
    """Yield what the main clause of a sentence states of a country, an organisation or the like."""
    if view.dates and len(view.dates) > 1:
        return
    for start in _starts(view):
        match = re.match(rf"({SUBJECT}{_RELATIVE})({_VERBS})(?=[AQNPJSMGIT])", view.classes[start:])
        if match is None:
            continue
        verb, first = start + match.start(2), start + match.end(2)
        last = _end(view, first)
        acting = any(known.kind in _ACTING for known in view.names_in(start, verb))
        if acting and view.is_named(start, verb) and not is_speech(view.lower[first - 1]) and last > first:
            yield from _statement(view, start, verb, first, last)
        return


def _statement(view: View, start: int, verb: int, first: int, last: int) -> Iterator[Fact]:
    subjects = {known.actor_id for known in view.names_in(start, verb)}
    others = {known.actor_id for known in view.names_in(first, last)} - subjects
    guard = clause_guard(view, start, last, first - 1)
    plain = guard.modality is Modality.STATED and guard.polarity is Polarity.POSITIVE
    if (
        last - first <= _MOST_WORDS
        and (others or not plain)
        and not any(c in "OS" for c in view.classes[first:last])
    ):
        yield view.fact(
            FactKind.STATEMENT, view.part(start, verb), view.sentence.literal(verb, first),
            view.part(first, last),
            polarity=guard.polarity, modality=guard.modality, attribution=guard.attribution,
        )  # fmt: skip


def _starts(view: View) -> Iterator[int]:
    """Yield where the main clause may start: at the first word, or after an introduction and its comma."""
    yield 0
    comma = view.classes.find(",")
    if comma > 0 and view.lower[0] in _INTRODUCTIONS:
        yield comma + 1


def _end(view: View, first: int) -> int:
    """Return where the clause ends: at its comma, at "and" with another verb, or at the end."""
    for index in range(first, len(view.words)):
        if view.classes[index] in ",;:." or view.lower[index] in _ENDERS:
            return index
        if view.classes[index] == "c" and re.match(r"R?[DZVXbh]", view.classes[index + 1 :]):
            return index
    return len(view.words)
