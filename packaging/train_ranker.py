"""Fit the ranker of drafts to the judged ones: logistic weights, written to studyapp/flashcards/ranking.py.

    python packaging/train_ranker.py [--dry]

Prints what it is worth on texts that it did not see: ten folds, a text always in one fold. Deterministic.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from cards.judged import Judged, read_judged
from cards.report import print_calibration, print_templates, print_thresholds

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

TARGET = Path(__file__).resolve().parents[1] / "studyapp/flashcards/ranking.py"
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


def matrix(judged: list[Judged]) -> tuple[list[str], Floats, Floats]:
    """Return the names of the features, the inputs (drafts, features), and 1 for each good draft."""
    seen: dict[str, int] = {}
    for one in judged:
        for name in one.features:
            seen[name] = seen.get(name, 0) + 1
    names = sorted(name for name, count in seen.items() if count >= LEAST_SEEN)
    inputs = np.array([[one.features.get(name, 0.0) for name in names] for one in judged])
    return names, inputs, np.array([float(one.label == "good") for one in judged])


def unseen(judged: list[Judged], names: list[str], inputs: Floats, good: Floats) -> list[float]:
    """Return for each draft its quality by weights that no draft of its text had a part in."""
    texts = sorted({one.text for one in judged})
    order = np.random.default_rng(1).permutation(len(texts))
    fold_of = {texts[at]: number % FOLDS for number, at in enumerate(order)}
    folds = np.array([fold_of[one.text] for one in judged])
    chances = np.zeros(len(judged))
    for fold in range(FOLDS):
        held = folds == fold
        weights = fit(inputs[~held], good[~held], names.index("bias"))
        chances[held] = 1 / (1 + np.exp(-inputs[held] @ weights))
    return [float(chance) for chance in chances]


def write(names: list[str], weights: Floats, count: int) -> None:
    """Write the weights as a module."""
    lines = [f'    "{name}": {weight:.3f},' for name, weight in zip(names, weights, strict=True)]
    TARGET.write_text(
        '"""The weights of the ranker, made by packaging/train_ranker.py: do not edit them."""\n\n'
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
    chances = unseen(judged, names, inputs, good)
    labels = [one.label for one in judged]
    print_thresholds(chances, labels)
    print_templates(chances, labels, [one.template for one in judged])
    print_calibration(chances, labels)
    if not parser.parse_args().dry:
        write(names, fit(inputs, good, names.index("bias")), len(judged))


if __name__ == "__main__":
    main()
