"""What analysis finds in one text; it can be made anew at any time, so nothing a person did is kept here."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from studyapp.domain.actors import Actor
    from studyapp.domain.cards import Draft
    from studyapp.domain.facts import Fact


class Analysis(NamedTuple):
    """All findings of one engine on one text; actors most salient first, facts in reading order."""

    engine: str  # name and version: another one analyses anew
    actors: tuple[Actor, ...]
    facts: tuple[Fact, ...]
    drafts: tuple[Draft, ...] = ()
    warnings: tuple[str, ...] = ()
    content_id: int | None = None  # the text that was analysed, where a library asked for it
