"""What the actions of a window with a library do: the table of `actions`, joined to the screens."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from studyapp.ui.reader.switches import Shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from studyapp.ui.screens import Screens


def bind_screens(screens: Screens) -> None:
    """Say what each action does, and which buttons tell the key of one."""
    actions, reading, notes = screens.actions, screens.reading, screens.notes
    steps: dict[str, Callable[[], object]] = {
        "import": screens.importing.choose_files,
        "import_folder": screens.importing.choose_folder,
        "paste": screens.importing.paste,
        "library": screens.shelf.toggle,
        "describe": partial(_describe, screens),
        "remove": partial(_remove, screens),
        "print": partial(_print, screens),
        "save_pdf": partial(_save_pdf, screens),
        "undo": screens.undo,
        "redo": screens.redo,
        "copy": notes.copy,
        "copy_source": notes.copy_with_source,
        "find": partial(_find, screens),
        "find_everywhere": partial(_find, screens, everywhere=True),
        "drafts": screens.inbox.toggle,
        "study_settings": lambda: screens.preferences.open(screens.preferences.study),
        "card": screens.cards.write,
        "next_hit": lambda: screens.search.walk(1),
        "previous_hit": lambda: screens.search.walk(-1),
        "highlight": notes.highlight,
        "note": notes.write,
        "note_section": notes.write_on_section,
        "note_document": notes.write_on_document,
        "notes": notes.focus_list,
        "all_notes": notes.show_all,
        "next_section": reading.next_section,
        "previous_section": reading.previous_section,
        "go_to": screens.going.open,
        "bookmark": screens.going.toggle_bookmark,
        "bookmarks": partial(screens.going.open, only_bookmarks=True),
        "copy_address": screens.going.copy_address,
        "enlarge": screens.enlarging.open_in_view,
        "back": reading.go_back,
        "forward": reading.go_forward,
        "outline": partial(_focus_outline, screens),
        "text": screens.window.page.view.setFocus,
    }
    for action_id, act in steps.items():
        actions.bind(action_id, act)
    screens.study.bind(actions)
    _bind_switches(screens)
    _bind_selection_bar(screens)


def _bind_switches(screens: Screens) -> None:
    def show() -> None:
        for kind in Shown:
            screens.actions[f"show_{kind.value}"].setChecked(screens.switches.shows(kind))

    for kind in Shown:
        screens.actions.bind(f"show_{kind.value}", partial(screens.switches.switch, kind))
    screens.switches.changed.connect(show)
    show()


def _bind_selection_bar(screens: Screens) -> None:
    actions, bar = screens.actions, screens.notes.bar
    for number, dot in enumerate(bar.dots, start=1):
        actions.tell_key(dot, f"colour_{number}")
        actions.bind(f"colour_{number}", partial(screens.notes.highlight, dot.colour))
    bar.card.on_click(screens.cards.write)
    for button, name in ((bar.note, "note"), (bar.card, "card"), (bar.copy, "copy")):
        actions.tell_key(button, name)


def _find(screens: Screens, *, everywhere: bool = False) -> None:
    screens.show_text()
    screens.search.open(everywhere=everywhere)


def _print(screens: Screens) -> None:
    screens.printing.print_section()  # made, and Qt's printing loaded, when it is first wanted


def _save_pdf(screens: Screens) -> None:
    screens.printing.save_pdf()


def _describe(screens: Screens) -> None:
    if screens.reading.document is not None:
        screens.shelf.edit(screens.reading.document.id)


def _remove(screens: Screens) -> None:
    if screens.reading.document is not None:
        screens.library.remove(screens.reading.document.id)


def _focus_outline(screens: Screens) -> None:
    if screens.search.is_open:
        screens.search.shut()
    screens.window.open_panes(left=True)
    screens.left.outline.setFocus()
