"""Clozes of whole sentences: a name, a number, a date or a telling noun phrase left out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from studyapp.domain.cards import CardKind
from studyapp.domain.facts import Part, Period
from studyapp.flashcards.candidate import Candidate
from studyapp.flashcards.clozes import Gap, names_of, numbers_of
from studyapp.flashcards.wording import BLANK, opened, squeezed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from studyapp.domain.facts import Fact
    from studyapp.flashcards.cast import Cast

_HINTS = {"day": "date", "month": "month", "year": "year", "decade": "decade", "century": "century"}
_YEARLY = re.compile(r"\d{3}|\b(?:BC|AD|BCE|CE)\b|century", re.IGNORECASE)
_ENDS = "and|or|which|that|who|is|was|are|were|in|on|by|to|for|when|because|where|as|has|had|with|from|at"
_NO_TERM = "all|both|each|some|any|many|him|them|it|us|How|What|Why|Who|When|Where|upon|on|for|to|out|off|in"
_CALLED = re.compile(
    r"\b(?:called|known as|termed|referred to as|nicknamed|dubbed|defined as) (?:simply )?"
    r"(?:the |an? |its |their )?[“\"‘]?(?!(?:" + _NO_TERM + r")\b)"
    r"((?>[^\W\d_][\w’'-]*(?: (?!(?:" + _ENDS + r")\b)[^\W_][\w’'-]*){0,3}))(?! [A-Z])"
)
"""The term that a sentence brings in: "is called the ..."."""
_WHEREAS = re.compile(
    r", (?:whereas|while) [^,;]{2,60}? (?:is|are|was|were|has|have|had) (?:a |an |the )?"
    r"(\w[\w’'-]*(?: [\w’'-]+){0,5})$"
)
_UNLIKE = re.compile(
    r"^(?:Unlike|In contrast to) (?:the |a |an |most |other )?(\w[\w’'-]*(?: [\w’'-]+){0,4}),"
)
"""What one thing is, and another is not: the end of the contrast, or what it is set against, is asked."""
_PARTLY = re.compile(r"\b(?:end|start|beginning|middle|half|quarter|third|early|late|mid)\b", re.IGNORECASE)
_BRACKETS = re.compile(r" \([^()\[\]]*\)")
"""What stands in brackets is left out of a question, but where the gap is in it."""
_JOINTS = re.compile(
    r",? \b(?:however|therefore|thus|moreover|for example|for instance|in turn|in fact),(?= )| also(?= )"
)


def whole(fact: Fact, cast: Cast) -> Iterator[Candidate]:
    """Yield the clozes of a sentence as a whole."""
    if fact.object is None:
        return
    for gap in _gaps(fact, fact.object, cast):
        front = _blanked(fact, fact.object, cast, gap)
        answer = fact.time if gap.template == "sentence date" and fact.time is not None else gap.part
        yield Candidate(fact, gap.template, CardKind.CLOZE, front, gap.part.text, (answer,))


def _gaps(fact: Fact, said: Part, cast: Cast) -> Iterator[Gap]:
    time = fact.time
    if time is not None and said.start <= time.start and time.end <= said.end and _YEARLY.search(time.text):
        hint = "" if _PARTLY.search(time.text) else _HINTS.get(time.precision, "")
        yield Gap(Part(time.text, time.start, time.end), "sentence date", hint)
    for gap in (*names_of(fact, said, cast), *numbers_of(said)):
        if not _is_of(gap.part, time) and not _is_bracketed(said, gap.part):
            yield gap._replace(template=f"sentence {gap.template.removeprefix('cloze ')}")
    for pattern in (_WHEREAS, _UNLIKE):
        if (found := pattern.search(said.text)) is not None:
            yield Gap(_term(said, found), "contrast", "")
    terms = [_noun(_term(said, found), fact.items) for found in _CALLED.finditer(said.text)]
    for term in terms:
        yield Gap(term, "sentence term", "")
    taken = [(one.start, one.end) for one in cast.within(fact, said.start, said.end)]
    taken += [(one.start, one.end) for one in (*terms, *((time,) if time is not None else ()))]
    for item in fact.items:
        if not any(item.start < end and start < item.end for start, end in taken):
            yield Gap(item, "sentence phrase", "")


def _term(said: Part, found: re.Match[str]) -> Part:
    return Part(found[1], said.start + found.start(1), said.start + found.end(1))


def _noun(term: Part, phrases: Iterable[Part]) -> Part:
    """Return a term without what follows its noun: of "the stop signal causes" the signal alone."""
    return next((one for one in phrases if one.start == term.start and one.end < term.end), term)


def _is_bracketed(said: Part, part: Part) -> bool:
    before = said.text[: part.start - said.start]
    return before.count("(") > before.count(")")


def _is_of(part: Part, time: Period | None) -> bool:
    return time is not None and part.start < time.end and time.start < part.end


def _blanked(fact: Fact, said: Part, cast: Cast, gap: Gap) -> str:
    """Return the sentence with its gap, who is meant by "He", and every surname as the full name."""
    before = Part(said.text[: gap.part.start - said.start], said.start, gap.part.start)
    after = Part(said.text[gap.part.end - said.start :], gap.part.end, said.end)
    blank = f"[{gap.hint}]" if gap.hint and gap.hint != "other" else BLANK
    told = f"{cast.named(fact, before)}{blank}{cast.named(fact, after)}"
    before_it = fact.subject is not None and fact.subject.end <= said.start
    who = f"{cast.meant(fact)} " if before_it else ""
    front = opened(squeezed(_JOINTS.sub("", _BRACKETS.sub("", who + told))))
    return front if front.endswith(('."', ".”")) else f"{front}."
