"""Pictures of every screen, in each theme and size, on a library with books, notes, cards and actors in it.

    python3 packaging/dev.py gallery [--samples DIR] [--out DIR] [--themes dark] [--sizes 1024x700] [SCREEN]

The screens are the program's own, shown on a virtual screen of the largest size; what is on that screen is
what a picture shows, menus and pop-ups included. Without SCREEN all of them are taken, to gallery/.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from devtools.checkout import ROOT
from devtools.furnished import furnish
from devtools.waiting import run_loop
from PySide6.QtCore import QPoint, QPointF, Qt, QTranslator
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView, QMenu

from studyapp.app import QT_ARGUMENTS, build, keep_interpreter_free
from studyapp.domain.documents import InlineKind
from studyapp.domain.places import Place
from studyapp.opening import Opened
from studyapp.runtime.folders import Folders
from studyapp.runtime.settings import Settings
from studyapp.ui.translation import tr
from studyapp.ui.widgets.popup import FloatingPanel

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from studyapp.domain.documents import Block
    from studyapp.ui.application import Application

THEMES, SIZES = "light,sepia,dark", "1024x700,1440x900,1920x1080"
SETTLE_S, START_S, SEARCH_S, SEARCH_LIMIT_S = 0.35, 4.0, 0.8, 10.0
INDEX_S = 120.0
READ, PACT = 3, 7  # sections of the article
_CAPTION = 40  # letters: what has a longer one is a plate, and no sign


def main() -> int:
    """Take the pictures; return 0."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("screens", nargs="*", metavar="SCREEN", help=", ".join(SCREENS))
    parser.add_argument("--samples", type=Path, help="a folder of books to put into the library as well")
    parser.add_argument("--out", type=Path, default=ROOT / "gallery")
    parser.add_argument("--themes", default=THEMES)
    parser.add_argument("--sizes", default=SIZES)
    parser.add_argument("--longer", action="store_true", help="as in a language with longer words")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    application = QApplication(QT_ARGUMENTS)
    if options.longer:
        application.installTranslator(Longer(application))
    with TemporaryDirectory(prefix="studyapp-gallery-") as name:
        folder = Path(name)
        furnish(folder / "furnished" / "library", options.samples)
        for size in options.sizes.split(","):
            for theme in options.themes.split(","):
                width, height = map(int, size.split("x"))
                fresh = folder / f"{theme}-{width}"  # what a screen adds is not on the next one's pictures
                shutil.copytree(folder / "furnished", fresh)
                _take_all(fresh, theme, (width, height), options.screens or list(SCREENS), options.out)
    application.quit()
    return 0


