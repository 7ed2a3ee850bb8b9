"""Documents as other programs write them in plain text, with the headings that the source has.

pandoc, lynx and w3m are asked, those that the machine has.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SECONDS = 60
_SPACES = {"Space", "SoftBreak", "LineBreak"}
_WAYS = {
    "lynx": ("lynx", "-dump", "-nolist", "-stdin", "-assume_charset=utf-8", "-display_charset=utf-8"),
    "w3m": ("w3m", "-dump", "-T", "text/html", "-I", "utf-8", "-O", "utf-8", "-cols", "80"),
}


def read_headings(file: Path) -> list[str]:
    """Return the headings of a document, in order, as pandoc reads them."""
    stored = json.loads(_ask(["pandoc", str(file), "-t", "json"]) or b'{"blocks": []}')
    return [title for title in _headings(stored["blocks"]) if any(c.isalnum() for c in title)]


def dumps(file: Path) -> Iterator[tuple[str, str]]:
    """Yield the name of each way and the document's text in it."""
    yield "pandoc", _ask(["pandoc", str(file), "-t", "plain"]).decode()
    page = _ask(["pandoc", str(file), "-t", "html"])
    for name, command in _WAYS.items():
        if shutil.which(name):
            yield name, _ask(list(command), page).decode()


def _ask(command: list[str], given: bytes = b"") -> bytes:
    """Return what a program writes; nothing when it fails or takes too long."""
    try:
        return subprocess.run(command, input=given, capture_output=True, timeout=SECONDS, check=True).stdout
    except (subprocess.SubprocessError, OSError):
        return b""


def _headings(node: Any) -> Iterator[str]:  # noqa: ANN401 - pandoc's tree is JSON
    if isinstance(node, dict):
        if node.get("t") == "Header":
            yield " ".join("".join(_words(node["c"][2])).split())
        else:
            for value in node.values():
                yield from _headings(value)
    elif isinstance(node, list):
        for value in node:
            yield from _headings(value)


def _words(node: Any) -> Iterator[str]:  # noqa: ANN401 - pandoc's tree is JSON
    if isinstance(node, list):
        for value in node:
            yield from _words(value)
    elif isinstance(node, dict):
        kind: str = node.get("t", "")
        content: Any = node.get("c")
        if kind == "Str":
            yield content
        elif kind in _SPACES:
            yield " "
        elif kind in ("Code", "Math"):
            yield content[1]
        elif kind != "Note":
            yield from _words(content)
