"""What the reader decided about actors and drafts: kept apart from what the engine found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studyapp.domain.actors import ActorDecision, DecisionKind

if TYPE_CHECKING:
    import sqlite3


def add_decision(connection: sqlite3.Connection, document_id: str, decision: ActorDecision, at: str) -> None:
    """Store a decision; it comes on top of the earlier ones."""
    connection.execute(
        "INSERT INTO actor_decision (document_id, kind, actor, value, made_at) VALUES (?, ?, ?, ?, ?)",
        (document_id, decision.kind.value, decision.actor_id, decision.value, at),
    )


def load_decisions(connection: sqlite3.Connection, document_id: str) -> tuple[ActorDecision, ...]:
    """Return the decisions on the actors of a document, the earliest first."""
    rows = connection.execute(
        "SELECT kind, actor, value FROM actor_decision WHERE document_id = ? ORDER BY id", (document_id,)
    )
    return tuple(ActorDecision(DecisionKind(kind), actor, value) for kind, actor, value in rows)


def load_all_decisions(connection: sqlite3.Connection) -> tuple[tuple[str, ActorDecision], ...]:
    """Return every decision with its document, the earliest first."""
    rows = connection.execute(
        "SELECT a.document_id, a.kind, a.actor, a.value FROM actor_decision a"
        " JOIN document d ON d.id = a.document_id ORDER BY a.id"
    )
    return tuple(
        (str(document_id), ActorDecision(DecisionKind(kind), actor, value))
        for document_id, kind, actor, value in rows
    )


def discard_draft(connection: sqlite3.Connection, draft_id: str, at: str) -> None:
    """Keep that a draft is not wanted; harmless when it is kept already."""
    connection.execute(
        "INSERT INTO discarded_draft (draft, discarded_at) SELECT ?1, ?2"
        " WHERE NOT EXISTS (SELECT 1 FROM discarded_draft WHERE draft = ?1)",
        (draft_id, at),
    )
