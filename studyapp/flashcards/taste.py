"""How far a reader's own decisions move the quality of a draft, and in which words that is said.

A decision counts by what was not expected: keeping a draft of quality 0.9 says little (0.1 for its kind),
discarding it much (0.9 against). A reader who decides as the quality foretells so moves nothing. The kind is
the template; the reasons that a draft shows count alike, the strongest for and the strongest against it.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from studyapp.domain.cards import Reason, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from studyapp.domain.cards import Draft, Verdicts

PATIENCE = 20.0
"""So many unexpected decisions move a trait half as far as it can be moved."""
FARTHEST = 0.8
"""The log odds to which a trait is moved at most; a quality moves by twice as much at most."""
_TELLING, _MANY = 0.03, 5  # what moves the log odds by less, or rests on fewer decisions, is not told
_ROUNDING = 0.02
_SUREST = 0.995  # a quality of 1 has no odds


class Trait(NamedTuple):
    """What was decided on the drafts of one template, or with one reason."""

    decided: int = 0
    kept: int = 0  # reworded ones among them
    reworded: int = 0
    speaks_for: float = 0.0  # decisions in percent, as far as they were not expected
    speaks_against: float = 0.0

    @property
    def shift(self) -> float:
        """By how much the log odds move: within ±FARTHEST, and 0 without a decision."""
        unexpected = self.speaks_for + self.speaks_against
        return FARTHEST * (self.speaks_for - self.speaks_against) / (unexpected + 100 * PATIENCE)

    def after(self, more: Verdicts) -> Trait:
        """Return the trait with further decisions; the sums are of half percents, so the order is free."""
        kept = more.verdict is not Verdict.DISCARDED
        reworded = more.verdict is Verdict.REWORDED
        share = 0.5 if reworded else float(kept)
        return Trait(
            self.decided + more.decisions,
            self.kept + kept * more.decisions,
            self.reworded + reworded * more.decisions,
            self.speaks_for + share * (100 * more.decisions - more.percent),
            self.speaks_against + (1 - share) * more.percent,
        )


class Taste:
    """A reader's decisions, counted. Without any, no quality moves."""

    def __init__(self, verdicts: Iterable[Verdicts] = ()) -> None:
        self.kinds: dict[str, Trait] = {}
        self.reasons: dict[str, Trait] = {}
        for one in verdicts:
            self.kinds[one.template] = self.kinds.get(one.template, Trait()).after(one)
            for reason in one.reasons:
                self.reasons[reason] = self.reasons.get(reason, Trait()).after(one)

    def lowest(self, least: float) -> float:
        """Return the quality as it was found below which no draft reaches `least` for this reader."""
        sides = (traits.values() for traits in (self.kinds, self.reasons))
        farthest = sum(max((trait.shift for trait in side), default=0.0) for side in sides)
        return moved(least, -farthest) - _ROUNDING if farthest > 0 < least else least

    def quality(self, quality: float, template: str, reasons: Sequence[str]) -> float:
        """Return the quality of a draft for this reader."""
        return moved(quality, sum(trait.shift for trait, _ in self._weighty(template, reasons)))

    def weigh(self, draft: Draft) -> Draft:
        """Return a draft with its quality for this reader, and the decisions that moved it as reasons."""
        texts = [reason.text for reason in draft.reasons]
        told = (
            Reason(f"you kept {trait.kept} of {trait.decided} {which}", good=trait.shift > 0)
            for trait, which in self._weighty(draft.template, texts)
            if abs(trait.shift) >= _TELLING and trait.decided >= _MANY
        )
        quality = self.quality(draft.quality, draft.template, texts)
        return draft._replace(quality=quality, reasons=(*draft.reasons, *told))

    def _weighty(self, template: str, reasons: Sequence[str]) -> Iterator[tuple[Trait, str]]:
        """Yield what counts of a draft, with its words: its kind, its best reason and its worst."""
        if template in self.kinds:
            yield self.kinds[template], "of this kind"
        known = [(self.reasons[text], f"with “{text}”") for text in reasons if text in self.reasons]
        best = max(known, key=lambda one: one[0].shift, default=None)
        worst = min(known, key=lambda one: one[0].shift, default=None)
        if best is not None and best[0].shift > 0:
            yield best
        if worst is not None and worst[0].shift < 0:
            yield worst


def moved(quality: float, shift: float) -> float:
    """Return a quality with its log odds moved; one that is not moved stays as it is."""
    if not shift:
        return quality
    known = min(max(quality, 1 - _SUREST), _SUREST)
    return round(1 / (1 + math.exp(-math.log(known / (1 - known)) - shift)), 2)
