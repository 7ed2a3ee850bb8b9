"""Books to measure with: the longest one of a folder, or a made one; whole as a page, or as a file."""

from __future__ import annotations

import html
import random
from typing import TYPE_CHECKING

from studyapp.domain.documents import Block, BlockKind, ParsedDocument, Section

if TYPE_CHECKING:
    from pathlib import Path

WORDS, SECTIONS, PARAGRAPH = 566_000, 390, 72
PHRASE = "the winter road"
"""Words of the made book that can be searched for."""


def made_book(words_in_all: int = WORDS, sections: int = SECTIONS) -> ParsedDocument:
    """Return a book of made-up words, the same each time; unless told of the length of War and Peace."""
    dice = random.Random(566)
    syllables = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "er", "in")]
    words = ["".join(dice.choices(syllables, k=dice.randint(1, 3))) for _ in range(8_000)] + PHRASE.split()
    weights = [1 / (rank + 2) for rank in range(len(words))]

    def paragraph(count: int) -> Block:
        return Block(BlockKind.PARAGRAPH, " ".join(dice.choices(words, weights, k=count)).capitalize() + ".")

    each = words_in_all // sections
    made = tuple(
        Section(f"Chapter {number + 1}", 1, tuple(paragraph(PARAGRAPH) for _ in range(each // PARAGRAPH)))
        for number in range(sections)
    )
    return ParsedDocument("The Made Book", (), "", "markdown", made)


def longest_book(folder: Path) -> ParsedDocument:
    """Return the longest book of a folder, by the size of its file's text."""
    from studyapp.importers.detect import parse_file
    from studyapp.importers.source import Source

    files = [path for path in folder.iterdir() if path.is_file()]
    books = (parse_file(Source(path.name, path.read_bytes())) for path in files)
    return max(books, key=words_of)


def words_of(book: ParsedDocument) -> int:
    """Return the number of words of a book, near enough."""
    return sum(len(block.text.split()) for section in book.sections for block in section.blocks)


def as_html(book: ParsedDocument) -> str:
    """Return the whole book as one page."""
    parts = []
    for section in book.sections:
        parts.append(f"<h2>{html.escape(section.title or '')}</h2>")
        parts += [f"<p>{html.escape(block.text)}</p>" for block in section.blocks]
    return "".join(parts)


def as_markdown(book: ParsedDocument) -> str:
    """Return the book as a file to import, with one word changed: it is another book then."""
    parts = ["# Another Book\n"]
    for section in book.sections:
        parts.append(f"\n## {section.title or 'Untitled'}\n")
        parts += [f"\n{block.text.replace(chr(10), ' ')}\n" for block in section.blocks]
    return "".join(parts)
