"""What analysis found in a text, kept with the text. It is replaced whole, and never part of undo."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from studyapp.domain.actors import Actor, ActorKind, Mention, MentionForm, actor_id
from studyapp.domain.plain import decode_fact, encode_draft, encode_fact

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from studyapp.domain.analyses import Analysis
    from studyapp.domain.facts import Fact

_CONTENT = "(SELECT content_id FROM document WHERE id = ?1)"


class Namesake(NamedTuple):
    """An actor of a document, found by one of its names (as `actor_id` writes it)."""

    document_id: str
    title: str
    actor_id: str
    name: str


class Named(NamedTuple):
    """An actor of a document with all its names, the first its own."""

    actor_id: str
    kind: ActorKind
    names: tuple[str, ...]


class Dated(NamedTuple):
    """A time in a fact: its span of the block, its words and its days as in a `Period`; one may be open."""

    section: int
    block: int
    start: int
    end: int
    text: str
    first_on: str | None
    last_on: str | None


def load_content_id(connection: sqlite3.Connection, document_id: str) -> int | None:
    """Return which text a document has now, None when the document is gone."""
    row = connection.execute("SELECT content_id FROM document WHERE id = ?", (document_id,)).fetchone()
    return row[0] if row else None


def keep_analysis(connection: sqlite3.Connection, document_id: str, analysis: Analysis, at: str) -> bool:
    """Store the findings on a document's text in place of earlier ones.

    False when the document is gone, or has another text than the one that was analysed.
    """
    content_id = load_content_id(connection, document_id)
    if content_id is None or analysis.content_id not in {None, content_id}:
        return False
    connection.execute("DELETE FROM analysis WHERE content_id = ?", (content_id,))
    connection.execute(
        "INSERT INTO analysis VALUES (?, ?, ?, ?)",
        (content_id, analysis.engine, json.dumps(analysis.warnings, ensure_ascii=False), at),
    )
    _add_actors(connection, content_id, analysis.actors)
    connection.executemany(
        "INSERT INTO found_fact VALUES (?, ?, ?, ?, ?)",
        (
            (content_id, rank, fact.id, fact.place.section, json.dumps(encode_fact(fact), ensure_ascii=False))
            for rank, fact in enumerate(analysis.facts)
        ),
    )
    connection.executemany(
        "INSERT INTO found_draft VALUES (?, ?, ?, ?, ?, ?)",
        (
            (
                content_id,
                draft.id,
                rank,
                draft.sources[0].place.section,
                draft.quality,
                json.dumps(encode_draft(draft), ensure_ascii=False),
            )
            for rank, draft in enumerate(analysis.drafts)
        ),
    )
    return True


def load_engine(connection: sqlite3.Connection, document_id: str) -> str | None:
    """Return the engine whose findings are kept, None while a document has none."""
    row = connection.execute(
        f"SELECT engine FROM analysis WHERE content_id = {_CONTENT}", (document_id,)
    ).fetchone()
    return row[0] if row else None


def load_warnings(connection: sqlite3.Connection, document_id: str) -> tuple[str, ...]:
    """Return what the analysis had to say about the text."""
    row = connection.execute(
        f"SELECT warnings FROM analysis WHERE content_id = {_CONTENT}", (document_id,)
    ).fetchone()
    return tuple(json.loads(row[0])) if row else ()


def load_unanalysed(connection: sqlite3.Connection, engine: str) -> tuple[str, ...]:
    """Return the documents without findings of this engine, the newest first."""
    rows = connection.execute(
        "SELECT d.id FROM document d LEFT JOIN analysis a ON a.content_id = d.content_id"
        " WHERE a.engine IS NOT ? ORDER BY d.id DESC",
        (engine,),
    )
    return tuple(str(row[0]) for row in rows)


def load_actors(connection: sqlite3.Connection, document_id: str) -> tuple[Actor, ...]:
    """Return the actors that were found in a document, most salient first."""
    mentions: dict[str, list[Mention]] = {}
    rows = connection.execute(
        f'SELECT actor, section, block, start, "end", form FROM found_mention WHERE content_id = {_CONTENT}'
        " ORDER BY section, block, start",
        (document_id,),
    )
    for actor, section, block, start, end, form in rows:
        mentions.setdefault(actor, []).append(Mention(section, block, start, end, MentionForm(form)))
    found = connection.execute(
        "SELECT actor, name, kind, aliases, salience, is_key, stands_for FROM found_actor"
        f" WHERE content_id = {_CONTENT} ORDER BY rank",
        (document_id,),
    )
    return tuple(
        Actor(
            id=actor,
            name=name,
            kind=ActorKind(kind),
            aliases=tuple(json.loads(aliases)),
            salience=salience,
            key=bool(key),
            mentions=tuple(mentions.get(actor, ())),
            stands_for=stands_for,
        )
        for actor, name, kind, aliases, salience, key, stands_for in found
    )


def load_names(connection: sqlite3.Connection, document_id: str) -> tuple[Named, ...]:
    """Return the actors that were found in a document by their names alone, most salient first."""
    rows = connection.execute(
        f"SELECT actor, kind, name, aliases FROM found_actor WHERE content_id = {_CONTENT} ORDER BY rank",
        (document_id,),
    )
    return tuple(
        Named(actor, ActorKind(kind), (name, *json.loads(aliases))) for actor, kind, name, aliases in rows
    )


def load_mentions(
    connection: sqlite3.Connection, document_id: str, actors: Iterable[str]
) -> tuple[Mention, ...]:
    """Return where some actors that were found in a document are mentioned, in reading order."""
    rows = connection.execute(
        f'SELECT section, block, start, "end", form FROM found_mention WHERE content_id = {_CONTENT}'
        " AND actor IN (SELECT value FROM json_each(?2)) ORDER BY section, block, start",
        (document_id, json.dumps(list(actors))),
    )
    return tuple(Mention(s, b, start, end, MentionForm(form)) for s, b, start, end, form in rows)


def load_mentioned(connection: sqlite3.Connection, document_id: str) -> tuple[tuple[str, int, int], ...]:
    """Return actor, section and block of each block of a document that mentions an actor, once each."""
    rows = connection.execute(
        f"SELECT DISTINCT actor, section, block FROM found_mention WHERE content_id = {_CONTENT}",
        (document_id,),
    )
    return tuple((actor, section, block) for actor, section, block in rows)


def load_times(connection: sqlite3.Connection, document_id: str) -> tuple[Dated, ...]:
    """Return the times in the facts of a document that have days, in reading order."""
    rows = connection.execute(
        "SELECT json_extract(value, '$[11][0]'), json_extract(value, '$[11][1]'),"
        " json_extract(value, '$[6][1]'), json_extract(value, '$[6][2]'), json_extract(value, '$[6][0]'),"
        " json_extract(value, '$[6][3]'), json_extract(value, '$[6][4]')"
        f" FROM found_fact WHERE content_id = {_CONTENT}"
        " AND coalesce(json_extract(value, '$[6][3]'), json_extract(value, '$[6][4]')) IS NOT NULL"
        " ORDER BY rank",
        (document_id,),
    )
    return tuple(Dated(*row) for row in rows)


def find_namesakes(connection: sqlite3.Connection, names: Iterable[str]) -> tuple[Namesake, ...]:
    """Return the actors of all documents that have one of these names, once for each."""
    rows = connection.execute(
        "SELECT d.id, d.title, n.actor, n.name FROM json_each(?) wanted"
        " CROSS JOIN found_name n ON n.name = wanted.value JOIN document d ON d.content_id = n.content_id",
        (json.dumps(list(names)),),
    )
    return tuple(Namesake(str(document_id), *rest) for document_id, *rest in rows)


def load_appearance(
    connection: sqlite3.Connection, document_id: str, actor: str
) -> tuple[int, Mention] | None:
    """Return how often an actor is mentioned in a document, and its first mention; None without any."""
    row = connection.execute(
        'SELECT count(*) OVER (), section, block, start, "end", form FROM found_mention'
        f" WHERE content_id = {_CONTENT} AND actor = ?2 ORDER BY section, block, start LIMIT 1",
        (document_id, actor),
    ).fetchone()
    if row is None:
        return None
    count, section, block, start, end, form = row
    return count, Mention(section, block, start, end, MentionForm(form))


def load_facts(connection: sqlite3.Connection, document_id: str) -> tuple[Fact, ...]:
    """Return the facts that were found in a document, in reading order."""
    rows = connection.execute(
        f"SELECT value FROM found_fact WHERE content_id = {_CONTENT} ORDER BY rank", (document_id,)
    )
    return tuple(decode_fact(json.loads(row[0])) for row in rows)


def load_fact_ids(connection: sqlite3.Connection, document_id: str) -> tuple[tuple[int, str], ...]:
    """Return (section, fact id) of every fact of a document, in reading order."""
    rows = connection.execute(
        f"SELECT section, fact FROM found_fact WHERE content_id = {_CONTENT} ORDER BY rank", (document_id,)
    )
    return tuple(rows)


def _add_actors(connection: sqlite3.Connection, content_id: int, actors: tuple[Actor, ...]) -> None:
    connection.executemany(
        "INSERT INTO found_actor VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                content_id,
                actor.id,
                rank,
                actor.name,
                actor.kind.value,
                json.dumps(actor.aliases, ensure_ascii=False),
                actor.salience,
                actor.key,
                actor.stands_for,
            )
            for rank, actor in enumerate(actors)
        ),
    )
    names = {
        (actor_id(actor.kind, name), content_id, actor.id)
        for actor in actors
        for name in (actor.name, *actor.aliases)
    }
    connection.executemany("INSERT INTO found_name VALUES (?, ?, ?)", sorted(names))
    connection.executemany(
        "INSERT INTO found_mention VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            (content_id, m.section, m.block, m.start, m.end, actor.id, m.form.value)
            for actor in actors
            for m in actor.mentions
        ),
    )
