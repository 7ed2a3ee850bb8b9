"""A ZIP archive read from its bytes, within limits: nothing is written, no name leads out of the archive."""

from __future__ import annotations

import io
import lzma
import posixpath
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from studyapp.domain.errors import UnreadableDocumentError

if TYPE_CHECKING:
    from types import TracebackType

MEBIBYTE = 1024 * 1024
# What is read of one file of the archive, and of all: the longest novels have 8 MB of text.
ENTRY_BYTES = 64 * MEBIBYTE
READ_BYTES = 384 * MEBIBYTE
# Illustrated books have some thousands of files.
ENTRIES = 50_000
# Text shrinks to a fourth, drawings to a twentieth; only what is made to burst shrinks to a two-hundredth.
RATIO = 200
RATIO_FROM_BYTES = 4 * MEBIBYTE

_LISTED = b"PK\x01\x02"  # before each entry of the list of files

DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
    struct.error,
)
_FETCH_AGAIN = "Copy or download the file again and import it."


class Archive:
    """The files of an archive by their names; `name` is the archive's own, for messages."""

    def __init__(self, data: bytes, *, name: str) -> None:
        self._name = name
        self._left_bytes = READ_BYTES
        if data.count(_LISTED) > ENTRIES:  # before a list of millions is made
            raise self._too_large()
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except DAMAGE as error:
            raise self._damaged() from error
        self._entries = {}
        infos = self._zip.infolist()
        if len(infos) > ENTRIES:
            raise self._too_large()
        for info in infos:
            if not info.is_dir():
                self._entries[info.filename] = info  # of two with one name the last one counts
        self._folded = {name.casefold(): name for name in self._entries}

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all files in it."""
        return tuple(self._entries)

    def find(self, name: str) -> str | None:
        """Return the name as the archive has it, whatever the case of its letters; None for none."""
        return name if name in self._entries else self._folded.get(name.casefold())

    def read(self, name: str) -> bytes | None:
        """Return the content of a file; None when it is not there or is damaged.

        Raises UnreadableDocumentError when it is locked, or would grow beyond all measure.
        """
        known = self.find(name)
        if known is None:
            return None
        info = self._entries[known]
        if info.flag_bits & 0x1:
            raise UnreadableDocumentError(
                f"“{self._name}” is locked with a password.",
                "Save a copy without a password and import that.",
            )
        self._check_size(info)
        try:
            with self._zip.open(info) as stream:
                data = stream.read(min(ENTRY_BYTES, self._left_bytes) + 1)
        except DAMAGE:
            return None
        if len(data) > min(ENTRY_BYTES, self._left_bytes) or _bursts(len(data), info.compress_size):
            raise self._too_large()
        self._left_bytes -= len(data)
        return data

    def _check_size(self, info: zipfile.ZipInfo) -> None:
        if info.file_size > ENTRY_BYTES or _bursts(info.file_size, info.compress_size):
            raise self._too_large()

    def _too_large(self) -> UnreadableDocumentError:
        return UnreadableDocumentError(
            f"“{self._name}” would unpack to more than a document can hold.",
            "It may be made to harm programs; get the document from a source that you trust.",
        )

    def _damaged(self) -> UnreadableDocumentError:
        return UnreadableDocumentError(
            f"“{self._name}” is damaged: its archive cannot be read.", _FETCH_AGAIN
        )


def join_name(base: str, reference: str) -> str | None:
    """Return the name of the file that a reference in the file `base` names; None when it leads outside."""
    try:
        parts = urlsplit(reference.strip())
    except ValueError:
        return None
    if parts.scheme or parts.netloc:
        return None
    path = unquote(parts.path)
    if not path:
        return base
    if path.startswith("/") or "\\" in path or "\x00" in path:
        return None
    name = posixpath.normpath(posixpath.join(posixpath.dirname(base), path))
    return None if name.startswith("../") or name in ("..", ".") else name


def _bursts(size: int, packed: int) -> bool:
    return size > RATIO_FROM_BYTES and size > RATIO * max(packed, 1)
