"""Drafts become cards or go; cards by hand; what a person changes of a card."""

from __future__ import annotations

from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING

from studyapp.domain.cards import Source
from studyapp.domain.changes import Noun
from studyapp.domain.errors import KnownError, NotFoundError
from studyapp.domain.places import Place
from studyapp.flashcards import byhand
from studyapp.importers.originals import read_original, store_pictures
from studyapp.importers.source import PICTURE_BYTES, Pictures
from studyapp.services.library import clean_text, short_title
from studyapp.storage import cards, decisions, trash
from studyapp.storage import drafts as found
from studyapp.text.selectors import SectionText

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from studyapp.domain.cards import Card, Draft
    from studyapp.domain.changes import ChangeSet
    from studyapp.services.library import Command, Library

BY_HAND = "hand"
"""The template of a card that a person wrote."""


def load_cards(library: Library, document_id: str) -> tuple[Card, ...]:
    """Return the cards of a document, in the order they were made."""
    with library.query() as connection:
        return cards.load_cards(connection, document_id)


def count_cards(library: Library) -> dict[str, int]:
    """Return how many cards each document has; those without any are left out."""
    with library.query() as connection:
        return cards.count_cards(connection)


def find_card(library: Library, card_id: str) -> Card:
    """Return one card; NotFoundError when it is not there."""
    with library.query() as connection:
        card = cards.load_card(connection, clean_text(card_id))
    if card is None:
        raise NotFoundError(f"There is no card {card_id} in this library.")
    return card


def accept_drafts(library: Library, document_id: str, draft_ids: Collection[str]) -> ChangeSet:
    """Make cards of waiting drafts, all in one step."""
    chosen = _waiting(library, document_id, draft_ids)
    name = "Accept draft" if len(chosen) == 1 else f"Accept {len(chosen)} drafts"
    with library.command(name) as command:
        for draft in chosen:
            _add_from_draft(command, document_id, draft, draft)
    return command.changes


def accept_edited(
    library: Library, document_id: str, draft_id: str, *, front: str, answer: str, picture: str | Path = ""
) -> ChangeSet:
    """Make a card of a waiting draft in the person's own words, perhaps with a picture."""
    (draft,) = _waiting(library, document_id, (draft_id,))
    asked, told = _checked(front, answer)
    shown = _kept(library, picture)
    with library.command("Accept draft") as command:
        _add_from_draft(command, document_id, draft._replace(front=asked, answer=told), draft, shown)
    return command.changes


def discard_draft(library: Library, document_id: str, draft_id: str) -> ChangeSet:
    """Let a draft go for good: no new analysis brings it back."""
    (draft,) = _waiting(library, document_id, (draft_id,))
    with library.command("Discard draft") as command:
        decisions.discard_draft(
            command.connection,
            draft.id,
            command.at,
            template=draft.template,
            reasons=draft.reasons,
            quality=draft.quality,
        )
    return command.changes


def add_card(
    library: Library, document_id: str, place: Place, *, front: str, answer: str
) -> tuple[ChangeSet, Card]:
    """Make one card by hand on a passage; an empty answer is the passage itself."""
    told = clean_text(answer)
    wordings = byhand.one_way(
        clean_text(front), told if told.strip() else _passage(library, document_id, place)
    )
    changes, (card,) = add_cards(library, document_id, place, wordings)
    return changes, card


def add_cards(
    library: Library,
    document_id: str,
    place: Place,
    wordings: Sequence[byhand.Wording],
    picture: str | Path = "",
) -> tuple[ChangeSet, tuple[Card, ...]]:
    """Make cards by hand on a passage, all in one step. Several are siblings: what they ask is one thing.

    They show `picture` with their question: one of the library's, by its file name, or a file to be kept.
    """
    shown = _kept(library, picture)
    source = find_sentence(library, document_id, place)
    fact_id = f"{BY_HAND}:{token_hex(8)}" if len(wordings) > 1 else None
    with library.command("Write card" if len(wordings) == 1 else f"Write {len(wordings)} cards") as command:
        made = [
            cards.add_card(
                command.connection,
                document_id=document_id,
                draft_id=None,
                fact_id=fact_id,
                kind=wording.kind,
                template=BY_HAND,
                front=clean_text(wording.front),
                answer=clean_text(wording.answer),
                quality=1.0,
                reasons=(),
                sources=_sources_of(wording, source),
                at=command.at,
                picture=shown,
            )
            for wording in wordings
        ]
    return command.changes, tuple(find_card(library, card_id) for card_id in made)


def keep_picture(library: Library, path: Path) -> str:
    """Keep a picture among the library's; return its file name there. KnownError for what is no picture."""
    pictures = Pictures()
    name = pictures.keep(read_original(path, name=path.name).data)
    if not name:
        limit = PICTURE_BYTES // 2**20
        raise KnownError(
            f"“{path.name}” is no picture that can be shown.",
            f"A PNG, JPEG, GIF or WebP file of at most {limit} MB can.",
        )
    store_pictures(library.pictures, pictures.kept, name=path.name)
    return name


def _kept(library: Library, picture: str | Path) -> str:
    return keep_picture(library, picture) if isinstance(picture, Path) else picture


