"""Trees of CatBoost as the arrays that the program reads."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import numpy as np


def write_trees(model: Any, names: list[str], target: Path) -> None:  # noqa: ANN401 - the library has no types
    """Keep the trees as arrays, as studyapp.text.trees reads them."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.json"
        model.save_model(str(path), format="json")
        stored = json.loads(path.read_text(encoding="utf-8"))
    trees = stored["oblivious_trees"]
    depth = max(len(tree["splits"]) for tree in trees)
    columns = np.zeros((len(trees), depth), np.int16)
    borders = np.full((len(trees), depth), np.inf, np.float32)  # no bit where a tree asks less
    leaves = np.zeros((len(trees), 2**depth), np.float32)
    scale, (bias,) = stored["scale_and_bias"]
    for number, tree in enumerate(trees):
        for level, split in enumerate(tree["splits"]):
            columns[number, level] = split["float_feature_index"]
            borders[number, level] = split["border"]
        leaves[number, : len(tree["leaf_values"])] = tree["leaf_values"]
    np.savez_compressed(
        target, names=np.array(names), columns=columns, borders=borders, leaves=leaves * scale, bias=bias
    )
