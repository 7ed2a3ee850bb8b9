"""What the kinds of actor are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studyapp.domain.actors import ActorKind
from studyapp.ui.translation import tr

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studyapp.domain.actors import Actor

_NAMES = {  # one, several
    ActorKind.PERSON: ("Person", "People"),
    ActorKind.COUNTRY: ("Country", "Countries"),
    ActorKind.ORGANISATION: ("Organisation", "Organisations"),
    ActorKind.PLACE: ("Place", "Places"),
    ActorKind.GROUP: ("Group", "Groups"),
    ActorKind.EVENT: ("Event", "Events"),
    ActorKind.AGREEMENT: ("Agreement", "Agreements"),
    ActorKind.WORK: ("Work", "Works"),
    ActorKind.OTHER: ("Other", "Others"),
}


def kind_name(kind: ActorKind) -> str:
    """Return what one actor of a kind is."""
    return tr(_NAMES[kind][0])


def kinds_name(kind: ActorKind) -> str:
    """Return what the actors of a kind are together."""
    return tr(_NAMES[kind][1])


def by_fit(others: Iterable[Actor], actor: Actor) -> list[Actor]:
    """Return the actors that another may be joined with: those that share a word first, then its own kind."""
    words = set(actor.name.casefold().split())

    def fit(other: Actor) -> tuple[bool, bool, int]:
        shared = words & set(" ".join((other.name, *other.aliases)).casefold().split())
        return (
            not shared and other.id != actor.stands_for,
            other.kind is not actor.kind,
            -len(other.mentions),
        )

    return sorted((other for other in others if other.id != actor.id), key=fit)
