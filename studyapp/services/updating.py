"""A newer text of a document takes the place of the older one; notes, cards and the reading place follow."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz import fuzz

from studyapp.domain.annotations import Target
from studyapp.domain.cards import CardSource
from studyapp.domain.documents import ReadingPlace
from studyapp.domain.places import Place, QuoteSelector
from studyapp.services.annotating import section_place
from studyapp.services.authoring import load_cards
from studyapp.services.bookmarks import load_bookmarks
from studyapp.services.library import clean_text, short_title
from studyapp.storage import annotations as notes
from studyapp.storage import bookmarks, cards, documents, reading
from studyapp.text.alignment import folded
from studyapp.text.anchoring import Revision, WholeText
from studyapp.text.selectors import describe
from studyapp.text.words import count_words, fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studyapp.domain.annotations import Annotation
    from studyapp.domain.cards import Card
    from studyapp.domain.changes import ChangeSet
    from studyapp.domain.documents import DocumentRecord, ParsedDocument
    from studyapp.domain.reading import Bookmark
    from studyapp.services.library import Library

_LONG_BLOCK = 60
"""Characters from which on a block is hardly in two texts by chance."""
_LEAST_BLOCKS = 3
_HALF, _MOST = 0.5, 0.8
"""The share of the older text that the newer one holds: mostly, and where the titles differ in a number."""
_LEAST_TITLE = 85.0
_COMPARED = 5
"""Documents of like titles whose texts are compared."""


class Resemblance(StrEnum):
    """Why a document is taken for an earlier text of what is imported."""

    PATH = "path"  # it came from the same file
    TEXT = "text"  # much of it stands in the newer text, under a like title


class Earlier(NamedTuple):
    """A document of the library that holds an earlier text of what is imported."""

    document: DocumentRecord
    reason: Resemblance


class Report(NamedTuple):
    """What became of notes and cards when a document got a newer text."""

    attached: int  # notes that are on their passages
    detached: tuple[str, ...]  # ids of notes that lost theirs now
    lost_cards: tuple[str, ...]  # ids of cards whose passage was not found again


class _Moved(NamedTuple):
    """Where things are in the newer text; only what changes is named."""

    notes: list[tuple[Annotation, Place | None, QuoteSelector]]
    cards: list[tuple[Card, tuple[CardSource, ...]]]
    reading: ReadingPlace | None
    bookmarks: list[tuple[Bookmark, ReadingPlace]]
    seen: dict[int, int]


def find_earlier(library: Library, parsed: ParsedDocument, path: str | None) -> Earlier | None:
    """Return the document that what was parsed is a newer text of, None when there is none for sure."""
    records = library.documents()
    same_path = [record for record in records if path is not None and record.path == path]
    if same_path:
        return Earlier(same_path[-1], Resemblance.PATH)
    likely = sorted(
        ((_alike(record, parsed, path), record) for record in records if record.format == parsed.format),
        key=lambda pair: -pair[0],
    )
    named_alike = [record for likeness, record in likely[:_COMPARED] if likeness >= _LEAST_TITLE]
    if not named_alike:
        return None  # most files: nothing of a book is folded for them
    new = {_squeezed(block.text) for section in parsed.sections for block in section.blocks}
    for record in named_alike:
        least = _HALF if _numbers(record.title) == _numbers(parsed.title) else _MOST
        if _share(library, record.id, new) >= least:
            return Earlier(record, Resemblance.TEXT)
    return None


def update_document(
    library: Library, document_id: str, parsed: ParsedDocument, *, sha256: str, path: str | None
) -> tuple[ChangeSet, Report]:
    """Give a document another text (the write lane; a book takes some seconds).

    Notes and cards are attached to their passages again. What is not found for sure is detached: a note
    keeps its old quote, a card its old sentence.
    """
    record = library.document(document_id)
    revision = Revision(
        whole_text(library, document_id), WholeText([b.text for b in s.blocks] for s in parsed.sections)
    )
    moved = _move(library, document_id, parsed, revision)
    with library.command(f"Update “{short_title(record.title)}”") as command:
        connection, at = command.connection, command.at
        content_id, words = documents.add_content(connection, parsed, sha256, at, count_words)
        documents.change_content(
            connection,
            record,
            parsed,
            content_id=content_id,
            words=words,
            path=path and clean_text(path),
            at=at,
        )
        for note, place, quote in moved.notes:
            notes.place_annotation(connection, note.id, place, quote)
        for card, sources in moved.cards:
            cards.keep_sources(connection, card.id, sources)
        if moved.reading is not None:
            reading.move_place(connection, document_id, moved.reading)
        for bookmark, where in moved.bookmarks:
            bookmarks.move_bookmark(connection, bookmark.id, where)
        reading.replace_seen(connection, document_id, moved.seen)
    return command.changes, _report(library, document_id, moved)


def whole_text(library: Library, document_id: str) -> WholeText:
    """Return the running text of a document of the library."""
    sections: list[list[str]] = [[] for _ in library.outline(document_id)]
    for section, _, text in library.texts(document_id):
        sections[section].append(text)
    return WholeText(sections)


def _report(library: Library, document_id: str, moved: _Moved) -> Report:
    there = library.annotations(document_id)
    return Report(
        attached=sum(1 for note in there if note.anchored),
        detached=tuple(note.id for note, place, _ in moved.notes if note.anchored and place is None),
        lost_cards=tuple(
            card.id
            for card, sources in moved.cards
            if any(old.place and not new.place for old, new in zip(card.sources, sources, strict=True))
        ),
    )


# Which document it is a newer text of


def _alike(record: DocumentRecord, parsed: ParsedDocument, path: str | None) -> float:
    titles = fuzz.ratio(fold(record.title), fold(parsed.title))
    if path is None or record.path is None:
        return titles
    return max(titles, fuzz.ratio(fold(PurePath(record.path).stem), fold(PurePath(path).stem)))


def _numbers(title: str) -> list[str]:
    return re.findall(r"\d+", title)


def _share(library: Library, document_id: str, new: set[str]) -> float:
    """Return how much of the longer blocks of a document stands among the blocks of another text."""
    longer = [text for text in _blocks(library, document_id) if len(text) >= _LONG_BLOCK]
    if len(longer) < _LEAST_BLOCKS:
        return 0.0
    return sum(len(text) for text in longer if text in new) / sum(map(len, longer))


def _blocks(library: Library, document_id: str) -> Iterable[str]:
    return (_squeezed(text) for _, _, text in library.texts(document_id))


def _squeezed(text: str) -> str:
    return " ".join(folded(text).split())


# Where everything went


def _move(library: Library, document_id: str, parsed: ParsedDocument, revision: Revision) -> _Moved:
    old = library.reading_place(document_id)
    moved = _Moved(
        notes=[],
        cards=[],
        reading=_carried(old, revision) if old is not None else None,
        bookmarks=[
            (bookmark, _carried(bookmark.place, revision) or ReadingPlace(0, 0))
            for bookmark in load_bookmarks(library, document_id)
        ],
        seen=_move_seen(library, document_id, revision),
    )
    for note in library.annotations(document_id):
        if note.target is Target.DOCUMENT:
            continue
        if note.target is Target.SECTION:
            moved.notes.append((note, _move_section(note, parsed, revision), note.quote))
            continue
        place = revision.find_again(note.place) if note.place else revision.find(note.quote)
        quote = describe(revision.text.sections[place.section], place) if place else note.quote
        if (place, quote) != (note.place, note.quote):
            moved.notes.append((note, place, quote))
    for card in load_cards(library, document_id):
        sources = tuple(_move_source(source, card.answer, revision) for source in card.sources)
        if sources != card.sources:
            moved.cards.append((card, sources))
    return moved


def _move_source(source: CardSource, answer: str, revision: Revision) -> CardSource:
    """Return where a card's answer stands now: word for word, in its sentence as it is now."""
    lost = CardSource(None, None, source.sentence)
    if source.place is None or source.sentence_place is None:
        sentence = revision.find(QuoteSelector(source.sentence, "", ""))
        told = answer
    else:
        sentence = revision.find_again(source.sentence_place)
        told = revision.old.slice(source.place)
    if sentence is None:
        return lost
    if source.place is not None and source.place == source.sentence_place:
        return CardSource(sentence, sentence, revision.text.slice(sentence))
    place = revision.find_again(source.place) if source.place is not None else None
    if place is None or _squeezed(revision.text.slice(place)) != _squeezed(told):
        place = _find_within(revision.text, sentence, told)
    if place is None or place.section != sentence.section:
        return lost
    return CardSource(place, sentence, revision.text.slice(sentence))


