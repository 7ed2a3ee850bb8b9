"""Drill: `kill -9` while notes are written. Nothing acknowledged may be lost, and it starts again.

A child process writes notes and says each one's id only after the command has returned; the parent kills it
at a random moment, half of the time inside an open transaction (the child stops in the middle of one and
says so), opens the library again and compares.
"""

from __future__ import annotations

import argparse
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import IO

from studyapp.domain.documents import Block, BlockKind, ParsedDocument, Section
from studyapp.domain.places import Place
from studyapp.runtime.clock import now
from studyapp.services.checking import check_library
from studyapp.services.library import Library, open_library
from studyapp.storage.database import FILE_NAME, Database

ROUNDS = 200
TEXT = " ".join(f"word{n}" for n in range(400))


def child(folder: Path, stop_in_transaction_at: int) -> None:
    """Write notes for ever; in the given note's transaction say HELD and wait for the end."""

    class Holding(sqlite3.Connection):
        """Stops in the middle of a transaction: after the note is written, before it is committed."""

        written = 0

        def execute(self, sql: str, *parameters: object) -> sqlite3.Cursor:
            cursor = super().execute(sql, *parameters)  # type: ignore[arg-type]
            if sql.startswith("INSERT INTO annotation"):
                Holding.written += 1
                if Holding.written == stop_in_transaction_at:
                    sys.stdout.write("HELD\n")
                    sys.stdout.flush()
                    time.sleep(60)
            return cursor

    open_library(folder, now).close()
    library = Library(folder, Database(folder / FILE_NAME, factory=Holding), now)
    document = library.documents()[0].id
    number = 0
    while True:
        _, note = library.annotate(
            document, Place(0, 0, number % 1000, 0, number % 1000 + 9), note=f"note {number}"
        )
        sys.stdout.write(f"{note.id}\n")
        sys.stdout.flush()
        number += 1


def prepare(folder: Path) -> None:
    """Make a library with one document to write notes on."""
    library = open_library(folder, now)
    section = Section(None, 0, (Block(BlockKind.PARAGRAPH, TEXT),))
    parsed = ParsedDocument("Drill", (), "en", "markdown", (section,))
    library.add_document(parsed, sha256="0" * 64, path=None)
    library.close()


def one_round(folder: Path, *, inside: bool, dice: random.Random) -> tuple[set[str], bool]:
    """Start a child, kill it; return the ids that it acknowledged, and whether it died in a transaction."""
    stop_at = dice.randint(1, 12) if inside else 0
    command = [sys.executable, __file__, "--child", str(folder), str(stop_at)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    acknowledged: list[str] = []
    held = _listen(process.stdout, acknowledged, until=None if inside else dice.randint(1, 15))
    if not inside:
        time.sleep(dice.random() * 0.004)  # somewhere between two acknowledgements
    process.send_signal(signal.SIGKILL)
    rest = process.stdout.read().split()
    process.wait()
    process.stdout.close()
    return {*acknowledged, *(line for line in rest if line.isdigit())}, held


def _listen(stream: IO[str], acknowledged: list[str], until: int | None) -> bool:
    """Read acknowledgements until there are `until`, or until the child holds a transaction open."""
    for line in stream:
        if line.strip() == "HELD":
            return True
        acknowledged.append(line.strip())
        if until is not None and len(acknowledged) >= until:
            return False
    msg = "the child ended by itself"
    raise RuntimeError(msg)


def main() -> int:
    """Run the drill and print its figures; 1 when anything acknowledged was lost."""
    if "--child" in sys.argv:
        child(Path(sys.argv[2]), int(sys.argv[3]))
        return 0
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    dice = random.Random(options.seed)
    said: set[str] = set()
    lost = inside = damaged = 0
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "library"
        prepare(folder)
        for number in range(options.rounds):
            acknowledged, held = one_round(folder, inside=number % 2 == 0, dice=dice)
            said |= acknowledged
            inside += held
            library = open_library(folder, now)
            lost += len(said - {a.id for a in library.annotations()})
            damaged += any(f.what != "original" for f in check_library(library))
            library.close()
    print(f"{options.rounds} kills, {inside} of them inside an open transaction")
    print(f"{len(said)} notes acknowledged, {lost} lost; {damaged} libraries damaged after a kill")
    return 1 if lost or damaged else 0


if __name__ == "__main__":
    sys.exit(main())
