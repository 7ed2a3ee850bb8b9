"""Posting lists of one state of the index, scored by BM25: what `evaluate.py` asks.

It reads through the readers that `index.py` opened, and keeps the lists of recently used words.
"""

from __future__ import annotations

from collections import OrderedDict
from functools import cached_property
from heapq import nlargest
from math import log
from typing import TYPE_CHECKING, Any, Final

from studyapp.search.lexicon import Lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    Scores = Mapping[int, float]

TEXT: Final = "text"
BM25_K1: Final = 1.2  # Robertson and Zaragoza, "The Probabilistic Relevance Framework" (2009): 1.2 to 2
BM25_B: Final = 0.75  # as there: 0.5 to 0.8
KEPT_POSTINGS: Final = 500_000  # entries of posting lists kept for the next query; about 60 MB when full
TYPED_POSTINGS: Final = 100_000  # entries read to complete the word being typed: a fifth of a second at first


class Segment:
    """What never changes of one part of the index: its words with their frequencies, its entries' lengths."""

    def __init__(self, reader: Any) -> None:  # noqa: ANN401 - Whoosh is untyped
        self.counts: dict[str, int] = {
            word.decode(): info.doc_frequency() for word, info in reader.iter_field(TEXT)
        }
        self.lengths: list[int] = [
            reader.doc_field_length(n, TEXT, 0) or 0 for n in range(reader.doc_count_all())
        ]


class Snapshot:
    """One state of the index; entries are numbered across its segments."""

    def __init__(self, leaves: Sequence[tuple[Any, int, Segment]]) -> None:
        self._leaves = leaves  # reader, number of its first entry, segment
        self._kept: OrderedDict[tuple[str, str], dict[int, float]] = OrderedDict()
        self._kept_size = 0
        self._entries = sum(len(segment.lengths) for _, _, segment in leaves) or 1
        self._mean_length = sum(sum(segment.lengths) for _, _, segment in leaves) / self._entries or 1.0

    @cached_property
    def lexicon(self) -> Lexicon:
        """The words of all segments; those of deleted entries stay until their segment is merged."""
        total: dict[str, int] = {}
        for _, _, segment in self._leaves:
            for word, count in segment.counts.items():
                total[word] = total.get(word, 0) + count
        return Lexicon(total.items())

    def key(self, number: int) -> str:
        """Return the key of an entry."""
        for reader, first, segment in self._leaves:
            if number < first + len(segment.lengths):
                return str(reader.stored_fields(number - first)["key"])
        raise LookupError(number)

    def everything(self) -> AbstractSet[int]:
        """Return all entries that are not deleted."""
        return {first + number for reader, first, _ in self._leaves for number in reader.all_doc_ids()}

    def labelled(self, field: str, labels: Iterable[str]) -> AbstractSet[int]:
        """Return the entries that carry one of these labels in a field other than the text."""
        return {number for label in labels for number in self._list(field, label)}

    def word(self, text: str) -> Scores:
        """Return the entries that hold the word, scored."""
        return self._list(TEXT, text)

    def prefix(self, stem: str, *, typed: bool) -> Scores:
        """Return the entries that hold a word that begins so, each with the best score of such a word.

        For a word that is being typed, the most frequent completions stand for all of them where there are
        very many: after one letter, in a large library.
        """
        completions = self.lexicon.completions(stem)
        if typed:
            completions = _affordable(completions)
        best: dict[int, float] = {}
        for _, word in completions:
            for number, score in self._list(TEXT, word).items():
                if score > best.get(number, 0.0):
                    best[number] = score
        return best

    def phrase(self, words: tuple[str, ...], *, open_ended: bool) -> Scores:
        """Return the entries that hold these words in a row, with the sum of the words' scores."""
        last = [word for _, word in self.lexicon.completions(words[-1])] if open_ended else [words[-1]]
        lists: list[Scores] = [self._list(TEXT, word) for word in words[:-1]]
        lists.append(self.prefix(words[-1], typed=False) if open_ended else self._list(TEXT, words[-1]))
        common = set.intersection(*(set(scores) for scores in lists))
        if not common:
            return {}
        wanted = sorted(common)
        starts = self._positions(words[0], wanted)
        for distance, word in enumerate(words[1:-1], start=1):
            _keep_followed(starts, self._positions(word, wanted), distance)
        ends: dict[int, set[int]] = {}
        for word in last:
            if not common.isdisjoint(self._list(TEXT, word)):
                for number, positions in self._positions(word, wanted).items():
                    ends.setdefault(number, set()).update(positions)
        _keep_followed(starts, ends, len(words) - 1)
        return {number: sum(scores[number] for scores in lists) for number, at in starts.items() if at}

    def _list(self, field: str, word: str) -> dict[int, float]:
        kept = self._kept.get((field, word))
        if kept is None:
            kept = self._read(field, word)
            self._kept[field, word] = kept
            self._kept_size += len(kept) + 1
            while self._kept_size > KEPT_POSTINGS and len(self._kept) > 1:
                _, dropped = self._kept.popitem(last=False)
                self._kept_size -= len(dropped) + 1
        else:
            self._kept.move_to_end((field, word))
        return kept

    def _read(self, field: str, word: str) -> dict[int, float]:
        frequencies: dict[int, float] = {}
        lengths: list[int] = []
        for reader, first, segment in self._leaves:
            if (field, word) not in reader:
                continue
            matcher = reader.postings(field, word)
            while matcher.is_active():
                number = matcher.id()
                frequencies[first + number] = matcher.weight()
                lengths.append(segment.lengths[number])
                matcher.next()
        if field != TEXT:
            return frequencies
        rarity = log(1 + (self._entries - len(frequencies) + 0.5) / (len(frequencies) + 0.5))
        scale, base = BM25_K1 * BM25_B / self._mean_length, BM25_K1 * (1 - BM25_B)
        return {
            number: rarity * often * (BM25_K1 + 1) / (often + base + scale * length)
            for (number, often), length in zip(frequencies.items(), lengths, strict=True)
        }

    def _positions(self, word: str, wanted: Sequence[int]) -> dict[int, set[int]]:
        """Return where the word stands in those of the wanted entries (ascending) that hold it."""
        found: dict[int, set[int]] = {}
        for reader, first, segment in self._leaves:
            if (TEXT, word) not in reader:
                continue
            matcher = reader.postings(TEXT, word)
            for number in wanted:
                if not first <= number < first + len(segment.lengths):
                    continue
                if matcher.is_active() and matcher.id() < number - first:
                    matcher.skip_to(number - first)
                if not matcher.is_active():
                    break
                if matcher.id() == number - first:
                    found[number] = set(matcher.value_as("positions"))
        return found


def _affordable(completions: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Return all completions, or the most frequent ones where reading all would take too long to type on."""
    if sum(count for count, _ in completions) <= TYPED_POSTINGS:
        return completions
    chosen: list[tuple[int, str]] = []
    cost = 0
    for completion in nlargest(len(completions), completions):
        cost += completion[0]
        if chosen and cost > TYPED_POSTINGS:
            break
        chosen.append(completion)
    return chosen


def _keep_followed(starts: dict[int, set[int]], following: Mapping[int, set[int]], distance: int) -> None:
    """Keep of each entry's starting positions those with a following position at this distance."""
    for number, positions in starts.items():
        later = following.get(number, set())
        starts[number] = {at for at in positions if at + distance in later}
