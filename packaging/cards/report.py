"""Tables on judged drafts: what each threshold lets through, by template, and how true the qualities are."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

THRESHOLDS = (0.0, 0.3, 0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8)
_BANDS = 10


def print_thresholds(chances: Sequence[float], labels: Sequence[str]) -> None:
    """Print how many drafts each threshold lets through, and the parts of them that are good and wrong."""
    print(f"{'quality from':>12} {'drafts':>7} {'good':>6} {'wrong':>6}")
    for least in THRESHOLDS:
        kept = [label for chance, label in zip(chances, labels, strict=True) if chance >= least]
        if kept:
            print(f"{least:12.2f} {len(kept):7} {_part(kept, 'good')} {_part(kept, 'wrong')}")


def print_templates(chances: Sequence[float], labels: Sequence[str], templates: Sequence[str]) -> None:
    """Print for each template the judged drafts, their good part, and the mean quality."""
    print(f"\n{'template':>14} {'drafts':>7} {'good':>6} {'wrong':>6} {'quality':>8}")
    for template, count in Counter(templates).most_common():
        chosen = [at for at, one in enumerate(templates) if one == template]
        kept = [labels[at] for at in chosen]
        mean = sum(chances[at] for at in chosen) / count
        print(f"{template:>14} {count:7} {_part(kept, 'good')} {_part(kept, 'wrong')} {mean:8.2f}")


def print_calibration(chances: Sequence[float], labels: Sequence[str]) -> None:
    """Print for each tenth of the qualities what it promised and what came true."""
    print(f"\n{'quality':>12} {'drafts':>7} {'good':>6}")
    for band in range(_BANDS):
        low, high = band / _BANDS, (band + 1) / _BANDS
        kept = [
            label
            for chance, label in zip(chances, labels, strict=True)
            if low <= chance < high or (high == 1 and chance == 1)
        ]
        if kept:
            print(f"{low:5.1f} – {high:.1f} {len(kept):8} {_part(kept, 'good')}")


def _part(labels: Sequence[str], wanted: str) -> str:
    return f"{sum(label == wanted for label in labels) / len(labels):6.2f}"
