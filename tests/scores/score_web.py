"""Score the importer of web pages on pages whose article is known.

    python tests/scores/score_web.py --corpus DIR [--worst 10]

DIR is laid out as the article extraction benchmark of Zyte: `ground-truth.json` with an `articleBody` for
each key, and `html/KEY.html.gz`. The figure is the F1 of the words with repetitions, averaged over pages.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
import time
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from studyapp.domain.documents import BlockKind
from studyapp.domain.errors import KnownError
from studyapp.importers.source import Source
from studyapp.importers.web import parse_web

_WORD = re.compile(r"[^\W_]+")


class Score(NamedTuple):
    """How much of a page's article was found, and nothing else."""

    f1: float
    name: str
    title: str
    seconds: float


def score(name: str, data: bytes, wanted: str) -> Score:
    """Return how the imported page compares with the article as people marked it."""
    started = time.perf_counter()
    try:
        document = parse_web(Source(f"{name}.html", data))
    except KnownError as error:
        return Score(0.0, name, error.sentence, time.perf_counter() - started)
    seconds = time.perf_counter() - started
    texts = [b.text for s in document.sections for b in s.blocks if b.kind is not BlockKind.IMAGE]
    found = _words(" ".join([*texts, *(s.title or "" for s in document.sections)]))
    expected = _words(wanted)
    total = found.total() + expected.total()
    return Score(2 * (found & expected).total() / total if total else 1.0, name, document.title, seconds)


def main() -> int:
    """Print the worst pages and the average."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--worst", type=int, default=10)
    arguments = parser.parse_args()
    known = json.loads((arguments.corpus / "ground-truth.json").read_text("utf-8"))
    scores = [
        score(
            name,
            gzip.decompress((arguments.corpus / "html" / f"{name}.html.gz").read_bytes()),
            entry["articleBody"],
        )
        for name, entry in known.items()
    ]
    for entry in sorted(scores)[: arguments.worst]:
        print(f"{entry.f1:.3f} {entry.name[:8]} {entry.seconds:.2f} s {entry.title[:70]}")
    mean = sum(s.f1 for s in scores) / len(scores)
    print(f"{len(scores)} pages: F1 {mean:.4f}, {sum(s.seconds for s in scores) / len(scores):.3f} s a page")
    return 0


def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.casefold()))


if __name__ == "__main__":
    sys.exit(main())
