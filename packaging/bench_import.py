"""How fast documents come in: every file of a folder, beside what a person would convert it with.

    python3 packaging/dev.py bench import --samples DIR

Each file goes through `studyapp import` into a new library: process start, reading, parsing, keeping, after
which its first page can be read. In the same run, turn by turn, pandoc, pdftotext and calibre's ebook-convert
turn it into plain text, as far as they are installed and read its format. Times are the least of the rounds,
memory is the largest of a program's processes. Ends with 1 when a file of ours takes longer than its budget.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

# A book of 566,000 words dropped on the window is readable within three seconds.
READABLE_S, BOOK_WORDS = 3.0, 566_000
# What a start and a small file take in any case.
LEAST_S = 1.0
TOOLS = {
    "pandoc": ({".epub", ".docx", ".html", ".md"}, ["pandoc", "-t", "plain", "{file}", "-o", "{out}.txt"]),
    "pdftotext": ({".pdf"}, ["pdftotext", "-layout", "{file}", "{out}.txt"]),
    "ebook-convert": ({".epub", ".docx", ".html", ".pdf"}, ["ebook-convert", "{file}", "{out}.txt"]),
}


class Run(NamedTuple):
    """One program on one file."""

    seconds: float
    peak_bytes: int
    output: str


def measure(command: list[str], environment: dict[str, str] | None = None) -> Run:
    """Run a program to its end; a failing one is an error."""
    begun = time.perf_counter()
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment
    )
    assert process.stdout is not None
    output = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        msg = f"{command[0]} ended with {process.returncode}"
        raise RuntimeError(msg)
    return Run(seconds, used.ru_maxrss * 1024, output)


def import_file(file: Path) -> tuple[Run, int]:
    """Import a file into a new library; return the run and the document's words."""
    with TemporaryDirectory() as folder:
        command = [
            sys.executable,
            "-m",
            "studyapp",
            "--library",
            f"{folder}/library",
            "import",
            str(file),
            "--json",
        ]
        run = measure(command)
    (imported,) = json.loads(run.output)["imported"]
    return run, imported["words"]


def convert_file(command: list[str], file: Path) -> Run:
    """Turn a file into text with another program."""
    with TemporaryDirectory() as folder:
        return measure([part.format(file=file, out=f"{folder}/out") for part in command])


def best(runs: list[Run]) -> Run:
    """Return the fastest run with the largest memory of all."""
    return min(runs)._replace(peak_bytes=max(run.peak_bytes for run in runs))


def show(program: str, run: Run, words: int) -> None:
    """Print one line."""
    speed = f"{words / run.seconds:11,.0f} words/s"
    print(f"    {program:<14}{run.seconds:7.2f} s {speed} {run.peak_bytes / 2**20:7.0f} MiB")


def main() -> int:
    """Measure every file of the folder; 1 when one is over its budget."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--samples", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    late = []
    for file in sorted(path for path in options.samples.iterdir() if path.is_file()):
        tools = {
            name: command
            for name, (suffixes, command) in TOOLS.items()
            if file.suffix.lower() in suffixes and shutil.which(name)
        }
        ours: list[Run] = []
        theirs: dict[str, list[Run]] = {name: [] for name in tools}
        words = 0
        for _ in range(options.rounds):
            run, words = import_file(file)
            ours.append(run)
            for name, command in tools.items():
                theirs[name].append(convert_file(command, file))
        print(f"{file.name}: {words:,} words")
        show("studyapp", best(ours), words)
        for name, runs in theirs.items():
            show(name, best(runs), words)
        budget_s = max(LEAST_S, READABLE_S * words / BOOK_WORDS)
        if best(ours).seconds > budget_s:
            late.append(f"{file.name}: {best(ours).seconds:.2f} s, budget {budget_s:.2f} s")
    print("\n".join(late) or "every file is readable within its budget: 3 s for 566,000 words, at least 1 s")
    return 1 if late else 0


if __name__ == "__main__":
    sys.exit(main())
