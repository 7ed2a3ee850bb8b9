"""Annotations, and the notes that are still being written."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from studyapp.domain.annotations import Annotation, Colour, Target
from studyapp.domain.places import Place, QuoteSelector

if TYPE_CHECKING:
    import sqlite3

_COLUMNS = (
    'id, document_id, section, block, start, end_block, "end", exact, prefix, suffix, note, colour, tags,'
    " created_at, modified_at, target"
)


def add_annotation(
    connection: sqlite3.Connection,
    *,
    document_id: str,
    place: Place | None,
    quote: QuoteSelector,
    note: str,
    colour: Colour,
    tags: tuple[str, ...],
    at: str,
    target: Target = Target.PASSAGE,
) -> str:
    """Store an annotation and return its id."""
    row = connection.execute(
        f"INSERT INTO annotation ({_COLUMNS}) VALUES (NULL, {', '.join('?' * 15)})",
        (
            document_id,
            *_place_columns(place),
            *quote,
            note,
            colour.value,
            json.dumps(tags, ensure_ascii=False),
            at,
            at,
            target.value,
        ),
    )
    return str(row.lastrowid)


def change_annotation(
    connection: sqlite3.Connection,
    annotation_id: str,
    *,
    note: str,
    colour: Colour,
    tags: tuple[str, ...],
    at: str,
) -> None:
    """Write what a person may change of an annotation."""
    connection.execute(
        "UPDATE annotation SET note = ?, colour = ?, tags = ?, modified_at = ? WHERE id = ?",
        (note, colour.value, json.dumps(tags, ensure_ascii=False), at, annotation_id),
    )


def place_annotation(
    connection: sqlite3.Connection, annotation_id: str, place: Place | None, quote: QuoteSelector
) -> None:
    """Write where an annotation stands in its document's text; None detaches it."""
    connection.execute(
        'UPDATE annotation SET section = ?, block = ?, start = ?, end_block = ?, "end" = ?,'
        " exact = ?, prefix = ?, suffix = ? WHERE id = ?",
        (*_place_columns(place), *quote, annotation_id),
    )


def delete_annotation(connection: sqlite3.Connection, annotation_id: str) -> None:
    """Delete an annotation that nobody would look for in the trash."""
    connection.execute("DELETE FROM annotation WHERE id = ?", (annotation_id,))


def load_annotations(
    connection: sqlite3.Connection, document_id: str | None = None
) -> tuple[Annotation, ...]:
    """Return the annotations of a document, or of all, in reading order; detached ones last.

    Notes on the whole document come first, those on a section before its passages.
    """
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM annotation WHERE ?1 IS NULL OR document_id = ?1"
        " ORDER BY document_id, target != 'document', section IS NULL, section, target != 'section',"
        " block, start, id",
        (document_id,),
    )
    return tuple(_annotation(row) for row in rows)


def load_pages(connection: sqlite3.Connection, document_id: str) -> dict[str, str]:
    """Return the labels of the printed pages on which a document's annotations begin, by id, in one query."""
    rows = connection.execute(
        "SELECT a.id, (SELECT p.label FROM page_start p WHERE p.content_id = d.content_id"
        "   AND (p.section, p.block, p.start) <= (a.section, a.block, a.start)"
        "   ORDER BY p.section DESC, p.block DESC, p.start DESC LIMIT 1)"
        " FROM annotation a JOIN document d ON d.id = a.document_id"
        " WHERE a.document_id = ? AND a.section IS NOT NULL",
        (document_id,),
    )
    return {str(annotation_id): label for annotation_id, label in rows if label}


def load_annotation(connection: sqlite3.Connection, annotation_id: str) -> Annotation | None:
    """Return one annotation, None when there is none with this id."""
    row = connection.execute(f"SELECT {_COLUMNS} FROM annotation WHERE id = ?", (annotation_id,)).fetchone()
    return _annotation(row) if row else None


def keep_draft(connection: sqlite3.Connection, annotation_id: str, text: str, at: str) -> None:
    """Keep a note that is being written, so that it is there again after a crash."""
    connection.execute("INSERT OR REPLACE INTO note_draft VALUES (?, ?, ?)", (annotation_id, text, at))


def drop_draft(connection: sqlite3.Connection, annotation_id: str) -> None:
    """Forget the half-written note of an annotation."""
    connection.execute("DELETE FROM note_draft WHERE annotation_id = ?", (annotation_id,))


def load_drafts(connection: sqlite3.Connection) -> dict[str, str]:
    """Return the half-written notes by annotation id; those of removed annotations are left out."""
    rows = connection.execute(
        "SELECT annotation_id, text FROM note_draft"
        " WHERE annotation_id IN (SELECT id FROM annotation) ORDER BY written_at"
    )
    return {str(annotation_id): text for annotation_id, text in rows}


def _annotation(row: tuple[object, ...]) -> Annotation:
    number, document_id, section, block, start, end_block, end, exact, prefix, suffix = row[:10]
    note, colour, tags, created_at, modified_at, target = (str(value) for value in row[10:])
    place = None
    if section is not None:
        place = Place(*(int(str(part)) for part in (section, block, start, end_block, end)))
    return Annotation(
        id=str(number),
        document_id=str(document_id),
        place=place,
        quote=QuoteSelector(str(exact), str(prefix), str(suffix)),
        note=note,
        colour=Colour(colour),
        tags=tuple(json.loads(tags)),
        created_at=created_at,
        modified_at=modified_at,
        target=Target(target),
    )


def _place_columns(place: Place | None) -> tuple[int | None, ...]:
    if place is None:
        return (None,) * 5
    return place.section, place.block, place.start, place.end_block, place.end
