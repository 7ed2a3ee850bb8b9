"""What a start of the program asks a window for; between two starts it goes as a line of JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

from studyapp.domain.addresses import is_address


class Wanted(NamedTuple):
    """Files to import, a document to open (perhaps at a section), or an address; else only the window."""

    library: str | None = None
    files: tuple[Path, ...] = ()
    document: str | None = None
    section: int | None = None
    address: str | None = None


def read_arguments(arguments: list[str]) -> Wanted:
    """Return what is asked for; a word that names no file is a document. ValueError for a wrong section."""
    words = iter(arguments)
    library: str | None = None
    section: int | None = None
    names: list[str] = []
    for word in words:
        name, _, value = word.partition("=")
        if name in {"--library", "--section"}:
            given = value or next(words, "")
            library, section = (given, section) if name == "--library" else (library, int(given))
        elif word and not word.startswith("-"):
            names.append(word)
    if len(names) == 1 and is_address(names[0]):
        return Wanted(library, address=names[0])
    files = tuple(Path(name) for name in names)
    if len(names) == 1 and not files[0].exists() and not files[0].suffix:
        return Wanted(library, (), names[0], section)
    return Wanted(library, files, None, section)


def encode(wanted: Wanted) -> bytes:
    """Return the line that another process reads; its files are absolute, whatever folder that one is in."""
    files = [str(path.absolute()) for path in wanted.files]
    values = {"files": files} | {name: getattr(wanted, name) for name in ("document", "section", "address")}
    return json.dumps(values).encode("ascii") + b"\n"


def decode(line: bytes) -> Wanted:
    """Return what a line of `encode` asks for. Raises ValueError for any other line."""
    values = json.loads(line)
    match values:
        case {
            "files": list(files),
            "document": str() | None as document,
            "section": int() | None as section,
            "address": str() | None as address,
        }:
            if all(isinstance(name, str) for name in files):
                return Wanted(None, tuple(Path(name) for name in files), document, section, address)
    raise ValueError("this is no request to a window")
