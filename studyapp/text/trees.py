"""Chances told by trained oblivious trees, from arrays that come with the program (packaging/tree_files.py).

Every tree asks the same few questions of each thing, one a level: is this column above that border? The
answers are the bits of a leaf's number; the leaves of all trees add up to the log odds (the trees are those
of CatBoost: Prokhorenkova and others, 2018).
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

# So many things are looked at together, which bounds the memory.
BATCH = 2000


class Trees(NamedTuple):
    """t trees of depth d: the columns they ask, what they ask, what they answer."""

    names: tuple[str, ...]
    columns: NDArray[np.int16]  # (t, d)
    borders: NDArray[np.float32]  # (t, d)
    leaves: NDArray[np.float32]  # (t, 2 ** d)
    bias: float

    def chances(self, table: NDArray[np.float32]) -> NDArray[np.float64]:
        """Return for each row of a table (n, names) its chance, 0 to 1."""
        parts = [self._log_odds(table[at : at + BATCH]) for at in range(0, len(table), BATCH)]
        chance: NDArray[np.float64] = 1 / (1 + np.exp(-np.concatenate(parts)))
        return chance

    def _log_odds(self, table: NDArray[np.float32]) -> NDArray[np.float64]:
        answers = table[:, self.columns] > self.borders
        leaf = answers @ (1 << np.arange(self.columns.shape[1]))
        answered: NDArray[np.float32] = self.leaves[np.arange(len(self.leaves)), leaf]
        odds: NDArray[np.float64] = answered.sum(axis=1, dtype=np.float64) + self.bias
        return odds


@lru_cache(maxsize=2)
def load_trees(path: Path) -> Trees:
    """Return the trees of a file."""
    with np.load(path) as file:
        return Trees(
            tuple(str(name) for name in file["names"]),
            file["columns"],
            file["borders"],
            file["leaves"],
            float(file["bias"]),
        )
