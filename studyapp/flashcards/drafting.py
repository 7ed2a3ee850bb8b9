"""From the facts of a text to its drafts: overgenerate, refuse, join what asks the same, rank."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studyapp.domain.cards import Draft, Source
from studyapp.domain.places import Place
from studyapp.flashcards.cast import Cast
from studyapp.flashcards.quality import judge
from studyapp.flashcards.rules import broken_rule
from studyapp.flashcards.templates import candidates
from studyapp.flashcards.wording import squeezed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studyapp.domain.actors import Actor
    from studyapp.domain.facts import Fact
    from studyapp.flashcards.templates import BaseForm, Candidate


def make_drafts(
    facts: Iterable[Fact], base_form: BaseForm, actors: Iterable[Actor] = ()
) -> tuple[Draft, ...]:
    """Return the drafts of a text's facts, in reading order; `actors` are those of the text.

    `base_form` gives a finite verb's base form ("met" → "meet"), None where it knows none. What is asked
    with two different answers is not asked at all; what is asked and answered alike is one draft with
    several sources.
    """
    cast = Cast(actors)
    asked: dict[str, list[Candidate]] = {}
    for fact in facts:
        for candidate in candidates(fact, cast, base_form):
            if broken_rule(candidate) is None:
                asked.setdefault(candidate.front.casefold(), []).append(candidate)
    drafts = [_draft(same) for same in asked.values() if len({_told(c) for c in same}) == 1]
    unique = {draft.id: draft for draft in reversed(drafts)}  # one fact may be asked in two ways
    return tuple(sorted(unique.values(), key=_position))


def _told(candidate: Candidate) -> str:
    return squeezed(candidate.answer).casefold()


def _draft(same: list[Candidate]) -> Draft:
    first = same[0]
    quality, reasons = judge(first)
    return Draft(
        id=f"{first.fact.id}-{first.template.replace(' ', '-')}",
        fact_id=first.fact.id,
        kind=first.kind,
        template=first.template,
        front=first.front,
        answer=squeezed(first.answer),
        quality=quality,
        reasons=reasons,
        sources=tuple(_source(candidate) for candidate in same),
    )


def _source(candidate: Candidate) -> Source:
    where = candidate.fact.place
    start = min(part.start for part in candidate.answers)
    end = max(part.end for part in candidate.answers)
    return Source(
        Place(where.section, where.block, start, where.end_block, end), where, candidate.fact.sentence
    )


def _position(draft: Draft) -> tuple[int, int, int]:
    place = draft.sources[0].place
    return place.section, place.block, place.start