def _find_within(text: WholeText, sentence: Place, told: str) -> Place | None:
    """Return the only place in a sentence where these words stand."""
    start, end = text.span(sentence)
    sought, hay = folded(told), text.folded[start:end]
    at = hay.find(sought)
    if at < 0 or not sought or sought in hay[at + 1 :]:
        return None
    return text.place(start + at, start + at + len(sought))


def _move_section(note: Annotation, parsed: ParsedDocument, revision: Revision) -> Place | None:
    """Return where the section of a note is now: the only one of its title, else the one its text went to."""
    same = [i for i, section in enumerate(parsed.sections) if (section.title or "") == note.quote.exact]
    if len(same) == 1:
        return section_place(same[0])
    if note.place is None:
        return None
    point = revision.carry(note.place.section, 0, 0)
    return section_place(point.section) if point is not None else None


def _move_seen(library: Library, document_id: str, revision: Revision) -> dict[int, int]:
    """Return what was seen of each section of the newer text: what was of those that it came from."""
    with library.query() as connection:
        old = reading.load_seen(connection, document_id)
    seen: dict[int, int] = {}
    for section, parts in old.items():
        point = revision.carry(section, 0, 0)
        if point is not None:
            seen[point.section] = seen.get(point.section, 0) | parts
    return seen


def _carried(old: ReadingPlace, revision: Revision) -> ReadingPlace | None:
    point = revision.carry(old.section, old.block, old.offset)
    return ReadingPlace(point.section, point.block, point.start) if point is not None else None
