"""Clozes: the claim of a fact with a name, a number or a telling noun phrase left out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from studyapp.domain.actors import ActorKind, MentionForm
from studyapp.domain.facts import Part
from studyapp.flashcards.cast import PLACED
from studyapp.flashcards.wording import BLANK, squeezed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studyapp.domain.facts import Fact
    from studyapp.flashcards.cast import Cast, Named
    from studyapp.flashcards.claims import Claim

_NUMBER = re.compile(
    r"(?<![\w.,:-])[£$€]?\d+(?:[.,]\d+)*"
    r"(?:\s?(?:per ?cent|hundred|thousand|million|billion|trillion|bn|m)\b|\s?%)?(?![\w(-]|[.,:]\d)"
)
_YEAR = re.compile(r"1\d{3}|20\d{2}")
_IN_NAME = re.compile(r"[A-Z][\w.]*(?:['’]s?)?\s$")
_CITED = re.compile(r"[^()]*, \d{4}\w?\)")
_OF_RANGE = re.compile(r"\d\S* ?(?:[–—-]|to|and) ?$|[–—/±×]\s?$")
_TO_RANGE = re.compile(r" ?(?:[–—/±×]|to \d)")
_BEFORE_YEAR, _AFTER_YEAR = re.compile(r"\b[Ii]n $"), re.compile(r"[,.;)]|$")
_YEAR_DIGITS = 3  # years of four digits are times
_BEFORE_MONTH = re.compile(
    r"\s(?:January|February|March|April|May|June|July|August|September|October|November|Dec)"
)
_PHRASE_LEAD = re.compile(
    r"(?:(?:of|in|on|at|by|for|from|with|into|over|under|against|between|as|within|among|towards?)\s+)?"
    r"(?:(?:the|an?|its|their|his|her|some|many)\s+)?",
    re.IGNORECASE,
)
_NO_PHRASE = re.compile(
    r"(?:to|not|so|too|very|up|out|off|back|itself|himself|herself|themselves|parts?|each|one|more|less|all)\b"
)
_NO_PHRASE_END = ("ly", " less", " more", " rather", " earlier", " first", " all", " place")
_JOINED = re.compile(
    r"\b(?:and|or|that|which|who|whose|when|where|while|but|as|than)\b|[;:]|,(?!\d)", re.IGNORECASE
)
_CASE = re.compile(r"\s(?:of|in|on|at|by|for|from|to|with|into|over|under|against|between|through|during)\s")
_AFTER_NAME = re.compile(
    r"$|[.,;:)?!]|\s(?:of|in|on|at|by|for|from|to|with|into|and|or|but|as|after|before|during|since|until|who|which"
    r"|that|where|when|while|over|against|between|than|under|through|towards?|because|for|is|are|was|were|has|had)\b"
)
_OF_NAME = re.compile(
    r"\b(?:Storm|Hurricane|Typhoon|Cyclone|Mount|Lake|Cape|Fort|Port|River|Saint|St\.?|San|Santa|HMS|USS|SS|New|Lord|Super)"
    r" $|\b(?:Mr|Mrs|Ms)\.? $|\b[A-Z]\w+(?:an|ish|ese) $"
)
"""What stands before a part of a longer name, or before a name that says too little."""
_PART_OF_NAME = re.compile(r"(?<=\s)(?!The )[A-Z][\w’'-]* $|\d(?:st|nd|rd|th) $")  # "the 1st Guards Brigade"
_MOST_PHRASE_WORDS = 5


class Gap(NamedTuple):
    """What a cloze leaves out, and the hint that stands in its place ("person", "number")."""

    part: Part
    template: str
    hint: str


def gaps(fact: Fact, cast: Cast) -> Iterator[Gap]:
    """Yield what may be left out of the object of a fact: its actors, its numbers, its head phrase."""
    whole = fact.object
    if whole is None:
        return
    names = cast.within(fact, whole.start, whole.end)
    yield from names_of(fact, whole, cast)
    yield from numbers_of(whole)
    phrase = _phrase(whole)
    if phrase is not None and not any(phrase.start < name.end and name.start < phrase.end for name in names):
        yield Gap(phrase, "cloze phrase", "")


def names_of(fact: Fact, whole: Part, cast: Cast) -> Iterator[Gap]:
    """Yield the actors that may be left out of a part, each with its kind as the hint."""
    for named in cast.within(fact, whole.start, whole.end):
        is_part = named.actor.kind is not ActorKind.PERSON and _PART_OF_NAME.search(
            whole.text, 0, named.start - whole.start
        )
        if named.form is MentionForm.DEMONYM or is_part or _is_cited(whole, named.start):
            continue
        if _stands_alone(whole, named.start, named.end):
            yield Gap(_cut(whole, named.start, named.end), "cloze name", _hint(whole, named))


def _is_cited(whole: Part, start: int) -> bool:
    """Tell whether a name stands in brackets beside others and a year: "(Lorn, Prell, & Orsk, 2007)"."""
    before, after = whole.text[: start - whole.start], whole.text[start - whole.start :]
    return before.count("(") > before.count(")") and _CITED.match(after) is not None


def numbers_of(whole: Part) -> Iterator[Gap]:
    """Yield the counts and measures that may be left out of a part."""
    for number in _NUMBER.finditer(whole.text):
        is_bare = number.group() == whole.text and number.group().isdigit()  # "built 18": of what?
        if not is_bare and _is_count(whole.text, number):
            gap = _cut(whole, whole.start + number.start(), whole.start + number.end())
            is_year = _BEFORE_YEAR.search(whole.text, 0, number.start()) and _AFTER_YEAR.match(
                whole.text, number.end()
            )
            yield Gap(gap, "cloze number", "year" if is_year and len(gap.text) == _YEAR_DIGITS else "number")


def _hint(whole: Part, named: Named) -> str:
    """Return the kind of an actor; of a person only where a full name is sure: "the Varns" are a people."""
    before = whole.text[: named.start - whole.start]
    if named.actor.kind is not ActorKind.PERSON:
        return named.actor.kind.value
    if PLACED.search(before):
        return ActorKind.PLACE.value
    is_sure = " " in named.actor.name and not before.casefold().endswith("the ")
    return ActorKind.PERSON.value if is_sure else ""


def blanked_claim(claim: Claim, fact: Fact, gap: Gap) -> str:
    """Return the claim with its gap as […] or [hint], without a capital and a full stop."""
    whole = fact.object
    if whole is None:
        return ""
    first, last = gap.part.start - whole.start, gap.part.end - whole.start
    blank = f"[{gap.hint}]" if gap.hint and gap.hint != "other" else BLANK
    return claim.sentence(rest=squeezed(f"{whole.text[:first]}{blank}{whole.text[last:]}"))


def _cut(whole: Part, start: int, end: int) -> Part:
    return Part(whole.text[start - whole.start : end - whole.start], start, end)


def _stands_alone(whole: Part, start: int, end: int) -> bool:
    """Tell whether a name is a phrase of its own: not of "the Bushehr plant", nor of "Bushehr's"."""
    before = whole.text[: start - whole.start]
    ends = _AFTER_NAME.match(whole.text, end - whole.start) is not None
    return ends and not before.endswith(("-", "(", ". ", "/ ", "/")) and _OF_NAME.search(before) is None


def _is_count(text: str, number: re.Match[str]) -> bool:
    """Tell whether a number counts or measures: no year, no day of a month, no part of a name."""
    if _OF_RANGE.search(text, 0, number.start()) or _TO_RANGE.match(text, number.end()):
        return False
    in_name = _IN_NAME.search(text, 0, number.start()) or _BEFORE_MONTH.match(text, number.end())
    return in_name is None and not _YEAR.fullmatch(number.group())


def _phrase(whole: Part) -> Part | None:
    """Return the noun phrase at the head of an object, without its article, up to a joint."""
    lead = _PHRASE_LEAD.match(whole.text)
    first = lead.end() if lead else 0
    joints = (pattern.search(whole.text, first) for pattern in (_JOINED, _CASE))
    end = min((found.start() for found in joints if found), default=len(whole.text))
    text = whole.text[first:end].strip()
    if not text or len(text.split()) > _MOST_PHRASE_WORDS or not text[-1].isalnum():
        return None
    is_none = _NO_PHRASE.match(text) or text.endswith(_NO_PHRASE_END) or any(c.isdigit() for c in text)
    glued = whole.text[first + len(text) :].startswith("-")
    return None if is_none or glued else Part(text, whole.start + first, whole.start + first + len(text))
