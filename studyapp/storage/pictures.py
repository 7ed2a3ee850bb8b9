"""Which of the library's pictures something shows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from studyapp.domain.changes import Noun

if TYPE_CHECKING:
    import sqlite3

_FILE_NAME = re.compile(r"\b[0-9a-f]{64}\.[a-z]{3,4}\b")


def kept_pictures(connection: sqlite3.Connection) -> frozenset[str]:
    """Return the file names of the pictures that texts, covers and cards show, or would again after undo."""
    rows = connection.execute(
        "SELECT image FROM block WHERE image != '' UNION SELECT cover FROM document WHERE cover != ''"
        " UNION SELECT json_extract(description, '$.cover') FROM content"
        " WHERE json_extract(description, '$.cover') != ''"
        " UNION SELECT picture FROM card WHERE picture != ''"
        " UNION SELECT coalesce(json_extract(r.value, '$[1].picture'), '') FROM trash, json_each(rows) r"
        " WHERE noun = 'card'"
    )
    statements = connection.execute(
        "SELECT sql FROM step_statement WHERE noun IN (?, ?)", (Noun.CARD, Noun.DOCUMENT)
    )
    undone = (name for (sql,) in statements for name in _FILE_NAME.findall(sql))
    return frozenset((*(row[0] for row in rows), *undone))
