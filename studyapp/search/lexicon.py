"""The words of an index in order, with how many entries hold each: completions and near words."""

from __future__ import annotations

from bisect import bisect_left
from heapq import nsmallest
from typing import TYPE_CHECKING, Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studyapp.search.forms import Stemmers

_SHORT_WORD: Final = 4  # code points up to which only one letter may differ
_NEAR_LIMIT: Final = 32  # equally near words among which the most frequent is chosen


class Lexicon:
    """A sorted list of words with frequencies; it never changes."""

    def __init__(self, counts: Iterable[tuple[str, int]]) -> None:
        ordered = sorted(counts)
        self._words = [word for word, _ in ordered]
        self._counts = [count for _, count in ordered]

    def completions(self, stem: str) -> list[tuple[int, str]]:
        """Return count and word for every word that begins so, in the order of the words."""
        found = []
        for at in range(bisect_left(self._words, stem), len(self._words)):
            if not self._words[at].startswith(stem):
                break
            found.append((self._counts[at], self._words[at]))
        return found

    def forms(self, word: str, stemmers: Stemmers) -> frozenset[str]:
        """Return the words that share a stem with this one and begin with it; the word is one of them.

        A stemmer may write the vowel at the end of a stem anew (histori of history, hope of hoping): words
        need not begin with that. Words of a letter have no other forms.
        """
        if len(word) < 2:
            return frozenset({word})
        return frozenset({word}).union(
            other
            for stem in stemmers.stems(word)
            for _, other in self.completions(_sure_part(stem))
            if stem in stemmers.stems(other)
        )

    def nearest(self, word: str, limit: int = 1) -> tuple[str, ...]:
        """Return the words that differ least, best first: in one letter, in two where the word is long."""
        if len(word) <= 1:
            return ()
        reach = 1 if len(word) <= _SHORT_WORD else 2
        near = process.extract(word, self._words, scorer=OSA.distance, score_cutoff=reach, limit=_NEAR_LIMIT)
        ranked = nsmallest(limit, ((int(distance), -self._counts[at], found) for found, distance, at in near))
        return tuple(found for _, _, found in ranked)


def _sure_part(stem: str) -> str:
    return stem[:-1] if len(stem) > 2 and stem[-1] in "aeiouy" else stem
