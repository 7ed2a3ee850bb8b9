"""The window's settings: what belongs to this person at this machine, and not to a library."""

from __future__ import annotations

import json
import os
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from studyapp.domain.errors import KnownError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

THEMES = ("system", "light", "sepia", "dark")
FACES = ("Literata", "Inter")
# What can be read and drawn; the values between are the person's.
_RANGES = {"text_px": (9, 72), "leading": (1.0, 3.0), "column_px": (240, 2000), "letter_spacing": (0.0, 0.5)}
_PANE_PX = range(4000)


class Settings(NamedTuple):
    """All settings with their defaults. `geometry` is the window's, as Qt saves it, in base64."""

    theme: str = "system"
    text_px: int = 19
    leading: float = 1.58
    column_px: int = 624
    text_face: str = "Literata"
    letter_spacing: float = 0.0  # added, in sizes of the text
    library: str | None = None
    geometry: str = ""
    left_pane: bool = True
    right_pane: bool = True
    left_px: int = 0  # how wide the person made the panes; 0 as wide as they come
    search_px: int = 0
    right_px: int = 0
    right_tab: str = ""  # the tab of the right pane that was shown last
    actors_in_text: bool = True
    hidden_kinds: str = ""  # kinds of actor that are not underlined, by their words
    hidden_marks: str = "numbers"  # kinds of marks that the text does not show, by their words
    card_columns: str = ""  # of the table of all cards, by their names; "" the usual ones
    first_steps: str = "find highlight drafts"  # that the person has not yet tried
    only_read_drafts: bool = False  # the inbox shows those of sections already read alone
    keys: Mapping[str, Sequence[str]] = MappingProxyType({})  # where the person changed them, by the action
    language: str = ""  # of the window, as a code; "" follows the system
    recent_actions: tuple[str, ...] = ()  # that were run from the palette, the last one first


def load_settings(path: Path) -> Settings:
    """Return the settings in a file; what is missing, damaged or out of range has its default."""
    try:
        values = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return Settings()
    if not isinstance(values, dict):
        return Settings()
    known = {name: values[name] for name in Settings._fields if name in values}
    return Settings(**{name: _frozen(value) for name, value in known.items() if _fits(name, value)})


def save_settings(path: Path, settings: Settings) -> None:
    """Write the settings, all or nothing. Raises KnownError when the file cannot be written."""
    temporary = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_text(json.dumps(settings._asdict(), indent=2, default=dict) + "\n", "utf-8")
        temporary.replace(path)
    except OSError as error:
        raise KnownError(f"The settings could not be saved: {error.strerror or error}.") from error


def _fits(name: str, value: object) -> bool:
    """Whether the value is of the setting's type and within its range."""
    fits: bool
    match name:
        case "theme":
            fits = value in THEMES
        case "text_face":
            fits = value in FACES
        case "text_px" | "column_px" | "leading" | "letter_spacing":
            number = isinstance(value, int if name.endswith("px") else int | float)
            low, high = _RANGES[name]
            fits = number and not isinstance(value, bool) and low <= value <= high  # type: ignore[operator]
        case "left_px" | "search_px" | "right_px":
            fits = type(value) is int and value in _PANE_PX
        case "left_pane" | "right_pane" | "actors_in_text" | "only_read_drafts":
            fits = isinstance(value, bool)
        case "geometry" | "hidden_kinds" | "hidden_marks" | "language" | "right_tab" | "first_steps":
            fits = isinstance(value, str)
        case "keys":
            fits = isinstance(value, dict) and all(_are_words(keys) for keys in value.values())
        case "recent_actions":
            fits = _are_words(value)
        case _:
            fits = value is None or isinstance(value, str)
    return fits


def _are_words(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(word, str) for word in value)


def _frozen(value: object) -> Any:  # noqa: ANN401 (what JSON holds; each was checked by its field)
    return tuple(value) if isinstance(value, list) else value
