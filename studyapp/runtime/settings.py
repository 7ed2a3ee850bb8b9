"""The window's settings: what belongs to this person at this machine, and not to a library."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, NamedTuple

from studyapp.domain.errors import KnownError

if TYPE_CHECKING:
    from pathlib import Path

THEMES = ("system", "light", "sepia", "dark")
FACES = ("Literata", "Inter")
# What can be read and drawn; the values between are the person's.
_RANGES = {"text_px": (9, 72), "leading": (1.0, 3.0), "column_px": (240, 2000)}


class Settings(NamedTuple):
    """All settings with their defaults. `geometry` is the window's, as Qt saves it, in base64."""

    theme: str = "system"
    text_px: int = 19
    leading: float = 1.58
    column_px: int = 624
    text_face: str = "Literata"
    library: str | None = None
    geometry: str = ""
    left_pane: bool = True
    right_pane: bool = True
    actors_in_text: bool = True
    hidden_kinds: str = ""  # kinds of actor that are not underlined, by their words
    hidden_marks: str = ""  # kinds of marks that the text does not show, by their words


def load_settings(path: Path) -> Settings:
    """Return the settings in a file; what is missing, damaged or out of range has its default."""
    try:
        values = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return Settings()
    if not isinstance(values, dict):
        return Settings()
    known = {name: values[name] for name in Settings._fields if name in values}
    return Settings(**{name: value for name, value in known.items() if _fits(name, value)})


def save_settings(path: Path, settings: Settings) -> None:
    """Write the settings, all or nothing. Raises KnownError when the file cannot be written."""
    temporary = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_text(json.dumps(settings._asdict(), indent=2) + "\n", "utf-8")
        temporary.replace(path)
    except OSError as error:
        raise KnownError(f"The settings could not be saved: {error.strerror or error}.") from error


def _fits(name: str, value: object) -> bool:
    """Whether the value is of the setting's type and within its range."""
    match name:
        case "theme":
            return value in THEMES
        case "text_face":
            return value in FACES
        case "text_px" | "column_px" | "leading":
            number = isinstance(value, int | float if name == "leading" else int)
            low, high = _RANGES[name]
            return number and not isinstance(value, bool) and low <= value <= high  # type: ignore[operator]
        case "left_pane" | "right_pane" | "actors_in_text":
            return isinstance(value, bool)
        case "geometry" | "hidden_kinds" | "hidden_marks":
            return isinstance(value, str)
        case _:
            return value is None or isinstance(value, str)
