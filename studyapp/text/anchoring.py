"""Finding a passage again in a newer text: by what became of its words, else by its quote and context.

A passage is given up rather than put on a look-alike: it must be good, clearly better than the next best,
and may not stand on words that are another passage's.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz import fuzz

from studyapp.domain.places import Place, QuoteSelector
from studyapp.text.alignment import SEED_WORDS, Words, align, folded
from studyapp.text.approximate import Similar
from studyapp.text.selectors import JOINT, SectionText

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_QUOTE, _PREFIX, _SUFFIX, _POSITION = 50.0, 20.0, 20.0, 2.0
"""What quote, context and position weigh, as in the Hypothesis client."""
_WIDE_CONTEXT = 64
"""Characters of context that are compared where the older text is at hand."""
_LEAST_QUOTE = 0.66
"""Two unrelated sentences share about half of their letters in order."""
_LEAST_SCORE = 0.7
_LEAST_CARRIED = 0.6
"""For what stands beside its old neighbours."""
_LEAST_STRANGE = 0.85
"""Where the two texts have little in common: they may be of two documents."""
_LEAST_SHORT_SCORE = 0.75
_BESIDE = 4
"""Words between two that still are neighbours."""
_RUN = 3
"""Words in a row that are a neighbour; one alone is soon found beside anything."""
_MARGIN = 0.08
_SHORT, _LONG = 12, 40
"""Characters: a shorter quote says little without its context, a longer one stands for itself."""
_LONG_WORDS = 6
_KIN = 0.2
"""The part of the shorter text's words that two texts of one document have in common at least."""
_KIN_LONG, _KIN_WORDS = 20, 4
"""As above, between two texts of one document."""
_MOST_EXACT = 200
_BOOK = 40_000
"""Characters of a quote beyond which only its beginning and its end are compared letter by letter."""


class WholeText:
    """The running text of a whole document, with the way from and to the places in its sections."""

    def __init__(self, sections: Iterable[Sequence[str]]) -> None:
        self.sections = [SectionText(index, blocks) for index, blocks in enumerate(sections)]
        self.text = JOINT.join(section.text for section in self.sections)
        lengths = (len(section.text) + len(JOINT) for section in self.sections)
        self._starts = [0, *accumulate(lengths)][: len(self.sections)]

    @cached_property
    def folded(self) -> str:
        """The text without differences of case and typography, character for character."""
        return folded(self.text)

    @cached_property
    def words(self) -> Words:
        """The words of the text."""
        return Words(self.text)

    @cached_property
    def similar(self) -> Similar:
        """What finds stretches of the text that are like a quote."""
        return Similar(self.folded, self.words)

    def span(self, place: Place) -> tuple[int, int]:
        """Return the half-open span of a place; ValueError when it is outside the text."""
        if not 0 <= place.section < len(self.sections):
            raise ValueError(f"there is no section {place.section}")
        start, end = self.sections[place.section].span(place)
        return self._starts[place.section] + start, self._starts[place.section] + end

    def slice(self, place: Place) -> str:
        """Return the text at a place."""
        start, end = self.span(place)
        return self.text[start:end]

    def place(self, start: int, end: int) -> Place | None:
        """Return the place of a span; of one over several sections the longest part. None for nothing."""
        first, last = self._section(start), self._section(max(start, end - 1))
        parts = []
        for number in range(first, last + 1):
            base = self._starts[number]
            part = max(start, base), min(end, base + len(self.sections[number].text))
            parts.append((part[1] - part[0], part[0] - base, part[1] - base, number))
        length, low, high, number = max(parts, default=(0, 0, 0, 0))
        return self.sections[number].place(low, high) if length > 0 else None

    def _section(self, position: int) -> int:
        return max(bisect_right(self._starts, position) - 1, 0)


class Candidate(NamedTuple):
    """A passage that may be the sought one, from 0 to 1 how much it is like it."""

    place: Place
    score: float


class _Match(NamedTuple):
    start: int
    end: int
    quote: float  # each from 0 to 1
    score: float
    beside: bool = False  # it stands where the words of the passage went, beside one of its neighbours


