"""Names from scores of tags: the best sequence that begins every name, held against all sequences."""

from __future__ import annotations

from itertools import pairwise, product
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.language.model.tagging import NameTagger

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from studyapp.language.model.tagging import NameSpan

TAGS = ("O", "B-PERSON", "I-PERSON", "B-LOC", "I-LOC")
LABELS = ("PERSON", "LOC")
TAGGER = NameTagger(TAGS)


@st.composite
def tables(draw: st.DrawFn, longest: int = 5) -> NDArray[np.float32]:
    """Scores of a sentence: (words, tags)."""
    count = draw(st.integers(1, longest))
    row = st.lists(st.integers(-12, 12), min_size=len(TAGS), max_size=len(TAGS))
    return np.array(draw(st.lists(row, min_size=count, max_size=count)), np.float32)


def logs_of(scores: NDArray[np.float32]) -> NDArray[np.float64]:
    high = scores.astype(np.float64)
    result: NDArray[np.float64] = high - np.log(np.exp(high).sum(1, keepdims=True))
    return result


def is_allowed(path: Sequence[str]) -> bool:
    """Tell whether each I- follows a B- or I- of its label."""
    return all(
        not after.startswith("I-") or (before != "O" and before[2:] == after[2:])
        for before, after in pairwise(("O", *path))
    )


def path_of(spans: Sequence[NameSpan], count: int) -> list[str]:
    path = ["O"] * count
    for span in spans:
        path[span.first : span.last] = [f"B-{span.label}"] + [f"I-{span.label}"] * (
            span.last - span.first - 1
        )
    return path


def value(scores: NDArray[np.float32], path: Sequence[str]) -> float:
    logs = logs_of(scores)
    return float(sum(logs[word, TAGS.index(tag)] for word, tag in enumerate(path)))


def table(*rows: dict[str, float]) -> NDArray[np.float32]:
    """Return scores: of each word those that are named, of its other tags 0."""
    return np.array([[row.get(tag, 0.0) for tag in TAGS] for row in rows], np.float32)


PATHS = {n: [path for path in product(TAGS, repeat=n) if is_allowed(path)] for n in range(1, 6)}


@given(tables())
def test_no_other_sequence_of_tags_is_better(scores: NDArray[np.float32]) -> None:
    found = path_of(TAGGER.find(scores), len(scores))
    logs = logs_of(scores)
    numbers = np.array([[TAGS.index(tag) for tag in path] for path in PATHS[len(scores)]])
    best = logs[np.arange(len(scores)), numbers].sum(1).max()
    assert is_allowed(found)
    assert value(scores, found) == pytest.approx(best, abs=1e-3)


@given(tables(12))
def test_names_stand_in_order_and_apart(scores: NDArray[np.float32]) -> None:
    found = TAGGER.find(scores)
    assert all(0 <= span.first < span.last <= len(scores) for span in found)
    assert all(one.last <= two.first for one, two in pairwise(found))
    assert all(span.label in LABELS and len(span.scores) == len(LABELS) for span in found)


def test_the_labels_stand_in_the_order_of_the_tags() -> None:
    assert TAGGER.labels == list(LABELS)


def test_a_sentence_without_words_has_no_names() -> None:
    assert TAGGER.find(np.zeros((0, len(TAGS)), np.float32)) == []


def test_a_sentence_without_names_has_none() -> None:
    assert TAGGER.find(table({"O": 5}, {"O": 5, "I-LOC": 4})) == []


def test_an_inside_needs_its_beginning() -> None:
    """The second word alone wants I-LOC; that is paid for at the first word, or given up."""
    cheap = TAGGER.find(table({"O": 2, "B-LOC": 1}, {"I-LOC": 9}))
    assert [(span.first, span.last, span.label) for span in cheap] == [(0, 2, "LOC")]
    dear = TAGGER.find(table({"O": 9}, {"I-LOC": 3, "B-LOC": 2}))
    assert [(span.first, span.last, span.label) for span in dear] == [(1, 2, "LOC")]


def test_a_name_keeps_one_label() -> None:
    found = TAGGER.find(table({"B-PERSON": 9}, {"I-LOC": 4, "I-PERSON": 3}))
    assert [(span.first, span.last, span.label) for span in found] == [(0, 2, "PERSON")]


def test_two_names_can_touch() -> None:
    found = TAGGER.find(table({"B-PERSON": 9}, {"B-PERSON": 9}, {"I-PERSON": 9}))
    assert [(span.first, span.last) for span in found] == [(0, 1), (1, 3)]


def test_the_scores_of_a_name_are_means_over_its_words() -> None:
    scores = table({"B-LOC": 6, "B-PERSON": 2}, {"I-LOC": 5, "I-PERSON": 1}, {"O": 8})
    (span,) = TAGGER.find(scores)
    logs = logs_of(scores)
    means = [(logs[0, TAGS.index(f"B-{label}")] + logs[1, TAGS.index(f"I-{label}")]) / 2 for label in LABELS]
    assert span.scores == pytest.approx(means, abs=1e-4)


def test_a_constant_on_all_scores_changes_nothing() -> None:
    scores = table({"B-LOC": 6}, {"I-LOC": 5}, {"O": 8})
    (span,), (moved,) = TAGGER.find(scores), TAGGER.find(scores + 1000)
    assert moved[:3] == span[:3]
    assert moved.scores == pytest.approx(span.scores, abs=1e-3)
