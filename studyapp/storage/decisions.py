"""What the reader decided about actors and drafts: kept apart from what the engine found."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING

from studyapp.domain.actors import ActorDecision, DecisionKind
from studyapp.domain.cards import Verdict, Verdicts

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from studyapp.domain.cards import Reason


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


def discard_draft(
    connection: sqlite3.Connection,
    draft_id: str,
    at: str,
    *,
    template: str,
    reasons: Sequence[Reason],
    quality: float,
) -> None:
    """Keep that a draft is not wanted, and what it was; harmless when it is kept already.

    Without a template it says nothing of other drafts.
    """
    connection.execute(
        "INSERT INTO discarded_draft (draft, discarded_at, template, reasons, quality)"
        " SELECT ?1, ?2, ?3, ?4, ?5 WHERE NOT EXISTS (SELECT 1 FROM discarded_draft WHERE draft = ?1)",
        (draft_id, at, template, json.dumps(reasons, ensure_ascii=False), quality),
    )


def load_verdicts(connection: sqlite3.Connection, since: str) -> tuple[Verdicts, ...]:
    """Return what was decided on drafts after an instant: cards were made of them, or they were discarded.

    A card that came back from the trash counts as kept.
    """
    percent = "sum(CAST(round(100 * quality) AS INTEGER))"
    rows = connection.execute(
        f"SELECT iif(reworded, 'reworded', 'kept'), template, reasons, count(*), {percent}"
        " FROM card WHERE draft IS NOT NULL AND created_at > ?1 GROUP BY template, reasons, reworded"
        f" UNION ALL SELECT 'discarded', template, reasons, count(*), {percent}"
        " FROM discarded_draft d WHERE template > '' AND discarded_at > ?1"
        " AND NOT EXISTS (SELECT 1 FROM card c WHERE c.draft = d.draft) GROUP BY template, reasons",
        (since,),
    )
    return tuple(
        Verdicts(Verdict(verdict), template, reason_texts(reasons), count, percent)
        for verdict, template, reasons, count, percent in rows
    )


@lru_cache(maxsize=4096)
def reason_texts(encoded: str) -> tuple[str, ...]:
    """Return the texts of reasons as a row has them; few texts differ among many drafts."""
    return tuple(text for text, _ in json.loads(encoded))
