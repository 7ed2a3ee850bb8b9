"""How far two judgements of the same drafts agree: Cohen's kappa over those judged a second time.

    python packaging/cards/agreement.py

Further labels stand beside the first in judged.jsonl and held_out.json: "again" by the same person in another
order, "second" by another one, each without the first label, quality and template.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from cards.judged import FILE, LABELS
from cards.measure import HELD_OUT

if TYPE_CHECKING:
    from collections.abc import Sequence


def kappa(pairs: Sequence[tuple[str, str]]) -> float:
    """Return Cohen's kappa of pairs of labels: 1 for full agreement, 0 for what chance alone gives."""
    count = len(pairs)
    agreed = sum(one == other for one, other in pairs) / count
    first, second = (Counter(pair[at] for pair in pairs) for at in (0, 1))
    by_chance = sum(first[label] * second[label] for label in LABELS) / count**2
    return 1.0 if by_chance == 1 else (agreed - by_chance) / (1 - by_chance)


def read_lines() -> list[dict[str, Any]]:
    """Return all judged drafts, those held out too."""
    learned = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]
    held_out: list[dict[str, Any]] = json.loads(HELD_OUT.read_text(encoding="utf-8"))["drafts"]
    return learned + held_out


def report(lines: Sequence[dict[str, Any]], name: str) -> None:
    """Print how far the labels of this name agree with the first, and who became what."""
    pairs = [(line["label"], line[name]) for line in lines if name in line]
    agreed = sum(one == other for one, other in pairs) / len(pairs)
    print(f"{name}: {len(pairs)} drafts, {agreed:.0%} alike, kappa {kappa(pairs):.2f}")
    for (first, other), count in Counter(pairs).most_common():
        print(f"{count:4} {first} → {other}")


def main() -> None:
    """Print the agreement of one person with himself, and of two."""
    lines = read_lines()
    for name in ("again", "second"):
        report(lines, name)


if __name__ == "__main__":
    main()
