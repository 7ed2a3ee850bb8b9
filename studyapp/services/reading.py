"""Reading: what was seen of a document and how fast, and the places that a person's words name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from studyapp.domain.documents import ReadingPlace, paragraph_numbers
from studyapp.domain.reading import Pace, is_read, is_reading
from studyapp.scheduling.study_day import parse_instant, study_day
from studyapp.storage import documents, reading, study_settings
from studyapp.text.words import fold

if TYPE_CHECKING:
    from studyapp.domain.documents import SectionHeading
    from studyapp.services.library import Library

_PERCENT = re.compile(r"(\d{1,3}(?:[.,]\d+)?)\s*%")
_PAGE = re.compile(r"(?:p|pp|page)\.?\s*([\w.\-]+)", re.IGNORECASE)
_PARAGRAPH = re.compile(r"(?:§|¶)?\s*(\d{1,5})[.:](\d{1,5})")
_SECTION = re.compile(r"(?:s|section|§)?\s*(\d+)", re.IGNORECASE)


class Target(NamedTuple):
    """A place that was asked for, and what asked for it: a percentage, a page, a paragraph, a section."""

    place: ReadingPlace
    percent: float | None = None
    page: str = ""
    paragraph: int | None = None


def load_seen(library: Library, document_id: str) -> dict[int, int]:
    """Return the parts that were seen of each section (see `domain.reading`); unseen ones are left out."""
    with library.query() as connection:
        return reading.load_seen(connection, document_id)


def read_sections(library: Library, document_id: str) -> frozenset[int]:
    """Return the sections of a document that count as read."""
    return frozenset(section for section, parts in load_seen(library, document_id).items() if is_read(parts))


def keep_seen(library: Library, document_id: str, section: int, parts: int) -> None:
    """Keep which parts of a section were seen. No step of undo."""
    with library.along_the_way() as connection:
        reading.keep_seen(connection, document_id, section, parts)


def load_pace(library: Library, document_id: str) -> Pace:
    """Return how fast the reader reads a document; where that is not known, how fast everything."""
    with library.query() as connection:
        own = reading.load_pace(connection, document_id)
        return own if own.known else reading.load_pace(connection)


def keep_pace(library: Library, document_id: str, words: float, seconds: float) -> None:
    """Count some reading towards the pace, unless nobody can have read so. No step of undo."""
    if not is_reading(words, seconds):
        return
    with library.along_the_way() as connection:
        pace = reading.load_pace(connection, document_id).after(words, seconds)
        reading.keep_pace(connection, document_id, pace)
        hour = study_settings.load_settings(connection).rollover_hour
        today = study_day(parse_instant(library.now()), hour)
        reading.keep_time(connection, today.isoformat(), document_id, words, seconds)


# Going to a place that is named


def find_targets(
    library: Library, document_id: str, headings: tuple[SectionHeading, ...], wanted: str
) -> tuple[Target, ...]:
    """Return the places of a document that a person's words name, the likeliest first.

    “40 %” is a share of the text, “p. 12” and “xii” are printed pages, “7” is the seventh section or page 7,
    “3.12” the twelfth paragraph of the third section, and any words are sections whose titles contain them
    all. Nothing names every section.
    """
    asked = wanted.strip()
    percent = _PERCENT.fullmatch(asked)
    if percent is not None:
        return tuple(_at_share(headings, float(percent[1].replace(",", "."))))
    number = _SECTION.fullmatch(asked)
    found: list[Target] = []
    if number is not None and 0 < int(number[1]) <= len(headings):
        found.append(Target(ReadingPlace(int(number[1]) - 1, 0)))
    paragraph = _PARAGRAPH.fullmatch(asked)
    if paragraph is not None:
        found += _at_paragraph(library, document_id, headings, int(paragraph[1]), int(paragraph[2]))
    page = _PAGE.fullmatch(asked)
    found += _at_page(library, document_id, page[1] if page is not None else asked)
    words = fold(asked).split()
    named = (h.index for h in headings if all(word in fold(h.title or "") for word in words))
    found += [Target(ReadingPlace(index, 0)) for index in named]
    return tuple(dict.fromkeys(found))


def place_at_share(headings: tuple[SectionHeading, ...], share: float) -> tuple[int, float]:
    """Return the section at a share of a document's words, and the share within it."""
    words = [max(heading.words, 1) for heading in headings]
    before = min(max(share, 0.0), 1.0) * sum(words)
    for index, count in enumerate(words):
        if before < count or index == len(words) - 1:
            return index, min(before / count, 1.0)
        before -= count
    return 0, 0.0


def _at_share(headings: tuple[SectionHeading, ...], percent: float) -> list[Target]:
    if not headings or percent > 100:
        return []
    section, _ = place_at_share(headings, percent / 100)
    return [Target(ReadingPlace(section, 0), percent=percent)]


def _at_paragraph(
    library: Library, document_id: str, headings: tuple[SectionHeading, ...], section: int, paragraph: int
) -> list[Target]:
    if not 0 < section <= len(headings):
        return []
    blocks = library.section(document_id, section - 1).blocks
    return [
        Target(ReadingPlace(section - 1, block), paragraph=number)
        for block, number in paragraph_numbers(blocks).items()
        if number == paragraph
    ]


def _at_page(library: Library, document_id: str, label: str) -> list[Target]:
    with library.query() as connection:
        start = documents.find_page(connection, document_id, label)
    return [Target(ReadingPlace(*start), page=label)] if start is not None else []
