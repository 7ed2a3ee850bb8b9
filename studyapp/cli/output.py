"""What a command writes: one answer on standard output, lines of complaint on standard error."""

from __future__ import annotations

import os
import sys

from studyapp.domain.errors import KnownError


def write_answer(text: str) -> None:
    """Write the answer; a reader that has left, as `head` does, is no error.

    Raises KnownError when it cannot be written, on a full disk for example.
    """
    try:
        sys.stdout.buffer.write(text.encode("utf-8", "replace") + b"\n")
        sys.stdout.buffer.flush()
    except OSError as error:
        # What is left in the buffer goes nowhere: Python would complain of it at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            raise KnownError(f"The answer cannot be written: {error.strerror}.") from error


def complain(text: str) -> None:
    """Write one line to standard error, whatever a file's name in it holds."""
    sys.stderr.write(" ".join(text.splitlines()) + "\n")
