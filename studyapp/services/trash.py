"""The trash: what was removed can be put back for 30 days."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from studyapp.domain.annotations import Target
from studyapp.domain.changes import Noun
from studyapp.domain.errors import KnownError, NotFoundError
from studyapp.domain.places import Place, QuoteSelector
from studyapp.domain.plain import decode_card_source
from studyapp.services.library import clean_text, short_title
from studyapp.storage import cards, trash
from studyapp.text.selectors import SectionText, holds

if TYPE_CHECKING:
    from studyapp.domain.changes import ChangeSet, Removed
    from studyapp.services.library import Library
    from studyapp.storage.trash import Kept

KEPT_DAYS = 30

_PLACE = ("section", "block", "start", "end_block", "end")


def load_trash(library: Library) -> tuple[Removed, ...]:
    """Return what lies in the trash, what was removed last first; what is over its time is left out."""
    oldest = _oldest(library)
    with library.query() as connection:
        return tuple(removed for removed in trash.load_all(connection) if removed.removed_at >= oldest)


def restore(library: Library, trash_id: str) -> ChangeSet:
    """Put something back under the ids that it had.

    A note or a card whose document got another text meanwhile comes back detached unless it still fits.
    Raises KnownError with a sentence where something is in its way.
    """
    kept = _find(library, trash_id)
    _check_room(library, kept)
    _fit(library, kept)
    with library.command(f"Restore “{short_title(kept.removed.title)}”") as command:
        trash.put_back(command.connection, kept)
    return command.changes


def delete_for_good(library: Library, trash_id: str) -> ChangeSet:
    """Delete one thing that lies in the trash."""
    kept = _find(library, trash_id)
    with library.command(f"Delete “{short_title(kept.removed.title)}” for good") as command:
        trash.delete(command.connection, kept.removed.id)
    return command.changes


def empty_trash(library: Library) -> ChangeSet:
    """Delete all that lies in the trash."""
    with library.command("Empty the trash") as command:
        for removed in trash.load_all(command.connection):
            trash.delete(command.connection, removed.id)
    return command.changes


def remove_expired(library: Library) -> int:
    """Delete what has lain in the trash for longer than it is kept (the write lane); return how many.

    It is no command: nobody gave it, and undo does not bring it back.
    """
    with library.along_the_way() as connection:
        return trash.delete_before(connection, _oldest(library))


def _oldest(library: Library) -> str:
    instant = datetime.fromisoformat(library.now()) - timedelta(days=KEPT_DAYS)
    return instant.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _find(library: Library, trash_id: str) -> Kept:
    with library.query() as connection:
        kept = trash.load(connection, clean_text(trash_id))
    if kept is None or kept.removed.removed_at < _oldest(library):
        raise NotFoundError(f"There is nothing with the id {trash_id} in the trash.")
    return kept


def _check_room(library: Library, kept: Kept) -> None:
    """Raise KnownError when what is to be put back would be there twice, or would hang in the air."""
    row = kept.rows[0][1]
    match kept.removed.noun:
        case Noun.DOCUMENT:
            _check_document(library, kept)
        case Noun.ANNOTATION if str(row["document_id"]) not in {d.id for d in library.documents()}:
            raise KnownError(
                "The document of this note is not in the library.", "Restore the document first."
            )
        case Noun.CARD if row["draft"] is not None:
            with library.query() as connection:
                twin = cards.find_by_draft(connection, row["draft"])
            if twin is not None:
                raise KnownError("There is a card of the same fact in the library already.")


def _check_document(library: Library, kept: Kept) -> None:
    with library.query() as connection:
        sha256 = trash.load_sha256(connection, kept.content_id or 0)
    if sha256 in library.documents_by_hash():
        raise KnownError(
            f"The text of “{short_title(kept.removed.title)}” was imported again meanwhile.",
            "Remove that document first to have this one back with its notes.",
        )


# A note or a card whose document was updated while it lay in the trash


def _fit(library: Library, kept: Kept) -> None:
    """Detach a note or a card that does not fit the text of its document any more."""
    row = kept.rows[0][1]
    if kept.removed.noun is Noun.ANNOTATION and row.get("target") == Target.SECTION:
        if (
            row["section"] is not None
            and row["section"] >= library.document(str(row["document_id"])).section_count
        ):
            row |= dict.fromkeys(_PLACE)
    elif kept.removed.noun is Noun.ANNOTATION and row["section"] is not None:
        place = Place(*(row[column] for column in _PLACE))
        quote = QuoteSelector(row["exact"], row["prefix"], row["suffix"])
        if not _holds(library, str(row["document_id"]), place, quote.exact):
            row |= dict.fromkeys(_PLACE)
    elif kept.removed.noun is Noun.CARD:
        row["sources"] = _fitting_sources(library, str(row["document_id"]), row["sources"])


def _fitting_sources(library: Library, document_id: str, encoded: str) -> str:
    if document_id not in {document.id for document in library.documents()}:
        return encoded
    fitting: list[list[Any]] = []
    for values in json.loads(encoded):
        source = decode_card_source(values)
        fits = source.sentence_place and _holds(library, document_id, source.sentence_place, source.sentence)
        fitting.append(values if fits else [None, None, source.sentence])
    return json.dumps(fitting, ensure_ascii=False)


def _holds(library: Library, document_id: str, place: Place, exact: str) -> bool:
    try:
        section = library.section(document_id, place.section)
    except NotFoundError:
        return False
    text = SectionText(place.section, [block.text for block in section.blocks])
    return holds(text, place, QuoteSelector(exact, "", ""))
