"""Export: the library's cards in a file that other programs read."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from studyapp.domain.errors import KnownError, NotFoundError
from studyapp.exchange.tsv import Exported, render_tsv
from studyapp.services.authoring import count_cards, load_cards

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from studyapp.services.library import Library

FIRST_SECTION = "Introduction"
"""What the part before the first heading is called outside the program."""
GONE = "No longer in the library"
"""What stands for the title of a document that is gone; its cards outlive it."""


def export_tsv(library: Library, path: Path, document_ids: Iterable[str] | None = None) -> int:
    """Write the cards of some documents, or all cards, to a file for Anki, whole or not at all.

    Return how many.
    """
    wanted = sorted(count_cards(library), key=int) if document_ids is None else document_ids
    cards = [card for document_id in wanted for card in _exported(library, document_id)]
    _write(path, render_tsv(library.id, cards))
    return len(cards)


def _exported(library: Library, document_id: str) -> Iterator[Exported]:
    try:
        title = library.document(document_id).title
    except NotFoundError:
        title = GONE
    sections = dict(enumerate(heading.title for heading in library.outline(document_id)))
    for card in load_cards(library, document_id):
        place = card.sources[0].place
        section = sections.get(place.section) if place is not None else None
        yield Exported(card, title, section or FIRST_SECTION)


def _write(path: Path, text: str) -> None:
    temporary = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        temporary.write_text(text, "utf-8", newline="")
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise KnownError(f"{path} could not be written: {error.strerror or error}.") from error
