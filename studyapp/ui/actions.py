"""Every action of the program, once: menus, shortcuts and the list of commands are made from this table."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtGui import QAction, QKeySequence

from studyapp.ui.keys import KeyMap, native
from studyapp.ui.translation import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from PySide6.QtWidgets import QWidget

    from studyapp.ui.widgets.buttons import PlainButton


class ActionSpec(NamedTuple):
    """An action: where it stands in the menus, what it is called, and its keys, the first one shown."""

    id: str
    menu: str
    text: str
    keys: tuple[str, ...] = ()
    checkable: bool = False


MENUS = ("File", "Edit", "Notes", "Actors", "Mark as actor", "Study", "View", "Underlines", "Go", "Help")

ACTIONS = (
    ActionSpec("import", "File", "Import…", ("Ctrl+O",)),
    ActionSpec("import_folder", "File", "Import a folder…", ("Ctrl+Shift+O",)),
    ActionSpec("paste", "File", "Paste text as a document", ("Ctrl+V",)),
    ActionSpec("describe", "File", "Title, authors, tags…", ("Alt+Return",)),
    ActionSpec("print", "File", "Print the section…", ("Ctrl+P",)),
    ActionSpec("save_pdf", "File", "Save section as PDF…"),
    ActionSpec("remove", "File", "Remove this document"),
    ActionSpec("library_place", "File", "Open, make or move a library…"),
    ActionSpec("quit", "File", "Quit", ("Ctrl+Q", "Ctrl+W")),
    ActionSpec("undo", "Edit", "Undo", ("Ctrl+Z",)),
    ActionSpec("redo", "Edit", "Redo", ("Ctrl+Shift+Z", "Ctrl+Y")),
    ActionSpec("copy", "Edit", "Copy", ("Ctrl+C",)),
    ActionSpec("copy_source", "Edit", "Copy with source", ("Ctrl+Alt+C",)),
    ActionSpec("copy_address", "Edit", "Copy the address of the passage", ("Ctrl+Alt+L",)),
    ActionSpec("find", "Edit", "Search in this document", ("Ctrl+F", "/")),
    ActionSpec("find_everywhere", "Edit", "Search the library", ("Ctrl+Shift+F", "Ctrl+K")),
    ActionSpec("next_hit", "Edit", "Next hit", ("F3", "Ctrl+G")),
    ActionSpec("previous_hit", "Edit", "Previous hit", ("Shift+F3", "Ctrl+Shift+G")),
    ActionSpec("preferences", "Edit", "Preferences…", ("Ctrl+,",)),
    ActionSpec("change_keys", "Edit", "Change keys…"),
    ActionSpec("highlight", "Notes", "Highlight the selection", ("H", "Ctrl+Shift+H")),
    ActionSpec("note", "Notes", "Write a note on the selection", ("N", "Ctrl+Shift+N")),
    ActionSpec("note_section", "Notes", "Write a note on the section", ("Shift+N",)),
    ActionSpec("note_document", "Notes", "Write a note on the whole text", ("Ctrl+Alt+N",)),
    ActionSpec("colour_1", "Notes", "Highlight in wheat", ("Alt+1",)),
    ActionSpec("colour_2", "Notes", "Highlight in rose", ("Alt+2",)),
    ActionSpec("colour_3", "Notes", "Highlight in sage", ("Alt+3",)),
    ActionSpec("colour_4", "Notes", "Highlight in sky", ("Alt+4",)),
    ActionSpec("colour_5", "Notes", "Highlight in lilac", ("Alt+5",)),
    ActionSpec("notes", "Notes", "List of notes", ("Ctrl+Shift+A",)),
    ActionSpec("all_notes", "Notes", "Notes of all texts", ("Ctrl+Alt+A",)),
    ActionSpec("actors", "Actors", "List of actors", ("Ctrl+Shift+K",)),
    ActionSpec("actor_here", "Actors", "Open the actor at the selection", ("K",)),
    ActionSpec("next_mention", "Actors", "Next mention of the open actor", ("F4",)),
    ActionSpec("previous_mention", "Actors", "Previous mention of the open actor", ("Shift+F4",)),
    ActionSpec("join_actor", "Actors", "Join with another actor…"),
    ActionSpec("rename_actor", "Actors", "Rename the actor…"),
    ActionSpec("retype_actor", "Actors", "Change the actor's kind…"),
    ActionSpec("hide_actor", "Actors", "Not an actor"),
    ActionSpec("mark_person", "Mark as actor", "Mark the selection as a person"),
    ActionSpec("mark_country", "Mark as actor", "Mark the selection as a country"),
    ActionSpec("mark_organisation", "Mark as actor", "Mark the selection as an organisation"),
    ActionSpec("mark_place", "Mark as actor", "Mark the selection as a place"),
    ActionSpec("mark_group", "Mark as actor", "Mark the selection as a group"),
    ActionSpec("mark_event", "Mark as actor", "Mark the selection as an event"),
    ActionSpec("mark_agreement", "Mark as actor", "Mark the selection as an agreement"),
    ActionSpec("mark_work", "Mark as actor", "Mark the selection as a work"),
    ActionSpec("mark_other", "Mark as actor", "Mark the selection as another actor"),
    ActionSpec("drafts", "Study", "Drafts", ("D",)),
    ActionSpec("review", "Study", "Review", ("R",)),
    ActionSpec("study_part", "Study", "Study a part…", ("Shift+R",)),
    ActionSpec("browse", "Study", "All cards", ("B",)),
    ActionSpec("statistics", "Study", "Statistics", ("T",)),
    ActionSpec("study_settings", "Study", "Study settings…"),
    ActionSpec("card", "Study", "Write a card on the selection", ("Ctrl+Shift+C",)),
    ActionSpec("library", "View", "Library", ("L", "Ctrl+Shift+L")),
    ActionSpec("left_pane", "View", "Sections and library", ("F9",)),
    ActionSpec("right_pane", "View", "Actors, notes and cards", ("Shift+F9",)),
    ActionSpec("larger", "View", "Larger text", ("Ctrl++", "Ctrl+=")),
    ActionSpec("smaller", "View", "Smaller text", ("Ctrl+-",)),
    ActionSpec("normal_size", "View", "Normal size", ("Ctrl+0",)),
    ActionSpec("appearance", "View", "Appearance…"),
    ActionSpec("show_highlights", "View", "Show highlights", checkable=True),
    ActionSpec("show_notes", "View", "Show the signs of notes", checkable=True),
    ActionSpec("show_cards", "View", "Show the signs of cards", checkable=True),
    ActionSpec("show_hits", "View", "Show search marks", checkable=True),
    ActionSpec("show_bookmarks", "View", "Show bookmarks", checkable=True),
    ActionSpec("show_numbers", "View", "Show paragraph numbers", checkable=True),
    ActionSpec("show_memory", "View", "Show what you still know", ("Ctrl+Shift+M",), checkable=True),
    ActionSpec("enlarge", "View", "Enlarge the picture", ("Ctrl+Shift+E",)),
    ActionSpec("full_screen", "View", "Full screen", ("F11",), checkable=True),
    ActionSpec("underlines", "Underlines", "Actors in the text", ("Ctrl+Shift+U",), checkable=True),
    ActionSpec("underline_person", "Underlines", "Underline people", checkable=True),
    ActionSpec("underline_country", "Underlines", "Underline countries", checkable=True),
    ActionSpec("underline_organisation", "Underlines", "Underline organisations", checkable=True),
    ActionSpec("underline_place", "Underlines", "Underline places", checkable=True),
    ActionSpec("underline_group", "Underlines", "Underline groups", checkable=True),
    ActionSpec("underline_event", "Underlines", "Underline events", checkable=True),
    ActionSpec("underline_agreement", "Underlines", "Underline agreements", checkable=True),
    ActionSpec("underline_work", "Underlines", "Underline works", checkable=True),
    ActionSpec("underline_other", "Underlines", "Underline other actors", checkable=True),
    ActionSpec("go_to", "Go", "Go to…", ("Ctrl+L",)),
    ActionSpec("bookmark", "Go", "Set or remove a bookmark", ("Ctrl+D",)),
    ActionSpec("bookmarks", "Go", "Bookmarks", ("Ctrl+Alt+B",)),
    ActionSpec("next_section", "Go", "Next section", ("Ctrl+PgDown",)),
    ActionSpec("previous_section", "Go", "Previous section", ("Ctrl+PgUp",)),
    ActionSpec("back", "Go", "Back", ("Alt+Left",)),
    ActionSpec("forward", "Go", "Forward", ("Alt+Right",)),
    ActionSpec("outline", "Go", "To the sections", ("Ctrl+T",)),
    ActionSpec("text", "Go", "To the text", ("F6",)),
    ActionSpec("palette", "Help", "Find a command…", ("Ctrl+Shift+P",)),
    ActionSpec("commands", "Help", "All commands and keys", ("?", "F1")),
    ActionSpec("draft_quality", "Help", "How good the drafts are"),
)

_ON_TEXT = frozenset(
    {
        "copy",
        "copy_source",
        "copy_address",
        "print",
        "save_pdf",
        "enlarge",
        "go_to",
        "bookmark",
        "bookmarks",
        "paste",
        "highlight",
        "note",
        "note_section",
        "note_document",
        "card",
        "next_hit",
        "previous_hit",
        "next_section",
        "previous_section",
        "actors",
        "actor_here",
        "next_mention",
        "previous_mention",
        "join_actor",
        "rename_actor",
        "retype_actor",
        "hide_actor",
    }
    | {f"colour_{number}" for number in range(1, 6)}
)


class Actions:
    """The table's actions, alive in one window, with the keys that the person gave them."""

    def __init__(self, window: QWidget, own_keys: Mapping[str, Iterable[str]]) -> None:
        self._actions: dict[str, QAction] = {}
        self._bound: set[str] = set()
        self.keys = KeyMap({spec.id: spec.keys for spec in ACTIONS}, own_keys, window)
        for spec in ACTIONS:
            action = QAction(tr(spec.text), window)
            action.setObjectName(spec.id)
            action.setCheckable(spec.checkable)
            window.addAction(action)
            self._actions[spec.id] = action
        self.keys.changed.connect(self._take_keys)
        self._take_keys()

    def __getitem__(self, action_id: str) -> QAction:
        return self._actions[action_id]

    def names(self) -> dict[str, str]:
        """Return what the actions are called, whatever they would do just now."""
        return {spec.id: tr(spec.text) for spec in ACTIONS}

    def bind(self, action_id: str, act: Callable[[], object]) -> None:
        """Say what an action does."""
        self._actions[action_id].triggered.connect(lambda *_: act())
        self._bound.add(action_id)

    def key(self, action_id: str) -> str:
        """Return the first key of an action as this system writes it; "" when it has none."""
        keys = self.keys[action_id]
        return native(keys[0]) if keys else ""

    def way(self, action_id: str) -> str:
        """Return how an action is given, for the middle of a sentence: by its key, else by the menu."""
        key, name = self.key(action_id), self._actions[action_id].text()
        return tr("press {key}", key=key) if key else tr("choose “{name}” in the menu", name=name)

    def tell_key(self, button: PlainButton, action_id: str) -> None:
        """Let a button's hint tell the key of the action that it stands for, whatever key that is."""

        def tell() -> None:
            button.show_key(self.key(action_id))

        self.keys.changed.connect(tell)
        tell()

    def put_on(self, button: PlainButton, action_id: str) -> None:
        """Let a button stand for an action: a click runs it, its hint tells the key."""
        action = self._actions[action_id]
        button.on_click(action.trigger)

        def take() -> None:
            button.show_key(self.key(action_id))
            button.setEnabled(action.isEnabled())

        action.changed.connect(take)
        take()

    def disable_unbound(self) -> None:
        """Disable what cannot be done here: without a library most cannot."""
        for action_id, action in self._actions.items():
            if action_id not in self._bound:
                action.setEnabled(False)

    def enable_reading(self, *, on: bool) -> None:
        """Enable or disable what acts on the text: another screen may stand in its place."""
        for action_id in _ON_TEXT & self._bound:
            self._actions[action_id].setEnabled(on)

    def of_menu(self, menu: str) -> list[QAction]:
        """Return the actions of one menu, in order."""
        return [self._actions[spec.id] for spec in ACTIONS if spec.menu == menu]

    def _take_keys(self) -> None:
        for action_id, action in self._actions.items():
            action.setShortcuts([QKeySequence(key) for key in self.keys[action_id]])
