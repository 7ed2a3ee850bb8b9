"""From scores of arcs to a dependency tree: the best head of each word, or the best tree if these make none.

Chu & Liu 1965 and Edmonds 1967, with exactly one word under the root.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_NEVER = -1e9
_EACH_ROOT = 1e6  # what a word under the root costs: no tree wins so much by having two of them


def best_heads(scores: NDArray[np.float32]) -> list[int]:
    """Return the head of each of n words, counted from 1, 0 for the one under the root.

    `scores` is (n, 1 + n): how well each word hangs on the root and on every word.
    """
    count = len(scores)
    scores = scores.copy()
    scores[np.arange(count), np.arange(1, count + 1)] = _NEVER
    heads = scores.argmax(1)
    if (heads == 0).sum() == 1 and not _circle([0, *heads.tolist()]):
        return [int(head) for head in heads]
    full = np.full((count + 1, count + 1), _NEVER, dtype=np.float64)
    full[1:] = scores
    full[1:, 0] -= _EACH_ROOT
    return _span(full)[1:]


def _circle(heads: list[int]) -> list[int]:
    """Return the nodes of one circle, or []; node 0 is the root."""
    state = [0] * len(heads)
    state[0] = 2
    for start in range(1, len(heads)):
        path = []
        node = start
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = heads[node]
        if state[node] == 1:
            return path[path.index(node) :]
        for seen in path:
            state[seen] = 2
    return []


def _span(scores: NDArray[np.float64]) -> list[int]:
    """Return the heads of the best tree under node 0; `scores[d, h]` is of node d under node h."""
    np.fill_diagonal(scores, _NEVER)
    heads: list[int] = scores.argmax(1).tolist()
    heads[0] = 0
    circle = np.array(_circle(heads), dtype=np.int64)
    if not circle.size:
        return heads
    inside = np.zeros(len(scores), dtype=bool)
    inside[circle] = True
    outside = np.flatnonzero(~inside)
    own = scores[circle, np.array(heads)[circle]]
    # The circle becomes one node, the last: what enters it replaces the arc of the node that it enters at.
    entering = scores[np.ix_(circle, outside)] - own[:, None]
    leaving = scores[np.ix_(outside, circle)]
    small = np.full((len(outside) + 1, len(outside) + 1), _NEVER)
    small[:-1, :-1] = scores[np.ix_(outside, outside)]
    small[-1, :-1] = entering.max(0)
    small[:-1, -1] = leaving.max(1)
    found = _span(small)
    for place, node in enumerate(outside[1:], start=1):
        head = found[place]
        heads[node] = int(outside[head] if head < len(outside) else circle[leaving[place].argmax()])
    at = found[-1]
    heads[circle[entering[:, at].argmax()]] = int(outside[at])
    return heads
