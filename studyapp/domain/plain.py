"""Facts and drafts as plain values for JSON and back: for the wire and the library. Lists, by position."""

from __future__ import annotations

from typing import Any

from studyapp.domain.cards import CardKind, CardSource, Draft, Reason, Source
from studyapp.domain.facts import Fact, FactKind, Modality, Part, Period, Polarity
from studyapp.domain.places import Place


def encode_place(place: Place) -> list[int]:
    """Return a place as [section, block, start, end block, end]."""
    return [place.section, place.block, place.start, place.end_block, place.end]


def decode_place(values: list[int]) -> Place:
    """Return the place of `encode_place`."""
    return Place(*values)


def encode_source(source: Source | CardSource) -> list[Any]:
    """Return a source as [place, place of the sentence, sentence], with null for a place that is None."""
    places = [place and encode_place(place) for place in source[:2]]
    return [*places, source.sentence]


def decode_source(values: list[Any]) -> Source:
    """Return the source of `encode_source`."""
    place, sentence_place, sentence = values
    return Source(decode_place(place), decode_place(sentence_place), sentence)


def decode_card_source(values: list[Any]) -> CardSource:
    """Return a card's source of `encode_source`."""
    place, sentence_place, sentence = values
    return CardSource(
        place and decode_place(place), sentence_place and decode_place(sentence_place), sentence
    )


def encode_fact(fact: Fact) -> list[Any]:
    """Return a fact as a list in the order of its fields."""
    return [
        fact.id,
        fact.kind.value,
        fact.subject,
        fact.relation,
        fact.object,
        fact.items,
        fact.time,
        fact.location,
        fact.polarity.value,
        fact.modality.value,
        fact.attribution,
        encode_place(fact.place),
        fact.sentence,
    ]


def decode_fact(values: list[Any]) -> Fact:
    """Return the fact of `encode_fact`, also after it went through JSON."""
    number, kind, subject, relation, object_, items, time, location = values[:8]
    polarity, modality, attribution, place, sentence = values[8:]
    return Fact(
        id=number,
        kind=FactKind(kind),
        subject=_part(subject),
        relation=relation,
        object=_part(object_),
        items=tuple(Part(*item) for item in items),
        time=Period(*time) if time is not None else None,
        location=_part(location),
        polarity=Polarity(polarity),
        modality=Modality(modality),
        attribution=attribution,
        place=decode_place(place),
        sentence=sentence,
    )


def encode_draft(draft: Draft) -> list[Any]:
    """Return a draft as a list in the order of its fields."""
    return [
        draft.id,
        draft.fact_id,
        draft.kind.value,
        draft.template,
        draft.front,
        draft.answer,
        draft.quality,
        draft.reasons,
        [encode_source(source) for source in draft.sources],
        draft.spare,
    ]


def decode_draft(values: list[Any]) -> Draft:
    """Return the draft of `encode_draft`, also after it went through JSON."""
    number, fact_id, kind, template, front, answer, quality, reasons, sources, spare = values
    return Draft(
        id=number,
        fact_id=fact_id,
        kind=CardKind(kind),
        template=template,
        front=front,
        answer=answer,
        quality=quality,
        reasons=tuple(Reason(*reason) for reason in reasons),
        sources=tuple(decode_source(source) for source in sources),
        spare=spare,
    )


def _part(values: list[Any] | None) -> Part | None:
    return Part(*values) if values is not None else None
