"""A question before it is judged."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from studyapp.domain.actors import ActorKind
from studyapp.domain.cards import CardKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from studyapp.domain.facts import Fact, Part, Period

    BaseForm = Callable[[str], str | None]
    """A finite verb in the past → its base form ("met" → "meet"); None where it is not known."""


class Candidate(NamedTuple):
    """A question before it is judged. `answers` are the literal parts that answer it."""

    fact: Fact
    template: str
    kind: CardKind
    front: str
    answer: str
    answers: tuple[Part | Period, ...]


def question(fact: Fact, template: str, front: str, answer: Part | Period) -> Candidate:
    """Return a plain question with one answer."""
    return Candidate(fact, template, CardKind.QUESTION, front, answer.text, (answer,))


def is_person(part: Part) -> bool:
    """Say whether a part names a person."""
    return is_a(ActorKind.PERSON, part)


def is_a(kind: ActorKind, part: Part) -> bool:
    """Say whether a part names an actor of a kind: an actor's id begins with it."""
    return (part.actor_id or "").startswith(f"{kind.value}:")
