"""What a name means: one vote for each form over the whole document."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from studyapp.domain.actors import ActorKind
from studyapp.language.lexicon import lexicon
from studyapp.language.names import KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studyapp.language.names import Name

_LISTED_SHARE = 0.5  # of the votes: a listed name that is mostly a person here is not the listed one
_BY_HEAD = (ActorKind.EVENT, ActorKind.OTHER, ActorKind.WORK, ActorKind.ORGANISATION)


@dataclass(slots=True)
class Form:
    """A name as it is written, with all votes of the document."""

    text: str
    count: int = 0
    listed: int = 0  # mentions where the lists' meaning fits
    titled: int = 0
    votes: dict[ActorKind, float] = field(default_factory=dict)
    heads: Counter[ActorKind] = field(default_factory=Counter)
    is_acronym_of: str = ""

    def add(self, name: Name, labels: Sequence[str]) -> None:
        """Count one mention: the model's probabilities of its labels are its votes."""
        self.count += 1
        self.listed += name.listed is not None
        self.titled += name.title_at is not None
        for label, score in zip(labels, name.scores, strict=False):
            self.votes[KINDS[label]] = self.votes.get(KINDS[label], 0.0) + math.exp(score)
        if name.kind is not None:
            self.heads[name.kind] += 1

    @property
    def is_listed(self) -> bool:
        """Tell whether the form means what the lists say of it."""
        return self.listed > 0 and self.listed >= _LISTED_SHARE * self.count


def decide_kind(form: Form) -> ActorKind | None:
    """Return what a form means, None for what has no vote."""
    if form.heads:
        return form.heads.most_common(1)[0][0]
    if not form.votes:
        return ActorKind.ORGANISATION if form.is_acronym_of else None
    kind = max(form.votes, key=lambda key: form.votes[key])
    if kind in _BY_HEAD and (head := head_kind(form.text)) in (ActorKind.AGREEMENT, ActorKind.EVENT):
        return head
    return kind


def head_kind(text: str) -> ActorKind | None:
    """Return what the head word of a name says that it is: its last word, or its first before "of"."""
    words, cues = text.lower().split(), lexicon().cues
    if len(words) < 2:
        return None
    if words[1] == "of":
        return cues.heads.get(words[0])
    return cues.heads.get(words[-1])
