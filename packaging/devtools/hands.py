"""Keys and clicks as a person makes them: X events through xdotool, to whatever window has the focus."""

from __future__ import annotations

import subprocess

from devtools.checkout import Stop

_TYPING_MS = 25  # between two letters: a quick typist


def press(*keys: str) -> None:
    """Press key combinations one after the other, by X's names: ctrl+f, Next, Return."""
    _xdotool("key", "--clearmodifiers", "--delay", "60", *keys)


def type_text(text: str) -> None:
    """Type a text letter by letter."""
    _xdotool("type", "--delay", str(_TYPING_MS), text)


def click(point: tuple[int, int]) -> None:
    """Move the pointer there and click."""
    _xdotool("mousemove", *_words(point), "sleep", "0.1", "click", "1")


def drag(start: tuple[int, int], end: tuple[int, int]) -> None:
    """Press the button at the start, move, and let go at the end."""
    middle = ((start[0] + end[0]) // 2, (start[1] + end[1]) // 2)
    _xdotool("mousemove", *_words(start), "sleep", "0.1", "mousedown", "1")
    for point in (middle, end):
        _xdotool("mousemove", *_words(point), "sleep", "0.1")
    _xdotool("mouseup", "1")


def _words(point: tuple[int, int]) -> tuple[str, str]:
    return str(point[0]), str(point[1])


def _xdotool(*words: str) -> None:
    done = subprocess.run(["xdotool", *words], check=False, capture_output=True, text=True)
    if done.returncode:
        raise Stop(f"xdotool {' '.join(words)}: {done.stderr.strip()}")
