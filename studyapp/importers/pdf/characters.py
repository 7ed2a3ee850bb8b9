"""A page's characters as PDFium has them: code, place, size and style, grouped by the way they run."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from typing import TYPE_CHECKING, Any, NamedTuple

from studyapp.importers.pdf import pdfium
from studyapp.importers.pdf.layout import Style

if TYPE_CHECKING:
    from collections.abc import Callable

# Sizes outside of these are no letters for people.
SMALLEST_POINTS, LARGEST_POINTS = 0.5, 2000.0
# Text that runs askew by more than this, in degrees, is a stamp across the page.
SKEW_DEGREES = 8
# A box may be wider than what the character moves the pen by; a larger difference is a ligature's (0.22 em).
OVERHANG_EMS = 0.15
# Bold fonts begin at the weight 600 ("semibold"); 500 ("medium") is the text of some papers.
BOLD_WEIGHT = 600
_BOLD_NAMES = ("bold", "black", "heavy", "cmbx", "cmb1", "-bd", "demi", "medi")
_ITALIC_NAMES = ("italic", "oblique", "cmti", "cmsl", "ital", "slanted")
_MONO_NAMES = ("mono", "courier", "cmtt", "consol", "menlo", "typewriter", "txtt")
_FIXED_PITCH, _ITALIC_FLAG, _FORCE_BOLD = 1, 1 << 6, 1 << 18
_NAME_BYTES = 256
Box = tuple[float, float, float, float]  # left, bottom, right, top
_LINE_ENDS = (0x0A, 0x0D)
_SPACES = frozenset((0x20, 0xA0, 0x09, 0x2002, 0x2003, 0x2009, 0x202F, 0x3000))
_SYMBOL_FIRST, _SYMBOL_LAST = 0xF020, 0xF0FF  # where symbol fonts have their own 8-bit codes
# Bullets, squares, arrows and ticks of Symbol and Wingdings: what lists begin with.
_SYMBOL_BULLETS = frozenset((0xB7, 0xA7, 0xA8, 0xD8, 0x76, 0x6E, 0x6C, 0x71, 0xFC, 0xE0, 0xF0, 0x9F, 0x2D))


class Font(NamedTuple):
    """What is the same for all characters of a text object."""

    size: float
    style: Style
    turns: int  # quarter turns against the clock; -1 when it runs askew
    number: int  # of the text object
    widths: _Widths


class _Widths:
    """How far each character of a font moves the pen, in points: its box may reach further, as an f does."""

    def __init__(self, font: int, size: float) -> None:
        self._font = font
        self._size = size
        self._known: dict[int, float] = {}

    def advance(self, code: int) -> float:
        """Return the width of a character, 0 where the font does not say."""
        known = self._known.get(code)
        if known is None:
            width = ctypes.c_float()
            is_told = self._font and pdfium.glyph_width(self._font, code, self._size, ctypes.addressof(width))
            known = self._known[code] = max(0.0, width.value) if is_told else 0.0
        return known


class Character(NamedTuple):
    """One character; left, right and base are of the upright page."""

    text: str
    left: float
    right: float
    base: float
    font: Font


class PageCharacters(NamedTuple):
    """The characters of a page by quarter turns, with the size of the page turned that way."""

    by_turns: dict[int, list[Character]]
    box: Box
    unknown: int  # characters of which the file does not say what they are

    def size(self, turns: int) -> tuple[float, float]:
        """Return the width and height of the page as the text of these turns sees it."""
        left, bottom, right, top = self.box
        width, height = right - left, top - bottom
        return (height, width) if turns % 2 else (width, height)


def read_characters(page: Any) -> PageCharacters:  # noqa: ANN401 (pypdfium2 has no types)
    """Return what can be read on the page and stands inside its visible part."""
    box = tuple(float(value) for value in page.get_bbox())
    text_page = page.get_textpage()
    try:
        reader = _Reader(pdfium.address(text_page.raw), (box[0], box[1], box[2], box[3]))
        reader.read(text_page.count_chars())
    finally:
        text_page.close()
    return PageCharacters(reader.by_turns, reader.box, reader.unknown)


class _Reader:
    """Walks over the characters of one page."""

    def __init__(self, handle: int, box: Box) -> None:
        self.box = box
        self.by_turns: dict[int, list[Character]] = {}
        self.unknown = 0
        self._handle = handle
        self._fonts: dict[int, Font] = {}
        self._widths: dict[tuple[int, float], _Widths] = {}

    def read(self, count: int) -> None:
        handle, fonts = self._handle, self._fonts
        place = pdfium.CharacterBox()
        x, y = ctypes.c_double(), ctypes.c_double()
        to_place, to_x, to_y = ctypes.addressof(place), ctypes.addressof(x), ctypes.addressof(y)
        left, bottom, right, top = self.box
        for index in range(count):
            owner = pdfium.character_object(handle, index)
            if not owner:
                continue  # a space or a line's end that PDFium made up: the gaps tell
            code = pdfium.character_code(handle, index)
            text = chr(code) if 0x21 <= code < 0x7F else _character_text(code)
            if not text and code not in _LINE_ENDS:
                self.unknown += 1
            font = fonts.get(owner) or self._font(owner, index)
            if not text or font.turns < 0 or not SMALLEST_POINTS < font.size < LARGEST_POINTS:
                continue
            pdfium.character_box(handle, index, to_place)
            pdfium.character_origin(handle, index, to_x, to_y)
            begin, end = place.left, place.right
            if not (left <= (begin + end) / 2 <= right and bottom <= y.value <= top):
                continue
            if font.turns:
                begin, end, base = _UPRIGHT[font.turns](place, x.value, y.value, self.box)
            else:
                advance = font.widths.advance(code)
                if 0 < advance < end - begin < advance + OVERHANG_EMS * font.size:
                    end = begin + advance
                begin, end, base = begin - left, end - left, top - y.value
            self.by_turns.setdefault(font.turns, []).append(Character(text, begin, end, base, font))

    def _font(self, owner: int, index: int) -> Font:
        matrix = pdfium.CharacterMatrix()
        pdfium.character_matrix(self._handle, index, ctypes.addressof(matrix))
        scale = math.hypot(matrix.c, matrix.d) or 1.0
        degrees = math.degrees(math.atan2(matrix.b, matrix.a))
        turns = round(degrees / 90)
        askew = abs(degrees - turns * 90) > SKEW_DEGREES
        size = abs(pdfium.character_size(self._handle, index) * scale)
        handle = pdfium.object_font(owner) or 0
        stretched = abs(pdfium.character_size(self._handle, index)) * math.hypot(matrix.a, matrix.b)
        key = (handle, stretched)
        if key not in self._widths:
            self._widths[key] = _Widths(handle, stretched)
        style = self._style(index)
        font = Font(size, style, -1 if askew else turns % 4, len(self._fonts), self._widths[key])
        self._fonts[owner] = font
        return font

    def _style(self, index: int) -> Style:
        buffer = ctypes.create_string_buffer(_NAME_BYTES)
        flags = ctypes.c_int()
        pdfium.character_font(
            self._handle, index, ctypes.addressof(buffer), _NAME_BYTES, ctypes.addressof(flags)
        )
        name = buffer.value.decode("utf-8", "replace").rpartition("+")[2].lower()
        weight = pdfium.character_weight(self._handle, index)
        style = Style.PLAIN
        if any(part in name for part in _BOLD_NAMES) or flags.value & _FORCE_BOLD or weight >= BOLD_WEIGHT:
            style |= Style.BOLD
        if any(part in name for part in _ITALIC_NAMES) or flags.value & _ITALIC_FLAG:
            style |= Style.ITALIC
        if any(part in name for part in _MONO_NAMES) or flags.value & _FIXED_PITCH:
            style |= Style.MONO
        return style


# How a place on the page is seen after so many quarter turns: left, right and base of the upright character.
_UPRIGHT: tuple[Callable[[pdfium.CharacterBox, float, float, Box], tuple[float, float, float]], ...] = (
    lambda place, _, y, box: (place.left - box[0], place.right - box[0], box[3] - y),
    lambda place, x, _, box: (place.bottom - box[1], place.top - box[1], x - box[0]),
    lambda place, _, y, box: (box[2] - place.right, box[2] - place.left, y - box[1]),
    lambda place, x, _, box: (box[3] - place.top, box[3] - place.bottom, box[2] - x),
)


def _character_text(code: int) -> str:
    """Return what a code stands for: ligatures resolved, symbols of lists as bullets, nothing for no text."""
    if code in _SPACES:
        return " "
    if code in (0x02, 0xAD):
        return "\u00ad"  # PDFium's mark for a hyphen at a line's end, and the soft hyphen itself
    if _SYMBOL_FIRST <= code <= _SYMBOL_LAST and code & 0xFF in _SYMBOL_BULLETS:
        return "•"
    text = chr(code) if code < 0x110000 else ""
    if not text or text == "\ufffd" or unicodedata.category(text)[0] == "C":
        return ""
    if 0xFB00 <= code <= 0xFEFF or 0xFF01 <= code <= 0xFF5E:
        return unicodedata.normalize("NFKC", text).strip()
    return text
