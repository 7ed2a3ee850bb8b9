"""Documents and their immutable texts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from studyapp.domain.documents import (
    Block,
    BlockKind,
    DocumentRecord,
    Inline,
    InlineKind,
    ParsedDocument,
    Section,
    SectionHeading,
)

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator

_RECORD = """
    SELECT d.id, d.title, d.authors, d.language, d.format, d.path, d.words, d.section_count,
        (SELECT count(*) FROM annotation a WHERE a.document_id = d.id), d.imported_at, d.warnings,
        d.published, d.cover, d.tags
    FROM document d
"""


def add_content(
    connection: sqlite3.Connection,
    parsed: ParsedDocument,
    sha256: str,
    at: str,
    count_words: Callable[[str], int],
) -> tuple[int, int]:
    """Store a text; return its content id and its words. The texts of a document never change."""
    content_id = (
        connection.execute(
            "INSERT INTO content (sha256, added_at, description) VALUES (?, ?, ?)",
            (sha256, at, json.dumps(_described(parsed), ensure_ascii=False)),
        ).lastrowid
        or 0
    )
    total = 0
    for index, section in enumerate(parsed.sections):
        words = sum(count_words(block.text) for block in section.blocks)
        total += words
        connection.execute(
            "INSERT INTO section VALUES (?, ?, ?, ?, ?)",
            (content_id, index, section.level, section.title, words),
        )
        connection.executemany(
            "INSERT INTO block (content_id, section, block, kind, text, inlines, indent, image)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [(content_id, index, number, *_block_row(block)) for number, block in enumerate(section.blocks)],
        )
        connection.executemany(
            "INSERT OR IGNORE INTO page_start VALUES (?, ?, ?, ?, ?)",
            [
                (content_id, index, number, inline.start, inline.target)
                for number, block in enumerate(section.blocks)
                for inline in block.inlines
                if inline.kind is InlineKind.PAGE
            ],
        )
    return content_id, total


def add_document(
    connection: sqlite3.Connection,
    parsed: ParsedDocument,
    *,
    content_id: int,
    words: int,
    path: str | None,
    at: str,
) -> str:
    """Put a document on a stored text into the library and return its id."""
    row = connection.execute(
        "INSERT INTO document (content_id, title, authors, language, format, path, words, section_count,"
        " warnings, imported_at, published, cover) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            content_id,
            parsed.title,
            json.dumps(parsed.authors, ensure_ascii=False),
            parsed.language,
            parsed.format,
            path,
            words,
            len(parsed.sections),
            json.dumps(parsed.warnings, ensure_ascii=False),
            at,
            parsed.published,
            parsed.cover,
        ),
    )
    return str(row.lastrowid)


def change_document(
    connection: sqlite3.Connection,
    document_id: str,
    *,
    title: str,
    authors: tuple[str, ...],
    language: str,
    tags: tuple[str, ...],
) -> None:
    """Write what a person may change of a document."""
    connection.execute(
        "UPDATE document SET title = ?, authors = ?, language = ?, tags = ? WHERE id = ?",
        (
            title,
            json.dumps(authors, ensure_ascii=False),
            language,
            json.dumps(tags, ensure_ascii=False),
            document_id,
        ),
    )


def change_content(
    connection: sqlite3.Connection,
    document: DocumentRecord,
    parsed: ParsedDocument,
    *,
    content_id: int,
    words: int,
    path: str | None,
    at: str,
) -> None:
    """Let a document refer to another text; what the reader changed of its description stays."""
    (said,) = connection.execute(
        "SELECT c.description FROM document d JOIN content c ON c.id = d.content_id WHERE d.id = ?",
        (document.id,),
    ).fetchone()
    before, now = json.loads(said), _described(parsed)
    shown = {"title": document.title, "authors": list(document.authors), "language": document.language}
    new = {
        name: now[name] if before.get(name) == value or not value else value for name, value in shown.items()
    }
    connection.execute(
        "UPDATE document SET content_id = ?, title = ?, authors = ?, language = ?, format = ?, path = ?,"
        " words = ?, section_count = ?, warnings = ?, imported_at = ?, published = ?, cover = ? WHERE id = ?",
        (
            content_id,
            new["title"],
            json.dumps(new["authors"], ensure_ascii=False),
            new["language"],
            parsed.format,
            path or document.path,
            words,
            len(parsed.sections),
            json.dumps(parsed.warnings, ensure_ascii=False),
            at,
            parsed.published,
            parsed.cover,
            document.id,
        ),
    )


def _described(parsed: ParsedDocument) -> dict[str, Any]:
    return {
        "title": parsed.title,
        "authors": list(parsed.authors),
        "language": parsed.language,
        "cover": parsed.cover,
    }


def remove_orphaned_contents(connection: sqlite3.Connection) -> int:
    """Delete the texts that no document, no step of undo and nothing in the trash refers to."""
    return connection.execute(
        """
        DELETE FROM content WHERE id NOT IN (SELECT content_id FROM document)
            AND id NOT IN (SELECT content_id FROM trash WHERE content_id IS NOT NULL)
            AND NOT EXISTS (
                SELECT 1 FROM step_statement s WHERE s.noun IN ('document', 'trash') AND (
                    s.sql LIKE '% VALUES (%,' || content.id || ',%'
                    OR s.sql LIKE '%"content_id"=' || content.id || ',%'))
        """
    ).rowcount


def kept_hashes(connection: sqlite3.Connection) -> frozenset[str]:
    """Return the SHA-256 of every original that the library's texts came from."""
    return frozenset(row[0] for row in connection.execute("SELECT sha256 FROM content"))


