"""Clozes: the claim of a fact with a name, a number or a telling noun phrase left out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from studyapp.domain.actors import MentionForm
from studyapp.domain.facts import Part
from studyapp.flashcards.wording import opened, squeezed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studyapp.domain.facts import Fact
    from studyapp.flashcards.cast import Cast
    from studyapp.flashcards.claims import Claim

_NUMBER = re.compile(
    r"(?<![\w.,-])(?:[£$€]\s?)?\d[\d,.]*\d?(?:\s?(?:%|per ?cent|hundred|thousand|million|billion|trillion)\b)?(?![\w-])"
)
_YEAR = re.compile(r"1\d{3}|20\d{2}")
_LEAD = re.compile(
    r"(?:(?:of|in|on|at|by|for|from|with|into|over|under|against|between|as|within|among|towards?)\s+)?"
    r"(?:(?:the|an?|its|their|his|her|some|many)\s+)?",
    re.IGNORECASE,
)
_NO_PHRASE = re.compile(
    r"(?:to|not|so|too|very|up|out|off|back|itself|himself|herself|themselves|parts?|each)\b"
)
_JOINED = re.compile(
    r"\b(?:and|or|that|which|who|whose|when|where|while|but|as|than)\b|[;:]|,(?!\d)", re.IGNORECASE
)
_CASE = re.compile(r"\s(?:of|in|on|at|by|for|from|to|with|into|over|under|against|between|through|during)\s")
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
    for named in cast.within(fact, whole.start, whole.end):
        if named.form is not MentionForm.DEMONYM and not _is_owner(whole, named.end):
            yield Gap(_cut(whole, named.start, named.end), "cloze name", named.actor.kind.value)
    for number in _NUMBER.finditer(whole.text):
        if not _YEAR.fullmatch(number.group()):
            yield Gap(
                _cut(whole, whole.start + number.start(), whole.start + number.end()),
                "cloze number",
                "number",
            )
    phrase = _phrase(whole)
    if (
        phrase is not None
        and not _NUMBER.search(phrase.text)
        and not cast.within(fact, phrase.start, phrase.end)
    ):
        yield Gap(phrase, "cloze phrase", "")


def blanked_claim(claim: Claim, fact: Fact, gap: Gap) -> str:
    """Return the claim with its gap as […] or [hint]."""
    whole = fact.object
    assert whole is not None  # gaps are cut out of it
    first, last = gap.part.start - whole.start, gap.part.end - whole.start
    blank = f"[{gap.hint}]" if gap.hint and gap.hint != "other" else "[…]"
    rest = squeezed(f"{whole.text[:first]}{blank}{whole.text[last:]}")
    return f"{opened(claim.sentence(rest=rest))}."


def _cut(whole: Part, start: int, end: int) -> Part:
    return Part(whole.text[start - whole.start : end - whole.start], start, end)


def _is_owner(whole: Part, end: int) -> bool:
    return whole.text[end - whole.start :].startswith(("'s", "’s", "'", "’"))


def _phrase(whole: Part) -> Part | None:
    """Return the noun phrase at the head of an object, without its article, up to a joint."""
    lead = _LEAD.match(whole.text)
    first = lead.end() if lead else 0
    end = len(whole.text)
    for pattern in (_JOINED, _CASE):
        if found := pattern.search(whole.text, first):
            end = min(end, found.start())
    text = whole.text[first:end].strip()
    count = len(text.split())
    if not text or count > _MOST_PHRASE_WORDS or not text[-1].isalnum() or _NO_PHRASE.match(text):
        return None
    if text.endswith(("ly", " less", " more")):
        return None
    return Part(text, whole.start + first, whole.start + first + len(text))
