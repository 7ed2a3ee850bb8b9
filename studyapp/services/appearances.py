"""Where else in the library an actor appears: by name and kind, and only when it is sure to be the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from studyapp.domain.actors import ActorKind, actor_id
from studyapp.services.actors import load_actors
from studyapp.storage import analyses, decisions

if TYPE_CHECKING:
    from studyapp.domain.actors import Actor, ActorDecision, Mention
    from studyapp.services.library import Library


class Appearance(NamedTuple):
    """An actor in another document."""

    document_id: str
    title: str
    actor_id: str
    mentions: int
    first: Mention


def load_appearances(library: Library, document_id: str, actor: Actor) -> tuple[Appearance, ...]:
    """Return the other documents in which an actor surely appears, where it is mentioned most first.

    What the reader decided about the actors there counts: those documents are looked at as they are read.
    """
    names = _names(actor)
    with library.query() as connection:
        namesakes = [n for n in analyses.find_namesakes(connection, names) if n.document_id != document_id]
        decided = [item for item in decisions.load_all_decisions(connection) if item[0] != document_id]
    arranged = {document for document, _ in decided}
    looked_at = {namesake.document_id for namesake in namesakes} & arranged
    bare = {_bare(name) for name in names}
    looked_at |= {document for document, decision in decided if not bare.isdisjoint(_spoken_of(decision))}
    found = [
        appearance
        for namesake in namesakes
        if namesake.document_id not in arranged
        and _is_sure(actor, namesake.name, is_its_name=namesake.name == namesake.actor_id)
        and (appearance := _counted(library, namesake)) is not None
    ]
    found += [appearance for document in looked_at for appearance in _as_read(library, document, actor)]
    best: dict[str, Appearance] = {}
    for appearance in sorted(found, key=lambda item: (-item.mentions, item.title, item.actor_id)):
        best.setdefault(appearance.document_id, appearance)
    return tuple(best.values())


def _names(actor: Actor) -> set[str]:
    return {actor_id(actor.kind, name) for name in (actor.name, *actor.aliases)}


def _bare(known: str) -> str:
    """Return the name of an actor's id."""
    return known.split(":", 1)[-1]


def _spoken_of(decision: ActorDecision) -> tuple[str, str]:
    """Return the names that a decision may be about: those of its actor, and of what it says of it."""
    return _bare(decision.actor_id), _bare(actor_id(ActorKind.OTHER, decision.value))


def _is_sure(actor: Actor, shared: str, *, is_its_name: bool) -> bool:
    """Say whether a name that two actors of one kind share makes them one; `is_its_name`: the other's own.

    An alias must be the full name of one of the two. A single word is sure for a country, and where both
    are called so and are no persons: a forename or surname alone is anybody's.
    """
    is_own = shared == actor_id(actor.kind, actor.name)
    if not is_own and not is_its_name:
        return False
    if " " in shared or actor.kind is ActorKind.COUNTRY:
        return True
    return is_own and is_its_name and actor.kind is not ActorKind.PERSON


def _counted(library: Library, namesake: analyses.Namesake) -> Appearance | None:
    with library.query() as connection:
        counted = analyses.load_appearance(connection, namesake.document_id, namesake.actor_id)
    if counted is None:
        return None
    return Appearance(namesake.document_id, namesake.title, namesake.actor_id, *counted)


def _as_read(library: Library, document_id: str, actor: Actor) -> list[Appearance]:
    """Return the actor in a document whose actors the reader arranged."""
    title, names = library.document(document_id).title, _names(actor)
    return [
        Appearance(document_id, title, other.id, len(other.mentions), other.mentions[0])
        for other in load_actors(library, document_id)
        if other.kind is actor.kind
        and any(
            _is_sure(actor, name, is_its_name=name == actor_id(other.kind, other.name))
            for name in names & _names(other)
        )
    ]
