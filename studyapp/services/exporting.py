"""Export: the library's cards in a file that other programs read."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from studyapp.domain.errors import KnownError
from studyapp.exchange.tsv import Exported, render_tsv
from studyapp.services.authoring import load_cards

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from studyapp.services.library import Library

FIRST_SECTION = "Introduction"
"""What the part before the first heading is called outside the program."""


def export_tsv(library: Library, path: Path, document_ids: Iterable[str]) -> int:
    """Write the cards of some documents to a file for Anki, whole or not at all; return how many."""
    cards = [card for document_id in document_ids for card in _exported(library, document_id)]
    _write(path, render_tsv(library.id, cards))
    return len(cards)


def _exported(library: Library, document_id: str) -> Iterator[Exported]:
    title = library.document(document_id).title
    sections = [heading.title or FIRST_SECTION for heading in library.outline(document_id)]
    for card in load_cards(library, document_id):
        yield Exported(card, title, sections[card.sources[0].place.section])


def _write(path: Path, text: str) -> None:
    temporary = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        temporary.write_text(text, "utf-8", newline="")
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise KnownError(f"{path} could not be written: {error.strerror or error}.") from error
