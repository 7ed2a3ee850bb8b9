"""A fact in words: when, what, and how sure the text is of it. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studyapp.domain.facts import Modality, Polarity
from studyapp.ui.actors.rows import FactRow
from studyapp.ui.translation import tr

if TYPE_CHECKING:
    from studyapp.domain.facts import Fact


def fact_text(fact: Fact) -> str:
    """Return a fact in its own words; one that is denied or hedged keeps its whole sentence."""
    if fact.modality is not Modality.STATED or fact.polarity is not Polarity.POSITIVE:
        return fact.sentence
    if fact.items:
        return fact.sentence
    parts = [
        fact.subject.text if fact.subject and not _is_inside(fact) else "",
        fact.relation,
        fact.object.text if fact.object else "",
    ]
    return " ".join(part for part in parts if part)


def _is_inside(fact: Fact) -> bool:
    """Say whether the subject stands in the midst of the object: "In 1922 she founded ..."."""
    if fact.subject is None or fact.object is None:
        return False
    return fact.object.start <= fact.subject.start < fact.object.end


def fact_hedge(fact: Fact) -> str:
    """Return in words what holds a fact back: negation, hedge, who says it; "" for a plain one."""
    words = {
        Modality.STATED: "",
        Modality.REPORTED: tr("reported"),
        Modality.BELIEVED: tr("believed"),
        Modality.POSSIBLE: tr("possible"),
        Modality.PLANNED: tr("planned"),
    }
    parts = [
        tr("not the case") if fact.polarity is Polarity.NEGATIVE else "",
        words[fact.modality],
        tr("according to {who}", who=fact.attribution) if fact.attribution else "",
    ]
    return ", ".join(part for part in parts if part)


def fact_row(fact: Fact) -> FactRow:
    """Return the row of a fact."""
    when = fact.time.text if fact.time is not None else ""
    return FactRow(when, fact_text(fact), fact_hedge(fact), fact.place)
