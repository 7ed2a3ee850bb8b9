"""Addresses of passages: made for a place of a document, and found again, also in a newer text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studyapp.domain.addresses import LONGEST_QUOTE, Address
from studyapp.domain.errors import NotFoundError
from studyapp.services.library import clean_text
from studyapp.text.selectors import SectionText, describe, holds

if TYPE_CHECKING:
    from studyapp.domain.documents import DocumentRecord
    from studyapp.domain.places import Place
    from studyapp.services.library import Library


def make_address(library: Library, document_id: str, place: Place) -> Address:
    """Return the address of a passage; of a long one, that of its beginning.

    Raises NotFoundError for a place outside the text.
    """
    text = _section_text(library, document_id, place.section)
    try:
        start, end = text.span(place)
    except ValueError as error:
        raise NotFoundError("This passage is not in the text any more.") from error
    short = text.place(start, min(end, start + LONGEST_QUOTE))
    title = library.document(document_id).title
    return Address(library.id, document_id, title, short, describe(text, short))


def find_address(library: Library, address: Address) -> tuple[str, Place]:
    """Return the document and the place that an address leads to: by its place, else by its quote.

    Raises NotFoundError when the document or the passage is not there.
    """
    document = _find_document(library, address)
    if address.place.section < document.section_count:
        text = _section_text(library, document.id, address.place.section)
        if holds(text, address.place, address.quote):
            return document.id, address.place
    if address.quote.exact.strip():
        from studyapp.services.updating import whole_text  # noqa: PLC0415 (fuzzy matching: rarely needed)
        from studyapp.text.anchoring import Anchor  # noqa: PLC0415 (as above)

        found = Anchor(whole_text(library, document.id)).find(address.quote)
        if found is not None:
            return document.id, found
    raise NotFoundError(f"The passage of this address is not in “{document.title}” any more.")


def _find_document(library: Library, address: Address) -> DocumentRecord:
    """Return the document of an address; in another library the only one of its title."""
    if address.library_id == library.id:
        return library.document(clean_text(address.document_id))
    same = [record for record in library.documents() if record.title == address.title]
    if len(same) != 1:
        raise NotFoundError(
            "This address belongs to another library.", "Open that library, or import the text here."
        )
    return same[0]


def _section_text(library: Library, document_id: str, section: int) -> SectionText:
    blocks = library.section(document_id, section).blocks
    return SectionText(section, [block.text for block in blocks])
