"""Keys of the terminal, one at a time without Enter; lines, where standard input is no terminal."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

END = "q"
"""The person ends: q, or nothing more is to come."""


class Keys:
    """Standard input as keys. The terminal is as it was after `close`."""

    def __init__(self) -> None:
        self._restore = _read_unbuffered() if sys.stdin.isatty() else None

    def read(self) -> str:
        """Return the next key: a small letter or digit, a newline for Enter and Space, END at the end."""
        if self._restore is None:
            line = sys.stdin.readline()
            return (line.strip()[:1] or "\n").casefold() if line else END
        key = _read_key()
        return "\n" if key in {"\r", " "} else key.casefold() or END

    def line(self, prompt: str) -> str:
        """Return a line that the person types after a prompt, without its end; empty at the end of input."""
        if self._restore is None:
            return sys.stdin.readline().rstrip("\n")
        self.close()
        try:
            return input(prompt)
        except EOFError:
            return ""
        finally:
            self._restore = _read_unbuffered()

    def close(self) -> None:
        """Give the terminal back as it was."""
        if self._restore is not None:
            self._restore()
            self._restore = None


if sys.platform == "win32":
    import msvcrt

    def _read_unbuffered() -> Callable[[], None]:
        return lambda: None

    def _read_key() -> str:
        key = msvcrt.getwch()
        if key == "\x03":
            raise KeyboardInterrupt
        return "" if key == "\x1a" else key

else:
    import termios
    import tty

    def _read_unbuffered() -> Callable[[], None]:
        """Let the terminal give each key at once; return what sets it back."""
        before = termios.tcgetattr(sys.stdin)
        tty.setcbreak(sys.stdin)
        return lambda: termios.tcsetattr(sys.stdin, termios.TCSADRAIN, before)

    def _read_key() -> str:
        key = os.read(sys.stdin.fileno(), 1)
        return "" if key == b"\x04" else key.decode("ascii", "replace")
