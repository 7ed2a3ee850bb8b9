"""Fit the ranker of drafts to the judged ones: trees for the quality, logistic weights for its reasons.

    python packaging/train_ranker.py [--dry]

Writes resources/cards/ranker.npz and studyapp/flashcards/ranking.py. Prints what the trees are worth on texts
that they did not see: ten folds, a text always in one fold. Needs packaging/headings/requirements.txt.
"""

from __future__ import annotations

import argparse
import importlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from cards.judged import Judged, read_judged
from cards.report import print_calibration, print_templates, print_thresholds
from tree_files import write_trees

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

ROOT = Path(__file__).resolve().parents[1]
WEIGHTS, TREES = ROOT / "studyapp/flashcards/ranking.py", ROOT / "resources/cards/ranker.npz"
SETTINGS = {  # chosen by the folds, where deeper and more trees did as well
    "iterations": 400,
    "depth": 6,
    "learning_rate": 0.03,
    "l2_leaf_reg": 10,
    "random_seed": 1,
    "verbose": 0,
    "allow_writing_files": False,
}
PENALTY, BIAS_PENALTY = 3.0, 0.01  # of squared weights; chosen by the folds
FOLDS, STEPS = 10, 60
LEAST_SEEN = 3  # a feature of fewer drafts is chance


def fit(inputs: Floats, good: Floats, bias: int) -> Floats:
    """Return the weights (features,) of a logistic regression with an L2 penalty, by Newton's method."""
    weights = np.zeros(inputs.shape[1])
    penalty = np.full(inputs.shape[1], PENALTY)
    penalty[bias] = BIAS_PENALTY
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-inputs @ weights))
        slope = inputs.T @ (chance - good) + penalty * weights
        curve = (inputs * (chance * (1 - chance))[:, None]).T @ inputs + np.diag(penalty)
        weights -= np.linalg.solve(curve, slope)
    return weights


def grow(inputs: Floats, good: Floats) -> Any:  # noqa: ANN401 - the library has no types
    """Return the trees that tell the chance of a good draft."""
    return importlib.import_module("catboost").CatBoostClassifier(**SETTINGS).fit(inputs, good)


def matrix(judged: list[Judged]) -> tuple[list[str], Floats, Floats]:
    """Return the names of the features, the inputs (drafts, features), and 1 for each good draft."""
    seen: dict[str, int] = {}
    for one in judged:
        for name in one.features:
            seen[name] = seen.get(name, 0) + 1
    names = sorted(name for name, count in seen.items() if count >= LEAST_SEEN)
    inputs = np.array([[one.features.get(name, 0.0) for name in names] for one in judged])
    return names, inputs, np.array([float(one.label == "good") for one in judged])


def unseen(judged: list[Judged], inputs: Floats, good: Floats) -> list[float]:
    """Return for each draft its quality by trees that no draft of its text had a part in."""
    texts = sorted({one.text for one in judged})
    order = np.random.default_rng(1).permutation(len(texts))
    fold_of = {texts[at]: number % FOLDS for number, at in enumerate(order)}
    folds = np.array([fold_of[one.text] for one in judged])
    chances = np.zeros(len(judged))
    for fold in range(FOLDS):
        held = folds == fold
        chances[held] = grow(inputs[~held], good[~held]).predict_proba(inputs[held])[:, 1]
    return [float(chance) for chance in chances]


def write(names: list[str], weights: Floats, count: int) -> None:
    """Write the weights as a module."""
    lines = [f'    "{name}": {weight:.3f},' for name, weight in zip(names, weights, strict=True)]
    WEIGHTS.write_text(
        '"""The weights of the reasons, made by packaging/train_ranker.py: do not edit them."""\n\n'
        f"WEIGHTS = {{\n{chr(10).join(lines)}\n}}\n"
        f'"""What a unit of a feature adds to the log odds of a good draft; from {count} judged."""\n',
        encoding="utf-8",
    )


def main() -> None:
    """Train, report, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--dry", action="store_true", help="report only")
    judged = read_judged()
    names, inputs, good = matrix(judged)
    chances = unseen(judged, inputs, good)
    labels = [one.label for one in judged]
    print_thresholds(chances, labels)
    print_templates(chances, labels, [one.template for one in judged])
    print_calibration(chances, labels)
    if not parser.parse_args().dry:
        write(names, fit(inputs, good, names.index("bias")), len(judged))
        write_trees(grow(inputs, good), names, TREES)


if __name__ == "__main__":
    main()
