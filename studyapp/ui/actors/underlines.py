"""Which actors are underlined in the text: a switch for all, and one for each kind."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from studyapp.domain.actors import ActorKind


class Underlines(QObject):
    """What the person wants to see; `changed` after each change."""

    changed = Signal()

    def __init__(self, parent: QObject, *, on: bool = True, hidden: str = "") -> None:
        super().__init__(parent)
        words = hidden.split()
        self.on = on
        self.hidden = frozenset(kind for kind in ActorKind if kind.value in words)

    @property
    def hidden_words(self) -> str:
        """The kinds that are not underlined, as the settings keep them."""
        return " ".join(sorted(kind.value for kind in self.hidden))

    def show_all(self, on: bool) -> None:
        """Underline actors at all, or none."""
        if on != self.on:
            self.on = on
            self.changed.emit()

    def show_kind(self, kind: ActorKind, on: bool) -> None:
        """Underline a kind, or not. To ask for a kind while none is underlined shows them again."""
        hidden = self.hidden - {kind} if on else self.hidden | {kind}
        if hidden != self.hidden or (on and not self.on):
            self.hidden, self.on = hidden, self.on or on
            self.changed.emit()

    def switch(self, kind: ActorKind) -> None:
        """Turn a kind's underlines on or off."""
        self.show_kind(kind, not self.shows(kind))

    def shows(self, kind: ActorKind) -> bool:
        """Say whether a kind is underlined."""
        return self.on and kind not in self.hidden
