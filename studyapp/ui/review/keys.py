"""The keys of the review, as Anki has them: what each asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

LETTERS = {
    "j": "passage",
    "e": "edit",
    "u": "undo",
    "i": "info",
    "-": "bury",
    "=": "bury_all",
    "@": "suspend",
    "!": "suspend_all",
    "*": "mark",
    "#": "tags",
    "o": "settings",
    "m": "more",
    "f": "part",
    "p": "plan",
}
_CTRL = Qt.KeyboardModifier.ControlModifier
_CTRL_ALT = _CTRL | Qt.KeyboardModifier.AltModifier
_CHORDS = {
    (Qt.Key.Key_Delete, _CTRL): "delete",
    (Qt.Key.Key_D, _CTRL | Qt.KeyboardModifier.ShiftModifier): "set_due",
    (Qt.Key.Key_R, _CTRL_ALT): "reset",
    (Qt.Key.Key_N, _CTRL_ALT): "reset",  # Anki's; over a text it writes a note
    (Qt.Key.Key_I, _CTRL_ALT): "info_before",
}
_FLAG_KEYS = {Qt.Key(Qt.Key.Key_1.value + n): f"flag_{n + 1}" for n in range(7)}


def act_of(event: QKeyEvent) -> str | None:
    """Return the name of what a key asks for; None for any other key."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    key = Qt.Key(event.key())
    if modifiers == _CTRL and key in _FLAG_KEYS:
        return _FLAG_KEYS[key]
    if modifiers & ~Qt.KeyboardModifier.ShiftModifier:
        return _CHORDS.get((key, modifiers))
    return LETTERS.get(event.text())
