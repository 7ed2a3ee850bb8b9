"""From the facts of a text to its drafts: overgenerate, refuse, join what asks the same, rank."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from studyapp.domain.cards import CardKind, Draft, Source
from studyapp.domain.places import Place
from studyapp.flashcards.cast import Cast
from studyapp.flashcards.fragments import told_by
from studyapp.flashcards.grammar import sound
from studyapp.flashcards.quality import judge
from studyapp.flashcards.rules import broken_rule
from studyapp.flashcards.templates import candidates
from studyapp.flashcards.wording import squeezed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from studyapp.domain.actors import Actor
    from studyapp.domain.facts import Fact
    from studyapp.flashcards.candidate import BaseForm, Candidate
    from studyapp.flashcards.grammar import Parse
    from studyapp.text.terms import Terms


LEAST_QUALITY = 0.2
"""Below it nothing is kept: nobody would want it."""
FOR_1000_WORDS, SHORT_WORDS = 8, 5000
"""Drafts shown unless more are asked for: of each section; of a short text as a whole, and 8 at least."""
MOST_OF_SENTENCE = 2
LIST_ITEM = "list item"
"""Drafts of one sentence; more would ask the same again from another side."""


def make_drafts(
    facts: Iterable[Fact],
    base_form: BaseForm,
    actors: Iterable[Actor] = (),
    section_words: Sequence[int] = (),
    parse: Parse | None = None,
    *,
    terms: Terms | None = None,
    title: str = "",
    section_titles: Sequence[str] = (),
) -> tuple[Draft, ...]:
    """Return the drafts of a text's facts, in reading order; `actors` are those of the text.

    What is asked with two different answers is not asked at all; what is asked and answered alike is one
    draft with several sources. Of a sentence the best few are kept; of a section, whose words `section_words`
    counts, the best few are no spare ones. With `parse`, what was worded anew is read back (`grammar`).
    `terms` are what the text sets off. What the title of the text, or of the section, tells is not asked.
    """
    facts = tuple(facts)
    headings = [(title, section_title) for section_title in section_titles]
    cast = Cast(actors, facts, terms, title)
    asked: dict[str, list[Candidate]] = {}
    for fact in facts:
        seen = headings[fact.place.section] if headings else (title,)
        for candidate in candidates(fact, cast, base_form):
            if broken_rule(candidate) is None and not told_by(seen, candidate):
                asked.setdefault(candidate.front.casefold(), []).append(candidate)
    drafts = [_draft(same, cast) for same in asked.values() if len({_told(c) for c in same}) == 1]
    unique = {draft.id: draft for draft in reversed(drafts)}  # one fact may be asked in two ways
    best: Iterable[Draft] = _best(_with_lists_whole(unique.values()))
    if parse is not None:
        best = sound(best, parse)
    return tuple(sorted(_shared_out(best, section_words), key=_position))


def _with_lists_whole(drafts: Collection[Draft]) -> Iterator[Draft]:
    """Yield the drafts; the items of a list all have the quality of the weakest: they come or go together."""
    weakest: dict[str, float] = {}
    for draft in drafts:
        if draft.template == LIST_ITEM:
            weakest[draft.fact_id] = min(draft.quality, weakest.get(draft.fact_id, 1.0))
    for draft in drafts:
        is_item = draft.template == LIST_ITEM
        yield draft._replace(quality=weakest[draft.fact_id]) if is_item else draft


def _shared_out(drafts: Iterable[Draft], section_words: Sequence[int]) -> Iterator[Draft]:
    """Yield drafts, best first; what is beyond the share of its section, or short text, becomes spare."""
    whole = max(sum(section_words), 1000)
    is_short = whole <= SHORT_WORDS
    taken: dict[int, int] = {}
    for draft in drafts:
        section = 0 if is_short else draft.sources[0].place.section
        words = whole if is_short else section_words[section]
        taken[section] = taken.get(section, 0) + 1
        yield draft._replace(spare=taken[section] > math.ceil(words * FOR_1000_WORDS / 1000))


def _best(drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Yield the best drafts of each sentence, no two of them with the same answer."""
    kept: dict[Place, list[Draft]] = {}
    for draft in sorted(drafts, key=lambda draft: -draft.quality):
        beside = kept.setdefault(draft.sources[0].sentence_place, [])
        is_new = all(draft.answer.casefold() != other.answer.casefold() for other in beside)
        is_free = (
            len(beside) < MOST_OF_SENTENCE or draft.template == LIST_ITEM
        )  # a list is asked item by item
        if draft.quality >= LEAST_QUALITY and is_free and is_new:
            if draft.template != LIST_ITEM:
                beside.append(draft)
            yield draft


def _told(candidate: Candidate) -> str:
    return squeezed(candidate.answer).casefold()


def _draft(same: list[Candidate], cast: Cast) -> Draft:
    first = same[0]
    quality, reasons = judge(first, cast)
    return Draft(
        id=_draft_id(first),
        fact_id=first.fact.id,
        kind=first.kind,
        template=first.template,
        front=first.front,
        answer=squeezed(first.answer),
        quality=quality,
        reasons=reasons,
        sources=tuple(_source(candidate) for candidate in same),
    )


def _draft_id(candidate: Candidate) -> str:
    """Return what names a draft through new analyses: its fact, its template, and which gap of several."""
    first = min(part.start for part in candidate.answers) - candidate.fact.place.start
    gap = f"-{first}" if candidate.kind is CardKind.CLOZE else ""
    return f"{candidate.fact.id}-{candidate.template.replace(' ', '-')}{gap}"


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
