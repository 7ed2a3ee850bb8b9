"""A page of the file → words on an upright page, stamps and text outside the visible part left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pypdfium2 import raw  # type: ignore[import-untyped]

from studyapp.importers.pdf.characters import read_characters
from studyapp.importers.pdf.layout import Page
from studyapp.importers.pdf.words import find_words

if TYPE_CHECKING:
    from collections.abc import Iterator

# Text that runs another way than the page's is kept from this share of its characters on: a table set
# sideways has half of them, a stamp in the margin 50 of 3,000, the labels of a diagram some more.
SIDEWAYS_SHARE = 0.25


def read_page(document: Any, index: int, label: str) -> Iterator[Page]:  # noqa: ANN401 (pypdfium2 has no types)
    """Yield the page, and once more what is set sideways on it, turned upright."""
    page = document[index]
    try:
        characters = read_characters(page)
        has_pictures = not characters.by_turns and _has_pictures(page)
    finally:
        page.close()
    total = sum(len(group) for group in characters.by_turns.values())
    groups = sorted(characters.by_turns.items(), key=lambda item: -len(item[1]))
    if not groups:
        width, height = characters.size(0)
        has_unknown = characters.unknown > 0
        yield Page(index, label, width, height, has_pictures=has_pictures, has_unknown=has_unknown)
    for rank, (turns, group) in enumerate(groups):
        if rank and len(group) < SIDEWAYS_SHARE * total:
            break
        width, height = characters.size(turns)
        yield Page(index, label, width, height, find_words(group), top=characters.box[3])


def _has_pictures(page: Any) -> bool:  # noqa: ANN401 (pypdfium2 has no types)
    kinds = (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_SHADING)
    return next(iter(page.get_objects(filter=kinds, max_depth=3)), None) is not None
