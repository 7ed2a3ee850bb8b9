"""What a format module is given: the bytes of one file, and where pictures and progress go."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

# One picture, and all of a file's: a photograph is 2 to 8 MB; an illustrated book has 50 MB of them.
PICTURE_BYTES = 20 * 1024 * 1024
PICTURES_BYTES = 128 * 1024 * 1024
_SIGNATURES = ((b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpg"), (b"GIF8", "gif"))


class Pictures:
    """The pictures that a document shows, by the file names under which the library keeps them."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}
        self._size_bytes = 0

    def keep(self, data: bytes) -> str:
        """Keep a picture and return its file name; nothing for what is no picture, or too large."""
        return self._keep(data, _raster_suffix(data))

    def keep_drawing(self, data: bytes) -> str:
        """Keep a drawing that `drawing.plain_drawing` has let through, as `keep` does a picture."""
        return self._keep(data, "svg")

    def _keep(self, data: bytes, suffix: str) -> str:
        if not data or not suffix or len(data) > PICTURE_BYTES:
            return ""
        name = f"{sha256(data).hexdigest()}.{suffix}"
        if name not in self.kept:
            if self._size_bytes + len(data) > PICTURES_BYTES:
                return ""
            self.kept[name] = data
            self._size_bytes += len(data)
        return name


@dataclass(frozen=True, slots=True)
class Source:
    """One file: its name without folder, its content, and a password where the person gave one.

    `on_progress` takes 0 to 1.
    """

    name: str
    data: bytes
    password: str = ""
    pictures: Pictures = field(default_factory=Pictures)
    on_progress: Callable[[float], None] = lambda _: None


def is_raster(data: bytes) -> bool:
    """Say whether these bytes begin as a picture of points does that the library keeps."""
    return bool(_raster_suffix(data))


def _raster_suffix(data: bytes) -> str:
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    return next((suffix for signature, suffix in _SIGNATURES if data.startswith(signature)), "")
