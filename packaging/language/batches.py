"""Sentences → batches for the network: encoded, repeated by source, ordered, disturbed a little."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import torch
from entities import MAY_HIDE
from treebanks import lemma_script

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from entities import Named
    from treebanks import Tree

    from studyapp.language.model.pieces import Encoded, Pieces

IGNORED = -100  # the target that no loss looks at
LONGEST_NAMED, LONGEST_TREE = 128, 224  # pieces
# How often a sentence of each source is seen: silver less, gold more.
REPEATS = {"gmb": 0.55, "crossner": 5.0, "uner": 7.0, "gum": 2.5}
_WITHOUT_NAMES = 0.4  # silver sentences without a name are seen still less
_LOWER_SHARE, _UPPER_SHARE = 0.04, 0.02  # sentences shown as if typed without capitals, or in capitals only
_MASKED_SENTENCES, _MASKED_PIECES = 0.6, 0.05  # as in the trial: lean on context
_SORTED_BATCHES = 60  # batches whose sentences are sorted by length together


class NamedExample(NamedTuple):
    """A sentence with the tag of each word, and its source."""

    encoded: Encoded
    tags: list[int]
    source: str


class TreeExample(NamedTuple):
    """A sentence with the classes of each word; `heads` count from 1, 0 is the root."""

    encoded: Encoded
    universal: list[int]
    tags: list[int]
    lemmas: list[int]
    heads: list[int]
    relations: list[int]


@dataclass(frozen=True)
class Batch:
    """Sentences side by side: (b, pieces) `pieces`, `shapes`, `mask`; (b, words) `first`; who they were."""

    pieces: torch.Tensor
    shapes: torch.Tensor
    mask: torch.Tensor
    first: torch.Tensor
    examples: Sequence[NamedExample] | Sequence[TreeExample]


def name_tags(labels: Sequence[str]) -> list[str]:
    """Return the tags of the head for names: O, and B- and I- of each label."""
    return ["O", *(f"{mark}-{label}" for label in labels for mark in "BI")]


def encode_named(sentences: Iterable[Named], pieces: Pieces, tags: Sequence[str]) -> list[NamedExample]:
    """Return examples; sentences longer than the network looks at in training are left out."""
    number = {tag: index for index, tag in enumerate(tags)}
    found = []
    for sentence in sentences:
        encoded = pieces.encode(sentence.words)
        targets = [0] * len(sentence.words)
        for start, end, label in sentence.spans:
            targets[start:end] = [number[f"B-{label}"], *[number[f"I-{label}"]] * (end - start - 1)]
        if len(encoded.pieces) <= LONGEST_NAMED:
            found.append(NamedExample(encoded, targets, sentence.source))
    return found


def encode_trees(trees: Iterable[Tree], pieces: Pieces, classes: dict[str, list[str]]) -> list[TreeExample]:
    """Return examples; rare lemma edits have no target."""
    number = {key: {name: index for index, name in enumerate(names)} for key, names in classes.items()}
    found = []
    for tree in trees:
        encoded = pieces.encode(tree.words)
        scripts = [lemma_script(word, lemma) for word, lemma in zip(tree.words, tree.lemmas, strict=True)]
        if len(encoded.pieces) <= LONGEST_TREE:
            found.append(
                TreeExample(
                    encoded,
                    [number["universal"].get(name, IGNORED) for name in tree.universal],
                    [number["tags"].get(name, IGNORED) for name in tree.tags],
                    [number["lemmas"].get(script, IGNORED) for script in scripts],
                    tree.heads,
                    [number["relations"].get(name, IGNORED) for name in tree.relations],
                )
            )
    return found


def hidden_tags(tags: Sequence[str]) -> dict[str, torch.Tensor]:
    """Return for each source a (1, tags) row: 0 at O and the tags that its O may hide, else far below."""
    rows = {}
    for source, labels in MAY_HIDE.items():
        allowed = {"O", *(f"{mark}-{label}" for label in labels for mark in "BI")}
        rows[source] = torch.tensor([[0.0 if tag in allowed else -1e4 for tag in tags]])
    return rows


def named_order(examples: Sequence[NamedExample], rounds: float) -> list[int]:
    """Return numbers of examples: silver early, gold late, as often as each source asks times `rounds`."""
    placed = []
    for index, example in enumerate(examples):
        often = REPEATS[example.source] * rounds
        if example.source == "gmb" and not any(example.tags):
            often *= _WITHOUT_NAMES
        for _ in range(int(often) + (random.random() < often % 1)):
            a, b = (1.0, 1.4) if example.source == "gmb" else (1.25, 1.0)
            placed.append((random.betavariate(a, b), index))
    return [index for _, index in sorted(placed)]


def tree_order(examples: Sequence[TreeExample], rounds: int) -> list[int]:
    """Return numbers of examples, each once a round, shuffled within it."""
    order: list[int] = []
    for _ in range(rounds):
        order += random.sample(range(len(examples)), len(examples))
    return order


def cut(
    examples: Sequence[NamedExample] | Sequence[TreeExample], order: Iterable[int], size: int
) -> Iterator[list[int]]:
    """Yield batches of at most `size` pieces: sentences of like length together, the order roughly kept."""
    block: list[int] = []
    held = 0
    for index in order:
        block.append(index)
        held += len(examples[index].encoded.pieces)
        if held > size * _SORTED_BATCHES:
            yield from _cut_block(examples, block, size)
            block, held = [], 0
    yield from _cut_block(examples, block, size)


def _cut_block(
    examples: Sequence[NamedExample] | Sequence[TreeExample], block: list[int], size: int
) -> list[list[int]]:
    batches: list[list[int]] = []
    for index in sorted(block, key=lambda i: len(examples[i].encoded.pieces)):
        length = len(examples[index].encoded.pieces)
        if not batches or (len(batches[-1]) + 1) * length > size:
            batches.append([])
        batches[-1].append(index)
    random.shuffle(batches)
    return batches


def collate(examples: Sequence[NamedExample] | Sequence[TreeExample], mask_id: int | None = None) -> Batch:
    """Put sentences side by side; with `mask_id` disturbed as in training."""
    longest = _rounded(max(len(example.encoded.pieces) for example in examples))
    words = _rounded(max(len(example.encoded.first) for example in examples))
    pieces, shapes, mask = (torch.zeros(len(examples), longest, dtype=torch.long) for _ in range(3))
    first = torch.zeros(len(examples), words, dtype=torch.long)
    for row, example in enumerate(examples):
        encoded = example.encoded
        length = len(encoded.pieces)
        pieces[row, :length] = torch.tensor(encoded.pieces)
        shapes[row, :length] = torch.tensor(encoded.shapes if mask_id is None else _retyped(encoded.shapes))
        mask[row, :length] = 1
        first[row, : len(encoded.first)] = torch.tensor(encoded.first)
        if mask_id is not None and random.random() < _MASKED_SENTENCES:
            chosen = torch.rand(length) < _MASKED_PIECES
            chosen[0] = chosen[-1] = False
            pieces[row, :length][chosen] = mask_id
    return Batch(pieces, shapes, mask, first, examples)


def _rounded(length: int) -> int:
    """Return the next multiple of 8: torch makes a kernel for every new shape, and that takes time."""
    return -(-length // 8) * 8


def _retyped(shapes: list[int]) -> list[int]:
    """Return the shapes as they are, or now and then as if typed in small letters or in capitals only."""
    drawn = random.random()
    if drawn < _LOWER_SHARE:
        return [1 if shape in (2, 3, 4, 6) else shape for shape in shapes]
    if drawn < _LOWER_SHARE + _UPPER_SHARE:
        return [3 if shape in (1, 2, 4) else shape for shape in shapes]
    return shapes
