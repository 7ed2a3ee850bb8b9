"""A query's tree over posting lists → the numbers of the entries that match, with their scores."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from studyapp.search.query import And, Not, Or, Phrase, Prefix, Query, Word

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    Scores = Mapping[int, float]


class Postings(Protocol):
    """What the tree asks of an index: numbers of entries with the score of this one word in them."""

    def word(self, text: str) -> Scores:
        """Return the entries that hold the word."""
        ...

    def prefix(self, stem: str, *, typed: bool) -> Scores:
        """Return the entries that hold a word that begins so."""
        ...

    def phrase(self, words: tuple[str, ...], *, open_ended: bool) -> Scores:
        """Return the entries that hold these words in a row."""
        ...

    def everything(self) -> AbstractSet[int]:
        """Return all entries."""
        ...


def evaluate(query: Query, postings: Postings) -> Scores:
    """Return the entries that match, each with the sum of its words' scores."""
    match query:
        case Word(text):
            return postings.word(text)
        case Prefix(stem, typed):
            return postings.prefix(stem, typed=typed)
        case Phrase(words, open_ended):
            return postings.phrase(words, open_ended=open_ended)
        case Or(parts):
            return _any_of([evaluate(part, postings) for part in parts])
        case And(parts):
            return _all_of(parts, postings)
        case Not(part):
            return dict.fromkeys(postings.everything() - evaluate(part, postings).keys(), 0.0)


def _any_of(branches: list[Scores]) -> Scores:
    total: dict[int, float] = {}
    for branch in branches:
        for number, score in branch.items():
            total[number] = total.get(number, 0.0) + score
    return total


def _all_of(parts: tuple[Query, ...], postings: Postings) -> Scores:
    """Intersect the smallest lists first, then take away what is left out."""
    wanted = sorted((evaluate(p, postings) for p in parts if not isinstance(p, Not)), key=len)
    unwanted = [evaluate(p.part, postings) for p in parts if isinstance(p, Not)]
    common: Scores = wanted[0] if wanted else dict.fromkeys(postings.everything(), 0.0)
    for scores in wanted[1:]:
        common = {number: score + scores[number] for number, score in common.items() if number in scores}
    for scores in unwanted:
        common = {number: score for number, score in common.items() if number not in scores}
    return common
