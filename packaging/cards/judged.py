"""Judged drafts: read from `judged.jsonl`, and drafts of texts as they are judged."""

from __future__ import annotations

import json
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).with_name("judged.jsonl")
LABELS = ("good", "poor", "wrong")


class Judged(NamedTuple):
    """One judged draft: its features are what training sees."""

    text: str
    key: str
    template: str
    label: str
    features: dict[str, float]


def read_judged(path: Path = FILE) -> list[Judged]:
    """Return the judged drafts of a file; a line with an unknown label is an error."""
    found = [
        Judged(line["text"], line["key"], line["template"], line["label"], line["features"])
        for line in map(json.loads, path.read_text(encoding="utf-8").splitlines())
    ]
    strange = {one.label for one in found}.difference(LABELS)
    if strange:
        raise ValueError(f"{path}: {', '.join(sorted(strange))}")
    return found


def key_of(front: str, answer: str) -> str:
    """Return what a judged draft is known by."""
    return blake2b(f"{front}\x1f{answer}".encode(), digest_size=8).hexdigest()
