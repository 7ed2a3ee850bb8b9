"""From what the index found to what a person is shown: hits with their texts, marks and titles."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from studyapp.domain.hits import Hit, HitKind
from studyapp.domain.places import Mark, Place
from studyapp.search.marks import Marker, cut_snippet
from studyapp.services.indexing import card_text
from studyapp.storage import cards

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from studyapp.domain.cards import Card
    from studyapp.domain.documents import DocumentRecord, SectionHeading
    from studyapp.search.index import Found, Match
    from studyapp.services.library import Library

_FEW = 50  # matches of a document whose texts are read one by one; of more, all texts of the document are


class Texts:
    """The texts of matches, as the library has them now."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._outline = cache(library.outline)

    def section_title(self, document_id: str, section: int) -> str | None:
        """Return a section's title; each document's outline is read once."""
        headings = self._outline(document_id)
        return headings[section].title if section < len(headings) else None

    def parent_title(self, document_id: str, section: int, title: str) -> str | None:
        """Return the title of the section that a section of a document of this title lies in."""
        return parent_title(self._outline(document_id), section, title)

    def text(self, match: Match) -> str | None:
        """Return the text of a match, None when the library has changed since the index was written."""
        match match:
            case (HitKind.NOTE, _, _, _, str(note_id), _):
                note = self._library.find_annotation(note_id)
                return note.note if note is not None else None
            case (HitKind.CARD, _, _, _, str(card_id), _):
                card = self.card(card_id)
                return card_text(card) if card is not None else None
            case (HitKind.TITLE, document_id, int(section), _, _, _):
                return self.section_title(document_id, section)
            case (_, document_id, int(section), int(block), _, _):
                return self._library.block_text(document_id, section, block)
            case _:
                return None

    def texts(self, matches: Sequence[Match]) -> Iterator[str | None]:
        """Yield the texts of many matches, which stand in the order of their documents."""
        known: dict[tuple[int, int], str] = {}
        document: str | None = None
        counts: dict[str, int] = {}
        for match in matches:
            counts[match.document_id] = counts.get(match.document_id, 0) + 1
        for match in matches:
            if match.kind is not HitKind.TEXT or counts[match.document_id] <= _FEW:
                yield self.text(match)
                continue
            if match.document_id != document:
                document = match.document_id
                known = {(s, b): text for s, b, text in self._library.texts(document)}
            yield known.get((match.section or 0, match.block or 0))

    def card(self, card_id: str) -> Card | None:
        """Return a card, None when it is gone."""
        with self._library.query() as connection:
            return cards.load_card(connection, card_id)


def parent_title(outline: Sequence[SectionHeading], section: int, document_title: str) -> str | None:
    """Return the title of the section that a section lies in; None where that is the document itself."""
    if section >= len(outline):
        return None
    above = (heading for heading in reversed(outline[:section]) if heading.level < outline[section].level)
    title = next((heading.title for heading in above if heading.level), None)
    return title if title != document_title else None


def make_hits(
    library: Library, found: Found, records: Iterable[DocumentRecord], texts: Texts
) -> tuple[Hit, ...]:
    """Return the hits of a search; what is gone since the index was written is left out."""
    titles = {record.id: record.title for record in records}
    marker = Marker(found.query)
    hits = (_hit(library, match, titles, texts, marker) for match in found.matches)
    return tuple(hit for hit in hits if hit is not None)


def snippet(hit: Hit, width: int = 160) -> tuple[str, tuple[Mark, ...]]:
    """Return about `width` characters of a hit's text around its first marks, and the marks in them."""
    cut = cut_snippet(hit.text, hit.marks, width=width)
    return cut.text, cut.marks


def _hit(library: Library, match: Match, titles: dict[str, str], texts: Texts, marker: Marker) -> Hit | None:
    text = texts.text(match)
    if text is None or (match.kind is not HitKind.CARD and match.document_id not in titles):
        return None
    section, block = match.section, match.block
    document_title = titles.get(match.document_id, "")
    address = None
    if match.kind is HitKind.TEXT and section is not None and block is not None:
        address = (int(match.document_id), section, block)
    marks = marker.marks(text, address)
    if match.document_id not in titles:  # a card outlives its document
        section = block = None
    return Hit(
        kind=match.kind,
        document_id=match.document_id,
        document_title=document_title,
        section=section,
        section_title=texts.section_title(match.document_id, section) if section is not None else None,
        block=block,
        item_id=match.item_id,
        place=_place(library, match, texts, marks, len(text)) if section is not None else None,
        text=text,
        marks=marks,
        score=match.score,
        parent_title=(
            texts.parent_title(match.document_id, section, document_title) if section is not None else None
        ),
    )


def _place(
    library: Library, match: Match, texts: Texts, marks: tuple[Mark, ...], length: int
) -> Place | None:
    """Return the passage that a hit leads to: the first mark, or what a note or card is on."""
    if match.kind is HitKind.NOTE and match.item_id is not None:
        note = library.find_annotation(match.item_id)
        return note.place if note is not None else None
    if match.kind is HitKind.CARD and match.item_id is not None:
        card = texts.card(match.item_id)
        return card.sources[0].place if card is not None and card.sources else None
    if match.section is None or match.block is None:
        return None
    mark = marks[0] if marks else Mark(0, length)
    return Place(match.section, match.block, mark.start, match.block, mark.end)
