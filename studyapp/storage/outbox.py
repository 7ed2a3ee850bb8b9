"""What the full-text index has yet to hear of. Triggers fill the outbox with every change, undo too."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from studyapp.domain.changes import Noun

if TYPE_CHECKING:
    import sqlite3


class Pending(NamedTuple):
    """What changed after a position of the outbox, and the position up to which it was read."""

    documents: tuple[str, ...]
    annotations: tuple[str, ...]
    first_seq: int  # 0 when nothing is pending
    last_seq: int  # the newest position ever given, 0 in a new library


def load_pending(connection: sqlite3.Connection, after_seq: int) -> Pending:
    """Return the ids that changed after `after_seq`, each once."""
    rows = connection.execute("SELECT seq, noun, id FROM outbox ORDER BY seq").fetchall()
    last = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'outbox'").fetchone()
    touched = {(Noun(noun), str(number)): None for seq, noun, number in rows if seq > after_seq}
    return Pending(
        documents=tuple(number for noun, number in touched if noun is Noun.DOCUMENT),
        annotations=tuple(number for noun, number in touched if noun is Noun.ANNOTATION),
        first_seq=rows[0][0] if rows else 0,
        last_seq=last[0] if last else 0,
    )


def forget(connection: sqlite3.Connection, up_to_seq: int) -> None:
    """Delete what the index has taken in."""
    connection.execute("DELETE FROM outbox WHERE seq <= ?", (up_to_seq,))
