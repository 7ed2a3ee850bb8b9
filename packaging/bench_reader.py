"""How quickly a book is read: opened, paged, scrolled, resized; with 1,000 marks; while other work goes on.

    python3 packaging/dev.py bench reader [--samples DIR]

The longest book of the folder, or a made one of 566,000 words, is read in the program's own window; in the
same run the same text is one `QTextBrowser.setHtml`, and the same marks are ExtraSelections. What marks cost
is the processor's time to show them and scroll, less that of the text without any, in the middle of some
rounds. All else is by the clock on the wall: on a machine with other work trust the ratios. All is painted
without a screen (Qt's offscreen platform). Ends with 1 when a budget is missed.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from devtools.books import PHRASE, as_html, as_markdown, longest_book, made_book, words_of
from devtools.waiting import Ticking, percentile, run_loop, timed, worked
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QApplication, QTextBrowser, QTextEdit

from studyapp.app import QT_ARGUMENTS, build, keep_interpreter_free
from studyapp.domain.annotations import Annotation, Colour
from studyapp.domain.places import Place, QuoteSelector
from studyapp.opening import Opened
from studyapp.runtime.clock import now
from studyapp.runtime.folders import Folders
from studyapp.runtime.settings import Settings
from studyapp.services.library import open_library

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from studyapp.domain.documents import ParsedDocument
    from studyapp.ui.application import Application
    from studyapp.ui.reader.view import ReaderView

MARKS, MARKED_WORDS, MARK_ROUNDS = 1_000, 8_000, 5
SIZE = (1440, 900)
SECTION_P95_MS = 100.0
MARKS_RATIO = 0.7
LOOP_LONGEST_MS, LOOP_P99_MS = 100.0, 50.0
PAGES, STEPS, STEP_PX = 60, 120, 60
WIDTHS = (1300, 1180, 1024, 1440)
TYPING_MS = 130
IMPORT_S, INDEX_S = 240.0, 300.0
AFTER_IMPORT_S = 20.0  # in which the book is indexed, and its actors are being found


class Times(NamedTuple):
    """Milliseconds of one way to read a book."""

    opening: float
    paging: list[float]  # within a section
    scrolling: list[float]
    resizing: list[float]


# Reading


def read_through(text: QTextEdit, resize: Callable[[int], object]) -> tuple[list[float], ...]:
    """Page, scroll and resize; return the milliseconds of each step."""
    bar = text.verticalScrollBar()
    bar.setValue(0)
    page = text.viewport().height() - 60
    paging = [timed(lambda: bar.setValue(bar.value() + page), text) for _ in range(PAGES)]
    bar.setValue(0)
    scrolling = [timed(lambda: bar.setValue(bar.value() + STEP_PX), text) for _ in range(STEPS)]
    resizing = [timed(partial(resize, width), text) for width in WIDTHS]
    return paging, scrolling, resizing


def baseline(book: ParsedDocument) -> Times:
    """Measure the whole book in one QTextBrowser."""
    browser = QTextBrowser()
    browser.resize(*SIZE)
    browser.show()
    run_loop(0.2)
    page = as_html(book)
    opening = timed(lambda: browser.setHtml(page), browser)
    run_loop(1.5)  # Qt lays the rest out when it is idle
    times = Times(opening, *read_through(browser, lambda width: browser.resize(width, SIZE[1])))
    browser.close()
    browser.deleteLater()
    return times


def read_sections(window: Application, document_id: str) -> tuple[Times, list[float], list[float]]:
    """Measure the book in the program's window; also the opening of every section, by both clocks."""
    reading, view = window.reading, window.window.page.view
    assert reading is not None
    opening = timed(lambda: reading.show_document(document_id), view)
    count = len(reading.headings)
    sections = [timed(partial(reading.show_section, index), view) for index in range(count)]
    processor = [worked(partial(reading.show_section, index), view) for index in range(count)]
    longest = max(reading.headings, key=lambda heading: heading.words)
    reading.show_section(longest.index)
    paging = page_on(window)
    reading.show_section(longest.index)
    _, scrolling, resizing = read_through(view, lambda width: window.window.resize(width, SIZE[1]))
    window.window.resize(*SIZE)
    return Times(opening, paging, scrolling, resizing), sections, processor


def page_on(window: Application) -> list[float]:
    """Page on as Space does; the pages that lead into the next section are openings, not counted here."""
    reading, view = window.reading, window.window.page.view
    assert reading is not None
    times: list[float] = []
    while len(times) < PAGES:
        section = reading.section
        taken = timed(view.page_on, view)
        times += [taken] if reading.section == section else []
    return times


