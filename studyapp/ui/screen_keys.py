"""The keys that act on one screen alone, while it has the keyboard: the sheet shows them."""

from __future__ import annotations

from typing import NamedTuple


class ScreenKey(NamedTuple):
    """What a key does on a screen; `keys` are different ways to the same."""

    screen: str
    text: str
    keys: tuple[str, ...]


SCREEN_KEYS = (
    ScreenKey("In the text", "Page on, into the next section", ("Space", "PgDown")),
    ScreenKey("In the text", "Page back", ("Shift+Space", "PgUp")),
    ScreenKey("Everywhere", "Close what was opened last", ("Esc",)),
    ScreenKey("Everywhere", "To the next control", ("Tab",)),
    ScreenKey("In the drafts", "Accept", ("A",)),
    ScreenKey("In the drafts", "Accept all that are shown", ("Shift+A",)),
    ScreenKey("In the drafts", "Edit", ("E", "F2")),
    ScreenKey("In the drafts", "Discard", ("X", "Del")),
    ScreenKey("In the drafts", "Only sections read, or all", ("O",)),
    ScreenKey("In the drafts", "Show the passage", ("J", "Return")),
    ScreenKey("In the review", "Show the answer; then: good", ("Space", "Return")),
    ScreenKey("In the review", "Again, hard, good, easy", ("1", "2", "3", "4")),
    ScreenKey("In the review", "Show the passage", ("J",)),
    ScreenKey("In the review", "On the passage: the next place of the card", ("J",)),
    ScreenKey("In the review", "Edit the card", ("E",)),
    ScreenKey("In the review", "Undo", ("U",)),
    ScreenKey("In the review", "Card info", ("I",)),
    ScreenKey("In the review", "Info on the card before", ("Ctrl+Alt+I",)),
    ScreenKey("In the review", "Bury until tomorrow", ("-",)),
    ScreenKey("In the review", "Bury all of the sentence", ("=",)),
    ScreenKey("In the review", "Suspend", ("@",)),
    ScreenKey("In the review", "Suspend all of the sentence", ("!",)),
    ScreenKey("In the review", "Mark", ("*",)),
    ScreenKey("In the review", "Tags", ("#",)),
    ScreenKey("In the review", "Flag", tuple(f"Ctrl+{number}" for number in range(1, 8))),
    ScreenKey("In the review", "Set due day", ("Ctrl+Shift+D",)),
    ScreenKey("In the review", "Reset: new again", ("Ctrl+Alt+R",)),
    ScreenKey("In the review", "More", ("M",)),
    ScreenKey("In the review", "Study a part", ("F",)),
    ScreenKey("In the review", "Plan for a backlog", ("P",)),
    ScreenKey("In the review", "Delete the card", ("Ctrl+Del",)),
    ScreenKey("In the review", "Study settings", ("O",)),
    ScreenKey("In the list of cards", "Show the passage", ("Return", "J")),
    ScreenKey("In the list of cards", "More, columns, order", ("M",)),
    ScreenKey("In the library", "Open", ("Return",)),
    ScreenKey("In the library", "Title, authors, tags", ("E", "F2")),
    ScreenKey("In the library", "Remove", ("Del",)),
)


def screen_key(key: str) -> ScreenKey | None:
    """Return what a key does on the first screen that needs it; None when none does."""
    return next((entry for entry in SCREEN_KEYS if key in entry.keys), None)
