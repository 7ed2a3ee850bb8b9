"""What a person sees on a virtual screen, read from outside: Xvfb's memory file, in the XWD format.

No program on the screen is asked or changed by it.
"""

from __future__ import annotations

import mmap
import struct
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

_FIELDS = struct.Struct(">25I")  # XWDFileHeader of X11/XWDFile.h, up to and with the window's geometry
_SIZE, _WIDTH, _HEIGHT, _BITS, _LINE, _COLOURS = 0, 4, 5, 11, 12, 19
_COLOUR_BYTES = 12
_CONTRAST = 90  # of 255: text stands out from its paper by more, anti-aliased edges and rules by less
_ROW_STEP = 5  # every fifth row of the screen is enough to see text


class Framebuffer:
    """The pixels of an Xvfb screen, as they are at the moment."""

    def __init__(self, folder: Path) -> None:
        with (folder / "Xvfb_screen0").open("rb") as file:
            self._memory = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        header = _FIELDS.unpack_from(self._memory)
        if header[_BITS] != 32:
            raise ValueError(f"a screen of 32 bits a pixel is needed, this one has {header[_BITS]}")
        self.width, self.height = header[_WIDTH], header[_HEIGHT]
        self._line = header[_LINE]
        self._start = header[_SIZE] + header[_COLOURS] * _COLOUR_BYTES

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._memory.close()

    def painted(self, area: tuple[float, float, float, float]) -> bool:
        """Whether most of the area (left, top, right, bottom, as parts of the screen) is no longer black."""
        pixels = b"".join(self._rows(area))
        return pixels.count(0) * 2 < len(pixels)  # the mouse pointer stands on an empty screen too

    def text_share(self, area: tuple[float, float, float, float]) -> float:
        """Return which part of the area's pixels stands out from its most frequent shade."""
        pixels = b"".join(self._rows(area))
        if not pixels:
            return 0.0
        paper = max(set(pixels), key=pixels.count)
        near = bytes(value for value in range(256) if abs(value - paper) < _CONTRAST)
        return len(pixels.translate(None, near)) / len(pixels)

    def _rows(self, area: tuple[float, float, float, float]) -> list[bytes]:
        """Return the green parts of the pixels, row by row; green weighs most in how light a colour is."""
        left, right = int(area[0] * self.width), int(area[2] * self.width)
        rows = range(int(area[1] * self.height), int(area[3] * self.height), _ROW_STEP)
        starts = (self._start + row * self._line for row in rows)
        return [self._memory[at + left * 4 + 1 : at + right * 4 : 4] for at in starts]
