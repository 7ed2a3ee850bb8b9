"""Walks through the real program as a person would: by keys and clicks alone, checking what is on the screen.

It needs a display (dev.py gives it a virtual one), uses a fresh profile that is thrown away afterwards, and
leaves a picture of each step in tour/. A step that does not show what it should ends it with 1.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from devtools import eyes
from devtools.checkout import ROOT
from devtools.hands import click, drag, press, type_text
from devtools.stage import Stage, Step

if TYPE_CHECKING:
    from collections.abc import Callable

PICTURES = ROOT / "tour"
HOMES = ("DATA", "CONFIG", "CACHE", "STATE")

# What the steps read, search and mark in the bundled article.
OPENING = "strategic partnership"
SECTION = "Historical Underpinnings"
SECTION_TEXT = "stage for conflict as well as cooperation"
NEXT_TEXT = "The Islamic Revolution of 1979"
PARAGRAPH, PARAGRAPH_TEXT = "4.2", "Ties then warmed gradually"
NEXT_SECTION, NEW_KEY = "3", "Ctrl+Alt+K"
HIT = "drone"
FILTER, MENU_S = "sanctions country:", 1.0
ACTOR_QUERY = "person:putin "
PASSAGE = "lasting suspicion of Russian intentions"
NOTED = "territorial disputes"
NOTE = "Which disputes? Look up the Caspian."
SECTION_NOTE = "Compare with what the treaties say."
ACTOR, ACTOR_TEXT = "Vladimir Putin", "Russian President Vladimir Putin"
DRAFT = "What does INSTC stand for?"
HALFNOTED = "no superpower"
HALF = "Compare with"
TAG = "partnerships"
PAGE, PAGE_TITLE, PAGE_TEXT = "bridge.html", "A Bridge at Tavna", "nobody had ever built a bridge"
PAGE_MENU = "Subscribe to our letter"
PAGE_SENTENCE = (
    "The river rises in the hills above Tavna, and in eighty miles nobody had ever built a bridge over it. "
    "Carters waited at the ford until the water fell, which in a wet spring could take them a whole month. "
)
KEPT_S = 1.5  # after it what was typed is safe

SCREENSHOTS, SCREENSHOT_PX = ROOT / "resources" / "screenshots", 1080
SHOWN = {
    "reader": "mention followed",
    "search": "hit followed",
    "drafts": "drafts",
    "review": "answer shown",
    "library": "library",
    "dark": "dark",
}


def main() -> int:
    """Play both parts, one process each, on one fresh profile."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=sorted(PARTS), help=argparse.SUPPRESS)
    parser.add_argument("--first-number", type=int, default=1, help=argparse.SUPPRESS)
    parser.add_argument("--screenshots", action="store_true", help="renew the README's pictures")
    chosen = parser.parse_args()
    if chosen.part:
        return _play(PARTS[chosen.part](), chosen.first_number, killed=chosen.part in KILLED)
    shutil.rmtree(PICTURES, ignore_errors=True)
    PICTURES.mkdir()
    with TemporaryDirectory(prefix="studyapp-tour-") as folder:
        profile = {f"XDG_{kind}_HOME": str(Path(folder) / kind) for kind in HOMES}
        environment = {k: v for k, v in os.environ.items() if k != "STUDYAPP_LIBRARY"} | profile
        number = 1
        for part, steps in PARTS.items():
            command = [sys.executable, __file__, "--part", part, "--first-number", str(number)]
            status = subprocess.run(command, env=environment, cwd=folder, check=False).returncode
            if status != (-signal.SIGKILL if part in KILLED else 0):
                print(f"The tour failed; its pictures are in {PICTURES}")
                return 1
            number += len(steps())
        if chosen.screenshots:
            _keep_screenshots()
    print(f"The tour is done: {number - 1} steps, a picture of each in {PICTURES}")
    return 0


def _play(steps: list[Step], first_number: int, *, killed: bool) -> int:
    from studyapp.__main__ import main as program

    stage = Stage(steps, PICTURES, first_number)
    return stage.play(lambda: program([]), leave=_die if killed else lambda: press("ctrl+q"))


