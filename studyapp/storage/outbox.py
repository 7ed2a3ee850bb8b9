"""What the full-text index has yet to hear of. Triggers fill the outbox with every change, undo too."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from studyapp.domain.changes import Noun

if TYPE_CHECKING:
    import sqlite3


class Pending(NamedTuple):
    """What changed after a position of the outbox, and the position up to which it was read.

    A library that was copied back gives its positions again, but never a token.
    """

    documents: tuple[str, ...]
    annotations: tuple[str, ...]
    cards: tuple[str, ...]
    token: str | None  # of the position asked about, None when it is not there
    last_seq: int  # the newest position ever given, 0 in a new library
    last_token: str | None


def load_pending(connection: sqlite3.Connection, after_seq: int) -> Pending:
    """Return the ids that changed after `after_seq`, each once."""
    rows = connection.execute("SELECT seq, noun, id, token FROM outbox ORDER BY seq").fetchall()
    touched = {(Noun(noun), str(number)): None for seq, noun, number, _ in rows if seq > after_seq}
    tokens = {seq: token for seq, _, _, token in rows}
    last_seq = max(tokens, default=0)

    def of(wanted: Noun) -> tuple[str, ...]:
        return tuple(number for noun, number in touched if noun is wanted)

    return Pending(
        documents=of(Noun.DOCUMENT),
        annotations=of(Noun.ANNOTATION),
        cards=of(Noun.CARD),
        token=tokens.get(after_seq),
        last_seq=last_seq,
        last_token=tokens.get(last_seq),
    )


def forget(connection: sqlite3.Connection, up_to_seq: int) -> None:
    """Delete what the index has taken in, but for its newest row: the index is known by that token."""
    connection.execute("DELETE FROM outbox WHERE seq < ?", (up_to_seq,))
