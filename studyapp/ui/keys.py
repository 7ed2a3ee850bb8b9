"""Which keys run which action: those of the table, and what the person made of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QKeyCombination, QObject, Qt, Signal
from PySide6.QtGui import QKeySequence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from PySide6.QtGui import QKeyEvent

Keys = tuple[str, ...]

_MODIFIERS = frozenset({Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta})
_DEAD = frozenset({Qt.Key.Key_unknown, Qt.Key.Key_AltGr, Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock})
# Lists, texts and buttons need these for themselves; with Ctrl or Alt they are free.
_PLAIN_RESERVED = frozenset(
    {"Esc", "Tab", "Backtab", "Return", "Enter", "Space", "Backspace", "Del", "Up", "Down", "Left", "Right"}
    | {"PgUp", "PgDown", "Home", "End", "Menu"}
)


def normal(key: str) -> str:
    """Return a key as it is kept ("Ctrl+Shift+A"), whatever order it was written in; "" when it is none."""
    sequence = QKeySequence.fromString(key, QKeySequence.SequenceFormat.PortableText)
    text = sequence.toString(QKeySequence.SequenceFormat.PortableText)
    return "" if sequence.count() != 1 or not text.isprintable() else text


def native(key: str) -> str:
    """Return a key as this system writes it."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def key_of(event: QKeyEvent) -> str:
    """Return the key that was pressed, as it is kept; "" while only Ctrl, Shift or the like are held."""
    key = Qt.Key(event.key())
    if key in _MODIFIERS | _DEAD:
        return ""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    text = event.text()
    if len(text) == 1 and text.isprintable() and not text.isalnum() and not text.isspace():
        modifiers &= ~Qt.KeyboardModifier.ShiftModifier  # it made the sign: "?" is "?" on every keyboard
    return normal(QKeySequence(QKeyCombination(modifiers, key)).toString())


def is_reserved(key: str) -> bool:
    """Say whether a key is what every list and text needs."""
    return key.removeprefix("Shift+") in _PLAIN_RESERVED


class KeyMap(QObject):
    """The keys of every action; no key ever belongs to two. `changed` after each change."""

    changed = Signal()

    def __init__(
        self, defaults: Mapping[str, Iterable[str]], own: Mapping[str, Iterable[str]], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._defaults = {name: tuple(normal(key) for key in keys) for name, keys in defaults.items()}
        self._keys = dict(self._defaults)
        for name, keys in own.items():  # as they were kept: by an older version, or written by hand
            if name in self._defaults:
                self._give(name, tuple(keys))

    def __getitem__(self, action_id: str) -> Keys:
        return self._keys[action_id]

    @property
    def own(self) -> dict[str, Keys]:
        """The actions whose keys are not those of the table, with their keys."""
        return {name: keys for name, keys in self._keys.items() if keys != self._defaults[name]}

    def holder(self, key: str) -> str | None:
        """Return the action that has a key."""
        return next((name for name, keys in self._keys.items() if key in keys), None)

    def give(self, action_id: str, keys: Iterable[str]) -> None:
        """Give an action its keys, the first one shown; whoever had one of them loses it."""
        self._give(action_id, tuple(keys))
        self.changed.emit()

    def reset(self, action_id: str) -> None:
        """Give an action the keys of the table again."""
        self.give(action_id, self._defaults[action_id])

    def reset_all(self) -> None:
        """Give every action the keys of the table again."""
        self._keys = dict(self._defaults)
        self.changed.emit()

    def _give(self, action_id: str, keys: Keys) -> None:
        wanted = tuple(dict.fromkeys(key for key in map(normal, keys) if key and not is_reserved(key)))
        for name, held in self._keys.items():
            if name != action_id and not set(wanted).isdisjoint(held):
                self._keys[name] = tuple(key for key in held if key not in wanted)
        self._keys[action_id] = wanted
