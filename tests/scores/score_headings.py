"""How well the headings of plain texts are found: recall and precision against lists made by people.

    python tests/scores/score_headings.py --corpus DIR [--show]

DIR holds pairs: `NAME.txt`, any plain text, and `NAME.headings.json`, an object with "headings" (the titles
that must be found, in order), and optionally "optional" (titles that may be found, such as the title page's)
and "title". Titles are compared by their words, without case and signs. A heading that stands in several
lines may be listed as one title or as several, and be found as one or as several.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from studyapp.importers.detect import parse_file
from studyapp.importers.source import Source

# A shorter part of a title is found by chance.
PART_CHARACTERS = 4


@dataclass(slots=True)
class Score:
    """Counts of one text: headings wanted, found, and those of either that the other has."""

    wanted: int = 0
    found: int = 0
    recalled: int = 0
    right: int = 0
    missed: list[str] = field(default_factory=list)
    invented: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """Return the part of the wanted headings that was found."""
        return self.recalled / self.wanted if self.wanted else 1.0

    @property
    def precision(self) -> float:
        """Return the part of the found headings that was wanted."""
        return self.right / self.found if self.found else 1.0


def title_key(title: str) -> str:
    """Return the words of a title, as they are compared."""
    return " ".join(re.findall(r"[^\W_]+", re.sub(r"\[\w+\]", "", title).casefold()))


def score_titles(found: list[str], wanted: list[str], optional: list[str]) -> Score:
    """Return how the found titles match those wanted; two that follow each other also count as one."""
    may = {title_key(title) for title in optional}
    here = [key for title in found if (key := title_key(title))]
    there = [key for title in wanted if (key := title_key(title))]
    score = Score(wanted=len(there))
    reachable, allowed = _runs(here), _runs(there) | may
    for key in there:
        if key in reachable or any(_within(key, run) for run in here):
            score.recalled += 1
        else:
            score.missed.append(key)
    for key in here:
        if key in may and key not in there:
            continue
        score.found += 1
        if key in allowed or any(_is_part(key, run) for run in there):
            score.right += 1
        else:
            score.invented.append(key)
    return score


def _runs(keys: list[str]) -> set[str]:
    """Return the keys, and each two and three that follow each other as one."""
    return {" ".join(keys[n : n + size]) for n in range(len(keys)) for size in (1, 2, 3)}


def _within(key: str, run: str) -> bool:
    """Return whether a title is the label or the rest of a found one, as in CHAPTER I / OF HARBOURS."""
    return run.startswith(key + " ") or run.endswith(" " + key)


def _is_part(key: str, run: str) -> bool:
    """Return whether a found title is a part of a wanted one, or one with more before or after it."""
    return (
        (_within(key, run) and len(key) >= PART_CHARACTERS)
        or key.startswith(run + " ")
        or key.endswith(" " + run)
    )


def score_file(path: Path) -> tuple[Score, dict[str, Any]]:
    """Return the score of a text with its list beside it, and what else is known of it."""
    gold = json.loads(path.with_suffix(".headings.json").read_text(encoding="utf-8"))
    document = parse_file(Source(path.name, path.read_bytes()))
    titles = [section.title for section in document.sections if section.title is not None]
    titles = [title for title in titles if not re.search(r" \(\d+\)$", title)]
    facts = {"title": document.title, "authors": list(document.authors), "warnings": list(document.warnings)}
    return score_titles(titles, gold["headings"], [*gold.get("optional", []), gold.get("title", "")]), facts


def wanted_title(path: Path) -> str:
    """Return the title that the list beside a text names, or nothing."""
    gold = json.loads(path.with_suffix(".headings.json").read_text(encoding="utf-8"))
    return str(gold.get("title", ""))


def main() -> int:
    """Print the score of each text and of all; 1 when the folder holds none."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--corpus", type=Path, required=True, help="a folder of NAME.txt and NAME.headings.json"
    )
    parser.add_argument(
        "--show", action="store_true", help="print missed and invented headings, title and warnings"
    )
    arguments = parser.parse_args()
    paths = [p for p in sorted(arguments.corpus.glob("*.txt")) if p.with_suffix(".headings.json").exists()]
    if not paths:
        print(f"no texts with lists of headings in {arguments.corpus}")
        return 1
    scores = []
    print(f"{'text':<40} {'wanted':>6} {'found':>6} {'recall':>7} {'precision':>9}")
    for path in paths:
        score, facts = score_file(path)
        scores.append(score)
        print(
            f"{path.stem:<40} {score.wanted:>6} {score.found:>6} {score.recall:>7.2f} {score.precision:>9.2f}"
        )
        if arguments.show:
            print("   ", json.dumps(facts, ensure_ascii=False))
            for kind, titles in (("missed", score.missed), ("invented", score.invented)):
                print("".join(f"    {kind}: {title}\n" for title in titles[:25]), end="")
    wanted, found = sum(s.wanted for s in scores), sum(s.found for s in scores)
    recall = sum(s.recalled for s in scores) / max(1, wanted)
    precision = sum(s.right for s in scores) / max(1, found)
    print(f"{'all headings':<40} {wanted:>6} {found:>6} {recall:>7.3f} {precision:>9.3f}")
    mean = [sum(getattr(s, what) for s in scores) / len(scores) for what in ("recall", "precision")]
    print(f"{'mean of the texts':<40} {'':>6} {'':>6} {mean[0]:>7.3f} {mean[1]:>9.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
