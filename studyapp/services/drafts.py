"""Drafts that wait: which, how many, how good for this reader, and how much of a text has cards."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from studyapp.domain.cards import is_among
from studyapp.domain.errors import NotFoundError
from studyapp.flashcards.levels import DEFAULT_QUALITY
from studyapp.flashcards.taste import Taste
from studyapp.services.library import clean_text
from studyapp.storage import analyses, cards, decisions, study_settings
from studyapp.storage import drafts as found

if TYPE_CHECKING:
    from collections.abc import Collection

    from studyapp.domain.cards import Draft, Weighing
    from studyapp.domain.changes import ChangeSet
    from studyapp.services.library import Library


class Coverage(NamedTuple):
    """How much of what a section states has a card."""

    section: int
    facts_with_card: int
    facts: int


def load_drafts(
    library: Library,
    document_id: str,
    *,
    least: float = DEFAULT_QUALITY,
    only_in: Collection[int] | None = None,
    taste: Taste | None = None,
) -> tuple[Draft, ...]:
    """Return the drafts of a document (or of some of its sections) that wait, from a quality on.

    They are in reading order; the quality is that for this reader, as `taste` or, without it, all of their
    decisions have it.
    """
    weighed = load_taste(library) if taste is None else taste
    with library.query() as connection:
        drafts = found.load_waiting(connection, document_id, only_in, weighed.lowest(least))
    return tuple(draft for draft in map(weighed.weigh, drafts) if draft.is_among(least))


def count_drafts(
    library: Library,
    document_id: str,
    *,
    least: float = DEFAULT_QUALITY,
    only_in: Collection[int] | None = None,
    taste: Taste | None = None,
) -> int:
    """Return how many drafts `load_drafts` would."""
    weighed = load_taste(library) if taste is None else taste
    with library.query() as connection:
        if least <= 0:
            return found.count_waiting(connection, document_id, only_in)
        waiting = found.load_waiting_worth(connection, document_id, only_in, weighed.lowest(least))
    return sum(
        is_among(weighed.quality(quality, template, reasons), least, spare=spare)
        for quality, spare, template, reasons in waiting
    )


def count_standing(library: Library, document_id: str) -> tuple[int, int]:
    """Return how many drafts of a document wait, of whatever quality, and how many are cards."""
    with library.query() as connection:
        return found.count_waiting(connection, document_id), cards.count_drafted(connection, document_id)


def document_of_draft(library: Library, draft_id: str) -> str:
    """Return the id of the document in which a draft waits; NotFoundError when it does not."""
    with library.query() as connection:
        document_id = found.find_document_of_draft(connection, clean_text(draft_id))
    if document_id is None:
        raise NotFoundError(f"No draft {draft_id} waits in this library.")
    return document_id


def load_coverage(library: Library, document_id: str) -> tuple[Coverage, ...]:
    """Return, for each section with facts, how many there are and how many have a card."""
    with library.query() as connection:
        stated = analyses.load_fact_ids(connection, document_id)
        carded = cards.carded_facts(connection, document_id)
    counts: dict[int, list[int]] = {}
    for section, fact_id in stated:
        count = counts.setdefault(section, [0, 0])
        count[0] += fact_id in carded
        count[1] += 1
    return tuple(Coverage(section, *count) for section, count in sorted(counts.items()))


# What the reader decided weighs in


def load_weighing(library: Library) -> Weighing:
    """Return whether decisions weigh in, and from which instant on."""
    with library.query() as connection:
        return study_settings.load_weighing(connection)


def load_taste(library: Library, *, though_off: bool = False) -> Taste:
    """Return what the reader's decisions say; nothing when they shall not weigh in, unless `though_off`.

    They are read off the cards and the discarded drafts themselves, so undo takes back what one of them said.
    """
    with library.query() as connection:
        weighing = study_settings.load_weighing(connection)
        if not weighing.on and not though_off:
            return Taste()
        return Taste(decisions.load_verdicts(connection, weighing.since))


def weigh_decisions(library: Library, *, on: bool) -> ChangeSet:
    """Let decisions on drafts weigh in on later ones, or not."""
    with library.command("Let my choices weigh in" if on else "Let my choices not weigh in") as command:
        weighing = study_settings.load_weighing(command.connection)
        study_settings.keep_weighing(command.connection, weighing._replace(on=on))
    return command.changes


def forget_decisions(library: Library) -> ChangeSet:
    """Let nothing weigh in that was decided up to now. Cards and discarded drafts stay what they are."""
    with library.command("Forget my choices") as command:
        weighing = study_settings.load_weighing(command.connection)
        study_settings.keep_weighing(command.connection, weighing._replace(since=command.at))
    return command.changes
