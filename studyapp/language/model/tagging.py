"""From scores of tags to names: the best sequence in which a name has a beginning (Viterbi 1967)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_NEVER = -1e4


class NameSpan(NamedTuple):
    """A name in a sentence: words `first` to `last`, not included, its label, and how sure each label is."""

    first: int
    last: int
    label: str
    scores: tuple[float, ...]  # of the labels in their order: mean log-probability of the name's words


class NameTagger:
    """Knows the tags: "O", and "B-" and "I-" of each label."""

    def __init__(self, tags: Sequence[str]) -> None:
        self._tags = tags
        self.labels = [tag[2:] for tag in tags if tag.startswith("B-")]
        self._begin = np.array([tag.startswith("B-") for tag in tags])
        self._inside = np.array([tag.startswith("I-") for tag in tags])
        follows = [
            [not after.startswith("I-") or before[2:] == after[2:] != "" for after in tags] for before in tags
        ]
        self._moves = np.where(np.array(follows), 0.0, _NEVER).astype(np.float32)

    def find(self, scores: NDArray[np.float32]) -> list[NameSpan]:
        """Return the names of a sentence; `scores` is (words, tags), of any scale."""
        if not len(scores):
            return []
        top = scores.max(1, keepdims=True)
        logs = scores - top - np.log(np.exp(scores - top).sum(1, keepdims=True))
        if not logs[:, self._begin].max() > -np.inf or (logs.argmax(1) == 0).all():
            return []
        return [
            self._span(logs, first, last, label)
            for first, last, label in _spans(self._best(logs), self._tags)
        ]

    def _best(self, logs: NDArray[np.float32]) -> list[int]:
        """Return the best tag of each word under the constraint."""
        value = logs[0] + np.where(self._inside, _NEVER, 0.0)
        came_from = []
        for row in logs[1:]:
            total = value[:, None] + self._moves
            before = total.argmax(0)
            came_from.append(before)
            value = total[before, np.arange(len(before))] + row
        path = [int(value.argmax())]
        for before in reversed(came_from):
            path.append(int(before[path[-1]]))
        return path[::-1]

    def _span(self, logs: NDArray[np.float32], first: int, last: int, label: str) -> NameSpan:
        begun = logs[first, self._begin]
        rest = logs[first + 1 : last, self._inside].sum(0) if last - first > 1 else 0.0
        return NameSpan(first, last, label, tuple(float(x) for x in (begun + rest) / (last - first)))


def _spans(path: Sequence[int], tags: Sequence[str]) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    for index, number in enumerate(path):
        mark, _, label = tags[number].partition("-")
        if mark == "B":
            found.append((index, index + 1, label))
        elif mark == "I":
            first, _, label = found[-1]
            found[-1] = (first, index + 1, label)
    return found
