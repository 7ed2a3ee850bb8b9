"""What a text does not itself state: negation, hedges, reports, plans, quotations."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from studyapp.domain.facts import Modality, Polarity
from studyapp.language.lexicon import word_set

if TYPE_CHECKING:
    from studyapp.language.facts.view import View

_NEGATIONS = word_set("not never neither nor hardly scarcely cannot")
_NEGATION_REACH = 3  # words before a verb
_POSSIBLE = word_set(
    "may might could would can perhaps possibly likely probably apparently seemingly presumably maybe if "
    "unless"
)
_PLANNED = word_set("will shall")
_PLANS = re.compile(
    r"\b(?:plans?|planned|intends?|intended|expects?|expected|aims?|hopes?|hoped|wants?|wanted|wish|wished|wishes"
    r"|promised?|promises|threatened|agreed|going|due|set|supposed|meant|scheduled) to\b",
    re.IGNORECASE,
)
_BELIEVED = re.compile(
    r"\b(?:is|are|was|were|be|been) (?:\w+ly )?"
    r"(?:believed|thought|considered|assumed|presumed|suspected|held|deemed)\b",
    re.IGNORECASE,
)
_BELIEVES = re.compile(
    r"\b(?:believes?|believed|thinks?|thought|suspects?|suspected|assumes?) that\b", re.IGNORECASE
)
_REPORTED = re.compile(
    r"\b(?:is|are|was|were) (?:\w+ly )?(?:said|reported|alleged|rumou?red|claimed) (?:to|that)\b"
    r"|\b(?:reportedly|allegedly|supposedly)\b|\bit is (?:said|reported|claimed)\b",
    re.IGNORECASE,
)
_ACCORDING = re.compile(r"\baccording to (?P<who>[^,;.]{2,60})", re.IGNORECASE)
_SAYS = (
    r"(?:says?|said|claims?|claimed|argues?|argued|asserts?|asserted|alleges?|alleged|reports?|reported|notes?|noted"
    r"|insists?|insisted|states?|stated|warns?|warned|announced|declared|suggests?|suggested|wrote"
    r"|writes|told \w+)"
)
_SPEECH = re.compile(
    rf"{_SAYS}|tells?|asks?|asked|repl(?:y|ies|ied)|add(?:s|ed)?|thinks?|thought|believed?s?|hoped?s?|wish(?:es|ed)?"
)
_SAYING = re.compile(rf"(?P<who>\b[^,;.]{{2,60}}?) (?:have |has |had )?{_SAYS} that\b", re.IGNORECASE)
_AS_NOTED = re.compile(rf"^As (?P<who>[^,;.]{{2,40}}?) (?:have |has |had )?{_SAYS},", re.IGNORECASE)
_SAID_AFTER = re.compile(rf"[,”\"] (?P<who>[^,;.]{{2,60}}?) {_SAYS}\.?[”\"]?$")
_QUOTATIONS = re.compile(r"“[^”]*”?|\"[^\"]*\"?|(?<!\w)‘[^’]*’(?!\w)")


class Guard(NamedTuple):
    """How a text commits itself to a clause."""

    polarity: Polarity
    modality: Modality
    attribution: str | None = None


def clause_guard(view: View, first: int, last: int, verb: int, *, own: bool = False) -> Guard:
    """Return the guard of the clause from word `first` to `last` with its verb at `verb`.

    Reports reach over the whole sentence, except for a clause of its `own` (a relative clause, which the
    text takes for granted); hedges and plans reach over the clause.
    """
    lower = view.lower
    polarity = Polarity.NEGATIVE if _is_negated(lower, first, verb, last) else Polarity.POSITIVE
    text = view.sentence.literal(first, last)
    sentence = text if own else view.sentence.text
    if found := _report(sentence):
        return Guard(polarity, Modality.REPORTED, found[1])
    if is_quoted(view, first, last):
        return Guard(polarity, Modality.REPORTED)
    if _BELIEVED.search(text) or _BELIEVES.search(sentence):
        return Guard(polarity, Modality.BELIEVED)
    words = {lower[i] for i in range(first, last) if not view.is_dated(i)}  # May is also a month
    if words & _POSSIBLE:
        return Guard(polarity, Modality.POSSIBLE)
    if words & _PLANNED or _PLANS.search(text):
        return Guard(polarity, Modality.PLANNED)
    return Guard(polarity, Modality.STATED)


def is_speech(verb: str) -> bool:
    """Tell whether a verb says that someone says something."""
    return _SPEECH.fullmatch(verb) is not None


def is_quoted(view: View, first: int, last: int) -> bool:
    """Tell whether words stand, even in part, within quotation marks."""
    start = view.sentence.spans[first][0] - view.sentence.start
    end = view.sentence.spans[last - 1][1] - view.sentence.start
    return any(m.start() < end and start < m.end() for m in _QUOTATIONS.finditer(view.sentence.text))


def _report(text: str) -> tuple[bool, str | None] | None:
    """Return who reports, if the text is a report: a pair whose second is None when it does not say who."""
    for pattern in (_ACCORDING, _AS_NOTED, _SAYING, _SAID_AFTER):
        if match := pattern.search(text):
            who = match["who"].strip()
            is_someone = pattern in (_ACCORDING, _AS_NOTED) or who[0].isupper() or who.startswith("the ")
            return True, who if is_someone else None
    return (True, None) if _REPORTED.search(text) else None


def _is_negated(lower: list[str], first: int, verb: int, last: int) -> bool:
    near = lower[max(first, verb - _NEGATION_REACH) : verb + 2]
    if any(word in _NEGATIONS or word.endswith(("n't", "n’t")) for word in near):
        return True
    return (
        lower[first] == "no"
        or "no" in lower[verb + 1 : min(verb + 2, last)]
        or "without" in lower[first:verb]
    )
