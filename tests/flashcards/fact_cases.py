"""Facts made by hand from sentences: what `language` would give, without it."""

from __future__ import annotations

from studyapp.domain.facts import Fact, FactKind, Modality, Part, Period, Polarity
from studyapp.domain.places import Place

VERBS = {"founded": "found", "met": "meet", "crossed": "cross", "signed": "sign", "collapsed": "collapse"}


def base_form(past: str) -> str | None:
    return VERBS.get(past)


def make_fact(
    kind: FactKind,
    sentence: str,
    *,
    subject: str | None,
    relation: str = "",
    object_: str | None = None,
    items: tuple[str, ...] = (),
    year: str | None = None,
    at: int = 0,
    modality: Modality = Modality.STATED,
    polarity: Polarity = Polarity.POSITIVE,
) -> Fact:
    """Make a fact of one sentence that starts at `at` in its block; its parts are found in the sentence."""

    def part(text: str | None) -> Part | None:
        if text is None:
            return None
        start = at + sentence.index(text)
        return Part(text, start, start + len(text))

    time = None
    if year is not None:
        start = at + sentence.rindex(year)
        day = year[-4:]
        precision = "year" if year.isdigit() else "day"
        time = Period(year, start, start + len(year), f"{day}-01-01", f"{day}-12-31", precision)
    return Fact(
        id=f"{kind.value}-{abs(hash(sentence)) % 10**8}-{subject}-{object_}",
        kind=kind,
        subject=part(subject),
        relation=relation,
        object=part(object_),
        items=tuple(found for item in items if (found := part(item)) is not None),
        time=time,
        location=None,
        polarity=polarity,
        modality=modality,
        attribution=None,
        place=Place(2, 3, at, 3, at + len(sentence)),
        sentence=sentence,
    )
