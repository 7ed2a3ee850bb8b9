"""Prose and small documents for the PDF tests; every sentence has words that no other sentence has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studyapp.importers.pdf import parse_pdf
from studyapp.importers.source import Source
from tests.importers.pdf_writer import PdfPage

if TYPE_CHECKING:
    from studyapp.domain.documents import Block, ParsedDocument

_WORDS = [
    "harbour",
    "rope",
    "tide",
    "anchor",
    "mast",
    "lantern",
    "cargo",
    "pilot",
    "winter",
    "ledger",
    "quay",
    "timber",
    "herring",
    "sail",
    "beacon",
    "current",
    "captain",
    "barrel",
    "storm",
    "compass",
    "deck",
    "island",
    "voyage",
    "channel",
    "market",
    "bridge",
    "tower",
    "wind",
    "copper",
    "linen",
]


def prose(seed: int, sentences: int = 6) -> str:
    """Return sentences that a seed makes; each begins with a number in words of its own."""
    parts = []
    for number in range(sentences):
        words = [_WORDS[(seed * 7 + number * 5 + n * (seed % 5 + 1)) % len(_WORDS)] for n in range(14)]
        parts.append(f"Clause{seed}x{number} says that the " + " and the ".join(words[:7]) + " were counted.")
    return " ".join(parts)


def read(data: bytes, *, name: str = "test.pdf", password: str = "") -> ParsedDocument:
    """Return the document in a PDF."""
    return parse_pdf(Source(name, data, password))


def blocks_of(document: ParsedDocument) -> list[Block]:
    """Return all blocks in order."""
    return [block for section in document.sections for block in section.blocks]


def text_of(document: ParsedDocument) -> str:
    """Return the text of all blocks."""
    return "\n".join(block.text for block in blocks_of(document))


def clauses(document: ParsedDocument) -> list[str]:
    """Return the names of the sentences in the order in which they were read."""
    return [word for word in text_of(document).split() if word.startswith("Clause")]


def wanted(*seeds: int, sentences: int = 6) -> list[str]:
    """Return the names of the sentences of these seeds."""
    return [f"Clause{seed}x{number}" for seed in seeds for number in range(sentences)]


def page_of(*paragraphs: str, size: float = 10) -> PdfPage:
    """Return a page of one column."""
    page = PdfPage()
    y = 100.0
    for paragraph in paragraphs:
        y = page.lines(paragraph, 80, y, size=size, width=80) + 0.8 * size
    return page
