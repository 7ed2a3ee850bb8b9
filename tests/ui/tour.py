"""Every screen of the program, one after the other, in one window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtTest import QTest

from studyapp.domain.cards import Source
from studyapp.domain.places import Place
from studyapp.ui.shelf.model import ROW
from studyapp.ui.widgets.popup import FloatingPanel

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from studyapp.ui.application import Application


def visit(window: Application) -> Iterator[str]:
    """Open every screen and give its name while it is open."""
    for name, show in SCREENS.items():
        show(window)
        yield name
        for panel in window.window.findChildren(FloatingPanel):
            if panel._floats:
                panel.hide()
        window.screens.messages.dismiss()
        while window.screens.shut_screen():
            pass
        window.window.page.view.setFocus()


def _reader(window: Application) -> None:
    window.screens.messages.tell("A message.", steps=(("One", lambda: None), ("Two", lambda: None)))


def _search(window: Application) -> None:
    window.screens.actions["find"].trigger()


def _review_answer(window: Application) -> None:
    window.screens.review.open()
    window.screens.review.reveal()


def _act_in_review(name: str) -> Callable[[Application], None]:
    def show(window: Application) -> None:
        window.screens.review.open()
        window.screens.review.act(name)

    return show


def _statistics(window: Application) -> None:
    window.screens.study.statistics.open()
    screen = window.screens.study.statistics.screen
    while len(screen.page.panels) < 15:
        QTest.qWait(1)
    screen.page.panels[0].turn()


def _cards(window: Application) -> None:
    window.screens.study.browser.open()
    while not window.screens.study.browser.rows.ids:
        QTest.qWait(1)


def _trash(window: Application) -> None:
    assert window.desk is not None
    library = window.desk.library
    window.desk.command(lambda: library.remove_document(library.documents()[0].id))
    window.screens.shelf.open()
    screen = window.screens.shelf.screen
    while not screen.trash.rows.rowCount():
        QTest.qWait(1)
    choices = screen.choices
    fields = [choices.index(row, 0).data(ROW).field for row in range(choices.rowCount())]
    screen.choice_list.setFocus()
    screen.choice_list.setCurrentIndex(choices.index(fields.index("trash"), 0))
    assert screen.trash.isVisible()


def _page(name: str) -> Callable[[Application], None]:
    def show(window: Application) -> None:
        preferences = window.screens.preferences
        preferences.open(getattr(preferences, name))

    return show


def _action(name: str) -> Callable[[Application], None]:
    return lambda window: window.screens.actions[name].trigger()


def _new_card(window: Application) -> None:
    at = Place(0, 0, 0, 0, 3)
    window.screens.cards.writing.write(Source(at, Place(0, 0, 0, 0, 6), "A card"), [], lambda *_: None)


def _card(window: Application) -> None:
    window.screens.cards.sheet.open("A card", "", "", "", lambda *_: None)


SCREENS: dict[str, Callable[[Application], None]] = {
    "reader": _reader,
    "search": _search,
    "notes": _action("notes"),
    "inbox": _action("drafts"),
    "review": _action("review"),
    "answer": _review_answer,
    "part": _act_in_review("part"),
    "plan": _act_in_review("plan"),
    "due day": _act_in_review("set_due"),
    "info": _act_in_review("info"),
    "statistics": _statistics,
    "all cards": _cards,
    "library": _action("library"),
    "trash": _trash,
    "reading": _page("reading"),
    "study": _page("study"),
    "drafts page": _page("drafts"),
    "language": _page("language"),
    "keys": _page("keys"),
    "library page": _page("library"),
    "palette": _action("palette"),
    "sheet": _action("commands"),
    "appearance": _action("appearance"),
    "describe": _action("describe"),
    "card": _card,
    "new card": _new_card,
}
