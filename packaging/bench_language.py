"""How fast texts are analysed, and in how much memory: every file of a folder, and the bundled article.

    python3 packaging/dev.py bench language --samples DIR

Each file is parsed and analysed (actors, facts, drafts) in a process of its own on two cores, as the import
process does it: cold with the loading of the engine, and the article once more, warm. Memory is the process's
largest. Ends with 1 when a mark is missed.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from studyapp.domain.analyses import Analysis
    from studyapp.domain.documents import ParsedDocument

WORDS_A_SECOND = 2_000
PEAK_MB = 600
BOOK_S = 360.0  # for the longest book, War and Peace, with its drafts
ARTICLE_S = 2.0  # warm
CORES = 2
ARTICLE = Path(__file__).resolve().parent.parent / "resources/article/russia-iran-strategic-alliance.md"
LONG_WORDS = 20_000  # below, the loading of the engine outweighs the speed


class Analysed(NamedTuple):
    """One file: seconds of parsing and of each analysis in turn, and what the last one found."""

    words: int
    parsing_s: float
    analysing_s: list[float]
    actors: int
    facts: int
    drafts: int


def analyse_here(file: Path, times: int) -> Analysed:
    """Parse a file and analyse it so many times in this process."""
    from studyapp.importers.detect import parse_file
    from studyapp.importers.source import Source
    from studyapp.text.words import count_words

    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:CORES])
    begun = time.perf_counter()
    document = parse_file(Source(file.name, file.read_bytes()))
    parsing_s = time.perf_counter() - begun
    runs = [timed_analysis(document) for _ in range(times)]
    found, _ = runs[-1]
    return Analysed(
        sum(count_words(block.text) for section in document.sections for block in section.blocks),
        parsing_s,
        [seconds for _, seconds in runs],
        len(found.actors),
        len(found.facts),
        len(found.drafts),
    )


def timed_analysis(document: ParsedDocument) -> tuple[Analysis, float]:
    """Return what is found in a document and the seconds; a text that is left out is an error."""
    from studyapp.worker import find

    begun = time.perf_counter()
    found = find(document.sections, document.language, on_progress=lambda _: None)
    if found.warnings:
        raise SystemExit(f"{document.title}: {' '.join(found.warnings)}")
    return found, time.perf_counter() - begun


def analyse_apart(file: Path, times: int) -> tuple[Analysed, float]:
    """Do the same in a process of its own; return its largest memory as well, in MB."""
    command = [sys.executable, __file__, "--here", str(file), "--times", str(times)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    output = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{file.name} could not be analysed")
    return Analysed(*json.loads(output)), used.ru_maxrss * 1024 / 1e6


def missed_marks(file: Path, analysed: Analysed, peak_mb: float) -> list[str]:
    """Return a line for each mark that a file misses."""
    cold, warm = analysed.analysing_s[0], analysed.analysing_s[-1]
    speed = analysed.words / cold
    late = {
        f"{speed:,.0f} words/s, mark {WORDS_A_SECOND:,}": analysed.words > LONG_WORDS
        and speed < WORDS_A_SECOND,
        f"{cold:.0f} s, mark {BOOK_S:.0f} s": cold > BOOK_S,
        f"{warm:.2f} s warm, mark {ARTICLE_S:.0f} s": file == ARTICLE and warm > ARTICLE_S,
        f"{peak_mb:.0f} MB, mark {PEAK_MB} MB": peak_mb > PEAK_MB,
    }
    return [f"{file.name}: {line}" for line, is_missed in late.items() if is_missed]


def main() -> int:
    """Measure every file of the folder and the article; 1 when a mark is missed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    asked = parser.add_mutually_exclusive_group(required=True)
    asked.add_argument("--samples", type=Path, help="a folder of texts")
    asked.add_argument("--here", type=Path, help="one file, in this process; figures as JSON")
    parser.add_argument("--times", type=int, default=1)
    options = parser.parse_args()
    if options.here:
        print(json.dumps(analyse_here(options.here, options.times)))
        return 0
    print(
        f"{'':36}{'words':>9}{'parse s':>9}{'cold s':>8}{'warm s':>8}{'words/s':>9}{'MB':>6}"
        f"{'actors':>8}{'facts':>7}{'drafts':>8}"
    )
    missed: list[str] = []
    for file in [ARTICLE, *sorted(path for path in options.samples.iterdir() if path.is_file())]:
        analysed, peak_mb = analyse_apart(file, 2 if file == ARTICLE else 1)
        cold, *more = analysed.analysing_s
        warm = f"{more[-1]:8.2f}" if more else f"{'–':>8}"
        print(
            f"{file.name:36}{analysed.words:9,}{analysed.parsing_s:9.2f}{cold:8.2f}{warm}"
            f"{analysed.words / cold:9,.0f}{peak_mb:6.0f}"
            f"{analysed.actors:8,}{analysed.facts:7,}{analysed.drafts:8,}",
            flush=True,
        )
        missed += missed_marks(file, analysed, peak_mb)
    print("\n".join(missed) or "every mark is met")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