class Longer(QTranslator):
    """A language that needs a third more room, and has high and deep letters."""

    def translate(self, _context: str, text: str, _comment: str | None = None, _n: int = -1) -> str:
        """Return the text, longer by a third, with what is filled in left as it is."""
        return text + "ÄqÖgÜ"[:3] * max(len(text) // 9, 1) if len(text) > 1 else text

    def isEmpty(self) -> bool:  # noqa: N802 (Qt's own name)
        """Say that there is something to translate with."""
        return False


def _take_all(folder: Path, theme: str, size: tuple[int, int], screens: list[str], out: Path) -> None:
    """Start a window and take a picture of each screen in it."""
    opened = Opened()
    opened.open(folder / "library")
    homes = Folders(*(folder / kind for kind in ("data", "config", "cache", "state", "logs")))
    window = build(opened, homes, Settings(theme=theme))
    window.window.setWindowFlag(Qt.WindowType.FramelessWindowHint)
    window.window.move(0, 0)
    window.window.resize(*size)
    window.show()
    run_loop(START_S, lambda: window.is_ready)
    keep_interpreter_free()
    run_loop(START_S)
    window.screens.analysing.finish()  # of books: it would take minutes, and the processor
    window.window.activateWindow()
    assert window.desk is not None
    indexed = window.desk.lanes.index.submit(lambda: None)
    run_loop(INDEX_S, indexed.done)
    for name in screens:
        QTest.mouseMove(window.window, QPoint(size[0] // 2, 20))
        SCREENS[name](window)
        run_loop(SETTLE_S)
        picture = QGuiApplication.primaryScreen().grabWindow(0, 0, 0, *size)
        picture.save(str(out / f"{name.replace(' ', '-')}-{theme}-{size[0]}.png"))
        _put_away(window)
        if window.screens.first_steps.left:
            window.screens.first_steps.leave()
    print(f"{len(screens)} screens, {theme}, {size[0]}x{size[1]}", flush=True)
    window.window.close()
    window.close()
    opened.close()
    window.window.deleteLater()
    run_loop(SETTLE_S)


def _put_away(window: Application) -> None:
    """Go back to the text, whatever was opened over it."""
    for menu in window.window.findChildren(QMenu):
        menu.close()
    for panel in window.window.findChildren(FloatingPanel):
        if panel.isVisible() and panel.parent() is window.window:
            panel.hide()
    screens = window.screens
    plate = screens.enlarging.plate
    if plate is not None:
        plate.hide()
    if screens.study.recall.on:
        screens.study.recall.toggle()
    screens.messages.dismiss()
    screens.cards.sheet.hide()
    for _ in range(4):
        if not screens.shut_screen():
            break
    window.window.page.view.clear_selection()
    window.window.page.view.setFocus()
    run_loop(0.1)


# Screens


def _act(*names: str) -> Callable[[Application], None]:
    def show(window: Application) -> None:
        for name in names:
            window.screens.actions[name].trigger()
            run_loop(0.1)

    return show


def _at(section: int, then: Callable[[Application], None] | None = None) -> Callable[[Application], None]:
    def show(window: Application) -> None:
        reading = window.reading
        assert reading is not None
        reading.show_document("1")
        reading.show_section(section)
        window.screens.inspector.show_tab("actors")
        if then is not None:
            then(window)

    return show


def _tab(name: str) -> Callable[[Application], None]:
    return lambda window: window.screens.inspector.show_tab(name)


def _searched(query: str, step: int = 0) -> Callable[[Application], None]:
    def show(window: Application) -> None:
        window.screens.search.open(query, everywhere=True)
        run_loop(SEARCH_S)
        rows = window.screens.search.pane.rows
        run_loop(SEARCH_LIMIT_S, lambda: not step or bool(rows.hits))
        for _ in range(step):
            window.screens.search.walk(1)

    return show


def _completed(window: Application) -> None:
    window.screens.search.open("", everywhere=True)
    QTest.keyClicks(window.screens.search.pane.box.edit, "put")
    run_loop(SEARCH_S)


def _filter(name: str) -> Callable[[Application], None]:
    def show(window: Application) -> None:
        _searched("sanctions ")(window)
        window.screens.search.pane.chips.filters[name].click()
        run_loop(SEARCH_S)

    return show


def _selected(window: Application) -> None:
    view = window.window.page.view
    view.select(Place(PACT, 0, 4, 0, 70))
    run_loop(SEARCH_S)


def _noted(window: Application) -> None:
    _selected(window)
    window.screens.actions["note"].trigger()
    run_loop(SEARCH_S)


def _list(name: str) -> Callable[[Application], None]:
    """Open the first row of a list."""

    def show(window: Application) -> None:
        view = window.window.findChild(QListView, name)
        assert view is not None
        view.setFocus()
        view.setCurrentIndex(view.model().index(1, 0))
        QTest.keyClick(view, Qt.Key.Key_Return)
        run_loop(SEARCH_S)

    return show


def _hovered(window: Application) -> None:
    """Rest the pointer on the first name of an actor in the view."""
    view = window.window.page.view
    points = (QPoint(x, y) for y in range(8, view.viewport().height(), 12) for x in range(60, 680, 12))
    found = next((point for point in points if view.mention_at(QPointF(point)) is not None), None)
    if found is not None:
        QTest.mouseMove(view.viewport(), found)
        run_loop(1.2)


def _card(window: Application) -> None:
    _selected(window)
    window.screens.actions["card"].trigger()


def _revealed(window: Application) -> None:
    window.screens.review.open()
    window.screens.review.reveal()


def _all_drafts(window: Application) -> None:
    window.screens.inbox.open()
    window.screens.inbox.screen.choose_section(None)


def _page(name: str) -> Callable[[Application], None]:
    def show(window: Application) -> None:
        preferences = window.screens.preferences
        preferences.open(getattr(preferences, name))

    return show


def _told(window: Application) -> None:
    steps = ((tr("Undo"), lambda: None),)
    window.screens.messages.tell(tr("“{title}” was removed with its notes.", title="Moby Dick"), steps=steps)


def _footnote(window: Application) -> None:
    """Follow the first link to a footnote in the books."""
    for number, block in _blocks(window, "5", _leads_to_note):
        reading, page = window.reading, window.window.page
        assert reading is not None
        reading.show_section(number)
        link = next(i for i in block.inlines if i.target.startswith("#"))
        at = window.desk.library.section("5", number).blocks.index(block) if window.desk else 0
        page.view.select(Place(number, at, link.end, at, link.end))  # as after a click
        window.screens.links.follow(link.target)
        return


def _leads_to_note(block: Block) -> bool:
    links = (i for i in block.inlines if i.kind is InlineKind.LINK and i.target.startswith("#"))
    return any(block.text[link.start : link.end].strip("[]").isdecimal() for link in links)


def _picture(window: Application) -> None:
    """Enlarge the first picture of the books."""
    _plate(window)
    window.screens.actions["enlarge"].trigger()
    plate, desk = window.screens.enlarging.plate, window.desk
    assert plate is not None
    assert plate.block is not None
    assert desk is not None
    name, pictures = plate.block.image, desk.pictures
    run_loop(INDEX_S, lambda: pictures.get(name, pictures.finest(name)) is not None)  # a map takes seconds


def _plate(window: Application) -> None:
    """Open the first section with a picture in it, after the cover."""
    for number, _ in _blocks(window, "2", lambda block: bool(block.image) and len(block.text) > _CAPTION):
        assert window.reading is not None
        window.reading.show_section(number)
        run_loop(SEARCH_S)
        return


def _blocks(
    window: Application, document: str, wanted: Callable[[Block], bool]
) -> Iterator[tuple[int, Block]]:
    """Yield what is wanted of a book, with the number of its section, after opening the book."""
    assert window.desk is not None
    assert window.reading is not None
    if document not in {record.id for record in window.desk.library.documents()}:
        return
    window.reading.show_document(document)
    library = window.desk.library
    for number in range(len(library.outline(document))):
        for block in library.section(document, number).blocks:
            if wanted(block):
                yield number, block


def _trash(window: Application) -> None:
    """Remove a book and look where it went."""
    window.screens.library.remove("2")
    _act("library")(window)
    run_loop(SEARCH_S)
    choices = window.screens.shelf.screen.choice_list
    run_loop(SEARCH_LIMIT_S, lambda: bool(window.screens.shelf.screen.trash.model().rowCount()))
    choices.setCurrentIndex(choices.model().index(choices.model().rowCount() - 1, 0))
    choices.setFocus()
    QTest.keyClick(choices, Qt.Key.Key_Return)


def _menu(window: Application) -> None:
    window.window.top.menu.click()


SCREENS: dict[str, Callable[[Application], None]] = {
    "first steps": _at(0),
    "reader": _at(READ),
    "opening": _at(0),
    "message": _at(PACT, _told),
    "selection": _at(PACT, _selected),
    "note written": _at(PACT, _noted),
    "notes": _at(READ, _act("notes")),
    "all notes": _act("all_notes"),
    "cards": _at(READ, _tab("cards")),
    "actors": _at(PACT, _act("actors")),
    "actor": _at(PACT, _list("actorsList")),
    "hover": _at(PACT, _hovered),
    "search": _searched("sanctions ", 3),
    "search empty": _searched(""),
    "search completed": _completed,
    "search wrong": _searched('date:soon "'),
    "search nothing": _searched("sanctoins "),
    "filter actor": _filter("actor"),
    "filter section": _filter("section"),
    "go to": _at(READ, _act("go_to")),
    "bookmarks": _at(READ, _act("bookmarks")),
    "drafts": _at(PACT, _act("drafts")),
    "drafts of all": _at(PACT, _all_drafts),
    "review": _act("review"),
    "answer": _revealed,
    "study part": _act("study_part"),
    "all cards": _act("browse"),
    "statistics": _act("statistics"),
    "known text": _at(PACT, _act("show_memory")),
    "draft quality": _act("draft_quality"),
    "library": _act("library"),
    "describe": _at(READ, _act("describe")),
    "card sheet": _at(PACT, _card),
    "appearance": _at(READ, _act("appearance")),
    "palette": _at(READ, _act("palette")),
    "keys": _act("commands"),
    "menu": _at(READ, _menu),
    "preferences": _page("reading"),
    "preferences study": _page("study"),
    "preferences drafts": _page("drafts"),
    "preferences language": _page("language"),
    "preferences keys": _page("keys"),
    "preferences library": _page("library"),
    "book": lambda window: window.reading.show_document("5") if window.reading else None,
    "footnote": _footnote,
    "plate": _plate,
    "picture": _picture,
    "trash": _trash,  # a book is missing from then on
    "full screen": _at(READ, _act("full_screen")),
}

if __name__ == "__main__":
    sys.exit(main())
