"""The fixed JSON shapes: every key is always present, null where there is nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from studyapp.domain.annotations import Target
from studyapp.domain.changes import Noun

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studyapp.domain.annotations import Annotation
    from studyapp.domain.documents import Block, DocumentRecord, Section, SectionHeading
    from studyapp.domain.hits import Hit
    from studyapp.domain.places import Mark, Place

NOUNS = {Noun.DOCUMENT: "document", Noun.ANNOTATION: "note", Noun.CARD: "card"}
"""What the command line calls the things in the trash."""

MARK_START, MARK_END = "\u0002", "\u0003"


def document_shape(record: DocumentRecord, *, cards: int, due: int) -> dict[str, Any]:
    """Return a document as `list` gives it, with the counts of its cards and of those due."""
    return {
        "id": record.id,
        "title": record.title,
        "authors": list(record.authors),
        "language": record.language or None,
        "words": record.words,
        "sections": record.section_count,
        "imported_at": record.imported_at,
        "cards": cards,
        "due": due,
        "notes": record.note_count,
    }


def section_shape(heading: SectionHeading, section: Section) -> dict[str, Any]:
    """Return a section with its text as `show` gives it."""
    return {
        "index": heading.index,
        "level": heading.level,
        "title": heading.title,
        "words": heading.words,
        "blocks": [_block_shape(index, block) for index, block in enumerate(section.blocks)],
    }


def _block_shape(index: int, block: Block) -> dict[str, Any]:
    return {"index": index, "kind": block.kind.value, "text": block.text}


def place_shape(place: Place | None, title: str | None) -> dict[str, Any]:
    """Return a place; null in every key when there is none."""
    return {
        "section": place.section if place else None,
        "section_title": title if place else None,
        "block": place.block if place else None,
        "start": place.start if place else None,
        "end_block": place.end_block if place else None,
        "end": place.end if place else None,
    }


def annotation_shape(annotation: Annotation, titles: Sequence[str | None], page: str) -> dict[str, Any]:
    """Return an annotation as `notes` gives it; `titles` are those of its document's sections.

    `page` is the label of the printed page, or nothing.
    """
    place = annotation.place
    return {
        "id": annotation.id,
        "document_id": annotation.document_id,
        **place_shape(place, titles[place.section] if place else None),
        "page": page or None,
        "target": annotation.target.value,
        "quote": annotation.quote.exact if annotation.target is Target.PASSAGE else None,
        "prefix": annotation.quote.prefix,
        "suffix": annotation.quote.suffix,
        "note": annotation.note or None,
        "colour": annotation.colour.value,
        "tags": list(annotation.tags),
        "state": "anchored" if annotation.anchored else "detached",
        "created_at": annotation.created_at,
        "modified_at": annotation.modified_at,
    }


def hit_shape(hit: Hit, snippet: tuple[str, Sequence[Mark]]) -> dict[str, Any]:
    """Return a hit as `search` gives it; `start` and `end` are the first mark's."""
    first = hit.marks[0] if hit.marks else None
    return {
        "kind": hit.kind.value,
        "id": hit.item_id,
        "document_id": hit.document_id,
        "title": hit.document_title,
        "section": hit.section,
        "section_title": hit.section_title,
        "block": hit.block,
        "start": first.start if first else None,
        "end_block": hit.block,
        "end": first.end if first else None,
        "marks": [{"start": mark.start, "end": mark.end} for mark in hit.marks],
        "snippet": marked(*snippet, MARK_START, MARK_END),
        "score": round(hit.score, 4),
    }


def marked(text: str, marks: Sequence[Mark], before: str, after: str) -> str:
    """Return a text with each mark put between two signs."""
    parts, at = [], 0
    for mark in marks:
        parts += [text[at : mark.start], before, text[mark.start : mark.end], after]
        at = mark.end
    return "".join([*parts, text[at:]])
