"""The file as the person has it, read once, and its pictures: all kept by the hash of their content."""

from __future__ import annotations

import errno
import os
import stat
from dataclasses import dataclass
from io import FileIO
from typing import TYPE_CHECKING

from studyapp.domain.errors import LibraryError, UnreadableDocumentError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

# The largest file that is read: War and Peace is 3.2 MB of text.
ORIGINAL_BYTES = 64 * 1024 * 1024
_CHUNK_BYTES = 1024 * 1024
_TEMPORARY = "incoming-*.tmp"
_FULL_DISK = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_READ_ONLY = (errno.EROFS, errno.EACCES, errno.EPERM)


@dataclass(frozen=True, slots=True)
class Original:
    """The bytes of a file and their SHA-256 in hexadecimal."""

    data: bytes
    sha256: str

    @classmethod
    def of(cls, data: bytes) -> Original:
        """Return the original with these bytes."""
        import hashlib  # noqa: PLC0415 (the first start loads no cryptography: it knows its article's hash)

        return cls(data, hashlib.sha256(data).hexdigest())


def read_original(
    path: Path, *, name: str, on_progress: Callable[[float], None] = lambda _: None
) -> Original:
    """Return the whole content of a file, read once. Progress runs from 0 to 1.

    Raises UnreadableDocumentError when it is missing, a folder, not permitted, too large, or when it
    vanishes or changes while it is read.
    """
    try:
        with FileIO(path, "rb", opener=_open_without_waiting) as file:
            data = _read_unchanged(file, path, name, on_progress)
    except OSError as error:
        raise _unreadable(error, path, name) from error
    return Original.of(data)


def store_original(originals: Path, original: Original, *, name: str) -> None:
    """Keep the original under its hash; it is whole or absent, also after a power cut.

    Raises LibraryError when the disk is full or the folder cannot be written.
    """
    _store(originals, original_path(originals, original.sha256), original.data, name)


def store_pictures(folder: Path, pictures: Mapping[str, bytes], *, name: str) -> None:
    """Keep the pictures of the file called `name` under their own file names; raises as `store_original`."""
    for picture, data in pictures.items():
        _store(folder, picture_path(folder, picture), data, name)


def _store(folder: Path, target: Path, data: bytes, name: str) -> None:
    temporary = folder / f"incoming-{os.getpid()}.tmp"
    try:
        if target.exists() and target.stat().st_size == len(data):
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
        _sync_folder(target.parent)
    except OSError as error:
        _remove_quietly(temporary)
        raise _unwritable(error, name) from error


def is_folder(path: Path) -> bool:
    """Say whether a path leads to a folder; one that leads nowhere, or is too long for one, does not."""
    try:
        return path.is_dir()
    except OSError:
        return False


def original_path(originals: Path, sha256: str) -> Path:
    """Return where the original with this hash lies."""
    return originals / sha256[:2] / sha256


def picture_path(pictures: Path, picture: str) -> Path:
    """Return where the picture with this file name lies."""
    return pictures / picture[:2] / picture


def remove_leftovers(originals: Path) -> None:
    """Remove what an import that was killed had begun to write."""
    for path in originals.glob(_TEMPORARY):
        _remove_quietly(path)


def _open_without_waiting(name: str, flags: int) -> int:
    """Open without waiting for the other end of a pipe; Windows knows neither pipes there nor the flag."""
    return os.open(name, flags | getattr(os, "O_NONBLOCK", 0))


def _read_unchanged(file: FileIO, path: Path, name: str, on_progress: Callable[[float], None]) -> bytes:
    before = os.fstat(file.fileno())
    if not stat.S_ISREG(before.st_mode):
        raise UnreadableDocumentError(f"“{name}” is not a file but a device or a pipe.", "Choose a file.")
    if before.st_size > ORIGINAL_BYTES:
        raise UnreadableDocumentError(
            f"“{name}” is too large: it has {before.st_size / 1e6:,.0f} MB, and at most "
            f"{ORIGINAL_BYTES / 1e6:,.0f} MB can be imported.",
            "Divide it into several files.",
        )
    chunks: list[bytes] = []
    size = 0
    while size <= before.st_size and (chunk := file.read(_CHUNK_BYTES)):
        chunks.append(chunk)
        size += len(chunk)
        on_progress(size / max(size, before.st_size))
    after = os.fstat(file.fileno())
    if not path.exists():
        raise UnreadableDocumentError(f"“{name}” was removed while it was read.", "Import it again.")
    if size != before.st_size or (after.st_mtime_ns, after.st_size) != (before.st_mtime_ns, before.st_size):
        raise UnreadableDocumentError(
            f"“{name}” was changed while it was read.",
            "Import it again when the other program is done with it.",
        )
    return b"".join(chunks)


def _unreadable(error: OSError, path: Path, name: str) -> UnreadableDocumentError:
    """Return the sentence for a failure of the system to read a file."""
    # Windows refuses to open a folder with the error of a missing permission.
    if error.errno == errno.EISDIR or is_folder(path):
        return UnreadableDocumentError(f"“{name}” is a folder, not a file.", "Choose the files in it.")
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return UnreadableDocumentError(f"“{name}” does not exist.", "Look whether it was moved or renamed.")
    if error.errno in (errno.EACCES, errno.EPERM):
        return UnreadableDocumentError(
            f"“{name}” cannot be read: you do not have the permission.", "Change the permissions of the file."
        )
    reason = error.strerror or type(error).__name__
    return UnreadableDocumentError(f"“{name}” cannot be read: {reason}.", "Look at the disk it lies on.")


def _unwritable(error: OSError, name: str) -> LibraryError:
    """Return the sentence for a failure of the system to keep the original."""
    if error.errno in _FULL_DISK:
        return LibraryError(
            f"“{name}” was not imported: the disk of the library is full.",
            "Free some space and import it again.",
        )
    if error.errno in _READ_ONLY:
        return LibraryError(
            f"“{name}” was not imported: the folder of the library cannot be written.",
            "Change the permissions of the folder, or use another library.",
        )
    reason = error.strerror or type(error).__name__
    return LibraryError(f"“{name}” was not imported: the library cannot be written ({reason}).")


def _sync_folder(folder: Path) -> None:
    """Make the renaming last through a power cut, on systems where a folder can be synced."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _remove_quietly(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return  # the next import tries again
