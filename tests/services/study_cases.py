"""A made-up text with what an analysis would find in it, without the engine."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from studyapp.domain.actors import Actor, ActorKind, Mention, MentionForm, actor_id
from studyapp.domain.analyses import Analysis
from studyapp.domain.cards import CardKind
from studyapp.domain.facts import FactKind
from studyapp.flashcards.drafting import make_drafts
from studyapp.language.version import ENGINE
from tests.conftest import made_document
from tests.flashcards.fact_cases import base_form, make_fact

if TYPE_CHECKING:
    from studyapp.domain.documents import ParsedDocument

TEXTS = (
    ("Ada Lorn met Brem Oslak in 1931. Lorn wrote to Oslak from Velm.",),
    (
        "The Velm Water Authority (VWA) closed the locks.",
        "Velm paid. Ada Lorn, Velm's Minister of Ports, resigned.",
    ),
)


def study_document() -> ParsedDocument:
    return made_document("The Ports of Velm", TEXTS)


def mentions(pattern: str, form: MentionForm = MentionForm.NAME) -> tuple[Mention, ...]:
    return tuple(
        Mention(section, block, match.start(), match.end(), form)
        for section, blocks in enumerate(TEXTS)
        for block, text in enumerate(blocks)
        for match in re.finditer(pattern, text)
    )


def actor(
    name: str, kind: ActorKind, pattern: str, salience: float, *, stands_for: str | None = None
) -> Actor:
    return Actor(
        actor_id(kind, name),
        name,
        kind,
        (),
        salience,
        key=True,
        mentions=mentions(pattern),
        stands_for=stands_for,
    )


ACTORS = (
    actor("Ada Lorn", ActorKind.PERSON, r"Ada Lorn|(?<!Ada )Lorn", 0.9),
    actor("Velm", ActorKind.PLACE, r"Velm(?! Water)", 0.6, stands_for="organisation:velm water authority"),
    actor("Brem Oslak", ActorKind.PERSON, r"Brem Oslak", 0.5),
    actor("Oslak", ActorKind.PERSON, r"(?<!Brem )Oslak", 0.3),
    actor("Velm Water Authority", ActorKind.ORGANISATION, r"Velm Water Authority|VWA", 0.4),
)

FACTS = (
    make_fact(
        FactKind.EVENT,
        "Ada Lorn met Brem Oslak in 1931.",
        subject="Ada Lorn",
        relation="met",
        object_="Brem Oslak",
        year="1931",
    ),
    make_fact(
        FactKind.ACRONYM,
        "The Velm Water Authority (VWA) closed the locks.",
        subject="VWA",
        relation="stands for",
        object_="Velm Water Authority",
    ),
    make_fact(
        FactKind.OFFICE,
        "Ada Lorn, Velm's Minister of Ports, resigned.",
        subject="Ada Lorn",
        relation="holds",
        object_="Velm's Minister of Ports",
        at=11,
    ),
)
PLACES = ((0, 0), (1, 0), (1, 1))


def study_analysis(engine: str = ENGINE) -> Analysis:
    facts = tuple(
        fact._replace(place=fact.place.__class__(section, block, fact.place.start, block, fact.place.end))
        for fact, (section, block) in zip(FACTS, PLACES, strict=True)
    )
    drafts = make_drafts(facts, base_form, ACTORS)
    questions = [draft for draft in drafts if draft.kind is not CardKind.CLOZE]  # four
    # Qualities of their own: another training must not change what these tests see.
    rated = tuple(
        draft._replace(quality=quality)
        for draft, quality in zip(questions, (0.92, 0.9, 0.7, 0.85), strict=True)
    )
    return Analysis(engine, ACTORS, facts, rated, ("A warning.",))


ALIKE = 24


def many_alike(engine: str = ENGINE) -> Analysis:
    """An analysis with many drafts of one kind and quality, all in the first section."""
    analysis = study_analysis(engine)
    model = analysis.drafts[0]
    alike = (model._replace(id=f"draft-{number}", quality=0.7) for number in range(ALIKE))
    return analysis._replace(drafts=tuple(alike))
