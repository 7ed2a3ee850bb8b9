"""Drill: `kill -9` while notes are written and cards graded. Nothing acknowledged may be lost.

A child process writes a note and grades a card in turn and says each one's id only after the command has
returned; the parent kills it at a random moment, half of the time inside an open transaction (the child stops
in the middle of one and says so), opens the library again and compares: the notes, the log of reviews, and
each card's memory with what its log leads to.
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
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import IO

from studyapp.domain.cards import CardKind, Source
from studyapp.domain.documents import Block, BlockKind, ParsedDocument, Section
from studyapp.domain.places import Place
from studyapp.domain.reviews import Rating
from studyapp.runtime.clock import now
from studyapp.scheduling.scheduler import replay
from studyapp.services import reviewing
from studyapp.services.checking import check_library
from studyapp.services.library import Library, open_library
from studyapp.storage.cards import add_card, load_cards
from studyapp.storage.database import FILE_NAME, Database
from studyapp.storage.reviews import load_log

ROUNDS = 200
CARDS = 40
RATINGS, SHARES = tuple(Rating), (0.15, 0.15, 0.6, 0.1)
PACE = timedelta(hours=5)
"""How much later than the one before each grade is given, so that a card is asked some days apart."""
NOTE, GRADE = "note", "grade"
TEXT = " ".join(f"word{n}" for n in range(400))


def child(folder: Path, stop_in_transaction_at: int) -> None:
    """Write and grade for ever; in the given command's transaction say HELD and wait for the end."""

    class Holding(sqlite3.Connection):
        """Stops in the middle of a transaction: after something is written, before it is committed."""

        written = 0

        def execute(self, sql: str, *parameters: object) -> sqlite3.Cursor:
            cursor = super().execute(sql, *parameters)  # type: ignore[arg-type]
            if sql.startswith(("INSERT INTO annotation", "INSERT INTO review", "UPDATE card")):
                Holding.written += 1
                if Holding.written == stop_in_transaction_at:
                    say("HELD")
                    time.sleep(60)
            return cursor

    open_library(folder, now).close()
    library = Library(folder, Database(folder / FILE_NAME, factory=Holding), now)
    document = library.documents()[0].id
    with library.query() as connection:
        cards = [card.id for card in load_cards(connection, document)]
        graded = connection.execute("SELECT count(*) FROM review").fetchone()[0]
    dice = random.Random(graded)
    for number in count(graded):
        place = Place(0, 0, number % 1000, 0, number % 1000 + 9)
        _, note = library.annotate(document, place, note=f"note {number}")
        say(f"{NOTE} {note.id}")
        at = datetime(2026, 1, 1, 12, tzinfo=UTC) + number * PACE
        asked = reviewing.ask_card(library, cards[number % CARDS], at=at)
        rating = dice.choices(RATINGS, SHARES)[0]
        _, review = reviewing.answer(library, asked, rating, duration_ms=number, at=at)
        say(f"{GRADE} {review.id}")


def say(line: str) -> None:
    """Tell the parent at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def prepare(folder: Path) -> None:
    """Make a library with one document to write notes on, and its cards."""
    library = open_library(folder, now)
    section = Section(None, 0, (Block(BlockKind.PARAGRAPH, TEXT),))
    parsed = ParsedDocument("Drill", (), "en", "markdown", (section,))
    _, document = library.add_document(parsed, sha256="0" * 64, path=None)
    with library.command("Make cards") as command:
        for number in range(CARDS):
            place = Place(0, 0, number, 0, number + 5)
            add_card(
                command.connection,
                document_id=document.id,
                draft_id=None,
                fact_id=None,
                kind=CardKind.QUESTION,
                template="hand",
                front=f"Which word is number {number}?",
                answer=f"word{number}",
                quality=1.0,
                reasons=(),
                sources=(Source(place, place, TEXT[:40]),),
                at=command.at,
            )
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
    rest = process.stdout.read().splitlines(keepends=True)
    process.wait()
    process.stdout.close()
    whole = [line.strip() for line in rest if line.startswith((NOTE, GRADE)) and line.endswith("\n")]
    return {*acknowledged, *whole}, held


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


def said_and_kept(library: Library) -> set[str]:
    """Return what is there of what a child can have said."""
    with library.query() as connection:
        reviews = {f"{GRADE} {row[0]}" for row in connection.execute("SELECT id FROM review")}
    return reviews | {f"{NOTE} {note.id}" for note in library.annotations()}


def count_unlike_their_log(library: Library) -> int:
    """Return how many cards remember something else than their log leads to."""
    settings = reviewing.load_settings(library)
    with library.query() as connection:
        cards = load_cards(connection, library.documents()[0].id)
        return sum(card.memory != replay(load_log(connection, card.id), settings, card.id) for card in cards)


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
    lost: set[str] = set()
    inside = damaged = unlike = 0
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "library"
        prepare(folder)
        for number in range(options.rounds):
            acknowledged, held = one_round(folder, inside=number % 2 == 0, dice=dice)
            said |= acknowledged
            inside += held
            library = open_library(folder, now)
            lost |= said - said_and_kept(library)
            unlike += count_unlike_their_log(library)
            damaged += any(f.what != "original" for f in check_library(library))
            library.close()
    print(f"{options.rounds} kills, {inside} of them inside an open transaction")
    for what in (NOTE, GRADE):
        of_it, gone = (sum(line.startswith(what) for line in lines) for lines in (said, lost))
        print(f"{of_it} {what}s acknowledged, {gone} lost")
    print(f"{unlike} cards unlike their log, {damaged} libraries damaged after a kill")
    return 1 if lost or unlike or damaged else 0


if __name__ == "__main__":
    sys.exit(main())
