"""Lists: three to seven names that belong to a named owner ("the canal joins Varn, Lumea and Oss")."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from studyapp.domain.actors import ActorKind
from studyapp.domain.facts import FactKind, Modality
from studyapp.language.facts.definitions import apposition
from studyapp.language.facts.guards import clause_guard
from studyapp.language.lexicon import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studyapp.domain.facts import Fact
    from studyapp.language.facts.view import Known, View

_ITEMS = range(3, 8)
_MOST_RELATION_WORDS = 6
_EXAMPLES = word_set("as including among like")


def find_lists(view: View) -> Iterator[Fact]:
    """Yield lists of three to seven names whose owner has a name."""
    for items in _runs(view):
        start = items[0].first - (view.lower[items[0].first - 1 : items[0].first] == ["the"])
        verb = next(
            (
                i
                for i in range(start - 1, max(-1, start - 1 - _MOST_RELATION_WORDS), -1)
                if view.classes[i] in "ZDV"
            ),
            -1,
        )
        if verb < 1 or re.search(r"[,;:.]", view.classes[verb:start]) or view.lower[start - 1] in _EXAMPLES:
            continue
        owner = _owner(view, verb)
        if owner is None or owner in items:
            continue
        guard = clause_guard(view, verb, items[-1].last, verb, own=True)
        if guard.modality is Modality.STATED:
            yield view.fact(
                FactKind.LIST, view.part(owner.first, owner.last), view.sentence.literal(verb, start),
                view.part(items[0].first, items[-1].last),
                items=tuple(view.part(i.first, i.last) for i in items),
                polarity=guard.polarity,
            )  # fmt: skip


def _runs(view: View) -> Iterator[list[Known]]:
    """Yield runs of names joined by commas and one "and"."""
    run: list[Known] = []
    for known in [*view.names, None]:
        if run and known is not None:
            between = [word for word in view.lower[run[-1].last : known.first] if word != "the"]
            if between in ([","], ["and"], [",", "and"]) and known.kind is not ActorKind.PERSON:
                run.append(known)
                continue
        joined = len(run) > 1 and "and" in view.lower[run[-2].last : run[-1].first]
        if len(run) in _ITEMS and joined:
            yield run
        run = [] if known is None else [known]


def _owner(view: View, verb: int) -> Known | None:
    """Return the name to which a list belongs: the verb's subject, or what a relative clause describes."""
    end = verb - 1 if view.classes[verb - 1] == "W" else verb
    for known in view.names:
        if known.last == end:
            return known
        region = apposition(view, known)
        if region is not None and region.last == end and end < verb:
            return known
    return None
