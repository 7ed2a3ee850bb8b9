"""Cards: what they ask and answer, and whether they are asked at all; reviews write their memory."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from studyapp.domain.cards import Card, CardKind, Memory, Phase, Reason
from studyapp.domain.plain import decode_card_source, encode_source

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from studyapp.domain.cards import CardSource, Source

COLUMNS = (
    "id, document_id, draft, fact, kind, template, front, back, answer, quality, reasons, sources,"
    " created_at, modified_at, suspended, buried_on, picture, phase, step, stability, difficulty, due_at,"
    " due_on, interval_days, reviewed_at, reviewed_on, reviews, lapses, flag, tags"
)
"""The columns that `card_of` reads, in its order."""


def add_card(
    connection: sqlite3.Connection,
    *,
    document_id: str,
    draft_id: str | None,
    fact_id: str | None,
    kind: CardKind,
    template: str,
    front: str,
    answer: str,
    quality: float,
    reasons: Sequence[Reason],
    sources: Sequence[Source | CardSource],
    at: str,
    picture: str = "",
    reworded: bool = False,
) -> str:
    """Store a new card and return its id."""
    row = connection.execute(
        "INSERT INTO card (document_id, draft, fact, sibling, kind, template, front, back, answer, quality,"
        " reasons, sources, created_at, modified_at, picture, reworded) VALUES (?1, ?2, ?3,"
        " (SELECT count(*) FROM card WHERE fact = ?3), ?4, ?5, ?6, '', ?7, ?8, ?9, ?10, ?11, ?12, ?13,"
        " ?14)",
        (
            document_id,
            draft_id,
            fact_id,
            kind.value,
            template,
            front,
            answer,
            quality,
            json.dumps(reasons, ensure_ascii=False),
            json.dumps([encode_source(source) for source in sources], ensure_ascii=False),
            at,
            at,
            picture,
            reworded,
        ),
    )
    return str(row.lastrowid)


def change_card(
    connection: sqlite3.Connection, card_id: str, *, front: str, answer: str, picture: str, at: str
) -> None:
    """Write what a person may change of a card's content."""
    connection.execute(
        "UPDATE card SET front = ?1, answer = ?2, picture = ?3, modified_at = ?4, reworded = reworded OR"
        " (draft IS NOT NULL AND (front, answer) <> (?1, ?2)) WHERE id = ?5",
        (front, answer, picture, at, card_id),
    )


def keep_sources(connection: sqlite3.Connection, card_id: str, sources: Sequence[CardSource]) -> None:
    """Write where a card comes from, after its document got another text."""
    encoded = json.dumps([encode_source(source) for source in sources], ensure_ascii=False)
    connection.execute("UPDATE card SET sources = ? WHERE id = ?", (encoded, card_id))


def suspend_card(connection: sqlite3.Connection, card_id: str, *, suspended: bool) -> None:
    """Say whether a card is left out of every review."""
    connection.execute("UPDATE card SET suspended = ? WHERE id = ?", (suspended, card_id))


def flag_card(connection: sqlite3.Connection, card_id: str, flag: int) -> None:
    """Write a card's flag, 0 for none."""
    connection.execute("UPDATE card SET flag = ? WHERE id = ?", (flag, card_id))


def tag_card(connection: sqlite3.Connection, card_id: str, tags: Sequence[str]) -> None:
    """Write the tags of a card."""
    connection.execute(
        "UPDATE card SET tags = ? WHERE id = ?", (json.dumps(tags, ensure_ascii=False), card_id)
    )


def find_siblings(connection: sqlite3.Connection, card: Card) -> tuple[str, ...]:
    """Return the ids of the other cards of a card's fact, and of its sentence unless it is made by hand."""
    found = []
    if card.fact_id is not None:
        found += connection.execute("SELECT id FROM card WHERE fact = ?", (card.fact_id,)).fetchall()
    sentence = card.sources[0].sentence_place if card.sources else None
    if card.draft_id is not None and sentence is not None:
        found += connection.execute(
            "SELECT id FROM card INDEXED BY card_by_sentence WHERE draft IS NOT NULL AND document_id = ?"
            " AND json_extract(sources, '$[0][1][0]') = ? AND json_extract(sources, '$[0][1][1]') = ?"
            " AND json_extract(sources, '$[0][1][2]') = ?",
            (card.document_id, sentence.section, sentence.block, sentence.start),
        ).fetchall()
    return tuple(dict.fromkeys(str(row[0]) for row in found if str(row[0]) != card.id))


