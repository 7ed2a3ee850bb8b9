"""Which word of a newer text is which word of the older one: through edits, moves, splits and merges.

Words are compared without case and typography, punctuation and white space not at all. Runs of words that
stand once in either text are the same run wherever they went; from there the match grows to both sides,
and what is left between two matches is compared word by word.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import LCSseq

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SEED_WORDS = 5
"""A run of this many words that is unique in both texts is taken for the same run."""
_MOST_CELLS = 200_000_000
"""The largest comparison word by word, in words of the one times words of the other."""
_STRETCHED, _SLACK = 8, 20
"""How many times its room, and how many words more, a stretch may have become."""
_SURE_RUN = 3
"""Where most of a stretch is other text, fewer equal words in a row are chance."""

_LETTERS = "⺀-鿿가-힯豈-﫿"  # each is a word of its own in scripts without spaces
_WORD = re.compile(rf"[{_LETTERS}]|[^\W{_LETTERS}]+")
_TYPOGRAPHY = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\t\n\r\v\f\u00a0\u2002\u2003\u2009\u200a\u202f\u2028\u2029", " "),
    }
)


def folded(text: str) -> str:
    """Return a text of the same length without the differences of case and typography."""
    lower = text.lower()
    return (lower if len(lower) == len(text) else text).translate(_TYPOGRAPHY)


class Words:
    """The words of a text, folded, with where each stands."""

    def __init__(self, text: str) -> None:
        spans = [match.span() for match in _WORD.finditer(text)]
        same = folded(text)
        self.starts = [start for start, _ in spans]
        self.ends = [end for _, end in spans]
        self.keys = [same[start:end] for start, end in spans]

    def within(self, start: int, end: int) -> range:
        """Return the indexes of the words that a half-open span touches."""
        first = bisect_right(self.ends, start)
        return range(first, max(first, bisect_left(self.starts, end)))


class Alignment(NamedTuple):
    """Each old word's index among the new words and back; -1 for one that has no partner."""

    forward: list[int]
    backward: list[int]

    def runs(self) -> Iterator[range]:
        """Yield the longest stretches of old words that stand one after the other in the new text too."""
        start = 0
        for at in range(1, len(self.forward) + 1):
            follows = at < len(self.forward) and self.forward[at] == self.forward[at - 1] + 1
            if not follows or self.forward[at - 1] < 0:
                if self.forward[at - 1] >= 0:
                    yield range(start, at)
                start = at


def align(old_keys: Sequence[str], new_keys: Sequence[str]) -> Alignment:
    """Return which word became which."""
    numbers: dict[str, int] = {}
    old = [numbers.setdefault(key, len(numbers)) for key in old_keys]
    new = [numbers.setdefault(key, len(numbers)) for key in new_keys]
    if old == new:
        return Alignment(list(range(len(old))), list(range(len(old))))
    found = Alignment([-1] * len(old), [-1] * len(new))
    _match_seeds(old, new, found)
    _grow(old, new, found)
    for gap in list(_gaps(found.forward, len(new))):
        _match_gap(old, new, found, gap)
    return found


def _match_seeds(old: list[int], new: list[int], found: Alignment) -> None:
    there = _unique_runs(new)
    for run, at in _unique_runs(old).items():
        to = there.get(run, -1)
        if at < 0 or to < 0 or old[at : at + SEED_WORDS] != new[to : to + SEED_WORDS]:
            continue
        for step in range(SEED_WORDS):
            _join(found, at + step, to + step)


def _unique_runs(words: list[int]) -> dict[int, int]:
    """Return where each run of words begins, by its hash; -1 for one that stands there twice."""
    runs: dict[int, int] = {}
    for at, run in enumerate(map(hash, zip(*(words[n:] for n in range(SEED_WORDS)), strict=False))):
        runs[run] = -1 if run in runs else at
    return runs


def _join(found: Alignment, at: int, to: int) -> None:
    if found.forward[at] < 0 and found.backward[to] < 0:
        found.forward[at], found.backward[to] = to, at


def _grow(old: list[int], new: list[int], found: Alignment) -> None:
    """Let each match grow over the equal words after it, then over those before it."""
    forward = found.forward
    for step, order in ((1, range(len(old))), (-1, range(len(old) - 1, -1, -1))):
        for at in order:
            to, beside = forward[at] + step, at + step
            if forward[at] < 0 or not (0 <= beside < len(old) and 0 <= to < len(new)):
                continue
            if old[beside] == new[to]:
                _join(found, beside, to)


class _Gap(NamedTuple):
    """Unmatched old words, and the new ones from the partner of the one neighbour to that of the other."""

    old: range
    new: range

    def windows(self, new_count: int) -> tuple[range, ...]:
        """Return where the words may be: between the neighbours, or beside each where one has moved away."""
        room = 2 * len(self.old) + _SLACK
        if 0 < len(self.new) <= _STRETCHED * room:
            return (self.new,)
        low, high = self.new.start, self.new.stop
        return range(max(0, high - room), high), range(low, min(low + room, new_count))


def _gaps(forward: list[int], new_count: int) -> Iterator[_Gap]:
    """Yield the unmatched stretches."""
    at, count = 0, len(forward)
    while at < count:
        if forward[at] >= 0:
            at += 1
            continue
        start = at
        while at < count and forward[at] < 0:
            at += 1
        low = forward[start - 1] + 1 if start else 0
        high = forward[at] if at < count else new_count
        yield _Gap(range(start, at), range(low, high))


def _match_gap(old: list[int], new: list[int], found: Alignment, gap: _Gap) -> None:
    """Match what is left of a stretch word by word, in order; scattered words of another text are not."""
    windows = gap.windows(len(new))
    for window in windows:
        free = [to for to in window if found.backward[to] < 0]
        left = [at for at in gap.old if found.forward[at] < 0]
        if not free or len(left) * len(free) > _MOST_CELLS:
            continue
        edits = LCSseq.opcodes([old[at] for at in left], [new[to] for to in free])
        runs = [(op.src_start, op.dest_start, op.src_end - op.src_start) for op in edits if op.tag == "equal"]
        matched = sum(length for _, _, length in runs)
        fewer = len(left) if len(windows) > 1 else min(len(left), len(free))
        sure = 1 if 2 * matched >= fewer else _SURE_RUN
        for at, to, length in runs:
            if length >= sure:
                for step in range(length):
                    _join(found, left[at + step], free[to + step])