def documents_by_hash(connection: sqlite3.Connection) -> dict[str, str]:
    """Return the documents' ids by the SHA-256 of their originals."""
    rows = connection.execute(
        "SELECT c.sha256, d.id FROM document d JOIN content c ON c.id = d.content_id ORDER BY d.id DESC"
    )
    return {sha256: str(document_id) for sha256, document_id in rows}


def load_documents(connection: sqlite3.Connection) -> tuple[DocumentRecord, ...]:
    """Return all documents, in the order they came in."""
    return tuple(_record(row) for row in connection.execute(f"{_RECORD} ORDER BY d.id"))


def load_document(connection: sqlite3.Connection, document_id: str) -> DocumentRecord | None:
    """Return one document, None when there is none with this id."""
    row = connection.execute(f"{_RECORD} WHERE d.id = ?", (document_id,)).fetchone()
    return _record(row) if row else None


def load_outline(connection: sqlite3.Connection, document_id: str) -> tuple[SectionHeading, ...]:
    """Return a document's sections without their texts, in reading order."""
    rows = connection.execute(
        "SELECT s.section, s.level, s.title, s.words FROM document d"
        " JOIN section s ON s.content_id = d.content_id WHERE d.id = ? ORDER BY s.section",
        (document_id,),
    )
    return tuple(SectionHeading(*row) for row in rows)


def load_section(connection: sqlite3.Connection, document_id: str, index: int) -> Section | None:
    """Return one section with its blocks, None when it is not there."""
    head = connection.execute(
        "SELECT s.title, s.level, s.content_id FROM document d"
        " JOIN section s ON s.content_id = d.content_id WHERE d.id = ? AND s.section = ?",
        (document_id, index),
    ).fetchone()
    if head is None:
        return None
    rows = connection.execute(
        "SELECT kind, text, inlines, indent, image FROM block"
        " WHERE content_id = ? AND section = ? ORDER BY block",
        (head[2], index),
    )
    return Section(head[0], head[1], tuple(_block(*row) for row in rows))


def load_texts(connection: sqlite3.Connection, document_id: str) -> Iterator[tuple[int, int, str]]:
    """Yield (section, block, text) of every block of a document, in reading order."""
    return connection.execute(
        "SELECT b.section, b.block, b.text FROM document d"
        " JOIN block b ON b.content_id = d.content_id WHERE d.id = ? ORDER BY b.section, b.block",
        (document_id,),
    )


def load_block_text(connection: sqlite3.Connection, document_id: str, section: int, block: int) -> str | None:
    """Return the text of one block, None when it is not there."""
    row = connection.execute(
        "SELECT b.text FROM document d JOIN block b ON b.content_id = d.content_id"
        " WHERE d.id = ? AND b.section = ? AND b.block = ?",
        (document_id, section, block),
    ).fetchone()
    return row[0] if row else None


def load_page(connection: sqlite3.Connection, document_id: str, section: int, block: int, offset: int) -> str:
    """Return the label of the printed page that a place is on; nothing where pages are not known."""
    row = connection.execute(
        "SELECT p.label FROM document d JOIN page_start p ON p.content_id = d.content_id"
        " WHERE d.id = ? AND (p.section, p.block, p.start) <= (?, ?, ?)"
        " ORDER BY p.section DESC, p.block DESC, p.start DESC LIMIT 1",
        (document_id, section, block, offset),
    ).fetchone()
    return row[0] if row else ""


def find_page(connection: sqlite3.Connection, document_id: str, label: str) -> tuple[int, int, int] | None:
    """Return the section, block and offset where a printed page begins; None where there is no such page."""
    row = connection.execute(
        "SELECT p.section, p.block, p.start FROM document d JOIN page_start p ON p.content_id = d.content_id"
        " WHERE d.id = ? AND p.label = ? COLLATE NOCASE ORDER BY p.section, p.block, p.start LIMIT 1",
        (document_id, label),
    ).fetchone()
    return row and (row[0], row[1], row[2])


def _block_row(block: Block) -> tuple[str, str, str, int, str]:
    inlines = [[i.start, i.end, i.kind.value, i.target] for i in block.inlines]
    return block.kind.value, block.text, json.dumps(inlines, ensure_ascii=False), block.indent, block.image


def _block(kind: str, text: str, inlines: str, indent: int, image: str) -> Block:
    parts = json.loads(inlines) if inlines != "[]" else ()
    return Block(
        BlockKind(kind),
        text,
        tuple(Inline(start, end, InlineKind(how), target) for start, end, how, target in parts),
        indent,
        image,
    )


def _record(row: tuple[object, ...]) -> DocumentRecord:
    (number, title, authors, language, form, path, words, sections, notes, imported_at) = row[:10]
    warnings, published, cover, tags = (str(value) for value in row[10:])
    return DocumentRecord(
        id=str(number),
        title=str(title),
        authors=tuple(json.loads(str(authors))),
        language=str(language),
        format=str(form),
        path=None if path is None else str(path),
        words=int(str(words)),
        section_count=int(str(sections)),
        note_count=int(str(notes)),
        imported_at=str(imported_at),
        warnings=tuple(json.loads(warnings)),
        published=published,
        cover=cover,
        tags=tuple(json.loads(tags)),
    )
