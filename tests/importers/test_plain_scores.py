"""The committed texts keep their headings: the floors may only rise."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from types import ModuleType

CASES = Path(__file__).parent / "plain_cases"
SCORER = Path(__file__).parents[1] / "scores" / "score_headings.py"
RECALL_FLOOR = PRECISION_FLOOR = 1.0


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_headings", SCORER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("path", sorted(CASES.glob("*.txt")), ids=lambda path: path.stem)
def test_the_headings_of_a_case_are_found_and_no_others(scorer: ModuleType, path: Path) -> None:
    score, facts = scorer.score_file(path)
    assert score.recall >= RECALL_FLOOR, score.missed
    assert score.precision >= PRECISION_FLOOR, score.invented
    title = scorer.wanted_title(path)
    assert not title or facts["title"] == title


def test_the_scorer_counts_what_is_missed_and_invented(scorer: ModuleType) -> None:
    score = scorer.score_titles(["One", "Three"], ["One", "Two"], [])
    assert (score.recall, score.precision) == (0.5, 0.5)
    assert (score.missed, score.invented) == (["two"], ["three"])


def test_the_scorer_takes_a_label_and_its_title_for_one(scorer: ModuleType) -> None:
    score = scorer.score_titles(["CHAPTER I The Ford"], ["Chapter I", "The Ford"], [])
    assert (score.recall, score.precision) == (1.0, 1.0)