# Marks


def mark_places(view: ReaderView) -> Iterator[Place]:
    """Yield places of 1,000 passages of some words, spread over the section."""
    page = view.page
    assert page is not None
    spans = [
        (number, start)
        for number, block in enumerate(page.section.blocks)
        for start in range(0, max(len(block.text) - 24, 0), 26)
    ]
    step = max(len(spans) // MARKS, 1)
    for number, start in spans[::step][:MARKS]:
        yield Place(0, number, start, number, start + 20)


def own_marks(window: Application, places: list[Place]) -> list[float]:
    """Show the passages as highlights, and scroll; the milliseconds of both."""
    view = window.window.page.view
    colours = list(Colour)
    notes = [
        Annotation(str(n), "1", place, QuoteSelector("", "", ""), "", colours[n % 5], (), "", "")
        for n, place in enumerate(places)
    ]
    return _shown_and_scrolled(view, lambda: view.show_annotations(notes), lambda: view.show_annotations([]))


def extra_selections(window: Application, places: list[Place]) -> list[float]:
    """Show the same passages as ExtraSelections of the same text."""
    view = window.window.page.view
    page = view.page
    assert page is not None
    chars = QTextCharFormat()
    chars.setBackground(QColor("#F5EDC0"))

    def show() -> None:
        found = []
        for place in places:
            cursor = QTextCursor(page.document)
            cursor.setPosition(page.position(place.block, place.start))
            cursor.setPosition(page.position(place.block, place.end), QTextCursor.MoveMode.KeepAnchor)
            selection = QTextEdit.ExtraSelection()
            setattr(selection, "cursor", cursor)  # noqa: B010 (the stubs do not know that these can be set)
            setattr(selection, "format", chars)  # noqa: B010
            found.append(selection)
        view.setExtraSelections(found)

    return _shown_and_scrolled(view, show, lambda: view.setExtraSelections([]))


def _shown_and_scrolled(
    view: ReaderView, show: Callable[[], object], hide: Callable[[], object]
) -> list[float]:
    bar = view.verticalScrollBar()
    bar.setValue(0)
    times = [worked(show, view)]
    times += [worked(lambda: bar.setValue(bar.value() + STEP_PX), view) for _ in range(STEPS)]
    worked(hide, view)
    return times


# The event loop


def loop_waits(window: Application, document_id: str, book: Path) -> dict[str, Ticking]:
    """Return the gaps of the event loop while a book opens, the theme changes, and one comes in."""
    reading = window.reading
    assert reading is not None
    found = {name: Ticking() for name in ("a book opens", "the theme changes", "typing during an import")}
    reading.show_document("1")
    run_loop(1.0)
    found["a book opens"].during(lambda: reading.show_document(document_id), 1.5)
    themes = iter(("dark", "sepia", "light", "dark", "light"))
    turns = found["the theme changes"]
    turns.during(lambda: _every(400, lambda: window.look.choose_theme(next(themes)), 5), 2.5)
    desk, screens = window.desk, window.screens
    assert desk is not None

    def type_while_importing() -> None:
        screens.importing.add([book])
        screens.search.open()
        edit = screens.search.pane.box.edit
        typed = iter([*(PHRASE[:n] for n in range(1, len(PHRASE) + 1)), ""] * 200)
        _every(TYPING_MS, lambda: edit.setText(next(typed)), 200 * len(PHRASE))

    count, arrived = len(desk.library.documents()), list[float]()

    def is_over() -> bool:
        if not arrived and len(desk.library.documents()) > count:
            arrived.append(time.perf_counter())
        return bool(arrived) and time.perf_counter() - arrived[0] > AFTER_IMPORT_S

    found["typing during an import"].during(type_while_importing, IMPORT_S, until=is_over)
    return found


def _every(pause_ms: int, act: Callable[[], object], times: int) -> None:
    from PySide6.QtCore import QTimer

    timer = QTimer(QApplication.instance())
    left = iter(range(times))

    def once() -> None:
        if next(left, None) is None:
            timer.stop()
        else:
            act()

    timer.timeout.connect(once)
    timer.start(pause_ms)


def main() -> int:
    """Measure everything, print it, and return whether the budgets hold."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--samples", type=Path, help="a folder of books; else one is made")
    options = parser.parse_args()
    book = longest_book(options.samples) if options.samples else made_book()
    print(f"{book.title}: {words_of(book):,} words in {len(book.sections)} sections", flush=True)
    with TemporaryDirectory(prefix="studyapp-bench-") as name:
        return _measure(Path(name), book)


def _measure(folder: Path, book: ParsedDocument) -> int:
    article = made_book(2 * MARKED_WORDS, 2)._replace(title="First")
    library = open_library(folder / "library", now)
    library.add_document(article, sha256="1" * 64, path=None)
    _, record = library.add_document(book, sha256="2" * 64, path=None)
    library.close()
    other = folder / "another.md"
    other.write_text(as_markdown(book), encoding="utf-8")
    application = QApplication(QT_ARGUMENTS)
    whole = baseline(book)
    opened = Opened()
    opened.open(folder / "library")
    homes = Folders(*(folder / kind for kind in ("data", "config", "cache", "state", "logs")))
    window = build(opened, homes, Settings(theme="light"))
    window.window.resize(*SIZE)
    window.show()
    run_loop(8.0, lambda: window.is_ready)
    keep_interpreter_free()
    _wait_for_index(window)
    own, *sections = read_sections(window, record.id)
    longest = max(
        range(len(book.sections)), key=lambda at: sum(len(b.text) for b in book.sections[at].blocks)
    )
    assert window.reading is not None
    window.reading.show_section(longest)
    places = list(mark_places(window.window.page.view))
    own_marks(window, places)  # once unmeasured: tiles are made then
    rounds = [
        (own_marks(window, []), own_marks(window, places), extra_selections(window, places))
        for _ in range(MARK_ROUNDS)
    ]
    waits = loop_waits(window, record.id, other)
    window.close()
    opened.close()
    application.quit()
    return _report(whole, own, sections, rounds, waits)


def _wait_for_index(window: Application) -> None:
    """Let the book be indexed, and have no actors looked for: only the reading is to be measured."""
    assert window.desk is not None
    run_loop(2.0)
    window.screens.analysing.finish()
    indexed = window.desk.lanes.index.submit(lambda: None)
    run_loop(INDEX_S, indexed.done)


def _report(
    whole: Times,
    own: Times,
    sections: list[list[float]],
    rounds: list[tuple[list[float], list[float], list[float]]],
    waits: dict[str, Ticking],
) -> int:
    missed: list[str] = []

    def line(name: str, value: float, beside: float, budget: float | None = None) -> None:
        ratio = value / beside
        print(f"{name:<34}{value:9.1f} ms{beside:10.1f} ms   ratio {ratio:.2f}")
        if budget is not None and ratio > budget:
            missed.append(f"{name}: ratio {ratio:.2f}, at most {budget}")

    print(f"{'':<34}{'studyapp':>12}{'whole book':>13}")
    line("opening", own.opening, whole.opening, 1.0)
    for name, values, beside in zip(Times._fields[1:], own[1:], whole[1:], strict=True):
        line(f"{name}, p95", percentile(values, 0.95), percentile(beside, 0.95))
    p50, p95 = (percentile(sections[0], share) for share in (0.5, 0.95))
    of_processor = percentile(sections[1], 0.95)
    print(f"opening any of {len(sections[0])} sections: p50 {p50:.1f}, p95 {p95:.1f} ms", end="")
    print(f" (of the processor p95 {of_processor:.1f} ms)")
    if p95 > SECTION_P95_MS:
        missed.append(f"opening a section: p95 {p95:.0f} ms, at most {SECTION_P95_MS:.0f}")
    print(f"\n{f'{MARKS:,} marks in a section':<34}{'studyapp':>12}{'ExtraSelections':>18}")
    line("shown", *(median(times[kind][0] for times in rounds) for kind in (1, 2)))
    plain, marked, extra = (median(sum(times[kind]) for times in rounds) for kind in range(3))
    line(f"cost, shown and scrolled {STEPS} steps", marked - plain, extra - plain, MARKS_RATIO)
    print(f"\n{'the event loop, while':<34}{'longest':>12}{'p99':>10}")
    for name, ticks in waits.items():
        print(f"{name:<34}{ticks.longest:9.1f} ms{ticks.p99:7.1f} ms")
        if ticks.longest > LOOP_LONGEST_MS or ticks.p99 > LOOP_P99_MS:
            missed.append(f"{name}: {ticks.longest:.0f} ms, p99 {ticks.p99:.0f}; at most 100, p99 50")
    print("\n" + ("\n".join(f"MISSED {one}" for one in missed) or "every budget is kept"))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
