"""The chance that a candidate is a heading: oblivious trees, trained by packaging/train_headings.py.

Every tree asks the same few questions of each candidate, one a level: is this column above that border? The
answers are the bits of a leaf's number; the leaves of all trees add up to the log odds (the trees are those
of CatBoost: Prokhorenkova and others, 2018).
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from studyapp.text.resources import resource_folder

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

# So many candidates are looked at together, which bounds the memory.
BATCH = 2000
MODEL = "trees.npz"


class Trees(NamedTuple):
    """t trees of depth d: the columns they ask, what they ask, what they answer."""

    names: tuple[str, ...]
    columns: NDArray[np.int16]  # (t, d)
    borders: NDArray[np.float32]  # (t, d)
    leaves: NDArray[np.float32]  # (t, 2 ** d)
    bias: float


@lru_cache(maxsize=1)
def load_trees() -> Trees:
    """Return the trees that come with the program."""
    with np.load(resource_folder("headings") / MODEL) as file:
        return Trees(
            tuple(str(name) for name in file["names"]),
            file["columns"],
            file["borders"],
            file["leaves"],
            float(file["bias"]),
        )


def chances(columns: Mapping[str, NDArray[np.float64]]) -> NDArray[np.float64]:
    """Return for each candidate (n,) the chance, 0 to 1, that it is a heading."""
    trees = load_trees()
    table = np.stack([columns[name] for name in trees.names], axis=1).astype(np.float32)
    parts = [_log_odds(table[at : at + BATCH], trees) for at in range(0, len(table), BATCH)]
    chance: NDArray[np.float64] = 1 / (1 + np.exp(-np.concatenate(parts)))
    return chance


def _log_odds(table: NDArray[np.float32], trees: Trees) -> NDArray[np.float64]:
    answers = table[:, trees.columns] > trees.borders
    leaf = answers @ (1 << np.arange(trees.columns.shape[1]))
    answered: NDArray[np.float32] = trees.leaves[np.arange(len(trees.leaves)), leaf]
    odds: NDArray[np.float64] = answered.sum(axis=1, dtype=np.float64) + trees.bias
    return odds
