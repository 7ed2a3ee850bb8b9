"""What the index folder says of itself, read before anything in it is opened.

Index files hold pickled data, and Whoosh does not flush them to the disk: so a state file beside them names
generation, library, and size and checksum of each file. Whatever does not agree with it is never opened.
"""

from __future__ import annotations

import json
import os
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from studyapp.domain.errors import KnownError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

GENERATION: Final = 2  # raise it with every change of schema, tokens or folding: older indexes are rebuilt
_STATE_NAME: Final = "state.json"
_PIECE_BYTES: Final = 1 << 20


class IndexUnusableError(KnownError):
    """The index is missing, torn, of another generation or of another library: it has to be made anew."""


class IndexBusyError(KnownError):
    """Another window or command is writing this index; it can be searched meanwhile."""


@dataclass(frozen=True, slots=True)
class Checksum:
    """Size in bytes and CRC-32 of a file that never changes once it is written."""

    size: int
    crc: int


@dataclass(frozen=True, slots=True)
class IndexState:
    """The last change of the library that the index holds, and the files that make it up."""

    library_id: str
    applied_seq: int
    applied_token: str | None  # None while nothing is applied
    files: Mapping[str, Checksum]


def read_state(folder: Path, library_id: str) -> IndexState:
    """Return the state of the index of this library; raises IndexUnusableError where there is none."""
    try:
        raw = json.loads((folder / _STATE_NAME).read_bytes())
        found = (raw["generation"], raw["library_id"])
        files = {str(name): Checksum(int(size), int(crc)) for name, (size, crc) in raw["files"].items()}
        state = IndexState(library_id, int(raw["applied_seq"]), raw["applied_token"], files)
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise IndexUnusableError(
            "The search index cannot be read.", "It is made anew from the library."
        ) from error
    if found != (GENERATION, library_id):
        raise IndexUnusableError("The search index is of another kind.", "It is made anew from the library.")
    return state


def write_state(folder: Path, state: IndexState) -> None:
    """Replace the state file in one step, so that it is always whole. Raises OSError."""
    raw = {
        "generation": GENERATION,
        "library_id": state.library_id,
        "applied_seq": state.applied_seq,
        "applied_token": state.applied_token,
        "files": {name: [sum_.size, sum_.crc] for name, sum_ in state.files.items()},
    }
    temporary = folder / f"{_STATE_NAME}.new"
    with temporary.open("w", encoding="utf-8") as file:
        json.dump(raw, file)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(folder / _STATE_NAME)


def checksums(folder: Path, known: Mapping[str, Checksum]) -> dict[str, Checksum]:
    """Return the checksum of every file in the folder, reading only those not known by name and size."""
    found = {}
    for path in folder.iterdir():
        old = known.get(path.name)
        found[path.name] = old if old and old.size == path.stat().st_size else _checksum(path)
    return found


def verify(folder: Path, state: IndexState, known: Mapping[str, Checksum] | None = None) -> None:
    """Raise IndexUnusableError unless each file of the state is there as it was written.

    What is `known` to have been so already is not read again.
    """
    for name, expected in state.files.items():
        if known is not None and known.get(name) == expected:
            continue
        try:
            actual = _checksum(folder / name)
        except OSError as error:
            raise IndexUnusableError("A part of the search index is missing.") from error
        if actual != expected:
            raise IndexUnusableError("The search index is damaged.")


def verify_sizes(folder: Path, state: IndexState) -> None:
    """Raise IndexUnusableError unless each file of the state has its size: quick, before each change."""
    try:
        torn = any((folder / name).stat().st_size != known.size for name, known in state.files.items())
    except OSError as error:
        raise IndexUnusableError("A part of the search index is missing.") from error
    if torn:
        raise IndexUnusableError("The search index is damaged.")


def _checksum(path: Path) -> Checksum:
    size = crc = 0
    with path.open("rb") as file:
        while piece := file.read(_PIECE_BYTES):
            size += len(piece)
            crc = zlib.crc32(piece, crc)
    return Checksum(size, crc)