def load_card(connection: sqlite3.Connection, card_id: str) -> Card | None:
    """Return one card, None when there is none with this id."""
    row = connection.execute(f"SELECT {COLUMNS} FROM card WHERE id = ?", (card_id,)).fetchone()
    return card_of(row) if row else None


def find_by_draft(connection: sqlite3.Connection, draft_id: str) -> str | None:
    """Return the id of the card that was made of a draft."""
    row = connection.execute("SELECT id FROM card WHERE draft = ?", (draft_id,)).fetchone()
    return str(row[0]) if row else None


def load_cards(connection: sqlite3.Connection, document_id: str) -> tuple[Card, ...]:
    """Return the cards of a document, in the order they were made."""
    rows = connection.execute(f"SELECT {COLUMNS} FROM card WHERE document_id = ? ORDER BY id", (document_id,))
    return tuple(card_of(row) for row in rows)


def load_all_cards(connection: sqlite3.Connection) -> tuple[Card, ...]:
    """Return the cards of all documents, of removed ones too, in the order they were made."""
    return tuple(card_of(row) for row in connection.execute(f"SELECT {COLUMNS} FROM card ORDER BY id"))


def load_answers_like(connection: sqlite3.Connection, card: Card, most: int = 60) -> tuple[str, ...]:
    """Return answers of other cards that were made in the same way, those of the same text first."""
    own = connection.execute(
        "SELECT answer FROM card WHERE document_id = ? AND template = ? AND id <> ? ORDER BY id LIMIT ?",
        (card.document_id, card.template, card.id, most),
    ).fetchall()
    others = connection.execute(
        "SELECT answer FROM card WHERE template = ? AND document_id <> ? ORDER BY id LIMIT ?",
        (card.template, card.document_id, most),
    ).fetchall()
    return tuple(dict.fromkeys(row[0] for row in (*own, *others)))


def count_cards(connection: sqlite3.Connection) -> dict[str, int]:
    """Return how many cards each document has; those without any are left out."""
    rows = connection.execute("SELECT document_id, count(*) FROM card GROUP BY document_id")
    return {str(document_id): count for document_id, count in rows}


def count_drafted(connection: sqlite3.Connection, document_id: str) -> int:
    """Return how many cards of a document were made of drafts."""
    row = connection.execute(
        "SELECT count(*) FROM card WHERE document_id = ? AND draft IS NOT NULL", (document_id,)
    ).fetchone()
    return int(row[0])


def carded_facts(connection: sqlite3.Connection, document_id: str) -> frozenset[str]:
    """Return the ids of the facts of a document's text that have a card."""
    rows = connection.execute(
        "SELECT DISTINCT f.fact FROM found_fact f JOIN card c ON c.fact = f.fact"
        " WHERE f.content_id = (SELECT content_id FROM document WHERE id = ?)",
        (document_id,),
    )
    return frozenset(row[0] for row in rows)


def card_of(row: Sequence[Any]) -> Card:
    """Return the card of a row of `COLUMNS`."""
    number, document_id, draft_id, fact_id, kind, template, front, back, answer, quality = row[:10]
    reasons, sources, created_at, modified_at, suspended, buried_on, picture, phase = row[10:18]
    return Card(
        id=str(number),
        document_id=str(document_id),
        draft_id=draft_id,
        fact_id=fact_id,
        kind=CardKind(kind),
        template=template,
        front=front,
        back=back,
        answer=answer,
        quality=quality,
        reasons=tuple(Reason(text, bool(good)) for text, good in json.loads(reasons)),
        sources=tuple(decode_card_source(source) for source in json.loads(sources)),
        created_at=created_at,
        modified_at=modified_at,
        suspended=bool(suspended),
        buried_on=buried_on,
        memory=Memory(Phase(phase), *row[18:-2]),
        flag=row[-2],
        tags=tuple(json.loads(row[-1])),
        picture=picture,
    )
