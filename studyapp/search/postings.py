"""Posting lists of one state of the index, scored by BM25: what `evaluate.py` asks.

Entries are numbered across segments, and so are all words of all entries in a row, with a gap after each
entry: a phrase is then one comparison of two sorted arrays.
"""

from __future__ import annotations

from collections import Counter, OrderedDict
from functools import cached_property
from heapq import nlargest
from itertools import accumulate
from math import log
from typing import TYPE_CHECKING, Final, Generic, NamedTuple, TypeVar

import numpy as np

from studyapp.domain.hits import HitKind
from studyapp.search.analysis import is_pair, pairs
from studyapp.search.evaluate import Matched
from studyapp.search.lexicon import Lexicon
from studyapp.search.query import Prefix, Query, Word, Words, replaced
from studyapp.search.writer import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from numpy.typing import NDArray

    from studyapp.search.evaluate import Flags, Scores
    from studyapp.search.forms import Stemmers
    from studyapp.search.query import Matching, Near, Phrase, Scope
    from studyapp.search.store import Leaf

    Numbers = NDArray[np.int64]

T = TypeVar("T", "Listed", "Numbers")

BM25_K1: Final = 1.2  # Robertson and Zaragoza, "The Probabilistic Relevance Framework" (2009): 1.2 to 2
BM25_B: Final = 0.75  # as there: 0.5 to 0.8
KEPT_POSTINGS: Final = 2_000_000  # of lists kept for the next query: 32 MB when full
TYPED_POSTINGS: Final = 30_000  # read to complete the word being typed: some 30 ms when nothing is kept
_LIST_COST: Final = 100  # opening a word's list costs as much as so many postings
_NONE: Final = np.zeros(0, np.int64)
_PLACE_BITS: Final = 20  # of a section's or block's number in the number of a place


class Listed(NamedTuple):
    """A word's entries, ascending, and how often it is in each."""

    numbers: Numbers
    counts: Numbers