def find_sentence(library: Library, document_id: str, place: Place) -> Source:
    """Return a passage with the sentences around it; NotFoundError when the text does not hold it any more.

    A passage over several blocks is its own sentence.
    """
    passage = _passage(library, document_id, place)
    if place.block != place.end_block:
        return Source(place, place, passage)
    from studyapp.language.sentences import split_sentences  # noqa: PLC0415 (its library, on first use)

    text = library.section(document_id, place.section).blocks[place.block].text
    around = [
        (sentence.start, sentence.end)
        for sentence in split_sentences(place.section, place.block, text)
        if sentence.start < place.end and place.start < sentence.end
    ]
    start = min([place.start, *(start for start, _ in around)])
    end = max([place.end, *(end for _, end in around)])
    return Source(place, Place(place.section, place.block, start, place.block, end), text[start:end])


def _passage(library: Library, document_id: str, place: Place) -> str:
    section = library.section(document_id, place.section)
    running = SectionText(place.section, [block.text for block in section.blocks])
    try:
        start, end = running.span(place)
    except ValueError as error:
        raise NotFoundError("This passage is not in the text any more.") from error
    return running.text[start:end]


def _sources_of(wording: byhand.Wording, source: Source) -> tuple[Source, ...]:
    """Return where a card's answer stands: each of its gaps that the sentence holds, else the passage.

    A person may have changed the text around the gaps: what a gap holds is found where it stands but once.
    """
    around, sentence = source.sentence_place, source.sentence
    if around.block != around.end_block:
        return (source,)
    starts = []
    for mark in wording.marks:
        told = wording.text[mark.start : mark.end]
        start = mark.start if wording.text == sentence else sentence.find(told)
        if start >= 0 and (wording.text == sentence or sentence.count(told) == 1):
            starts.append((start, start + len(told)))
    places = (
        Place(around.section, around.block, around.start + start, around.end_block, around.start + end)
        for start, end in dict.fromkeys(starts)
    )
    return tuple(source._replace(place=place) for place in places) or (source,)


def edit_card(
    library: Library, card_id: str, *, front: str, answer: str, picture: str | Path | None = None
) -> ChangeSet:
    """Change what a card asks and answers; its memory stays.

    A `picture` takes the place of the one it has, "" takes that away, None leaves it.
    """
    card = find_card(library, card_id)
    asked, told = _checked(front, answer)
    shown = card.picture if picture is None else _kept(library, picture)
    with library.command("Edit card") as command:
        if (asked, told, shown) != (card.front, card.answer, card.picture):
            cards.change_card(
                command.connection, card.id, front=asked, answer=told, picture=shown, at=command.at
            )
    return command.changes


def suspend_card(library: Library, card_id: str, *, suspended: bool) -> ChangeSet:
    """Leave a card out of every review, or take it back in."""
    card = find_card(library, card_id)
    with library.command("Suspend card" if suspended else "Take card back into review") as command:
        if card.suspended != suspended:
            cards.suspend_card(command.connection, card.id, suspended=suspended)
    return command.changes


def delete_card(library: Library, card_id: str) -> ChangeSet:
    """Move a card into the trash; the draft that it was made of does not come back."""
    card = find_card(library, card_id)
    with library.command("Delete card") as command:
        put_away(command, card)
    return command.changes


def put_away(command: Command, card: Card) -> None:
    """Move a card into the trash, as a part of a command.

    Deleted before its first review it says of other drafts what a discarded one says; later it has served.
    """
    title = short_title(" ".join(card.front.split()))
    trash.put_in(command.connection, Noun.CARD, card.id, title, command.at)
    if card.draft_id is not None:
        decisions.discard_draft(
            command.connection,
            card.draft_id,
            command.at,
            template="" if card.memory.reviews else card.template,
            reasons=card.reasons,
            quality=card.quality,
        )


def _waiting(library: Library, document_id: str, draft_ids: Iterable[str]) -> list[Draft]:
    """Return waiting drafts as they were found; NotFoundError when one does not wait."""
    chosen = tuple(dict.fromkeys(draft_ids))
    with library.query() as connection:
        waiting = found.find_waiting(connection, document_id, chosen)
    if any(draft_id not in waiting for draft_id in chosen):
        raise NotFoundError("This draft does not wait any more.")
    return [waiting[draft_id] for draft_id in chosen]


def _checked(front: str, answer: str) -> tuple[str, str]:
    (wording,) = byhand.one_way(clean_text(front), clean_text(answer))
    return wording.front, wording.answer


def _add_from_draft(
    command: Command, document_id: str, worded: Draft, draft: Draft, picture: str = ""
) -> None:
    """Make a card of a draft, worded as it was or otherwise."""
    cards.add_card(
        command.connection,
        document_id=document_id,
        draft_id=draft.id,
        fact_id=draft.fact_id,
        kind=draft.kind,
        template=draft.template,
        front=worded.front,
        answer=worded.answer,
        quality=draft.quality,
        reasons=draft.reasons,
        sources=draft.sources,
        at=command.at,
        picture=picture,
        reworded=worded != draft,
    )
