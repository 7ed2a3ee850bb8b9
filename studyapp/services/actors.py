"""Actors of a document as the reader wants them, and the decisions that make them so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studyapp.domain.actors import ActorDecision, DecisionKind, actor_id
from studyapp.domain.errors import KnownError, NotFoundError
from studyapp.services.decisions import apply_decisions
from studyapp.services.library import clean_text
from studyapp.storage import analyses, decisions
from studyapp.text.selectors import SectionText

if TYPE_CHECKING:
    from studyapp.domain.actors import Actor, ActorKind
    from studyapp.domain.changes import ChangeSet
    from studyapp.domain.facts import Fact, Part
    from studyapp.domain.places import Place
    from studyapp.services.library import Library

MAX_NAME = 120
"""Characters of a name that a reader may give; a longer selection is no name."""


def load_actors(library: Library, document_id: str) -> tuple[Actor, ...]:
    """Return the actors of a document, most salient first; none while it is not analysed."""
    with library.query() as connection:
        found = analyses.load_actors(connection, document_id)
        decided = decisions.load_decisions(connection, document_id)
    return apply_decisions(found, decided, lambda: library.texts(document_id)).actors


def load_facts(library: Library, document_id: str) -> tuple[Fact, ...]:
    """Return the facts of a document in reading order; their actors are those of `load_actors`."""
    with library.query() as connection:
        facts = analyses.load_facts(connection, document_id)
        decided = decisions.load_decisions(connection, document_id)
        if not decided:
            return facts
        found = analyses.load_actors(connection, document_id)
    joined = apply_decisions(found, decided, lambda: library.texts(document_id)).joined
    return tuple(_redirected(fact, joined) for fact in facts) if joined else facts


def merge_actors(library: Library, document_id: str, actor: str, into: str) -> ChangeSet:
    """Make one actor of two: the first becomes an alias of the second."""
    merged, target = _actor(library, document_id, actor), _actor(library, document_id, into)
    if merged.id == target.id:
        raise KnownError(f"“{target.name}” is one actor already.")
    return _decide(
        library,
        document_id,
        ActorDecision(DecisionKind.MERGE, merged.id, target.id),
        f"Join “{merged.name}” with “{target.name}”",
    )


def rename_actor(library: Library, document_id: str, actor: str, name: str) -> ChangeSet:
    """Give an actor another name; the old one stays as an alias."""
    old, new = _actor(library, document_id, actor), _checked_name(name)
    return _decide(
        library, document_id, ActorDecision(DecisionKind.RENAME, old.id, new), f"Rename “{old.name}”"
    )


def retype_actor(library: Library, document_id: str, actor: str, kind: ActorKind) -> ChangeSet:
    """Say of which kind an actor is."""
    old = _actor(library, document_id, actor)
    return _decide(
        library,
        document_id,
        ActorDecision(DecisionKind.RETYPE, old.id, kind.value),
        f"Change kind of “{old.name}”",
    )


def hide_actor(library: Library, document_id: str, actor: str) -> ChangeSet:
    """Say that this is no actor."""
    old = _actor(library, document_id, actor)
    return _decide(library, document_id, ActorDecision(DecisionKind.HIDE, old.id, ""), f"Hide “{old.name}”")


def keep_apart(library: Library, document_id: str, actor: str) -> ChangeSet:
    """Say that a capital or seat does not stand for its country: it is not offered any more."""
    old = _actor(library, document_id, actor)
    return _decide(
        library,
        document_id,
        ActorDecision(DecisionKind.KEEP_APART, old.id, old.stands_for or ""),
        f"Keep “{old.name}” apart",
    )


def add_actor(library: Library, document_id: str, place: Place, kind: ActorKind) -> ChangeSet:
    """Mark a passage as the name of an actor: wherever it stands in the document, it is a mention."""
    section = library.section(document_id, place.section)
    running = SectionText(place.section, [block.text for block in section.blocks])
    try:
        start, end = running.span(place)
    except ValueError as error:
        raise NotFoundError("This passage is not in the text any more.") from error
    name = _checked_name(running.text[start:end])
    decision = ActorDecision(DecisionKind.ADD, actor_id(kind, name), name)
    return _decide(library, document_id, decision, f"Mark “{name}” as an actor")


def _checked_name(text: str) -> str:
    name = " ".join(clean_text(text).split())
    if not name:
        raise KnownError("An actor needs a name.")
    if len(name) > MAX_NAME:
        raise KnownError(f"A name has at most {MAX_NAME} characters: select the name alone.")
    return name


def _actor(library: Library, document_id: str, actor: str) -> Actor:
    for known in load_actors(library, document_id):
        if known.id == actor:
            return known
    raise NotFoundError("This actor is not in the document any more.")


def _decide(library: Library, document_id: str, decision: ActorDecision, name: str) -> ChangeSet:
    library.document(document_id)
    with library.command(name) as command:
        decisions.add_decision(command.connection, document_id, decision, command.at)
    return command.changes


def _redirected(fact: Fact, targets: dict[str, str]) -> Fact:
    def moved(part: Part | None) -> Part | None:
        if part is None or part.actor_id not in targets:
            return part
        return part._replace(actor_id=targets[part.actor_id])

    return fact._replace(
        subject=moved(fact.subject),
        object=moved(fact.object),
        items=tuple(item for part in fact.items if (item := moved(part)) is not None),
        location=moved(fact.location),
    )
