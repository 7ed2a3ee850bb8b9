"""Drafts that wait: found in a text, and neither cards nor discarded."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from studyapp.domain.plain import decode_draft
from studyapp.storage.decisions import reason_texts

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from studyapp.domain.cards import Draft

_CONTENT = "(SELECT content_id FROM document WHERE id = ?1)"
_WAITING = (
    f"FROM found_draft f WHERE f.content_id = {_CONTENT}"
    " AND (?2 IS NULL OR f.section IN (SELECT value FROM json_each(?2)))"
    " AND NOT EXISTS (SELECT 1 FROM card c WHERE c.draft = f.draft)"
    " AND NOT EXISTS (SELECT 1 FROM discarded_draft d WHERE d.draft = f.draft)"
    # A card of an earlier text asks the same at the same place: its sentence, and so its draft, changed.
    " AND (json_extract(f.value, '$[3]'), json_extract(f.value, '$[8][0][0]')) NOT IN ("
    "  SELECT c.template, json_extract(c.sources, '$[0][0]') FROM card c WHERE c.document_id = ?1"
    "  AND c.draft NOT IN (SELECT g.draft FROM found_draft g WHERE g.content_id ="
    f"  {_CONTENT}) AND json_extract(c.sources, '$[0][0]') IS NOT NULL)"
)


class Worth(NamedTuple):
    """Of a waiting draft what decides whether it is shown; the quality is as it was found."""

    quality: float
    spare: bool
    template: str
    reasons: tuple[str, ...]


def load_waiting(
    connection: sqlite3.Connection,
    document_id: str,
    sections: Iterable[int] | None = None,
    least: float = 0.0,
) -> tuple[Draft, ...]:
    """Return the drafts of a document, or of some sections, that are neither cards nor discarded.

    Those below a quality, as it was found, are left out.

    They are in reading order.

    A draft's id holds its sentence: what became a card, or was discarded, in one edition waits in no other.
    """
    rows = connection.execute(
        f"SELECT f.value {_WAITING} AND f.quality >= ?3 ORDER BY f.rank",
        (document_id, _only_in(sections), least),
    )
    return tuple(decode_draft(json.loads(row[0])) for row in rows)


def find_waiting(connection: sqlite3.Connection, document_id: str, ids: Iterable[str]) -> dict[str, Draft]:
    """Return those of some drafts that wait in a document, by their ids."""
    rows = connection.execute(
        f"SELECT f.value {_WAITING} AND f.draft IN (SELECT value FROM json_each(?3))",
        (document_id, None, json.dumps(list(ids))),
    )
    drafts = (decode_draft(json.loads(row[0])) for row in rows)
    return {draft.id: draft for draft in drafts}


def load_waiting_worth(
    connection: sqlite3.Connection,
    document_id: str,
    sections: Iterable[int] | None = None,
    least: float = 0.0,
) -> tuple[Worth, ...]:
    """Return of each draft that `load_waiting` would return what decides whether it is shown."""
    rows = connection.execute(
        "SELECT f.quality, coalesce(json_extract(f.value, '$[9]'), 0),"
        f" json_extract(f.value, '$[3]'), json_extract(f.value, '$[7]') {_WAITING} AND f.quality >= ?3",
        (document_id, _only_in(sections), least),
    )
    return tuple(
        Worth(quality, bool(spare), template, reason_texts(reasons))
        for quality, spare, template, reasons in rows
    )


def count_waiting(
    connection: sqlite3.Connection, document_id: str, sections: Iterable[int] | None = None
) -> int:
    """Return how many drafts of a document, or of some sections, wait, of whatever quality."""
    row = connection.execute(f"SELECT count(*) {_WAITING}", (document_id, _only_in(sections))).fetchone()
    return int(row[0])


def _only_in(sections: Iterable[int] | None) -> str | None:
    return None if sections is None else json.dumps(list(sections))


def find_document_of_draft(connection: sqlite3.Connection, draft_id: str) -> str | None:
    """Return the newest document with a draft of this id, None when there is none."""
    row = connection.execute(
        "SELECT max(d.id) FROM found_draft f JOIN document d ON d.content_id = f.content_id"
        " WHERE f.draft = ?",
        (draft_id,),
    ).fetchone()
    return None if row[0] is None else str(row[0])
