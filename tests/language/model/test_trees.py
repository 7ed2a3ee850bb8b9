"""The best tree of a sentence: held against all trees of short sentences, and always a tree with one root."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.language.model.trees import best_heads

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

# Whole numbers are exact in single precision, so totals can be compared without a tolerance.
SCORES = st.integers(-20, 20)


@st.composite
def tables(draw: st.DrawFn, longest: int, values: st.SearchStrategy[int] = SCORES) -> NDArray[np.float32]:
    """Scores of a sentence: (words, 1 + words)."""
    count = draw(st.integers(1, longest))
    row = st.lists(values, min_size=count + 1, max_size=count + 1)
    return np.array(draw(st.lists(row, min_size=count, max_size=count)), np.float32)


def is_tree(heads: Sequence[int]) -> bool:
    """Tell whether heads hang all words, at the end, on the root, and exactly one of them on it directly."""
    reached = {0}
    for _ in heads:
        reached |= {word for word, head in enumerate(heads, start=1) if head in reached}
    return heads.count(0) == 1 and len(reached) == len(heads) + 1


def all_trees(count: int) -> Iterator[tuple[int, ...]]:
    return (heads for heads in product(range(count + 1), repeat=count) if is_tree(heads))


def total(scores: NDArray[np.float32], heads: Sequence[int]) -> float:
    return float(sum(scores[word, head] for word, head in enumerate(heads)))


TREES = {count: list(all_trees(count)) for count in range(1, 6)}


def test_there_are_as_many_trees_as_cayley_counted() -> None:
    assert [len(trees) for trees in TREES.values()] == [1, 2, 9, 64, 625]


@given(tables(5))
def test_no_tree_of_a_short_sentence_is_better(scores: NDArray[np.float32]) -> None:
    heads = best_heads(scores)
    assert is_tree(heads)
    assert total(scores, heads) == max(total(scores, tree) for tree in TREES[len(scores)])


@given(tables(5, st.integers(0, 1)))
def test_nor_where_many_are_as_good(scores: NDArray[np.float32]) -> None:
    heads = best_heads(scores)
    assert is_tree(heads)
    assert total(scores, heads) == max(total(scores, tree) for tree in TREES[len(scores)])


@given(st.integers(1, 40), st.integers(0, 2**32 - 1), st.sampled_from([0.01, 1.0, 30.0]))
def test_every_sentence_gets_a_tree(count: int, seed: int, scale: float) -> None:
    drawn = np.random.default_rng(seed).normal(scale=scale, size=(count, count + 1))
    assert is_tree(best_heads(drawn.astype(np.float32)))


@pytest.mark.parametrize("count", [1, 2, 3, 17, 40])
def test_without_any_preference_there_is_a_tree(count: int) -> None:
    assert is_tree(best_heads(np.zeros((count, count + 1), np.float32)))


def test_a_word_alone_is_the_root() -> None:
    assert best_heads(np.array([[-5.0, 9.0]], np.float32)) == [0]


def test_a_circle_within_a_circle_is_opened() -> None:
    scores = np.full((4, 5), -9.0, np.float32)
    for word, head, score in ((1, 2, 9), (2, 1, 9), (3, 1, 5), (1, 3, 8), (4, 3, 5), (3, 0, 1), (4, 0, 0)):
        scores[word - 1, head] = score
    assert best_heads(scores) == [3, 1, 0, 3]


def test_the_scores_are_left_as_they_were() -> None:
    scores = np.arange(12, dtype=np.float32).reshape(3, 4)
    before = scores.copy()
    best_heads(scores)
    assert (scores == before).all()
