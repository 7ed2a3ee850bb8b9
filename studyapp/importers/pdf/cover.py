"""The first page as a small picture: a PNG, written by hand because PDFium gives bare pixels."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING, Any

from studyapp.importers.pdf.pdfium import PdfiumError

if TYPE_CHECKING:
    from studyapp.importers.source import Pictures

# As wide as a cover on a screen of double density; 300 by 400 pixels are some 60 KB.
COVER_PIXELS = 300
# A page much longer than wide is a roll and not a cover.
LONGEST = 3.0


def keep_cover(document: Any, pictures: Pictures) -> str:  # noqa: ANN401 (pypdfium2 has no types)
    """Return the file name of a picture of the first page, nothing where it cannot be drawn."""
    page = None
    try:
        page = document[0]
        width, height = page.get_size()
        if not (width > 0 and 0 < height <= LONGEST * width):
            return ""
        bitmap = page.render(scale=COVER_PIXELS / width, rev_byteorder=True, may_draw_forms=False)
        try:
            return pictures.keep(_png(bitmap))
        finally:
            bitmap.close()
    except PdfiumError:
        return ""
    finally:
        if page is not None:
            page.close()


def _png(bitmap: Any) -> bytes:  # noqa: ANN401 (pypdfium2 has no types)
    """Return the picture as a PNG of 8 bits a colour; nothing for a format that PDFium seldom chooses."""
    channels = {1: 0, 3: 2, 4: 6}.get(bitmap.n_channels)
    if channels is None:
        return b""
    pixels = bytes(bitmap.buffer)
    length = bitmap.width * bitmap.n_channels
    rows = (pixels[at : at + length] for at in range(0, bitmap.height * bitmap.stride, bitmap.stride))
    header = struct.pack(">IIBBBBB", bitmap.width, bitmap.height, 8, channels, 0, 0, 0)
    data = zlib.compress(b"".join(b"\0" + row for row in rows), 9)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
