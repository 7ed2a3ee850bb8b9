"""Events and agreements that carry their time in their name: "the Treaty of 1848", "the 2019 summit"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studyapp.domain.actors import ActorKind
from studyapp.domain.facts import FactKind
from studyapp.language.facts.view import Commitment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studyapp.domain.facts import Fact
    from studyapp.language.facts.view import Known, View
    from studyapp.language.time.finding import Dated

_TIMED_KINDS = (ActorKind.EVENT, ActorKind.AGREEMENT)
_TOO_WIDE = ("century", "millennium", "vague")


def find_named_times(view: View) -> Iterator[Fact]:
    """Yield when named events took place and agreements were made."""
    for known in view.names:
        if known.kind in _TIMED_KINDS and (dated := _beside(view, known)) is not None:
            relation = "took place" if known.kind is ActorKind.EVENT else "was made"
            yield view.fact(
                FactKind.EVENT,
                view.part(known.first, known.last),
                relation,
                time=dated.named,
                commitment=Commitment(),
            )


def _beside(view: View, known: Known) -> Dated | None:
    """Return the time that belongs to a name: "NAME of 1848", "NAME (1848)", "the 1848 NAME"."""
    for dated in view.times:
        first, last = view.words_of(dated.period.start, dated.period.end)
        if dated.named.precision in _TOO_WIDE or dated.is_relative or first >= last:
            continue
        if (
            known.last < first
            and view.lower[known.last : first] in (["of"], ["("], ["in"])
            and (view.lower[known.last] != "in" or view.heads[last - 1] in range(known.first, known.last))
        ):
            return dated
        if last == known.first and view.lower[first - 1 : first] == ["the"]:
            return dated
    return None
