"""The fixed JSON shapes of actors, facts, drafts and cards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from studyapp.cli.shapes import place_shape

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from studyapp.domain.actors import Actor, Mention
    from studyapp.domain.cards import Card, CardSource, Draft, Reason, Source
    from studyapp.domain.facts import Fact, Part, Period

    BlockText = Callable[[int, int], str]
    Titles = Sequence[str | None]


def actor_shape(actor: Actor, text_of: BlockText) -> dict[str, Any]:
    """Return an actor as `actors` gives it; `text_of` gives the text of a block of a section."""
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind.value,
        "aliases": list(actor.aliases),
        "salience": round(actor.salience, 4),
        "key": actor.key,
        "mentions": [_mention_shape(mention, text_of) for mention in actor.mentions],
    }


def _mention_shape(mention: Mention, text_of: BlockText) -> dict[str, Any]:
    return {
        "section": mention.section,
        "block": mention.block,
        "start": mention.start,
        "end": mention.end,
        "text": text_of(mention.section, mention.block)[mention.start : mention.end],
        "form": mention.form.value,
    }


def fact_shape(fact: Fact, titles: Titles) -> dict[str, Any]:
    """Return a fact as `facts` gives it."""
    return {
        "id": fact.id,
        "kind": fact.kind.value,
        "subject": _part_shape(fact.subject),
        "relation": fact.relation,
        "object": _part_shape(fact.object),
        "items": [_part_shape(item) for item in fact.items],
        "time": _period_shape(fact.time),
        "place": _part_shape(fact.location),
        "polarity": fact.polarity.value,
        "modality": fact.modality.value,
        "attribution": fact.attribution,
        **place_shape(fact.place, titles[fact.place.section]),
        "sentence": fact.sentence,
    }


def _part_shape(part: Part | None) -> dict[str, Any]:
    return {"text": part.text if part else None, "actor_id": part.actor_id if part else None}


def _period_shape(time: Period | None) -> dict[str, Any]:
    return {
        "text": time.text if time else None,
        "from": time.first_on if time else None,
        "to": time.last_on if time else None,
        "precision": time.precision if time else None,
    }


def draft_shape(draft: Draft, document_id: str | None, titles: Titles) -> dict[str, Any]:
    """Return a draft as `cards --drafts` gives it."""
    head = {
        "id": draft.id,
        "kind": draft.kind.value,
        "template": draft.template,
        "front": draft.front,
        "back": draft.answer,
        "answer": draft.answer,
        "picture": None,
        "state": "draft",
    }
    return head | {
        **_worth(draft.quality, draft.reasons, draft.fact_id),
        "sources": [_source_shape(source, document_id, titles) for source in draft.sources],
        "due_at": None,
        "interval_days": None,
        "stability": None,
        "difficulty": None,
    }


def card_shape(card: Card, titles: Titles) -> dict[str, Any]:
    """Return a card as `cards` gives it; `titles` is empty when its document is gone.

    `picture` is a file name: it lies in the library's `pictures/`, in a folder of its first two characters.
    """
    memory = card.memory
    head = {
        "id": card.id,
        "kind": card.kind.value,
        "template": card.template,
        "front": card.front,
        "back": card.back or card.answer,
        "answer": card.answer,
        "picture": card.picture or None,
        "state": "suspended" if card.suspended else memory.phase.value,
    }
    return head | {
        **_worth(card.quality, card.reasons, card.fact_id if card.draft_id is not None else None),
        "sources": [_source_shape(source, card.document_id, titles) for source in card.sources],
        "due_at": memory.due_at,
        "interval_days": memory.interval_days,
        "stability": memory.stability,
        "difficulty": memory.difficulty,
    }


def _worth(quality: float, reasons: Sequence[Reason], fact_id: str | None) -> dict[str, Any]:
    return {"quality": quality, "reasons": [reason.text for reason in reasons], "fact_id": fact_id}


def _source_shape(source: Source | CardSource, document_id: str | None, titles: Titles) -> dict[str, Any]:
    section = source.place.section if source.place is not None else len(titles)
    title = titles[section] if section < len(titles) else None
    return {"document_id": document_id, **place_shape(source.place, title), "sentence": source.sentence}
