"""How much an actor matters in a document, and which actors are its key ones."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from studyapp.domain.actors import Actor, ActorKind, Mention

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_FREQUENCY_WEIGHT = 0.55
_SPREAD_WEIGHT = 0.2
_POSITION_WEIGHT = 0.15
_ACTING_WEIGHT = 0.1
MOST_KEY_ACTORS = 20
LEAST_KEY_MENTIONS = 2
# Kinds that act count in full; the others come after them at the same salience, or never.
_KEY_WEIGHTS = {
    ActorKind.PERSON: 1.25,
    ActorKind.COUNTRY: 1.0,
    ActorKind.ORGANISATION: 1.0,
    ActorKind.GROUP: 0.7,
    ActorKind.EVENT: 0.8,
    ActorKind.AGREEMENT: 0.8,
    ActorKind.PLACE: 0.5,
}


def salience(mentions: Sequence[Mention], acting: int, most: int, sections: int) -> float:
    """Return 0 to 1: from frequency (against the `most` mentioned), spread, first section, and role.

    `acting` says how many of the mentions are subjects of a clause.
    """
    frequency = math.log1p(len(mentions)) / math.log1p(max(most, 1))
    spread = len({mention.section for mention in mentions}) / max(sections, 1)
    position = 1 - mentions[0].section / max(sections, 1)
    score = _FREQUENCY_WEIGHT * frequency + _SPREAD_WEIGHT * spread + _POSITION_WEIGHT * position
    score += _ACTING_WEIGHT * acting / len(mentions)
    return round(min(1.0, score), 4)


def with_keys(actors: Iterable[Actor], sure: frozenset[str]) -> tuple[Actor, ...]:
    """Return the actors most salient first, the key ones marked; `sure` ids need only one mention."""
    ordered = sorted(actors, key=lambda actor: (-actor.salience, actor.id))
    able = [a for a in ordered if len(a.mentions) >= LEAST_KEY_MENTIONS or a.id in sure]
    able = [actor for actor in able if actor.kind in _KEY_WEIGHTS]
    able.sort(key=lambda actor: -actor.salience * _KEY_WEIGHTS[actor.kind])
    keys = {actor.id for actor in able[:MOST_KEY_ACTORS]}
    return tuple(actor._replace(key=actor.id in keys) for actor in ordered)