class Snapshot:
    """One state of the index. `texts` gives the texts of entries by number, None for one that is gone."""

    def __init__(self, leaves: Sequence[Leaf]) -> None:
        self._leaves = leaves
        records = np.concatenate([leaf.segment.records for leaf in leaves]) if leaves else None
        self.size = 0 if records is None else len(records)

        def column(name: str) -> Numbers:
            return _NONE if records is None else records[name].astype(np.int64)

        self.kind, self.document, self.section = column("kind"), column("document"), column("section")
        self.block, self.item, self._lengths = column("block"), column("item"), column("length")
        self._firsts = np.cumsum([0, *(len(leaf.segment.records) for leaf in leaves)])
        self._starts = np.cumsum(np.concatenate([[0], self._lengths + 1]))[:-1]  # of entries among all words
        self.alive = np.ones(self.size, np.bool_)
        for leaf, first in zip(leaves, self._firsts, strict=False):
            self.alive[leaf.deleted + first] = False
        self._entries = max(int(self.alive.sum()), 1)
        self._mean_length = max(float(self._lengths[self.alive].sum()) / self._entries, 1.0)
        self._lists: _Kept[Listed] = _Kept()
        self._positions: _Kept[Numbers] = _Kept()
        self.texts: Callable[[Numbers], Iterable[str | None]] | None = None

    @cached_property
    def lexicon(self) -> Lexicon:
        """The words of all segments; those of deleted entries stay until their segment is merged."""
        total: Counter[str] = Counter()
        for leaf in self._leaves:
            total.update(dict(zip(leaf.segment.words, leaf.segment.entries, strict=True)))
        return Lexicon((word, count) for word, count in total.items() if not is_pair(word))

    def spelt_out(self, query: Query, stemmers: Stemmers, *, hurried: bool = False) -> Query:
        """Return the query with each word in the forms that the index has of it."""

        def spell(leaf: Query) -> Query:
            match leaf:
                case Word(text, exact=False):
                    return Words(self.lexicon.forms(text, stemmers))
                case Prefix(stem, typed=True, exact=exact):
                    also = frozenset[str]() if exact else self.lexicon.forms(stem, stemmers)
                    return Prefix(stem, typed=hurried, also=also)
                case _:
                    return leaf

        return replaced(query, spell)

    # What `evaluate` asks

    def words(self, texts: Collection[str]) -> Matched:
        """Return the entries that hold any of these words, scored as one word that is in all their places."""
        lists = [self._listed(text) for text in texts]
        if len(lists) == 1:
            return self._scored(*lists[0])
        numbers = np.concatenate([_NONE, *(one.numbers for one in lists)])
        counts = np.concatenate([_NONE, *(one.counts for one in lists)])
        often = np.bincount(numbers, counts, self.size)
        holding = np.flatnonzero(often)
        return self._scored(holding, often[holding])

    def prefix(self, prefix: Prefix) -> Matched:
        """Return the entries that hold a word that begins so.

        For a word that is being typed, the most frequent completions stand for all of them where there are
        very many: after one letter, in a large library.
        """
        completions = self.lexicon.completions(prefix.stem)
        if prefix.typed:
            completions = _affordable(completions)
        return self.words({word for _, word in completions} | prefix.also)

    def phrase(self, phrase: Phrase) -> Matched:
        """Return the entries that hold these words in a row, with the sum of the words' scores."""
        paired = () if phrase.open_ended else pairs(phrase.words)
        if len(paired) == 1:
            return self.words(paired)
        *before, last = paired or phrase.words
        ends = [word for _, word in self.lexicon.completions(last)] if phrase.open_ended else [last]
        followed = self._places(before[0])
        for word in before[1:]:
            followed = _kept_after(followed, self._places(word))
        endings = np.concatenate([_NONE, *(self._places(word) for word in ends)])
        found = _kept_after(followed, np.sort(endings) if len(ends) > 1 else endings)
        flags = np.zeros(self.size, np.bool_)
        flags[self._entries_at(found)] = True
        scores = np.sum([self.words((word,)).scores for word in before] + [self.words(ends).scores], axis=0)
        return Matched(flags & self.alive, np.where(flags, scores, 0.0))

    def near(self, near: Near) -> Matched:
        """Return the entries that hold these words in any order, with few others between them."""
        wanted = Counter(near.words)
        places = {word: self._places(word) for word in wanted}
        flags = np.zeros(self.size, np.bool_)
        scores = np.sum([self.words((word,)).scores for word in near.words], axis=0)
        starts = np.sort(np.concatenate(list(places.values())))
        ends = starts.copy()
        for word, often in wanted.items():  # the last place that a stretch from each start must reach
            there = places[word]
            at = np.searchsorted(there, starts) + often - 1
            inside = at < len(there)
            starts, ends, at = starts[inside], ends[inside], at[inside]
            ends = np.maximum(ends, there[at])
        close = ends - starts + 1 - len(near.words) <= near.between
        first, last = self._entries_at(starts[close]), self._entries_at(ends[close])
        flags[first[first == last]] = True
        return Matched(flags & self.alive, np.where(flags, scores, 0.0))

    def of_kinds(self, kinds: Collection[HitKind]) -> Flags:
        """Return the entries of these kinds."""
        return np.isin(self.kind, [KINDS.index(kind) for kind in kinds])

    def within(self, scope: Scope) -> Flags:
        """Return the entries of a scope; a note or card belongs to its passage's block."""
        inside = np.isin(self.document, _numbers(scope.documents))
        if scope.notes:
            inside |= (self.kind == KINDS.index(HitKind.NOTE)) & np.isin(self.item, _numbers(scope.notes))
        if scope.cards:
            inside |= (self.kind == KINDS.index(HitKind.CARD)) & np.isin(self.item, _numbers(scope.cards))
        section = (self.document << _PLACE_BITS) + self.section
        if scope.sections:
            sections = _numbers((d << _PLACE_BITS) + s for d, s in scope.sections)
            inside |= (self.section >= 0) & np.isin(section, sections)
        if scope.blocks:
            blocks = _numbers((((d << _PLACE_BITS) + s) << _PLACE_BITS) + b for d, s, b in scope.blocks)
            inside |= (self.block >= 0) & np.isin((section << _PLACE_BITS) + self.block, blocks)
        return inside

    def matching(self, matching: Matching, among: Flags) -> Flags:
        """Return those of some entries whose text holds a regular expression."""
        flags = np.zeros(self.size, np.bool_)
        numbers = np.flatnonzero(among)
        watch = matching.pattern.watch()
        texts = self.texts(numbers) if self.texts is not None else ()
        for number, text in zip(numbers, texts, strict=False):
            flags[number] = text is not None and watch.is_in(text)
        return flags

    # Inside

    def _scored(self, numbers: Numbers, counts: Numbers | Scores) -> Matched:
        """Score the entries that hold a word, each so often: BM25."""
        alive = self.alive[numbers]
        numbers, often = numbers[alive], counts[alive]
        rarity = log(1 + (self._entries - len(numbers) + 0.5) / (len(numbers) + 0.5))
        scale, base = BM25_K1 * BM25_B / self._mean_length, BM25_K1 * (1 - BM25_B)
        found = Matched(np.zeros(self.size, np.bool_), np.zeros(self.size))
        found.flags[numbers] = True
        lengths = self._lengths[numbers]
        found.scores[numbers] = rarity * often * (BM25_K1 + 1) / (often + base + scale * lengths)
        return found

    def _listed(self, word: str) -> Listed:
        return self._lists.get(word) or self._lists.put(word, self._read(word))

    def _read(self, word: str) -> Listed:
        numbers: list[Numbers] = []
        counts: list[float] = []
        for leaf, first in zip(self._leaves, self._firsts, strict=False):
            local, often, _ = leaf.read(word, positions=False)
            numbers.append(np.array(local, np.int64) + first)
            counts += often
        return Listed(np.concatenate([_NONE, *numbers]), np.array(counts, np.int64))

    def _places(self, word: str) -> Numbers:
        """Return where a word stands among all words, ascending."""
        kept = self._positions.get(word)
        if kept is not None:
            return kept
        places = [_NONE]
        for leaf, first in zip(self._leaves, self._firsts, strict=False):
            local, often, packed = leaf.read(word, positions=True)
            starts = self._starts[np.array(local, np.int64) + first]
            inside = np.frombuffer(packed, np.uint32).astype(np.int64)
            places.append(np.repeat(starts, np.array(often, np.int64)) + inside)
        return self._positions.put(word, np.concatenate(places))

    def _entries_at(self, places: Numbers) -> Numbers:
        """Return the entries in which these places of the row of all words are."""
        return np.searchsorted(self._starts, places, side="right") - 1


