"""What a library is told of studying: a row each, once it differs from what the program begins with.

Every set of parameters that was ever chosen stays, under the version that the log names: without it the log
could not be replayed.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from studyapp.domain.cards import Weighing
from studyapp.domain.reviews import Answering, Order, StudySettings

if TYPE_CHECKING:
    import sqlite3

_PARAMETERS = "parameters "
"""What stands before a version in the name of a row of parameters."""
_WEIGHING = "weighing "
"""What stands before the names of a `Weighing`."""


def load_settings(connection: sqlite3.Connection) -> StudySettings:
    """Return the library's study settings."""
    rows = connection.execute("SELECT name, value FROM study_setting").fetchall()
    known: dict[str, Any] = {}
    for name, value in rows:
        if name in StudySettings._fields:
            known[name] = _READ.get(name, _plain)(json.loads(value))
    return StudySettings(**known)


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
    return tuple(map(_plain, value)) if isinstance(value, list) else value


_READ: dict[str, Any] = {"order": Order, "answering": Answering}


def keep_settings(connection: sqlite3.Connection, settings: StudySettings, version: str) -> None:
    """Write the settings that differ from the kept ones, and the parameters under their version."""
    old = load_settings(connection)
    for name, before, value in zip(StudySettings._fields, old, settings, strict=True):
        if value != before:
            _keep(connection, name, value)
    if settings.parameters != old.parameters:
        _keep(connection, _PARAMETERS + version, settings.parameters)


def load_parameters(connection: sqlite3.Connection, version: str) -> tuple[float, ...]:
    """Return the parameters that the log names by this version; empty for the defaults of FSRS-6."""
    row = connection.execute(
        "SELECT value FROM study_setting WHERE name = ?", (_PARAMETERS + version,)
    ).fetchone()
    return tuple(json.loads(row[0])) if row else ()


def load_weighing(connection: sqlite3.Connection) -> Weighing:
    """Return whether decisions on drafts weigh in on later ones."""
    rows = connection.execute("SELECT name, value FROM study_setting WHERE name LIKE ?", (_WEIGHING + "%",))
    known = {name.removeprefix(_WEIGHING): json.loads(value) for name, value in rows}
    return Weighing(**known)


def keep_weighing(connection: sqlite3.Connection, weighing: Weighing) -> None:
    """Write whether decisions on drafts weigh in on later ones."""
    before = load_weighing(connection)
    for name, old, value in zip(Weighing._fields, before, weighing, strict=True):
        if value != old:
            _keep(connection, _WEIGHING + name, value)


def _keep(connection: sqlite3.Connection, name: str, value: object) -> None:
    connection.execute(
        "INSERT INTO study_setting (name, value) VALUES (?1, ?2)"
        " ON CONFLICT (name) DO UPDATE SET value = ?2 WHERE value <> ?2",
        (name, json.dumps(value)),
    )
