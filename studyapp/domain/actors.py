"""Who acts in a text: actors, their mentions, and what the reader decided about them."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class ActorKind(StrEnum):
    """What an actor is; the values are the command line's words and the theme's colour names."""

    PERSON = "person"
    COUNTRY = "country"
    ORGANISATION = "organisation"
    PLACE = "place"
    GROUP = "group"
    EVENT = "event"
    AGREEMENT = "agreement"
    WORK = "work"
    OTHER = "other"


class MentionForm(StrEnum):
    """How a mention names its actor."""

    NAME = "name"
    DEMONYM = "demonym"
    METONYM = "metonym"
    ACRONYM = "acronym"


class Mention(NamedTuple):
    """A half-open span of a block, in code points: the name alone, without title, article or possessive."""

    section: int
    block: int
    start: int
    end: int
    form: MentionForm = MentionForm.NAME


class Actor(NamedTuple):
    """Someone or something that acts in one document.

    `id` is `kind:normalised name` as the engine found it: it stays the same through a new analysis, and
    through whatever the reader decides. Mentions are in reading order and do not overlap.
    """

    id: str
    name: str
    kind: ActorKind
    aliases: tuple[str, ...]  # other forms in the text, without the name itself
    salience: float  # 0 to 1
    key: bool  # one of the document's key actors
    mentions: tuple[Mention, ...]
    stands_for: str | None = None  # the actor for which a capital or seat may stand: offered, never merged


class DecisionKind(StrEnum):
    """What a reader can decide about an actor."""

    MERGE = "merge"  # value: the id of the actor that it joins
    RENAME = "rename"  # value: the new name
    RETYPE = "retype"  # value: the new kind
    HIDE = "hide"  # not an actor
    ADD = "add"  # value: the text that names the actor; its id has the kind
    KEEP_APART = "keep_apart"  # value: the actor for which it does not stand


class ActorDecision(NamedTuple):
    """One decision on the actor of an id in one document; later decisions come on top of earlier ones."""

    kind: DecisionKind
    actor_id: str
    value: str


def actor_id(kind: ActorKind, name: str) -> str:
    """Return the id of an actor: its kind and its name in small letters, white space squeezed."""
    return f"{kind.value}:{' '.join(name.casefold().split())}"
