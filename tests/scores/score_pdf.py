"""How well the text of PDF files is read: the words against a text made by people, and their order.

    python tests/scores/score_pdf.py --corpus DIR [--show]

DIR holds pairs: `NAME.pdf`, and `NAME.txt`, its text in reading order without running heads and page numbers.
Words are compared as a multiset without case (F1); the order is the part of the text's runs of three words
that are found. A file `NAME.password` beside them holds the password that opens the PDF.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
import unicodedata
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from studyapp.importers.detect import parse_file
from studyapp.importers.sections import name_title
from studyapp.importers.source import Source

if TYPE_CHECKING:
    from studyapp.domain.documents import ParsedDocument

RUN_WORDS = 3
# So many of the words missed and invented are shown.
SHOWN_WORDS = 12


class Score(NamedTuple):
    """What one file scores; `seconds` is the time that reading it took."""

    f1: float
    order: float
    missed: Counter[str]
    invented: Counter[str]
    pages: int
    seconds: float


def words_of(text: str) -> list[str]:
    """Return the words of a text as they are compared."""
    return re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold())


def document_text(document: ParsedDocument) -> str:
    """Return the title, the headings and the blocks, in their order."""
    parts = [document.title]
    for section in document.sections:
        if section.title:
            parts.append(re.sub(r" \(\d+\)$", "", section.title))
        parts.extend(block.text for block in section.blocks)
    return "\n".join(parts)


def score_words(found: list[str], wanted: list[str]) -> tuple[float, float, Counter[str], Counter[str]]:
    """Return F1 and order of the found words, and the words missed and invented."""
    here, there = Counter(found), Counter(wanted)
    shared = (here & there).total()
    f1 = 2 * shared / max(1, here.total() + there.total())
    runs, wanted_runs = _runs(found), _runs(wanted)
    order = (runs & wanted_runs).total() / max(1, wanted_runs.total())
    return f1, order, there - here, here - there


def score_file(path: Path) -> Score:
    """Return the score of a PDF with its text beside it."""
    secret = path.with_suffix(".password")
    password = secret.read_text(encoding="utf-8").strip() if secret.exists() else ""
    began = time.perf_counter()
    document = parse_file(Source(path.name, path.read_bytes(), password))
    seconds = time.perf_counter() - began
    if document.title == name_title(path.name):  # no word of the file's text
        document = document._replace(title="")
    wanted = words_of(path.with_suffix(".txt").read_text(encoding="utf-8"))
    scores = score_words(words_of(document_text(document)), wanted)
    pages = sum(i.kind == "page" for s in document.sections for b in s.blocks for i in b.inlines)
    return Score(*scores, pages, seconds)


def main() -> int:
    """Print the score of each file and of all; 1 when the folder holds none."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True, help="a folder of NAME.pdf and NAME.txt")
    parser.add_argument("--show", action="store_true", help="print words missed and invented")
    arguments = parser.parse_args()
    paths = [p for p in sorted(arguments.corpus.glob("*.pdf")) if p.with_suffix(".txt").exists()]
    if not paths:
        print(f"no PDF files with their text in {arguments.corpus}")
        return 1
    scores = []
    print(f"{'file':<44} {'F1':>6} {'order':>6} {'pages':>6} {'pages/s':>8}")
    for path in paths:
        score = score_file(path)
        scores.append(score)
        print(
            f"{path.stem[:44]:<44} {score.f1:>6.3f} {score.order:>6.3f} {score.pages:>6} "
            f"{score.pages / score.seconds:>8.1f}"
        )
        if arguments.show:
            print("    missed:", dict(score.missed.most_common(SHOWN_WORDS)))
            print("    invented:", dict(score.invented.most_common(SHOWN_WORDS)))
    mean = [sum(values) / len(scores) for values in ([s.f1 for s in scores], [s.order for s in scores])]
    pages, seconds = sum(s.pages for s in scores), sum(s.seconds for s in scores)
    print(f"{'mean':<44} {mean[0]:>6.3f} {mean[1]:>6.3f} {pages:>6} {pages / seconds:>8.1f}")
    return 0


def _runs(words: list[str]) -> Counter[tuple[str, ...]]:
    return Counter(zip(*(words[n:] for n in range(RUN_WORDS)), strict=False))


if __name__ == "__main__":
    sys.exit(main())