class Anchor:
    """One text in which described passages are sought."""

    def __init__(self, text: WholeText) -> None:
        self.text = text

    def candidates(self, quote: QuoteSelector, most: int = 5) -> list[Candidate]:
        """Return the passages that are most like a described one, the best first."""
        found = []
        spans = self._spans_in(self.text, quote.exact) or self.text.similar.find(quote.exact, widely=True)
        for match in self._judged(spans, quote)[:most]:
            place = self.text.place(match.start, match.end)
            if place is not None:
                found.append(Candidate(place, match.score))
        return found

    def find(self, quote: QuoteSelector) -> Place | None:
        """Return where a passage stands that is known by its quote alone; None when that is not sure."""
        return self.choose(self._matches(quote, exact_only=False), quote)

    def choose(self, matches: list[_Match], quote: QuoteSelector) -> Place | None:
        """Return the place of the best match when it is good and clearly better than the next one."""
        if not matches or not self.is_good(matches[0], quote.exact):
            return None
        if len(matches) > 1 and matches[0].score - matches[1].score < _MARGIN:
            return None
        return self.text.place(matches[0].start, matches[0].end)

    def is_good(self, match: _Match, exact: str) -> bool:
        """Say whether a match is enough like the passage to be it."""
        if match.quote == 1.0 and self.speaks_for_itself(exact):
            return True
        short = len(exact) < _SHORT
        least = max(self.least_score(match), _LEAST_SHORT_SCORE if short else 0.0)
        return match.quote >= (_LEAST_SHORT_SCORE if short else _LEAST_QUOTE) and match.score >= least

    def least_score(self, match: _Match) -> float:
        """Return what a match must score."""
        return _LEAST_SCORE

    def speaks_for_itself(self, exact: str) -> bool:
        """Say whether a quote is long enough to be known wherever it stands, whatever stands around it."""
        return len(exact) >= _LONG and len(exact.split()) >= _LONG_WORDS

    def judge(self, start: int, end: int, quote: QuoteSelector, *, near: bool = False) -> _Match:
        """Return how much a span of the text is like a described passage."""
        text, exact = self.text.folded, quote.exact
        same = _similar(folded(exact), text[start:end])
        weights, total = _QUOTE + _POSITION, _QUOTE * same + _POSITION * near
        before, after = folded(quote.prefix), folded(quote.suffix)
        if before.strip():
            weights += _PREFIX
            total += _PREFIX * _context(before, text[max(0, start - len(before)) : start])
        if after.strip():
            weights += _SUFFIX
            total += _SUFFIX * _context(after, text[end : end + len(after)])
        return _Match(start, end, same, total / weights)

    def _matches(self, quote: QuoteSelector, *, exact_only: bool) -> list[_Match]:
        """Return what may be the passage, the best first."""
        spans = self._spans_in(self.text, quote.exact)
        if not spans and not exact_only:
            spans = self.text.similar.find(quote.exact)
        return self._judged(spans, quote)

    def _judged(self, spans: list[tuple[int, int]], quote: QuoteSelector) -> list[_Match]:
        """Return spans as matches, the best first, none touching another."""
        matches = sorted((self.judge(*span, quote) for span in spans), key=lambda m: -m.score)
        apart: list[_Match] = []
        for match in matches:
            if all(match.end <= other.start or other.end <= match.start for other in apart):
                apart.append(match)
        return apart

    @staticmethod
    def _spans_in(text: WholeText, exact: str) -> list[tuple[int, int]]:
        """Return where a quote stands word for word, whatever its typography and white space."""
        parts = folded(exact).split()
        if not parts:
            return []
        pattern = re.compile(r"\s+".join(map(re.escape, parts)))
        found = []
        for match in pattern.finditer(text.folded):
            found.append(match.span())
            if len(found) == _MOST_EXACT:
                break
        return found


