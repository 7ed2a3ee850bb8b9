"""How long the inbox takes on a long book: opened, with all drafts wanted, walked through, decided in.

    python3 packaging/dev.py bench inbox [--drafts N]

The book is made up, of the length of War and Peace, with as many made-up drafts as are asked for (4,000), and
500 decisions weigh in. Milliseconds by the clock on the wall, the middle of some rounds, without a screen
(Qt's offscreen platform). Ends with 1 when opening takes over half a second or an arrow key over 100 ms.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from devtools.books import made_book
from devtools.waiting import run_loop
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from studyapp.app import QT_ARGUMENTS, build
from studyapp.domain.analyses import Analysis
from studyapp.domain.cards import CardKind, Draft, Reason, Source
from studyapp.domain.places import Place
from studyapp.language.version import ENGINE
from studyapp.opening import Opened
from studyapp.runtime.clock import now
from studyapp.runtime.folders import Folders
from studyapp.runtime.settings import Settings
from studyapp.services import authoring
from studyapp.services.analysing import keep_analysis
from studyapp.services.library import open_library

if TYPE_CHECKING:
    from collections.abc import Callable

    from studyapp.domain.documents import ParsedDocument
    from studyapp.ui.application import Application
    from studyapp.ui.inbox.view import InboxScreen

KINDS = ("who", "when", "why", "definition", "cloze name", "cloze number", "cloze phrase")
REASONS = ("an exact time", "about a key actor", "a vague noun", "only reported", "a name is asked")
DECISIONS, ROUNDS, START_S = 500, 5, 4.0
OPEN_MS, ARROW_MS = 500.0, 100.0


def main() -> int:
    """Measure; return 0, or 1 when a budget is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--drafts", type=int, default=4_000, metavar="N")
    options = parser.parse_args()
    application = QApplication(QT_ARGUMENTS)
    with TemporaryDirectory(prefix="studyapp-inbox-") as name:
        folder = Path(name)
        _furnish(folder / "library", made_book(), options.drafts)
        opened = Opened()
        opened.open(folder / "library")
        homes = Folders(*(folder / kind for kind in ("data", "config", "cache", "state", "logs")))
        window = build(opened, homes, Settings())
        window.window.resize(1440, 900)
        window.show()
        run_loop(START_S, lambda: window.is_ready)
        window.screens.analysing.finish()
        status = _measure(window)
        window.window.close()
        window.close()
        opened.close()
    application.quit()
    return status


def _furnish(folder: Path, book: ParsedDocument, count: int) -> None:
    library = open_library(folder, now)
    _, record = library.add_document(book, sha256="1" * 64, path=None)
    drafts = made_drafts(book, count + DECISIONS)
    keep_analysis(library, record.id, Analysis(ENGINE, (), (), drafts, ()))
    kept = [draft.id for draft in drafts[: DECISIONS // 2]]
    authoring.accept_drafts(library, record.id, kept)
    for draft in drafts[DECISIONS // 2 : DECISIONS]:
        authoring.discard_draft(library, record.id, draft.id)
    library.close()


def made_drafts(book: ParsedDocument, count: int) -> tuple[Draft, ...]:
    """Return drafts on the sections of a book, the same each time, as good and as weak as real ones."""
    dice = random.Random(7)

    def made(number: int) -> Draft:
        section = number % len(book.sections)
        words = book.sections[section].blocks[0].text[:160]
        place = Place(section, 0, 0, 0, 12)
        source = Source(place, Place(section, 0, 0, 0, len(words)), words)
        shown = tuple(Reason(text, good=dice.random() < 0.7) for text in dice.sample(REASONS, 3))
        quality = round(min(0.2 + dice.expovariate(6), 0.98), 2)
        front = f"{number}: {words[12:90]}?"
        kind = dice.choice(KINDS)
        return Draft(
            f"d{number}", f"f{number}", CardKind.QUESTION, kind, front, words[:12], quality, shown, (source,)
        )

    return tuple(made(number) for number in range(count))


def _measure(window: Application) -> int:
    assert window.reading is not None
    window.reading.show_document("1")
    inbox = window.screens.inbox

    def timed(
        act: Callable[[], object], after: Callable[[], object] = lambda: None, rounds: int = ROUNDS
    ) -> float:
        found = []
        for _ in range(rounds):
            QApplication.processEvents()
            start = time.perf_counter()
            act()
            QApplication.processEvents()
            found.append(1000 * (time.perf_counter() - start))
            after()
        return median(found)

    figures = {"opened, sections read alone": timed(inbox.open, inbox.shut)}
    inbox.open()
    inbox.show_only_read(on=False)
    inbox.shut()
    figures["opened, all sections"] = timed(inbox.open, inbox.shut)
    inbox.open()
    screen = inbox.screen
    screen.choose_section(None)
    figures["every quality wanted"] = timed(lambda: screen.least_chosen.emit(0.0), rounds=1)
    arrow = timed(lambda: QTest.keyClick(screen.list, Qt.Key.Key_Down))
    figures["arrow key"] = arrow
    figures["discarded, and the next one open"] = timed(lambda: _discard(screen))
    for name, milliseconds in figures.items():
        print(f"{name}: {milliseconds:.0f} ms")
    print(screen.accessibleName())
    return int(figures["opened, all sections"] > OPEN_MS or arrow > ARROW_MS)


def _discard(screen: InboxScreen) -> None:
    before = screen.rows.total
    QTest.keyClick(screen.list, Qt.Key.Key_X)
    run_loop(START_S, lambda: screen.rows.total < before)


if __name__ == "__main__":
    sys.exit(main())
