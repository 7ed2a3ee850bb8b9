"""Lists: the numbers that their items carry, as they are shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from studyapp.importers.markup.text import with_prefix

if TYPE_CHECKING:
    from lxml.etree import _Element

    from studyapp.domain.documents import Block

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN_SMALL = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_LETTERS = 26
_ROMAN_LIMIT = 4_000
_NUMBER_DIGITS = 9  # a longer number is none of a list


@dataclass(slots=True)
class Item:
    """An item that is open; its first block carries the prefix and is the list's item."""

    prefix: str
    indent: int
    started: bool = False


class NumberedList:
    """Counts the items of one list; a list of bullets gives no prefix."""

    def __init__(self, element: _Element, name: str) -> None:
        self.element = element
        self._numbered = name == "ol"
        self._number = _number(element.get("start"), 1)
        self._style = element.get("type") or "1"
        if "list-style" in (element.get("style") or "") and "none" in (element.get("style") or ""):
            self._numbered = False

    def next_prefix(self, item: _Element) -> str:
        """Return what stands before the next item: "3. ", or nothing."""
        if not self._numbered:
            return ""
        number = _number(item.get("value"), self._number)
        self._number = number + 1
        return f"{written_number(number, self._style)}. "


def numbered(block: Block, prefix: str) -> Block:
    """Return the block with its number before it, unless the text begins with one as `1.` or `(1)`."""
    number = prefix.rstrip(". ")
    head = block.text[: len(number) + 2].strip("([ ")
    if head.startswith(number) and head[len(number) : len(number) + 1] in (".", ")", "]", ":"):
        return block
    return with_prefix(block, prefix)


def _number(value: str | None, default: int) -> int:
    bare = (value or "").strip()
    return int(bare) if bare.removeprefix("-").isdecimal() and len(bare) <= _NUMBER_DIGITS else default


def written_number(number: int, style: str) -> str:
    """Return the number as the style of a list shows it: "1", "a", "A", "i", "I"."""
    if number > 0 and style in ("a", "A"):
        letters = ""
        while number:
            number, rest = divmod(number - 1, _LETTERS)
            letters = chr(ord("a") + rest) + letters
        return letters if style == "a" else letters.upper()
    if 0 < number < _ROMAN_LIMIT and style in ("i", "I"):
        roman = ""
        for value, sign in (*_ROMAN, *_ROMAN_SMALL):
            times, number = divmod(number, value)
            roman += sign * times
        return roman if style == "i" else roman.upper()
    return str(number)
