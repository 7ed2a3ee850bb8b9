"""What the reader decided about actors, applied to what the engine found. Pure."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from studyapp.domain.actors import Actor, ActorDecision, ActorKind, DecisionKind, Mention

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    Texts = Callable[[], Iterable[tuple[int, int, str]]]


class Decided(NamedTuple):
    """The actors as the reader wants them, most salient first; of which actor each joined one is a part."""

    actors: tuple[Actor, ...]
    joined: dict[str, str]


def apply_decisions(found: Iterable[Actor], decisions: Iterable[ActorDecision], texts: Texts) -> Decided:
    """Return what becomes of the actors that were found.

    `texts` yields (section, block, text) of the whole document; it is asked only where a selection was
    marked as an actor. A decision on an actor that the engine does not find any more waits without effect.
    """
    decided = list(decisions)
    actors = {actor.id: actor for actor in found}
    joined: dict[str, str] = {}
    for decision in decided:
        _apply(actors, joined, decision, texts)
    if not decided:
        return Decided(tuple(actors.values()), joined)
    kept = (actor for actor in actors.values() if actor.mentions)
    return Decided(tuple(sorted(kept, key=lambda actor: (-actor.salience, actor.name))), joined)


def _apply(actors: dict[str, Actor], joined: dict[str, str], decision: ActorDecision, texts: Texts) -> None:
    if decision.kind is DecisionKind.ADD:
        _add(actors, decision, texts)
        return
    actor = actors.get(decision.actor_id)
    if actor is None:
        return
    match decision.kind:
        case DecisionKind.MERGE:
            _merge(actors, joined, actor, decision.value)
        case DecisionKind.RENAME:
            aliases = tuple(a for a in (actor.name, *actor.aliases) if a != decision.value)
            actors[actor.id] = actor._replace(name=decision.value, aliases=aliases)
        case DecisionKind.RETYPE:
            actors[actor.id] = actor._replace(kind=ActorKind(decision.value))
        case DecisionKind.HIDE:
            del actors[actor.id]
        case DecisionKind.KEEP_APART:
            actors[actor.id] = actor._replace(stands_for=None)


def _merge(actors: dict[str, Actor], joined: dict[str, str], actor: Actor, into_id: str) -> None:
    into = actors.get(into_id)
    if into is None or into.id == actor.id:
        return
    names = dict.fromkeys((*into.aliases, actor.name, *actor.aliases))
    actors[into.id] = into._replace(
        aliases=tuple(name for name in names if name != into.name),
        salience=min(1.0, into.salience + actor.salience),
        key=into.key or actor.key,
        mentions=tuple(sorted({*into.mentions, *actor.mentions})),
    )
    del actors[actor.id]
    for part, whole in joined.items():
        if whole == actor.id:
            joined[part] = into.id
    joined[actor.id] = into.id


def _add(actors: dict[str, Actor], decision: ActorDecision, texts: Texts) -> None:
    """Add an actor with every place where its name stands; what the engine saw there gives way.

    Where the engine finds the actor by itself, the other forms that it found of it stay.
    """
    kind = ActorKind(decision.actor_id.split(":", 1)[0])
    mentions = tuple(_occurrences(decision.value, texts()))
    if not mentions:
        return
    for actor in list(actors.values()):
        actors[actor.id] = actor._replace(mentions=_without(actor.mentions, mentions))
    known = actors.get(decision.actor_id)
    if known is not None:
        actors[known.id] = known._replace(key=True, mentions=tuple(sorted({*known.mentions, *mentions})))
        return
    most = max((len(actor.mentions) for actor in actors.values()), default=0)
    actors[decision.actor_id] = Actor(
        id=decision.actor_id,
        name=decision.value,
        kind=kind,
        aliases=(),
        salience=min(1.0, len(mentions) / max(1, most)),
        key=True,
        mentions=mentions,
    )


def _occurrences(name: str, texts: Iterable[tuple[int, int, str]]) -> Iterator[Mention]:
    spaced = r"\s+".join(re.escape(word) for word in name.split())
    pattern = re.compile(rf"(?<!\w){spaced}(?!\w)")
    first = name.split(maxsplit=1)[0]
    for section, block, text in texts:
        if first in text:
            for match in pattern.finditer(text):
                yield Mention(section, block, match.start(), match.end())


def _without(mentions: tuple[Mention, ...], taken: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Return the mentions that overlap none of those taken; both are in reading order."""
    return tuple(mention for mention in mentions if not _overlaps(mention, taken))


def _overlaps(mention: Mention, others: tuple[Mention, ...]) -> bool:
    at = bisect_left(others, (mention.section, mention.block, mention.start))
    return any(
        (other.section, other.block) == (mention.section, mention.block)
        and other.start < mention.end
        and mention.start < other.end
        for other in others[max(0, at - 1) : at + 1]
    )
