"""Facts made by hand from sentences: what `language` would give, without it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from studyapp.domain.actors import Actor, ActorKind, Mention, actor_id
from studyapp.domain.facts import Fact, FactKind, Modality, Part, Period, Polarity
from studyapp.domain.places import Place
from studyapp.flashcards.cast import Cast
from studyapp.flashcards.rules import broken_rule
from studyapp.flashcards.templates import candidates

if TYPE_CHECKING:
    from collections.abc import Iterable

VERBS = {"founded": "found", "met": "meet", "crossed": "cross", "signed": "sign", "collapsed": "collapse"}


def base_form(past: str) -> str | None:
    return VERBS.get(past)


def make_fact(
    kind: FactKind,
    sentence: str,
    *,
    subject: str | None,
    relation: str = "",
    object_: str | None = None,
    items: tuple[str, ...] = (),
    year: str | None = None,
    at: int = 0,
    modality: Modality = Modality.STATED,
    polarity: Polarity = Polarity.POSITIVE,
) -> Fact:
    """Make a fact of one sentence that starts at `at` in its block; its parts are found in the sentence."""

    def part(text: str | None) -> Part | None:
        if text is None:
            return None
        start = at + sentence.index(text)
        return Part(text, start, start + len(text))

    time = None
    if year is not None:
        start = at + sentence.rindex(year)
        day = year[-4:]
        precision = "year" if year.isdigit() else "day"
        time = Period(year, start, start + len(year), f"{day}-01-01", f"{day}-12-31", precision)
    return Fact(
        id=f"{kind.value}-{abs(hash(sentence)) % 10**8}-{subject}-{object_}",
        kind=kind,
        subject=part(subject),
        relation=relation,
        object=part(object_),
        items=tuple(found for item in items if (found := part(item)) is not None),
        time=time,
        location=None,
        polarity=polarity,
        modality=modality,
        attribution=None,
        place=Place(2, 3, at, 3, at + len(sentence)),
        sentence=sentence,
    )


def make_actors(facts: Iterable[Fact], **kinds: str) -> tuple[Actor, ...]:
    """Make an actor of each word (Velm="place"), with a mention wherever it stands in the sentences."""
    return tuple(
        Actor(
            actor_id(ActorKind(kind), name), name, ActorKind(kind), (), 0.5, True,
            tuple(
                Mention(2, 3, fact.place.start + found.start(), fact.place.start + found.end())
                for fact in facts
                for found in re.finditer(re.escape(name), fact.sentence)
            ),
        )
        for name, kind in ((name.replace("_", " "), kind) for name, kind in kinds.items())
    )  # fmt: skip


def asked(*facts: Fact, **kinds: str) -> dict[str, str]:
    """Return front and answer of every candidate of the facts that breaks no rule."""
    cast = Cast(make_actors(facts, **kinds))
    return {
        candidate.front: candidate.answer
        for fact in facts
        for candidate in candidates(fact, cast, base_form)
        if broken_rule(candidate) is None
    }
