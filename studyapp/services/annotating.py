"""Finding the passage that a person quotes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studyapp.domain.errors import AmbiguousError, NotFoundError
from studyapp.text.selectors import SectionText, find_quote

if TYPE_CHECKING:
    from studyapp.domain.places import Place
    from studyapp.services.library import Library

_SHOWN_PLACES = 5


def find_passage(library: Library, document_id: str, quote: str, prefix: str = "") -> Place:
    """Return the one place of a document where a quote stands, after `prefix` when one is given.

    Raises NotFoundError when it stands nowhere, AmbiguousError with the places when it stands in several.
    """
    found: list[tuple[Place, str]] = []
    for heading in library.outline(document_id):
        blocks = [block.text for block in library.section(document_id, heading.index).blocks]
        places = find_quote(SectionText(heading.index, blocks), quote, prefix)
        found += [(place, heading.title or "the beginning") for place in places]
    if not found:
        raise NotFoundError("This text does not stand in the document.")
    if len(found) > 1:
        shown = "; ".join(
            f"section {place.section} ({title}), block {place.block}, character {place.start}"
            for place, title in found[:_SHOWN_PLACES]
        )
        more = f"; and {len(found) - _SHOWN_PLACES} more" if len(found) > _SHOWN_PLACES else ""
        raise AmbiguousError(
            f"This text stands in {len(found)} places: {shown}{more}.",
            "Give a longer quote, or what stands before it with --prefix.",
        )
    return found[0][0]
