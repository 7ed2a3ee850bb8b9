"""Passages that are like a quote, where none is equal to it: few stretches of a text are compared closely."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from studyapp.text.alignment import Words, folded

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_STRETCHES = 12
_MOST_WORDS = 24
"""The rarest words of a quote, by which stretches are chosen."""
_MOST_OCCURRENCES = 3_000
_LEAST_SHARE, _LEAST_RATIO = 0.4, 55.0
"""The part of a quote's words, the rare ones weighing more, and of its letters, that a stretch must have."""
_WIDE_SHARE, _WIDE_RATIO = 0.15, 45.0
"""As above, where a person looks at what is found."""
_LEAST_STRETCH = 400
_LONGEST = 5_000
"""Characters of a quote that are compared; a longer one is sought by its beginning."""


class Similar:
    """Finds stretches of one text that are like a quote; where each word stands is looked up once."""

    def __init__(self, text: str, words: Words) -> None:
        self._text = text  # folded
        self._places: dict[str, list[int]] = {}
        for key, start in zip(words.keys, words.starts, strict=True):
            self._places.setdefault(key, []).append(start)

    def find(self, quote: str, *, widely: bool = False) -> list[tuple[int, int]]:
        """Return spans of the text that are like a quote, the most similar first."""
        least_share, least = (_WIDE_SHARE, _WIDE_RATIO) if widely else (_LEAST_SHARE, _LEAST_RATIO)
        sought = folded(quote[:_LONGEST])
        found: set[tuple[float, int, int]] = set()
        for start, end in self._stretches(sought, least_share):
            best = self._best(sought, start, end, least)
            if best is not None:  # its neighbour may be as much like the quote
                beside = [self._best(sought, *part, least) for part in ((start, best[1]), (best[2], end))]
                found |= {best, *(one for one in beside if one is not None)}
        return [(start, end) for _, start, end in sorted(found, reverse=True)]

    def _best(self, sought: str, start: int, end: int, least: float) -> tuple[float, int, int] | None:
        """Return how much the most similar part of a stretch is like a quote, and where it stands."""
        if len(sought) > end - start:
            return None
        alignment = fuzz.partial_ratio_alignment(sought, self._text[start:end], score_cutoff=least)
        if alignment is None:
            return None
        return (alignment.score, *self._at_words(start + alignment.dest_start, start + alignment.dest_end))

    def _stretches(self, quote: str, least_share: float) -> Iterator[tuple[int, int]]:
        """Yield the stretches that share most words with a quote.

        The text is looked at in steps of half a stretch, so that no passage is cut by each of two stretches.
        """
        weights = self._weights(quote)
        size = max(2 * len(quote), _LEAST_STRETCH)
        step = size // 2
        present: dict[int, set[str]] = {}
        for word in weights:
            for start in self._places.get(word, ()):
                present.setdefault(start // step, set()).add(word)
        shares = []
        for number in {cell for at in present for cell in (at, at - 1) if cell >= 0}:
            here = present.get(number, set()) | present.get(number + 1, set())
            share = sum(weights[word] for word in here) / sum(weights.values())
            if share >= least_share:
                shares.append((-share, number))
        for _, number in sorted(shares)[:_MOST_STRETCHES]:
            start, end = number * step, number * step + size
            yield max(0, start - step // 2), min(len(self._text), end + step // 2)

    def _weights(self, quote: str) -> dict[str, float]:
        """Return what the rarest words of a quote weigh; one that the text does not have weighs most."""
        counts = {word: len(self._places.get(word, ())) for word in set(Words(quote).keys)}
        rare = sorted(counts, key=lambda word: (counts[word], word))[:_MOST_WORDS]
        few = [word for word in rare if counts[word] <= _MOST_OCCURRENCES] or rare[:1]
        return {word: 1 / max(counts[word], 1) ** 0.5 for word in few}

    def _at_words(self, start: int, end: int) -> tuple[int, int]:
        """Return a span whose ends do not cut a word: what is left of one goes in whole."""
        text = self._text
        while 0 < start < end and text[start - 1].isalnum() and text[start].isalnum():
            start -= 1
        while start < end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
            end += 1
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        return start, end