def _die() -> None:
    """End as in a crash: nothing more is written."""
    os.kill(os.getpid(), signal.SIGKILL)


def _keep_screenshots() -> None:
    """Put the pictures that the README shows into the resources, half as large."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage

    SCREENSHOTS.mkdir(exist_ok=True)
    for name, step in SHOWN.items():
        [picture] = PICTURES.glob(f"*-{step.replace(' ', '-')}.png")
        image = QImage(str(picture))
        smooth = Qt.TransformationMode.SmoothTransformation
        image.scaledToWidth(SCREENSHOT_PX, smooth).save(str(SCREENSHOTS / f"{name}.png"))


def _reading() -> list[Step]:
    """Read, search, mark, write notes."""
    return [
        Step("opened on the article", _nothing, lambda: _in_reader(OPENING) or _in("outline", SECTION)),
        Step("what to try first", _nothing, lambda: _in("firstSteps", "Search the text")),
        Step("actors found", _nothing, lambda: _in("actorsList", ACTOR)),
        Step("actor opened", _click_row("actorsList", ACTOR), lambda: _in("mentionsList", ACTOR)),
        Step("mention followed", _press("F4"), lambda: _in_reader(ACTOR_TEXT)),
        Step("back at the opening", _press("alt+Left"), lambda: _in_reader(OPENING)),
        Step("list of actors", _press("ctrl+shift+k"), lambda: _in("actorsList", ACTOR)),
        Step("gone to by its name", _go_to(SECTION), lambda: _in_reader(SECTION_TEXT)),
        Step("back at the opening again", _press("alt+Left"), lambda: _in_reader(OPENING)),
        Step("gone to by its number", _go_to(PARAGRAPH), lambda: _in_reader(PARAGRAPH_TEXT)),
        Step("back from the paragraph", _press("alt+Left"), lambda: _in_reader(OPENING)),
        Step("bookmark", _press("ctrl+d", "ctrl+alt+b"), lambda: _in("going", OPENING)),
        Step("bookmark removed", _press("Delete"), lambda: _not_in("going", OPENING)),
        Step("panel closed", _press("Escape"), lambda: _gone("going")),
        Step("section by a click", _click_row("outline", SECTION), lambda: _in_reader(SECTION_TEXT)),
        Step("next section", _press("ctrl+Next"), lambda: _in_reader(NEXT_TEXT)),
        Step("previous section", _press("ctrl+Prior"), lambda: _in_reader(SECTION_TEXT)),
        Step("command found", _command("nxt sect"), lambda: _in("palette", "Next section")),
        Step("command run", _press("Return"), lambda: _in_reader(NEXT_TEXT)),
        Step("all keys", _press("F1"), lambda: _in("keySheet", "Paste text as a document")),
        Step("sheet closed", _press("Escape"), lambda: _gone("keySheet")),
        Step("preferences", _press("ctrl+comma"), lambda: _in("preferencePages", "Keys")),
        Step("keys", _click_row("preferencePages", "Keys"), lambda: _in("keyList", "Paste text")),
        Step("a key given", _give_key, lambda: _in("keyList", f"Go: Previous section, Ctrl+PgUp, {NEW_KEY}")),
        Step("back at the text", _press("Escape"), lambda: _in_reader(NEXT_TEXT)),
        Step("the new key acts", _press(NEW_KEY.lower()), lambda: _in_reader(SECTION_TEXT)),
        Step("a second start hands over", _start_again, lambda: _in_reader(NEXT_TEXT)),
        Step("back from there", _press("alt+Left"), lambda: _in_reader(SECTION_TEXT)),
        Step("search as you type", _search, lambda: _in("searchResults", HIT)),
        Step("hit followed", _press("Down", "Return"), _hit_is_followed),
        Step("back", _press("alt+Left"), lambda: _in_reader(SECTION_TEXT)),
        Step("actor searched by name", _search_for(ACTOR_QUERY), lambda: _in("searchResults", ACTOR)),
        Step("completions", _search_for("sanc"), lambda: _in("completions", "sanctions")),
        Step("narrowed by an actor", _narrow, lambda: _in("searchBox", FILTER)),
        Step("search closed", _press("Escape"), lambda: _gone("searchResults") or _shown("outline")),
        Step("text selected", _select(PASSAGE), lambda: _is_selected(PASSAGE)),
        Step("highlighted", _press("h"), lambda: _is_highlighted(PASSAGE)),
        Step("notes listed", _press("ctrl+shift+a"), lambda: _in("notesList", PASSAGE)),
        Step("note begun", _begin_note, lambda: _shown("noteEditor") or _is_highlighted(PASSAGE)),
        Step("note written", _write_note, lambda: _in("notesList", NOTE)),
        Step("undone", _press("ctrl+z"), lambda: _not_in("notesList", NOTE)),
        Step("redone", _press("ctrl+shift+z"), lambda: _in("notesList", NOTE)),
        Step("note on the section", _note_section, lambda: _in("notesList", SECTION_NOTE)),
        Step("notes of all texts", _press("ctrl+alt+a", "F6"), lambda: _in("notesList", SECTION_NOTE)),
    ]


def _studying() -> list[Step]:
    """Make cards, review them, look after the library; then close."""
    return [
        Step("card begun", _begin_card, lambda: _shown("writingSheet")),
        Step("card kept", _press("Return"), lambda: _gone("writingSheet")),
        Step("drafts", _press("d"), lambda: _in("drafts", DRAFT)),
        Step("draft accepted", _accept(DRAFT), lambda: _not_in("drafts", DRAFT)),
        Step("draft discarded", _press("x"), lambda: _in("inbox", "1 accepted, 1 discarded")),
        Step("that is undone", _press("ctrl+z"), lambda: _not_in("inbox", "discarded in")),
        Step(
            "best drafts accepted", _press("shift+a"), lambda: _in("inbox", "No draft of this quality waits")
        ),
        Step("back at the text", _press("Escape"), lambda: _in_reader(SECTION_TEXT)),
        Step("choices shown", _show_choices, lambda: _in("draftChoices", "You kept")),
        Step("back from the choices", _press("Escape"), lambda: _in_reader(SECTION_TEXT)),
        Step("review", _press("r"), lambda: _in("card", "?") or _in("review", "Show answer")),
        Step("answer shown", _press("space"), lambda: _in("review", "Good: 10 min")),
        Step("passage of the card", _press("j"), lambda: _shown("reader") or _gone("review")),
        Step("back at the card", _press("Escape"), lambda: _in("review", "Good: 10 min")),
        Step("graded", _press("3"), lambda: _in("review", "Show answer")),
        Step("grade undone", _press("u"), lambda: _in("review", "Undone: Grade")),
        Step("review closed", _press("Escape"), lambda: _in_reader(SECTION_TEXT)),
        Step("statistics", _press("t"), lambda: _in("statistics", "Calendar: as a table")),
        Step("all cards", _press("b"), lambda: _in("browser", "All cards. ")),
        Step("cards found", lambda _: type_text("INSTC is:new"), lambda: _in("cardTable", DRAFT)),
        Step("back from the cards", _press("Escape"), lambda: _in_reader(SECTION_TEXT)),
        Step("what is still known", _press("ctrl+shift+m"), lambda: _in("messageBar", "sentence")),
        Step("no longer drawn", _press("ctrl+shift+m", "Escape"), lambda: _gone("messageBar")),
        Step("library", _press("l"), lambda: _in("shelf", "Russia-Iran")),
        Step("described", _describe, lambda: _in("choices", TAG)),
        Step("imported", _import_page, lambda: _in_reader(PAGE_TEXT) or _no_menu_in_reader()),
        Step("removed", _remove_page, lambda: _not_in("shelf", PAGE_TITLE)),
        Step("trash", _click_row("choices", "Trash"), lambda: _in("trash", PAGE_TITLE)),
        Step("put back", _put_back, lambda: _gone("trash") or _in("shelf", PAGE_TITLE)),
        Step("back at the article", _press("Escape"), lambda: _in_reader(SECTION_TEXT)),
        Step("dark", _go_dark, _is_dark),
    ]


def _again() -> list[Step]:
    """Open again: the place, the note and the theme are there."""
    return [
        Step("opened again at the same place", _nothing, lambda: _in_reader(SECTION_TEXT) or _is_dark()),
        Step(
            "notes are there again",
            _press("ctrl+shift+a"),
            lambda: _in("notesList", NOTE) or _is_highlighted(PASSAGE) or _is_highlighted(NOTED),
        ),
        Step("read on", _press("ctrl+Next"), lambda: _in_reader(NEXT_TEXT)),
        Step("half a note", _write_half, lambda: _in("noteEditor", HALF)),
        Step("killed", lambda _stage: time.sleep(KEPT_S), lambda: ""),
    ]


def _killed() -> list[Step]:
    """Open after a crash: the place and the half-written note are there."""
    return [
        Step("place is there after a crash", _nothing, lambda: _in_reader(NEXT_TEXT)),
        Step("half a note is there after a crash", _nothing, lambda: _in("noteEditor", HALF)),
    ]


PARTS: dict[str, Callable[[], list[Step]]] = {
    "reading": lambda: [*_reading(), *_studying()],
    "again": _again,
    "killed": _killed,
}
KILLED = {"again"}  # the parts that end as in a crash


# What a person does


def _nothing(_stage: Stage) -> None:
    """Only look."""


def _press(*keys: str) -> Callable[[Stage], None]:
    return lambda _stage: press(*keys)


def _click_row(name: str, part: str) -> Callable[[Stage], None]:
    return lambda stage: click(stage.find(lambda: eyes.row_at(name, part), f"{part} in {name}"))


def _begin_card(stage: Stage) -> None:
    _select(SECTION_TEXT)(stage)
    press("ctrl+shift+c")


def _accept(draft: str) -> Callable[[Stage], None]:
    def act(stage: Stage) -> None:
        _click_row("drafts", draft)(stage)
        press("a")

    return act


def _command(words: str) -> Callable[[Stage], None]:
    """Type into the command palette."""

    def act(stage: Stage) -> None:
        press("ctrl+shift+p")
        stage.find(lambda: eyes.seen("palette"), "the palette")
        type_text(words)

    return act


def _show_choices(stage: Stage) -> None:
    """Show by the palette what was made of the drafts."""
    _command("How good the drafts")(stage)
    press("Return")


def _give_key(stage: Stage) -> None:
    """Give the action that is found first one more key."""
    press("Tab")
    type_text("previous section")
    click(stage.find(lambda: eyes.button_at("Add a key"), "the button for a key"))
    press(NEW_KEY.lower())


def _start_again(_stage: Stage) -> None:
    """Start the program once more while it runs, at the next section."""
    command = [sys.executable, "-m", "studyapp", "Russia", "--section", NEXT_SECTION]
    subprocess.Popen(command, cwd=ROOT)


def _search_for(query: str) -> Callable[[Stage], None]:
    def act(_stage: Stage) -> None:
        press("ctrl+shift+f")
        type_text(query)

    return act


def _narrow(stage: Stage) -> None:
    """Choose the first actor of the hits in the menu of the chip."""
    press("ctrl+shift+f")
    type_text("sanctions ")
    time.sleep(MENU_S)  # until the completions are gone, which stand over the chips
    click(stage.find(lambda: eyes.button_at("Actor"), "the chip for actors"))
    time.sleep(MENU_S)
    press("Return")


def _search(_stage: Stage) -> None:
    press("ctrl+f")
    type_text(HIT)


def _go_to(section: str) -> Callable[[Stage], None]:
    def act(stage: Stage) -> None:
        press("ctrl+l")
        stage.find(lambda: eyes.seen("going"), "the panel to go to a place")
        type_text(section)
        press("Return")

    return act


def _note_section(stage: Stage) -> None:
    press("shift+n")
    stage.find(lambda: eyes.seen("noteEditor"), "the editor")
    type_text(SECTION_NOTE)
    press("ctrl+Return")


def _select(passage: str) -> Callable[[Stage], None]:
    return lambda stage: drag(*stage.find(lambda: eyes.passage_at(passage), passage))


def _begin_note(stage: Stage) -> None:
    _select(NOTED)(stage)
    stage.find(lambda: eyes.seen("selectionBar"), "the bar beside the selection")
    press("n")


def _write_half(stage: Stage) -> None:
    _select(HALFNOTED)(stage)
    stage.find(lambda: eyes.seen("selectionBar"), "the bar beside the selection")
    press("n")
    stage.find(lambda: eyes.seen("noteEditor"), "the editor")
    type_text(HALF)


def _write_note(_stage: Stage) -> None:
    type_text(NOTE)
    press("ctrl+Return")


def _describe(stage: Stage) -> None:
    """Give the current document a tag."""
    press("e")
    stage.find(lambda: eyes.seen("details"), "the panel that describes a document")
    press("Tab", "Tab", "Tab")
    type_text(TAG)
    press("Return")


def _import_page(stage: Stage) -> None:
    """Save a page from the web, as a browser would, and import it by the dialog."""
    paragraphs = "".join(f"<p>{PAGE_SENTENCE * 2}</p>" for _ in range(6))
    menu = f"<nav><ul><li>Home</li><li>{PAGE_MENU}</li></ul></nav>"
    article = f"<article><h1>{PAGE_TITLE}</h1>{paragraphs}<h2>The Ford</h2>{paragraphs}</article>"
    head = f"<title>{PAGE_TITLE}</title>"
    Path(PAGE).write_text(f"<html><head>{head}</head><body>{menu}{article}</body></html>", encoding="utf-8")
    press("ctrl+o")
    stage.find(lambda: eyes.seen("QFileDialog"), "the dialog")
    type_text(str(Path(PAGE).absolute()))
    press("Return")


def _remove_page(stage: Stage) -> None:
    press("l")
    stage.find(lambda: eyes.row_at("shelf", PAGE_TITLE), "the page in the library")
    press("Delete")


def _put_back(stage: Stage) -> None:
    _click_row("trash", PAGE_TITLE)(stage)
    press("Return")


def _go_dark(stage: Stage) -> None:
    press("ctrl+comma")
    _click_row("preferencePages", "Reading")(stage)
    click(stage.find(lambda: eyes.button_at("Dark"), "the theme Dark"))
    press("Escape")


# What a person must see; each returns what is wrong, or nothing


def _shown(name: str) -> str:
    return "" if eyes.seen(name) is not None else f"{name} is not on the screen"


def _gone(name: str) -> str:
    return "" if eyes.seen(name) is None else f"{name} is still on the screen"


def _in(name: str, text: str) -> str:
    shown = eyes.text_of(name)
    return "" if text in shown else f"“{text}” is not to be seen in {name}, which shows: {shown[:400]!r}"


def _in_reader(text: str) -> str:
    return _in("reader", text)


def _not_in(name: str, text: str) -> str:
    return _shown(name) or ("" if _in(name, text) else f"“{text}” is still to be seen in {name}")


def _hit_is_followed() -> str:
    ground, marked = eyes.ground_of(HIT), _colour("light", "hit")
    return "" if ground == marked else f"“{HIT}” stands on {ground or 'nothing'}, a hit on {marked}"


def _colour(theme: str, name: str) -> str:
    tokens = json.loads((ROOT / "resources/themes/tokens.json").read_text(encoding="utf-8"))
    return str(tokens["themes"][theme]["base"][name]).lower()


def _is_selected(passage: str) -> str:
    selected = eyes.selected_text()
    return _shown("selectionBar") if selected == passage else f"selected is {selected!r}"


def _is_highlighted(passage: str) -> str:
    ground, paper = eyes.ground_of(passage), eyes.paper()
    return (
        ""
        if ground not in {"", paper}
        else f"“{passage}” stands on {ground or 'nothing'}, the paper is {paper}"
    )


def _no_menu_in_reader() -> str:
    return f"“{PAGE_MENU}” is no part of the page's text" if not _in_reader(PAGE_MENU) else ""


def _is_dark() -> str:
    paper = eyes.paper()
    return "" if eyes.is_dark(paper) else f"the paper is {paper}"


if __name__ == "__main__":
    sys.exit(main())