class Revision(Anchor):
    """An older and a newer text of one document: passages of the one are found again in the other."""

    def __init__(self, old: WholeText, new: WholeText) -> None:
        super().__init__(new)
        self.old = old
        self._map = align(old.words.keys, new.words.keys)
        shared = sum(len(run) for run in self._map.runs() if len(run) >= SEED_WORDS)
        self.is_kin = shared >= _KIN * min(len(self._map.forward), len(self._map.backward))

    def least_score(self, match: _Match) -> float:
        """Return less for a passage that stands where it stood, more between texts of little in common."""
        if not self.is_kin:
            return _LEAST_STRANGE
        return _LEAST_CARRIED if match.beside else _LEAST_SCORE

    def speaks_for_itself(self, exact: str) -> bool:
        """Say so of shorter quotes too where the texts are of one document: few stand there twice."""
        long = len(exact) >= _KIN_LONG and len(exact.split()) >= _KIN_WORDS
        return self.is_kin and long and len(self._spans_in(self.old, exact)) == 1

    def find_again(self, place: Place) -> Place | None:
        """Return where a passage of the older text stands in the newer one; None when it is not sure."""
        try:
            start, end = self.old.span(place)
        except ValueError:
            return None
        quote = self._describe(start, end)
        if not quote.exact.strip():
            return None
        carried = self._carried(start, end, quote)
        if carried is not None and carried.quote == 1.0 and self.is_good(carried, quote.exact):
            return self.text.place(carried.start, carried.end)
        others = [
            m
            for m in self._matches(quote, exact_only=carried is not None or not self.is_kin)
            if self._is_free(m, start, end)
        ]
        if carried is None or not self.is_good(carried, quote.exact):
            return self.choose(others, quote)
        if others and others[0].score > carried.score - _MARGIN and not _touch(others[0], carried):
            return None if others[0].score < carried.score + _MARGIN else self.choose(others, quote)
        return self.text.place(carried.start, carried.end)

    def carry(self, section: int, block: int, offset: int) -> Place | None:
        """Return the point of the newer text where a point of the older one went, or one near it."""
        try:
            position, _ = self.old.span(Place(section, block, offset, block, offset))
        except ValueError:
            return None
        at = self.old.words.within(position, position + 1).start
        forward = self._map.forward
        after = next((i for i in range(at, len(forward)) if forward[i] >= 0), None)
        before = next((i for i in range(min(at, len(forward)) - 1, -1, -1) if forward[i] >= 0), None)
        near = [i for i in (after, before) if i is not None]
        if not near:
            return None
        start = self.text.words.starts[forward[min(near, key=lambda i: abs(i - at))]]
        return self.text.place(start, start + 1)

    def _describe(self, start: int, end: int) -> QuoteSelector:
        text = self.old.text
        return QuoteSelector(
            text[start:end], text[max(0, start - _WIDE_CONTEXT) : start], text[end : end + _WIDE_CONTEXT]
        )

    def _carried(self, start: int, end: int, quote: QuoteSelector) -> _Match | None:
        """Return what became of a passage by its words; None when most of them are gone."""
        words = self.old.words.within(start, end)
        forward = self._map.forward
        if not words:
            return self._between(words.start, start, quote)
        low, high = self._cluster(words)
        if low > high:
            return None
        low, high = self._widened(words, low, high)
        new = self.text.words
        first, last = new.starts[low], new.ends[high]
        inside = start - self.old.words.starts[words.start], end - self.old.words.ends[words[-1]]
        if inside[0] > 0 and forward[words.start] == low:  # it begins inside a word
            first += inside[0]
        if inside[1] < 0 and forward[words[-1]] == high:
            last += inside[1]
        first -= _same_signs(
            reversed(self.old.folded[start : start - min(inside[0], 0)]), self.text.folded, first - 1, -1
        )
        last += _same_signs(self.old.folded[end - max(inside[1], 0) : end], self.text.folded, last, 1)
        if first >= last:
            return None
        return self.judge(first, last, quote, near=True)._replace(beside=self._is_beside(words, low, high))

    def _is_beside(self, words: range, low: int, high: int) -> bool:
        """Say whether a neighbour of the passage still is one."""
        forward = self._map.forward
        before, after = (
            forward[max(0, words.start - _RUN) : words.start],
            forward[words.stop : words.stop + _RUN],
        )
        return (_is_run(before) and 0 < low - before[-1] <= _BESIDE) or (
            _is_run(after) and 0 < after[0] - high <= _BESIDE
        )

    def _widened(self, words: range, low: int, high: int) -> tuple[int, int]:
        """Take in what stands for the passage's first or last words, where these few were replaced."""
        forward, backward = self._map
        few = max(2, len(words) // 4)
        lost = backward[low] - words.start
        before = forward[words.start - 1] if words.start else -1
        if 0 < lost <= few and (before >= 0 or not words.start) and 0 < low - before <= lost + 2:
            low = before + 1
        lost = words.stop - 1 - backward[high]
        after = forward[words.stop] if words.stop < len(forward) else len(backward)
        if 0 < lost <= few and 0 < after - high <= lost + 2:
            high = after - 1
        return low, high

    def _cluster(self, words: range) -> tuple[int, int]:
        """Return the first and last new word of the closest company that most of the words are in."""
        to = sorted(self._map.forward[at] for at in words if self._map.forward[at] >= 0)
        if not to:
            return 0, -1
        most = max(8, len(words) // 2)
        groups: list[list[int]] = [[to[0]]]
        for index in to[1:]:
            if index - groups[-1][-1] > most:
                groups.append([])
            groups[-1].append(index)
        best = max(groups, key=len)
        return best[0], best[-1]

    def _between(self, at: int, start: int, quote: QuoteSelector) -> _Match | None:
        """Return where a passage without words, such as a sign, stands between its neighbours."""
        forward, new, old = self._map.forward, self.text.words, self.old.words
        low = forward[at - 1] if at else -1
        high = forward[at] if at < len(forward) else len(new.keys)
        if high != low + 1:
            return None
        base, first = old.ends[at - 1] if at else 0, new.ends[low] if low >= 0 else 0
        last = new.starts[high] if high < len(new.keys) else len(self.text.text)
        sought, there = folded(quote.exact), self.text.folded[first:last]
        if self.old.folded.startswith(there, base):  # nothing changed between the neighbours
            found = start - base
        elif there.count(sought) == 1:
            found = there.index(sought)
        else:
            return None
        return self.judge(first + found, first + found + len(sought), quote, near=True)

    def _is_free(self, match: _Match, start: int, end: int) -> bool:
        """Say whether a match stands on no words that are another passage's of the older text."""
        own = self.old.words.within(start, end)
        there = self.text.words.within(match.start, match.end)
        others = sum(1 for to in there if self._map.backward[to] >= 0 and self._map.backward[to] not in own)
        return 3 * others <= len(there)


def _same_signs(signs: Iterable[str], text: str, at: int, step: int) -> int:
    """Return how many of the signs at a passage's end stand in another text too, from a position on."""
    count = 0
    for sign in signs:
        if not 0 <= at < len(text) or text[at] != sign:
            break
        at += step
        count += 1
    return count


def _is_run(indexes: list[int]) -> bool:
    """Say whether words still stand one after the other."""
    return len(indexes) == _RUN and indexes[0] >= 0 and indexes[-1] - indexes[0] == _RUN - 1


def _similar(one: str, other: str) -> float:
    """Return how much two texts are alike, from 0 to 1; white space of any kind and length is one space."""
    first, second = " ".join(one.split()), " ".join(other.split())
    if first == second:
        return 1.0
    if max(len(first), len(second)) <= _BOOK:
        return fuzz.ratio(first, second) / 100
    half = _BOOK // 2
    ends = fuzz.ratio(first[:half], second[:half]), fuzz.ratio(first[-half:], second[-half:])
    return min(0.99, sum(ends) / 200)


def _context(one: str, other: str) -> float:
    """Return how much two contexts are alike, from 0 for two that share no more than any two texts do."""
    return max(0.0, 2 * _similar(one, other) - 1)


def _touch(one: _Match, other: _Match) -> bool:
    return one.start < other.end and other.start < one.end
