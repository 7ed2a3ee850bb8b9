"""How deep a heading stands: numbers say it, labels rank it, and forms follow each other by weight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studyapp.importers.plain.forms import FormKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studyapp.importers.plain.forms import Form
    from studyapp.importers.plain.headings import Heading

# Weights of forms, the heavier above the lighter; labels lie between by their rank (0 volume to 5 scene).
LABEL_WEIGHT = 10
_WEIGHTS = {
    FormKind.LABEL: LABEL_WEIGHT,
    FormKind.ORDINAL: 20,
    FormKind.UNDERLINED: 30,
    FormKind.NUMBERED: 40,
    FormKind.CAPITALS: 60,
    FormKind.TITLE: 70,
    FormKind.SENTENCE: 70,
    FormKind.STOPPED: 70,
}
_RULE_WEIGHTS = "=*#~^-_+"


def heading_levels(headings: Sequence[Heading]) -> list[int]:
    """Return the level of each heading, from 1."""
    weights = sorted({w for h in headings if (w := _weight(h.form)) is not None})
    ranks = {weight: rank for rank, weight in enumerate(weights, start=1)}
    return [_level(heading.form, ranks) for heading in headings]


def _weight(form: Form) -> int | None:
    """Return the weight of the form, or None for a named heading, which stands with the heaviest."""
    match form.kind:
        case FormKind.NAMED:
            return None
        case FormKind.OUTLINE:
            return form.number[0]
        case FormKind.LABEL:
            return LABEL_WEIGHT + int(form.rank)
        case FormKind.UNDERLINED:
            return _WEIGHTS[form.kind] + (_RULE_WEIGHTS.find(form.rank) % len(_RULE_WEIGHTS))
        case FormKind.NUMBERED:
            # Parts in Roman numerals hold numbered sections, and those hold lettered ones.
            return (
                _WEIGHTS[form.kind]
                + {"roman": 0, "letter": 2}.get(form.rank, 1) * 2
                + min(len(form.number) - 1, 1)
            )
        case _:
            return _WEIGHTS[form.kind]


def _level(form: Form, ranks: dict[int, int]) -> int:
    weight = _weight(form)
    if weight is None:
        return 1
    deeper = max(0, len(form.number) - 2) if form.kind == FormKind.NUMBERED else 0
    return ranks[weight] + deeper
