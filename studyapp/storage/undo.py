"""Undo and redo: one mechanism for every command.

Temporary triggers write, for each row that a command changes, the statement that takes the change back
(the technique of sqlite.org/undoredo.html). Taking a step back runs its statements in reverse while the
same triggers write the statements that do it again: undo and redo are one function. The change set of a
command comes from the same place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from studyapp.domain.changes import DERIVED, ChangeSet, Noun, Step

if TYPE_CHECKING:
    import sqlite3

KEPT_STEPS = 200
"""Steps that can be taken back; older ones are forgotten."""


def watch(connection: sqlite3.Connection) -> None:
    """Set the triggers on a new read-write connection; they write only between `begin` and `finish`."""
    connection.execute("CREATE TEMP TABLE recording (step_id INTEGER)")
    for noun in (noun for noun in Noun if noun not in DERIVED):
        rows = connection.execute(f"PRAGMA table_info({noun.value})")
        columns = [f'"{row[1]}"' for row in rows]
        for event, inverse in _inverses(noun.value, columns).items():
            row = "new" if event == "INSERT" else "old"
            connection.execute(
                f"CREATE TEMP TRIGGER undo_{noun.value}_{event.lower()} AFTER {event} ON main.{noun.value}"
                " WHEN EXISTS (SELECT 1 FROM recording) BEGIN"
                " INSERT INTO step_statement (step_id, noun, row_id, sql)"
                f" SELECT step_id, '{noun.value}', {row}.id, {inverse} FROM recording; END"
            )


def _inverses(table: str, columns: list[str]) -> dict[str, str]:
    """Return, for each event, the SQL expression that renders the statement taking it back."""
    values = " || ',' || ".join(f"quote(old.{column})" for column in columns)
    changes = " || ',' || ".join(f"'{column}=' || quote(old.{column})" for column in columns)
    return {
        "INSERT": f"'DELETE FROM {table} WHERE id=' || new.id",
        "UPDATE": f"'UPDATE {table} SET ' || {changes} || ' WHERE id=' || new.id",
        "DELETE": f"'INSERT INTO {table} ({','.join(columns)}) VALUES (' || {values} || ')'",
    }


def begin(connection: sqlite3.Connection, name: str, at: str) -> int:
    """Begin a named step inside a transaction and return its id."""
    step_id = connection.execute("INSERT INTO step (name, at) VALUES (?, ?)", (name, at)).lastrowid or 0
    connection.execute("INSERT INTO recording VALUES (?)", (step_id,))
    return step_id


def finish(connection: sqlite3.Connection, step_id: int) -> ChangeSet:
    """End a step and return what it changed; what was undone before can no longer be done again.

    A command that changed nothing leaves no step and keeps what can be done again.
    """
    connection.execute("DELETE FROM recording")
    changes = _change_set(connection, step_id)
    if changes.touched:
        connection.execute("DELETE FROM step WHERE undone")
    else:
        connection.execute("DELETE FROM step WHERE id = ?", (step_id,))
    connection.execute(
        "DELETE FROM step WHERE id <= (SELECT id FROM step ORDER BY id DESC LIMIT 1 OFFSET ?)", (KEPT_STEPS,)
    )
    return changes


def _change_set(connection: sqlite3.Connection, step_id: int) -> ChangeSet:
    name = connection.execute("SELECT name FROM step WHERE id = ?", (step_id,)).fetchone()[0]
    rows = connection.execute(
        "SELECT noun, row_id FROM step_statement WHERE step_id = ? GROUP BY noun, row_id ORDER BY min(seq)",
        (step_id,),
    )
    return ChangeSet(name, tuple((Noun(noun), str(row_id)) for noun, row_id in rows))


def undo(connection: sqlite3.Connection) -> ChangeSet | None:
    """Take back the last step inside a transaction; None when there is none."""
    return _replay(connection, "SELECT id FROM step WHERE NOT undone ORDER BY id DESC LIMIT 1")


def redo(connection: sqlite3.Connection) -> ChangeSet | None:
    """Do again the step that was undone last, inside a transaction; None when there is none."""
    return _replay(connection, "SELECT id FROM step WHERE undone ORDER BY id LIMIT 1")


def _replay(connection: sqlite3.Connection, which: str) -> ChangeSet | None:
    row = connection.execute(which).fetchone()
    if row is None:
        return None
    step_id = row[0]
    statements = connection.execute(
        "SELECT seq, sql FROM step_statement WHERE step_id = ? ORDER BY seq DESC", (step_id,)
    ).fetchall()
    connection.execute("PRAGMA defer_foreign_keys = ON")
    connection.execute("INSERT INTO recording VALUES (?)", (step_id,))
    for _, sql in statements:
        connection.execute(sql)
    connection.execute("DELETE FROM recording")
    if statements:
        connection.execute(
            "DELETE FROM step_statement WHERE step_id = ? AND seq <= ?", (step_id, statements[0][0])
        )
    connection.execute("UPDATE step SET undone = NOT undone WHERE id = ?", (step_id,))
    return _change_set(connection, step_id)


def steps(connection: sqlite3.Connection) -> tuple[Step, ...]:
    """Return the steps that can be taken back, newest first."""
    rows = connection.execute("SELECT name, at FROM step WHERE NOT undone ORDER BY id DESC")
    return tuple(Step(name, at) for name, at in rows)


def last_nouns(connection: sqlite3.Connection) -> frozenset[Noun]:
    """Return the kinds of thing that `undo` would change."""
    rows = connection.execute(
        "SELECT DISTINCT noun FROM step_statement"
        " WHERE step_id = (SELECT id FROM step WHERE NOT undone ORDER BY id DESC LIMIT 1)"
    )
    return frozenset(Noun(row[0]) for row in rows)


def redo_name(connection: sqlite3.Connection) -> str | None:
    """Return the name of the step that `redo` would do again."""
    row = connection.execute("SELECT name FROM step WHERE undone ORDER BY id LIMIT 1").fetchone()
    return row[0] if row else None
