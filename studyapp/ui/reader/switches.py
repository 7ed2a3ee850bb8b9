"""Which marks the text shows: a switch for each kind. Actors have their own (`ui/actors/underlines`)."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QObject, Signal


class Shown(StrEnum):
    """The kinds of marks that can be hidden; the values are the settings' words."""

    HIGHLIGHTS = "highlights"
    NOTES = "notes"
    CARDS = "cards"
    HITS = "hits"
    BOOKMARKS = "bookmarks"
    NUMBERS = "numbers"  # of paragraphs


class MarkSwitches(QObject):
    """What the person wants to see; `changed` after each change."""

    changed = Signal()

    def __init__(self, parent: QObject, hidden: str = "") -> None:
        super().__init__(parent)
        words = hidden.split()
        self.hidden = frozenset(kind for kind in Shown if kind.value in words)

    @property
    def hidden_words(self) -> str:
        """The kinds that are hidden, as the settings keep them."""
        return " ".join(sorted(kind.value for kind in self.hidden))

    def shows(self, kind: Shown) -> bool:
        """Say whether a kind is shown."""
        return kind not in self.hidden

    def switch(self, kind: Shown) -> None:
        """Show a kind, or hide it."""
        self.hidden ^= {kind}
        self.changed.emit()
