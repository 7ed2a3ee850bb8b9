"""How long reviews, statistics and the browser take in a large library: 100,000 cards, 500,000 rows of log.

The library is made with bulk SQL of histories that scheduling itself went through (a fixed seed); then cards
are asked and graded one after the other through the services, each grade a durable transaction with its step
of undo. Ends with 1 when the 99th percentile of "grade and next" is above 20 ms, the statistics above 1 s, or
a filter of the browser above 200 ms.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, TypeVar

from studyapp.domain.cards import Memory
from studyapp.domain.places import Place
from studyapp.domain.plain import encode_place
from studyapp.domain.reviews import Order, Rating, StudySettings
from studyapp.runtime.clock import iso, now
from studyapp.scheduling.fuzz import draw
from studyapp.scheduling.scheduler import parameters_version, preview
from studyapp.scheduling.study_day import days_between, study_day
from studyapp.services import reviewing, statistics
from studyapp.services.browsing import Column, list_cards, load_cards
from studyapp.services.days import Chosen
from studyapp.services.library import Library, open_library
from studyapp.services.statistics import load_statistics
from studyapp.storage.database import FILE_NAME

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from studyapp.services.statistics import Statistics

LIMIT_MS = 20.0
STATISTICS_MS, FILTER_MS = 1000.0, 200.0
FILTERS = ("", "is:due", "prop:stability>30 -is:suspended", "rated:30", "prop:r<0.8 OR flag:1", "is:leech")
GRADE_AND_NEXT = "grade and next"
CARDS, REVIEWS, GRADES = 100_000, 500_000, 400
DOCUMENTS, HISTORIES, STUDIED_DAYS = 50, 2_000, 5 * 365
NEW_SHARE, SUSPENDED_SHARE = 0.3, 0.03
RATINGS, SHARES = tuple(Rating), (0.1, 0.12, 0.68, 0.1)
SENTENCE = "The harbour of Teln was closed by Queen Odile, and the traders of Lumea moved to the salt road. "

LIMITS = {
    "the usual limits of a day": StudySettings(),
    "no limits, with all of the backlog": StudySettings(new_per_day=9999, reviews_per_day=9999),
    "the usual limits, weakest first": StudySettings(order=Order.WEAKEST),
}

T = TypeVar("T")
Row = tuple[Any, ...]
History = tuple[list[Row], Memory]


def _history(dice: random.Random, settings: StudySettings, until: datetime, number: int) -> History:
    """Return rows of log (without their card) and the memory that they lead to."""
    memory = Memory()
    rows: list[Row] = []
    at = until - timedelta(days=dice.uniform(0, STUDIED_DAYS))
    while at < until:
        today = study_day(at, settings.rollover_hour)
        rating = dice.choices(RATINGS, SHARES)[0]
        after = preview(memory, settings, card_id=str(number), at=at, today=today).after(rating)
        rows.append(
            (
                rating,
                iso(at),
                today.isoformat(),
                memory.phase,
                after.phase,
                memory.stability,
                after.stability,
                memory.difficulty,
                after.difficulty,
                days_between(memory.reviewed_on, today),
                after.interval_days,
                dice.randint(1500, 30_000),
                parameters_version(()),
                memory.interval_days,
            )
        )
        memory = after
        wait = timedelta(days=after.interval_days or 0)
        at += wait + (timedelta(hours=dice.expovariate(1 / 30)) if wait.days else timedelta(minutes=1))
    return rows, memory


def made_rows(cards: int, reviews: int, at: str, dice: random.Random) -> tuple[list[Row], list[Row]]:
    """Return the rows of the cards and of the log, in the order of time."""
    yesterday = datetime.fromisoformat(at) - timedelta(days=1)
    pasts = [_history(dice, StudySettings(), yesterday, number) for number in range(HISTORIES)]
    rows: list[Row] = []
    log: list[Row] = []
    for number in range(1, cards + 1):
        past, memory = pasts[number % HISTORIES]
        if dice.random() < NEW_SHARE or len(log) + len(past) > reviews:
            past, memory = [], Memory()
        log += [(number, *row) for row in past]
        place = encode_place(Place(number % 40, number % 7, 10, number % 7, 20))
        sources = json.dumps([[place, place, SENTENCE * 2]])
        content = (f"Who closed harbour {number}?", f"Queen Odile {number}", sources, at, at)
        suspended = dice.random() < SUSPENDED_SHARE
        shuffle = draw(str(number), memory.reviews)
        rows.append((number, number % DOCUMENTS + 1, *content, suspended, *memory, shuffle))
    while len(log) < reviews:  # of cards that are gone
        log += [(cards + len(log), *row) for row in dice.choice(pasts)[0]]
    return rows, sorted(
        log[:reviews], key=lambda row: str(row[2])
    )  # whole histories, but for one that is gone


def fill(library: Library, cards: int, reviews: int, dice: random.Random) -> None:
    """Write the cards and the log."""
    rows, log = made_rows(cards, reviews, library.now(), dice)
    with library.along_the_way() as connection:
        connection.executemany(
            "INSERT INTO card (id, document_id, front, answer, sources, created_at, modified_at, suspended,"
            " phase, step, stability, difficulty, due_at, due_on, interval_days, reviewed_at, reviewed_on,"
            " reviews, lapses, shuffle, kind, template, back, quality, reasons)"
            f" VALUES ({', '.join('?' * 20)}, 'question', 'event', '', 0.8, '[]')",
            rows,
        )
        connection.executemany(
            "INSERT INTO review (card_id, rating, at, studied_on, phase_before, phase_after,"
            " stability_before, stability_after, difficulty_before, difficulty_after, elapsed_days,"
            f" scheduled_days, duration_ms, parameters, interval_before) VALUES ({', '.join('?' * 15)})",
            log,
        )


def measure(library: Library, grades: int, dice: random.Random) -> Iterator[tuple[str, list[float]]]:
    """Yield what was measured and its milliseconds, one for each time it was done."""
    document = str(dice.randint(1, DOCUMENTS))
    yield "next card", [_timed(lambda: reviewing.next_card(library))[0] for _ in range(grades)]
    one = [_timed(lambda: reviewing.next_card(library, Chosen(document)))[0] for _ in range(grades)]
    yield "next card of one document", one
    yield "counts", [_timed(lambda: reviewing.counts(library))[0] for _ in range(grades)]
    times: list[float] = []
    asked = reviewing.next_card(library)
    while asked and len(times) < grades:
        rating = dice.choices(RATINGS, SHARES)[0]
        grade = partial(reviewing.answer, library, asked, rating, duration_ms=4000)
        taken, _ = _timed(grade)
        then, asked = _timed(lambda: reviewing.next_card(library))
        times.append(taken + then)
    yield GRADE_AND_NEXT, times
    yield "undo of a grade", [_timed(library.undo)[0] for _ in range(min(100, len(times)))]


def measure_figures(library: Library, times: int) -> Iterator[tuple[str, float, list[float]]]:
    """Yield what was measured of statistics and browser, its limit and its milliseconds."""
    everything = partial(load_statistics, library)
    yield "statistics", STATISTICS_MS, [_timed(everything)[0] for _ in range(times)]
    of_year = load_statistics(library, days=365)
    drawn = partial(_all_figures, of_year)
    yield "statistics, figures of a year", STATISTICS_MS, [_timed(drawn)[0] for _ in range(times)]
    for query in FILTERS:
        found = partial(_browse, library, query)
        yield f"browser, {query or 'all'}", FILTER_MS, [_timed(found)[0] for _ in range(times)]


def _all_figures(of: Statistics) -> object:
    """Work out what the figures show, as the screen does before it paints."""
    return (
        statistics.retention(of), statistics.forecast(of, 365), statistics.states(of), statistics.streak(of),
        statistics.retrievabilities(of), statistics.by_day(of, None, lambda one: one.total),
        statistics.daily_load(of),
    )  # fmt: skip


def _browse(library: Library, query: str) -> object:
    return load_cards(library, list_cards(library, query, lambda _: frozenset(), Column.DUE)[:60])


def _timed(action: Callable[[], T]) -> tuple[float, T]:
    begun = time.perf_counter()
    result = action()
    return (time.perf_counter() - begun) * 1000, result


def _percentile(times: list[float], percent: int) -> float:
    return sorted(times)[min(len(times) * percent // 100, len(times) - 1)]


def main() -> int:
    """Make the library, measure, print; 1 when a grade takes too long."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cards", type=int, default=CARDS)
    parser.add_argument("--reviews", type=int, default=REVIEWS)
    parser.add_argument("--grades", type=int, default=GRADES)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--keep", type=Path, metavar="FOLDER", help="make the library here and measure nothing"
    )
    options = parser.parse_args()
    dice = random.Random(options.seed)
    if options.keep:
        library = open_library(options.keep, now)
        fill(library, options.cards, options.reviews, dice)
        library.close()
        return 0
    slowest = 0.0
    with TemporaryDirectory(prefix="studyapp-bench-") as name:
        folder = Path(name) / "library"
        library = open_library(folder, now)
        fill(library, options.cards, options.reviews, dice)
        library.close()
        size_mb = (folder / FILE_NAME).stat().st_size / 1e6
        print(f"{options.cards:,} cards, {options.reviews:,} rows of log, {size_mb:.0f} MB, synchronous=FULL")
        for limits, settings in LIMITS.items():
            library = open_library(folder, now)
            reviewing.change_settings(library, settings)
            print(f"{limits}; waiting: {tuple(reviewing.counts(library))} new, learning, review")
            for what, times in measure(library, options.grades, dice):
                p50, p95, p99 = (_percentile(times, percent) for percent in (50, 95, 99))
                print(f"  {what:26} p50 {p50:6.2f}  p95 {p95:6.2f}  p99 {p99:6.2f} ms  ({len(times)} times)")
                slowest = max(slowest, p99) if what == GRADE_AND_NEXT else slowest
            library.close()
        too_slow = _print_figures(open_library(folder, now))
    print(f"{GRADE_AND_NEXT}: p99 {slowest:.1f} ms, at most {LIMIT_MS:.0f} are allowed")
    return 1 if slowest > LIMIT_MS or too_slow else 0


def _print_figures(library: Library) -> bool:
    """Print what statistics and browser take; say whether one takes too long."""
    too_slow = False
    for what, limit, times in measure_figures(library, 5):
        print(
            f"  {what:32} p50 {_percentile(times, 50):7.1f}  worst {max(times):7.1f} ms, at most {limit:.0f}"
        )
        too_slow |= max(times) > limit
    library.close()
    return too_slow


if __name__ == "__main__":
    sys.exit(main())
