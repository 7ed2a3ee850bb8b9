"""The actors of a text as the templates see them: who is named where."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from studyapp.domain.actors import ActorKind, MentionForm

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studyapp.domain.actors import Actor
    from studyapp.domain.facts import Fact, Part


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
        return None if _SEPARATES.intersection(before.casefold().split()) or "’s" in before else inside[0]

    def named(self, fact: Fact, part: Part) -> str:
        """Return the text of a part; a surname alone becomes the full name, as it is not known a year later."""
        text = part.text
        for named in reversed(self.within(fact, part.start, part.end)):
            actor = named.actor
            said = part.text[named.start - part.start : named.end - part.start]
            is_short = actor.kind is ActorKind.PERSON and f" {said}" in actor.name
            if is_short and not actor.name.startswith(said):
                first, last = named.start - part.start, named.end - part.start
                text = f"{text[:first]}{actor.name}{text[last:]}"
        return text


_SEPARATES = frozenset(("of", "for", "in", "and", "or", "at", "by", "with", "'s", "from", "to"))
