"""What was measured on texts that the ranker did not see, for the window: resources/cards/quality.json.

    python packaging/cards/measure.py

Reads held_out.json: the texts (name, kind, words) and their drafts at the default setting, judged without
quality and template. `thresholds` come from judged.jsonl: drafts of texts in folds that the weights of a fold
did not see, as `train_ranker.py --dry` prints them.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from cards.judged import read_judged
from cards.report import THRESHOLDS
from train_ranker import matrix, unseen

if TYPE_CHECKING:
    from collections.abc import Sequence

HELD_OUT = Path(__file__).with_name("held_out.json")
TARGET = Path(__file__).resolve().parents[2] / "resources/cards/quality.json"


def summary(texts: Sequence[dict[str, Any]], drafts: Sequence[dict[str, Any]]) -> dict[str, int]:
    """Return the counts of texts, words, drafts and labels."""
    names = {text["name"] for text in texts}
    labels = Counter(draft["label"] for draft in drafts if draft["text"] in names)
    words = sum(text["words"] for text in texts)
    counts = {"texts": len(texts), "words": words, "drafts": labels.total()}
    return counts | {label: labels[label] for label in ("good", "poor", "wrong")}


def thresholds() -> list[dict[str, float]]:
    """Return how many judged drafts each quality lets through, and the parts of them good and wrong."""
    judged = read_judged()
    _, inputs, good = matrix(judged)
    chances = unseen(judged, inputs, good)
    found = []
    for least in THRESHOLDS:
        labels = Counter(one.label for one, chance in zip(judged, chances, strict=True) if chance >= least)
        count = labels.total()
        parts = {label: round(labels[label] / max(count, 1), 3) for label in ("good", "wrong")}
        found.append({"least": least, **parts, "drafts": count})
    return found


def main() -> None:
    """Write what was measured, and print it."""
    held = json.loads(HELD_OUT.read_text(encoding="utf-8"))
    texts, drafts = held["texts"], held["drafts"]
    kinds = sorted({text["kind"] for text in texts})
    measured = {
        "measured": held["measured"],
        "judge": held["judge"],
        **summary(texts, drafts),
        "kinds": [
            {"name": kind, **summary([text for text in texts if text["kind"] == kind], drafts)}
            for kind in kinds
        ],
        "thresholds": thresholds(),
    }
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(json.dumps(measured, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(TARGET.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
