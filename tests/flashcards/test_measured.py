"""The figures of quality come with the program; what makes no sense counts as none."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from studyapp.flashcards.measured import Counts, load_measured

if TYPE_CHECKING:
    from pathlib import Path

COUNTS = {"texts": 2, "words": 1500, "drafts": 10, "good": 7, "poor": 2, "wrong": 1}
FIGURES: dict[str, Any] = {
    "measured": "2026-11-23",
    "judge": "somebody",
    **COUNTS,
    "kinds": [{"name": "news", **COUNTS}],
    "thresholds": [
        {"least": 0.5, "good": 0.7, "wrong": 0.1, "drafts": 10},
        {"least": 0.8, "good": 1, "wrong": 0, "drafts": 3},
    ],
}


def test_the_figures_of_this_build_make_sense() -> None:
    found = load_measured()
    assert found is not None
    assert found.whole.texts == sum(counts.texts for _, counts in found.kinds)
    assert found.whole.drafts == sum(counts.drafts for _, counts in found.kinds)
    assert found.thresholds


def test_figures_are_read(tmp_path: Path) -> None:
    file = tmp_path / "quality.json"
    file.write_text(json.dumps(FIGURES))
    found = load_measured(file)
    assert found is not None
    assert (found.on, found.judge) == (date(2026, 11, 23), "somebody")
    assert found.kinds == (("news", Counts(2, 1500, 10, 7, 2, 1)),)
    assert [threshold.least for threshold in found.thresholds] == [0.8, 0.5]


@pytest.mark.parametrize(
    "change",
    [
        {"measured": "soon"},
        {"measured": None},
        {"judge": " "},
        {"good": 8},
        {"words": -1},
        {"texts": "2"},
        {"texts": True},
        {"kinds": [{"name": "news"}]},
        {"kinds": 3},
        {"thresholds": None},
        {"thresholds": [{"least": 0.5, "good": 1.7, "wrong": 0.1, "drafts": 10}]},
        {"thresholds": [{"least": "0.5", "good": 0.7, "wrong": 0.1, "drafts": 10}]},
    ],
)
def test_bad_figures_are_none(tmp_path: Path, change: dict[str, Any]) -> None:
    file = tmp_path / "quality.json"
    file.write_text(json.dumps(FIGURES | change))
    assert load_measured(file) is None


@pytest.mark.parametrize("text", ["", "[]", "null", "{", "[" * 100_000, "\ud800"])
def test_what_is_no_file_of_figures_is_none(tmp_path: Path, text: str) -> None:
    file = tmp_path / "quality.json"
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    assert load_measured(file) is None
    assert load_measured(tmp_path / "missing.json") is None
    assert load_measured(tmp_path) is None
