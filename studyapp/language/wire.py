"""An analysis as plain JSON values and back: what goes over the pipe from the import process.

The window process imports this module, so it knows no engine.
"""

from __future__ import annotations

from typing import Any

from studyapp.domain.actors import Actor, ActorKind, Mention, MentionForm
from studyapp.domain.analyses import Analysis
from studyapp.domain.plain import decode_draft, decode_fact, encode_draft, encode_fact


def encode_analysis(analysis: Analysis) -> dict[str, Any]:
    """Return the analysis as JSON values: lists `actors`, `facts`, `drafts`, `warnings`, and `engine`."""
    return {
        "engine": analysis.engine,
        "actors": [_encode_actor(actor) for actor in analysis.actors],
        "facts": [encode_fact(fact) for fact in analysis.facts],
        "drafts": [encode_draft(draft) for draft in analysis.drafts],
        "warnings": list(analysis.warnings),
    }


def decode_analysis(values: dict[str, Any]) -> Analysis:
    """Return the analysis that `encode_analysis` made these values of, also after JSON.

    Raises KeyError, TypeError or ValueError for values of another origin.
    """
    return Analysis(
        engine=values["engine"],
        actors=tuple(_decode_actor(actor) for actor in values["actors"]),
        facts=tuple(decode_fact(fact) for fact in values["facts"]),
        drafts=tuple(decode_draft(draft) for draft in values["drafts"]),
        warnings=tuple(values["warnings"]),
    )


def _encode_actor(actor: Actor) -> list[Any]:
    mentions = [[m.section, m.block, m.start, m.end, m.form.value] for m in actor.mentions]
    head = [actor.id, actor.name, actor.kind.value, list(actor.aliases), actor.salience, actor.key]
    return [*head, mentions, actor.stands_for]


def _decode_actor(values: list[Any]) -> Actor:
    number, name, kind, aliases, salience, key, mentions, stands_for = values
    return Actor(
        id=number,
        name=name,
        kind=ActorKind(kind),
        aliases=tuple(aliases),
        salience=salience,
        key=key,
        mentions=tuple(Mention(s, b, start, end, MentionForm(form)) for s, b, start, end, form in mentions),
        stands_for=stands_for,
    )