class _Kept(Generic[T]):
    """What was read for the words asked for last, bounded by the postings in it."""

    def __init__(self) -> None:
        self._by_word: OrderedDict[str, T] = OrderedDict()
        self._size = 0

    def get(self, word: str) -> T | None:
        """Return what is kept for a word."""
        kept = self._by_word.get(word)
        if kept is not None:
            self._by_word.move_to_end(word)
        return kept

    def put(self, word: str, value: T) -> T:
        """Keep and return what was read for a word; what was asked for longest ago goes."""
        self._by_word[word] = value
        self._size += _size_of(value) + 1
        while self._size > KEPT_POSTINGS and len(self._by_word) > 1:
            _, dropped = self._by_word.popitem(last=False)
            self._size -= _size_of(dropped) + 1
        return value


def _size_of(kept: Listed | Numbers) -> int:
    return len(kept.numbers) if isinstance(kept, Listed) else len(kept)


def _numbers(values: Iterable[int]) -> Numbers:
    return np.fromiter(values, np.int64)


def _affordable(completions: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Return all completions, or the most frequent ones where reading all would take too long to type on."""
    most = nlargest(TYPED_POSTINGS // _LIST_COST, completions)
    costs = accumulate(count + _LIST_COST for count, _ in most)
    return [
        completion
        for at, (completion, cost) in enumerate(zip(most, costs, strict=True))
        if at == 0 or cost <= TYPED_POSTINGS
    ]


def _kept_after(places: Numbers, following: Numbers) -> Numbers:
    """Return those of the following places that come right after one of the places; all are ascending."""
    if not len(places):
        return places
    at = np.minimum(np.searchsorted(places, following - 1), len(places) - 1)
    after: Numbers = following[places[at] == following - 1]
    return after
