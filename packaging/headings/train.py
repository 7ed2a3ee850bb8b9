"""Train the trees that tell headings from look-alikes in plain texts: resources/headings/trees.npz.

    python packaging/headings/train.py --corpus DIR[=WEIGHT] [--corpus ...] [--folds N]

A DIR holds NAME.txt and NAME.headings.json (see tests/scores/score_headings.py); texts of one kind (what
stands before `__` in a name) are always in one fold. With --folds the trees are not kept: it prints recall
and precision on texts whose kind they did not see. Needs packaging/headings/requirements.txt.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from headings.labels import HEADING, UNCLEAR, read_corpus
from tree_files import write_trees

from studyapp.importers.plain.headings import find_likely, read

if TYPE_CHECKING:
    from numpy.typing import NDArray

TARGET = Path(__file__).resolve().parents[2] / "resources/headings/trees.npz"
SETTINGS = {
    "iterations": 400,
    "depth": 6,
    "learning_rate": 0.12,
    "boosting_type": "Plain",
    "bootstrap_type": "Bernoulli",
    "subsample": 0.6,
    "border_count": 64,
    "rsm": 0.5,
    "random_seed": 1,
    "verbose": 0,
    "allow_writing_files": False,
}
# A long text weighs more than a short one, but not by its length.
LENGTH_POWER = 0.35


class Table(NamedTuple):
    """The candidates of all texts: features (n, f), and for each (n,) its label, weight, text and kind."""

    names: list[str]
    inputs: NDArray[np.float32]
    labels: NDArray[np.int8]
    weights: NDArray[np.float64]
    texts: NDArray[np.int32]
    kinds: NDArray[np.str_]


def read_table(corpora: list[tuple[Path, float]]) -> Table:
    """Return the candidates of the corpora, each with its weight."""
    names: list[str] = []
    parts: list[tuple[Any, ...]] = []
    for folder, weight in corpora:
        for labelled in read_corpus(folder):
            candidates = read(*labelled.text).candidates
            count = len(candidates.places)
            if not count:
                continue
            names = list(candidates.columns)
            inputs = np.stack([candidates.columns[name] for name in names], axis=1).astype(np.float32)
            labels = np.array([labelled.labels[place] for place in candidates.places], np.int8)
            weights = np.full(count, weight * count ** (LENGTH_POWER - 1))
            kinds = np.full(count, f"{folder.name}:{labelled.kind}")
            parts.append((inputs, labels, weights, np.full(count, len(parts), np.int32), kinds))
    inputs, labels, weights, texts, kinds = (np.concatenate(column) for column in zip(*parts, strict=True))
    return Table(names, inputs, labels, weights / weights.mean(), texts, kinds)


def fit(table: Table, chosen: NDArray[np.bool_]) -> Any:  # noqa: ANN401 - the library has no types
    """Return trees fitted to the chosen candidates whose label is clear."""
    catboost = importlib.import_module("catboost")  # training alone installs it

    rows = chosen & (table.labels != UNCLEAR)
    model = catboost.CatBoostClassifier(**SETTINGS)
    model.fit(table.inputs[rows], table.labels[rows], sample_weight=table.weights[rows])
    return model


def report(table: Table, folds: int) -> None:
    """Print recall and precision over texts of kinds that the trees did not see, by corpus."""
    kinds = np.unique(table.kinds)
    order = np.random.default_rng(1).permutation(len(kinds))
    fold_of = dict(zip(kinds, order % folds, strict=True))
    fold = np.array([fold_of[kind] for kind in table.kinds])
    chance = np.zeros(len(fold))
    for number in range(folds):
        held = fold == number
        chance[held] = fit(table, ~held).predict_proba(table.inputs[held])[:, 1]
    found = np.zeros(len(fold), bool)
    for text in np.unique(table.texts):
        rows = table.texts == text
        found[rows] = find_likely(chance[rows], dict(zip(table.names, table.inputs[rows].T, strict=True)))
    corpora = np.array([kind.partition(":")[0] for kind in table.kinds])
    print(
        f"{'corpus':<16} {'texts':>6} {'headings':>9} {'recall':>7} {'precision':>9}   (means of the texts)"
    )
    for corpus in np.unique(corpora):
        recalls, precisions, headings = [], [], 0
        for text in np.unique(table.texts[corpora == corpus]):
            rows = (table.texts == text) & (table.labels != UNCLEAR)
            wanted, got = table.labels[rows] == HEADING, found[rows]
            if wanted.any():
                headings += int(wanted.sum())
                recalls.append((wanted & got).sum() / wanted.sum())
                precisions.append((wanted & got).sum() / got.sum() if got.any() else 0.0)
        recall, precision = np.mean(recalls), np.mean(precisions)
        print(f"{corpus:<16} {len(recalls):>6} {headings:>9} {recall:>7.3f} {precision:>9.3f}")


def main() -> None:
    """Train, and report or write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpus", action="append", required=True)
    parser.add_argument("--folds", type=int, default=0)
    chosen = parser.parse_args()
    corpora = [
        (Path(path), float(weight or 1)) for path, _, weight in (c.partition("=") for c in chosen.corpus)
    ]
    table = read_table(corpora)
    print(f"{len(table.labels)} candidates of {table.texts.max() + 1} texts", flush=True)
    if chosen.folds:
        report(table, chosen.folds)
    else:
        write_trees(fit(table, np.ones(len(table.labels), bool)), table.names, TARGET)


if __name__ == "__main__":
    main()
