"""Export: the library's cards in a file that other programs read."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING, NamedTuple

from studyapp.domain.errors import KnownError, NotFoundError
from studyapp.exchange.tsv import Exported, render_tsv
from studyapp.importers.originals import picture_path
from studyapp.services.authoring import count_cards, load_cards

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from pathlib import Path

    from studyapp.services.library import Library

FIRST_SECTION = "Introduction"
"""What the part before the first heading is called outside the program."""
GONE = "No longer in the library"
"""What stands for the title of a document that is gone; its cards outlive it."""


class Written(NamedTuple):
    """What an export wrote: so many cards, and the pictures that they show."""

    cards: int
    pictures: int
    folder: Path  # of the pictures; not there without any


def export_tsv(library: Library, path: Path, document_ids: Iterable[str] | None = None) -> Written:
    """Write the cards of some documents, or all cards, to a file for Anki, whole or not at all.

    Their pictures go into a folder beside it, flat as Anki's own, under names that are the same every time.
    One that the library does not hold any more is left out. Raises KnownError when it cannot be written.
    """
    wanted = sorted(count_cards(library), key=int) if document_ids is None else document_ids
    exported = [card for document_id in wanted for card in _exported(library, document_id)]
    folder = path.with_name(f"{path.stem}.media")
    names = sorted({one.card.picture for one in exported if one.card.picture})
    pictures = {name: picture_path(library.pictures, name) for name in names}
    there = {name: file for name, file in pictures.items() if file.is_file()}
    _copy(there, folder)
    _write(path, render_tsv(library.id, (_with_picture(one, there) for one in exported)))
    return Written(len(exported), len(there), folder)


def _with_picture(exported: Exported, there: Collection[str]) -> Exported:
    card = exported.card
    return exported if card.picture in there else exported._replace(card=card._replace(picture=""))


def _copy(pictures: Mapping[str, Path], folder: Path) -> None:
    """Copy pictures into a folder; one that lies there already has its content in its name."""
    try:
        for name, file in pictures.items():
            folder.mkdir(exist_ok=True)
            target, temporary = folder / name, folder / f"{name}.{os.getpid()}.tmp"
            if not target.exists():
                shutil.copyfile(file, temporary)
                temporary.replace(target)
    except OSError as error:
        raise KnownError(f"{folder} could not be written: {error.strerror or error}.") from error


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
