"""The report of a bug, to copy and send: where it happened, without the person's text or file names."""

from __future__ import annotations

import os
import platform
import sys
import traceback
from pathlib import Path

from studyapp import __version__

# The messages of these name code and types only; those of others may quote what the person reads or writes.
_SAFE_MESSAGES = (
    AttributeError,
    NameError,
    ImportError,
    IndexError,
    TypeError,
    ZeroDivisionError,
    RecursionError,
    MemoryError,
)
_SOURCE_FOLDERS = tuple(str(Path(folder).resolve()) for folder in sys.path if folder)


def report(error: BaseException) -> str:
    """Return the report of an unforeseen exception: versions, then the chain with its frames."""
    qt = sys.modules.get("PySide6")
    lines = [
        f"studyapp {__version__}",
        f"Python {platform.python_version()}, {platform.system()} {platform.release()} {platform.machine()}",
    ]
    if qt is not None:
        lines.append(f"PySide6 {getattr(qt, '__version__', 'of unknown version')}")
    for link in _chain(error):
        lines += ["", *_frames(link), f"{type(link).__module__}.{type(link).__qualname__}{_message(link)}"]
    return "\n".join(lines) + "\n"


def _chain(error: BaseException) -> list[BaseException]:
    """Return the exception and those it came from, the first cause first."""
    links: list[BaseException] = []
    link: BaseException | None = error
    while link is not None and link not in links:
        links.insert(0, link)
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
    return links


def _frames(error: BaseException) -> list[str]:
    return [
        f"  {_short(frame.filename)}:{frame.lineno} in {frame.name}: {frame.line}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]


def _short(filename: str) -> str:
    """Return the file's name below the folder it is imported from: the folder may name the person."""
    for folder in sorted(_SOURCE_FOLDERS, key=len, reverse=True):
        if filename.startswith(folder + os.sep):
            return Path(filename).relative_to(folder).as_posix()
    return Path(filename).name


def _message(error: BaseException) -> str:
    if isinstance(error, OSError):
        return f": [{error.errno}] {error.strerror}"
    if isinstance(error, _SAFE_MESSAGES) or type(error).__module__ == "sqlite3":
        return f": {error}"
    return ""
