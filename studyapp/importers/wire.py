"""A parsed document as plain JSON values and back: what goes over the pipe from the import process.

The window process imports this module, so it knows no parser.
"""

from __future__ import annotations

from typing import Any

from studyapp.domain.documents import Block, BlockKind, Inline, InlineKind, ParsedDocument, Section


def encode_document(document: ParsedDocument) -> dict[str, object]:
    """Return the document as JSON values, with its sections in the list `sections`."""
    return encode_head(document) | {"sections": [encode_section(section) for section in document.sections]}


def encode_head(document: ParsedDocument) -> dict[str, object]:
    """Return all but the sections: those travel one by one, so that no long line holds the interpreter."""
    return {
        "title": document.title,
        "authors": list(document.authors),
        "language": document.language,
        "format": document.format,
        "warnings": list(document.warnings),
        "published": document.published,
        "cover": document.cover,
    }


def encode_section(section: Section) -> dict[str, object]:
    """Return one section as JSON values."""
    return {
        "title": section.title,
        "level": section.level,
        "blocks": [_encode_block(block) for block in section.blocks],
    }


def decode_document(values: dict[str, Any]) -> ParsedDocument:
    """Return the document that `encode_document` made these values of.

    Raises KeyError, TypeError or ValueError for values of another origin.
    """
    return ParsedDocument(
        title=values["title"],
        authors=tuple(values["authors"]),
        language=values["language"],
        format=values["format"],
        sections=tuple(decode_section(section) for section in values["sections"]),
        warnings=tuple(values["warnings"]),
        published=values["published"],
        cover=values["cover"],
    )


def decode_section(values: dict[str, Any]) -> Section:
    """Return the section that `encode_section` made these values of."""
    return Section(
        values["title"], values["level"], tuple(_decode_block(block) for block in values["blocks"])
    )


def _encode_block(block: Block) -> list[object]:
    inlines = [[i.start, i.end, i.kind.value, i.target] for i in block.inlines]
    return [block.kind.value, block.text, inlines, block.indent, block.image]


def _decode_block(values: list[Any]) -> Block:
    kind, text, inlines, indent, image = values
    spans = tuple(Inline(start, end, InlineKind(name), target) for start, end, name, target in inlines)
    return Block(BlockKind(kind), text, spans, indent, image)
