"""What a command changed, so that each screen can decide for itself whether to refresh."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Noun(StrEnum):
    """The kinds of thing that a command can change; the values are table names of the library."""

    DOCUMENT = "document"
    ANNOTATION = "annotation"
    BOOKMARK = "bookmark"
    ANALYSIS = "analysis"  # derived: the id is the document's
    ACTOR_DECISION = "actor_decision"
    DISCARDED_DRAFT = "discarded_draft"
    CARD = "card"
    REVIEW = "review"
    RESCHEDULING = "rescheduling"
    STUDY_SETTING = "study_setting"
    TRASH = "trash"
    SAVED_SEARCH = "saved_search"


DERIVED = frozenset({Noun.ANALYSIS})
"""What can be made anew at any time, and so is no part of undo."""


class ChangeSet(NamedTuple):
    """One command: its name as the Undo menu shows it, and the ids that it touched, by noun."""

    name: str
    touched: tuple[tuple[Noun, str], ...] = ()

    def ids(self, noun: Noun) -> frozenset[str]:
        """Return the ids of this noun that the command touched."""
        return frozenset(i for n, i in self.touched if n is noun)


class Removed(NamedTuple):
    """A document, a note or a card in the trash."""

    id: str
    noun: Noun
    title: str
    removed_at: str


class Step(NamedTuple):
    """A command that can be taken back, as the history lists it."""

    name: str
    at: str
