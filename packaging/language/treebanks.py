"""Universal Dependencies treebanks: sentences with tags, lemmas, heads and relations."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_COLUMNS = 10
LEAST_LEMMA_SCRIPTS = 3  # how often an edit from form to lemma must occur to be a class of its own


@dataclass(frozen=True, slots=True)
class Tree:
    """A sentence of a treebank, one entry a word; `heads` count words from 1, 0 is the root."""

    words: list[str]
    universal: list[str]
    tags: list[str]
    lemmas: list[str]
    heads: list[int]
    relations: list[str]
    misc: list[str] = field(default_factory=list)


def read_trees(path: Path) -> list[Tree]:
    """Return the sentences of a CoNLL-U file, but those with words that are torn apart (goeswith)."""
    blocks = path.read_text(encoding="utf-8").split("\n\n")
    return [tree for block in blocks if (tree := _tree(block)) is not None]


def _tree(block: str) -> Tree | None:
    rows = [line.split("\t") for line in block.split("\n") if line and not line.startswith("#")]
    rows = [row for row in rows if len(row) == _COLUMNS and row[0].isdigit()]
    if not rows or any(row[7] == "goeswith" or " " in row[1] for row in rows):
        return None
    words, lemmas, universal, tags = ([row[column] for row in rows] for column in (1, 2, 3, 4))
    heads = [int(row[6]) for row in rows]
    return Tree(words, universal, tags, lemmas, heads, [row[7] for row in rows], [row[9] for row in rows])


def lemma_script(word: str, lemma: str) -> str:
    """Return the edit from a form to its lemma: how many last characters go, and what comes ("2|y")."""
    word, lemma = word.lower(), lemma.lower()
    same = 0
    while same < min(len(word), len(lemma)) and word[same] == lemma[same]:
        same += 1
    return f"{len(word) - same}|{lemma[same:]}"


def inventory(trees: Iterable[Tree]) -> dict[str, list[str]]:
    """Return the classes of each head in a fixed order: `universal`, `tags`, `relations`, `lemmas`."""
    found: dict[str, Counter[str]] = {key: Counter() for key in ("universal", "tags", "relations", "lemmas")}
    for tree in trees:
        found["universal"].update(tree.universal)
        found["tags"].update(tree.tags)
        found["relations"].update(tree.relations)
        found["lemmas"].update(_scripts(tree))
    scripts = Counter({key: n for key, n in found["lemmas"].items() if n >= LEAST_LEMMA_SCRIPTS})
    return {key: sorted(counts) for key, counts in (found | {"lemmas": scripts}).items()}


def _scripts(tree: Tree) -> Iterator[str]:
    for word, lemma in zip(tree.words, tree.lemmas, strict=True):
        yield lemma_script(word, lemma)
