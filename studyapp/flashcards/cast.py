"""The actors of a text as the templates see them: who is named where."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from studyapp.domain.actors import ActorKind, MentionForm

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studyapp.domain.actors import Actor
    from studyapp.domain.facts import Fact, Part

_SEPARATES = frozenset(("of", "for", "in", "and", "or", "at", "by", "with", "'s", "from", "to"))
_ADDRESS = re.compile(r"\b(?:Mr|Mrs|Ms|Miss)\.? $")


class Named(NamedTuple):
    """A mention within a block, and its actor."""

    start: int
    end: int
    form: MentionForm
    actor: Actor


class Cast:
    """The mentions of a text by block."""

    def __init__(self, actors: Iterable[Actor] = ()) -> None:
        self._by_block: dict[tuple[int, int], list[Named]] = {}
        for actor in actors:
            for mention in actor.mentions:
                named = Named(mention.start, mention.end, mention.form, actor)
                self._by_block.setdefault((mention.section, mention.block), []).append(named)
        for found in self._by_block.values():
            found.sort(key=lambda named: named.start)

    def within(self, fact: Fact, start: int, end: int) -> list[Named]:
        """Return the mentions between two offsets of the block of a fact, in order."""
        here = self._by_block.get((fact.place.section, fact.place.block), ())
        return [named for named in here if start <= named.start and named.end <= end]

    def head_of(self, fact: Fact, part: Part) -> Named | None:
        """Return the mention that a part is: alone or at its end, after an article, a title or an office."""
        inside = [named for named in self.within(fact, part.start, part.end) if named.end == part.end]
        if not inside or inside[0].form is MentionForm.DEMONYM:
            return None
        before = part.text[: inside[0].start - part.start]
        is_owned = "’s" in before or "'s" in before
        return None if is_owned or _SEPARATES.intersection(before.casefold().split()) else inside[0]

    def opens_with_name(self, fact: Fact, part: Part) -> bool:
        """Tell whether a part begins with a mention."""
        return any(named.start == part.start for named in self.within(fact, part.start, part.end))

    def named(self, fact: Fact, part: Part) -> str:
        """Return the text of a part, a surname as the full name: alone it is not known a year later."""
        text = part.text
        for named in reversed(self.within(fact, part.start, part.end)):
            name = named.actor.name
            first, last = named.start - part.start, named.end - part.start
            said = part.text[first:last]
            is_person = named.actor.kind is ActorKind.PERSON
            if is_person and f" {said}" in name and not name.startswith(said):
                text = f"{_ADDRESS.sub('', text[:first])}{name}{text[last:]}"
        return text
