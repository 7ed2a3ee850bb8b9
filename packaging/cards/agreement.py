"""How far two judgements of the same drafts agree: Cohen's kappa over those judged a second time.

    python packaging/cards/agreement.py

The second label stands in judged.jsonl as "again"; it was given in another order, the first unseen.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from cards.judged import FILE, LABELS

if TYPE_CHECKING:
    from collections.abc import Sequence


def kappa(pairs: Sequence[tuple[str, str]]) -> float:
    """Return Cohen's kappa of pairs of labels: 1 for full agreement, 0 for what chance alone gives."""
    count = len(pairs)
    agreed = sum(one == other for one, other in pairs) / count
    first, second = (Counter(pair[at] for pair in pairs) for at in (0, 1))
    by_chance = sum(first[label] * second[label] for label in LABELS) / count**2
    return 1.0 if by_chance == 1 else (agreed - by_chance) / (1 - by_chance)


def main() -> None:
    """Print the agreement, and who became what."""
    lines = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]
    pairs = [(line["label"], line["again"]) for line in lines if "again" in line]
    if not pairs:
        print("No draft was judged twice.")
        return
    agreed = sum(one == other for one, other in pairs) / len(pairs)
    print(f"{len(pairs)} drafts judged twice: {agreed:.0%} alike, kappa {kappa(pairs):.2f}")
    for (first, second), count in Counter(pairs).most_common():
        print(f"{count:4} {first} → {second}")


if __name__ == "__main__":
    main()
