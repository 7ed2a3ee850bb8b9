"""How well a network does on sentences that are held out: names by exact span, the parse by word."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import torch
from batches import NamedExample, TreeExample, collate, cut
from entities import spans_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from network import Network, Scores

_BATCH_PIECES = 2_000
SCORED = ("PERSON", "ORG", "LOC")


def score_names(network: Network, examples: Sequence[NamedExample], tags: Sequence[str]) -> dict[str, float]:
    """Return F in per cent by source and label, and `all`; the best tag of each word, no constraints."""
    counts: Counter[tuple[str, str]] = Counter()
    for chosen, scores in _scored(network, examples):
        best = scores.names.argmax(-1).tolist()
        for row, example in enumerate(chosen):
            assert isinstance(example, NamedExample)
            gold = {span for span in spans_of([tags[tag] for tag in example.tags]) if span[2] in SCORED}
            found = {
                span
                for span in spans_of([tags[tag] for tag in best[row][: len(example.tags)]])
                if span[2] in SCORED
            }
            for key in ("all", example.source):
                counts[key, "right"] += len(gold & found)
                counts[key, "either"] += len(gold) + len(found)
            for label in SCORED:
                counts[label, "right"] += sum(span[2] == label for span in gold & found)
                counts[label, "either"] += sum(span[2] == label for group in (gold, found) for span in group)
    keys = sorted({key for key, _ in counts})
    return {key: round(200 * counts[key, "right"] / max(1, counts[key, "either"]), 1) for key in keys}


def score_trees(network: Network, examples: Sequence[TreeExample]) -> dict[str, float]:
    """Return per cent of words right: UAS and LAS (best head of each word, with signs), tags, lemmas."""
    right: Counter[str] = Counter()
    for chosen, scores in _scored(network, examples):
        for row, example in enumerate(chosen):
            assert isinstance(example, TreeExample)
            length = len(example.heads)
            heads = scores.arcs[row, :length, : length + 1].argmax(-1)
            relations = network.relations(
                scores.dependents[row, :length], scores.governors[row][heads]
            ).argmax(-1)
            gold = torch.tensor(example.heads)
            right["words"] += length
            right["UAS"] += int((heads == gold).sum())
            right["LAS"] += int(((heads == gold) & (relations == torch.tensor(example.relations))).sum())
            for key in ("universal", "tags", "lemmas"):
                best = getattr(scores, key)[row, :length].argmax(-1)
                right[key] += int((best == torch.tensor(getattr(example, key))).sum())
    return {key: round(100 * n / right["words"], 2) for key, n in right.items() if key != "words"}


@torch.no_grad()
def _scored(
    network: Network, examples: Sequence[NamedExample] | Sequence[TreeExample]
) -> Iterator[tuple[list[NamedExample | TreeExample], Scores]]:
    for numbers in cut(examples, range(len(examples)), _BATCH_PIECES):
        chosen = [examples[number] for number in numbers]
        batch = collate(chosen)  # type: ignore[arg-type]
        yield chosen, network(batch.pieces, batch.shapes, batch.mask, batch.first)
