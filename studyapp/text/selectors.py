"""Quote and position selectors: describe a passage so that it can be found again, and find it.

A section is given as its blocks' texts. Passages are described over the section's running text, which is
the blocks joined by a newline; places are spans of blocks. (W3C Web Annotation: TextQuoteSelector and
TextPositionSelector, 32 characters of context on each side.)
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from studyapp.domain.places import Place, QuoteSelector

if TYPE_CHECKING:
    from collections.abc import Sequence

CONTEXT = 32
"""Characters of context kept on each side of a quote, as other readers keep."""

JOINT = "\n"


class SectionText:
    """The running text of one section, with the way back to its blocks.

    Invariant: `place(*span(place)) == place` for every place of non-empty span that does not touch a joint.
    """

    def __init__(self, section: int, blocks: Sequence[str]) -> None:
        self.section = section
        self.text = JOINT.join(blocks)
        self._lengths = [len(block) for block in blocks]
        self._starts = [0, *accumulate(len(block) + len(JOINT) for block in blocks)][: len(blocks)]

    def span(self, place: Place) -> tuple[int, int]:
        """Return the half-open span of a place in the running text; ValueError when it is outside."""
        return self._position(place.block, place.start), self._position(place.end_block, place.end)

    def place(self, start: int, end: int) -> Place:
        """Return the place of a half-open span of the running text; a joint belongs to the block before."""
        if not 0 <= start <= end <= len(self.text):
            msg = f"span {start}–{end} is outside a section of {len(self.text)} characters"
            raise ValueError(msg)
        block, offset = self._address(start)
        end_block, end_offset = self._address(end)
        return Place(self.section, block, offset, end_block, end_offset)

    def _position(self, block: int, offset: int) -> int:
        if not (0 <= block < len(self._starts) and 0 <= offset <= self._lengths[block]):
            msg = f"block {block}, offset {offset} is outside section {self.section}"
            raise ValueError(msg)
        return self._starts[block] + offset

    def _address(self, position: int) -> tuple[int, int]:
        block = bisect_right(self._starts, position) - 1
        return block, min(position - self._starts[block], self._lengths[block])


def describe(section: SectionText, place: Place) -> QuoteSelector:
    """Return the quote selector of a place: its text with the context on both sides."""
    start, end = section.span(place)
    return QuoteSelector(
        exact=section.text[start:end],
        prefix=section.text[max(0, start - CONTEXT) : start],
        suffix=section.text[end : end + CONTEXT],
    )


def holds(section: SectionText, place: Place, quote: QuoteSelector) -> bool:
    """Say whether the text at a place is still what the quote says."""
    try:
        start, end = section.span(place)
    except ValueError:
        return False
    return section.text[start:end] == quote.exact


def find_quote(section: SectionText, exact: str, prefix: str = "") -> list[Place]:
    """Return every place in a section where `exact` stands, directly after `prefix` when one is given.

    White space of any kind and length in what is sought matches white space of the text, so that a quote
    may run over the blocks' joints and line ends.
    """
    needle = _squeezed(exact)[0].strip(" ")
    before = _squeezed(prefix)[0].strip(" ")
    if not needle:
        return []
    hay, origin = _squeezed(section.text)
    places = []
    at = hay.find(needle)
    while at >= 0:
        if hay[:at].rstrip(" ").endswith(before):
            places.append(section.place(origin[at], origin[at + len(needle) - 1] + 1))
        at = hay.find(needle, at + 1)
    return places


def _squeezed(text: str) -> tuple[str, list[int]]:
    """Return the text with each run of white space as one space, and where each character came from."""
    chars: list[str] = []
    origin: list[int] = []
    for position, char in enumerate(text):
        if not char.isspace():
            chars.append(char)
        elif not chars or chars[-1] != " ":
            chars.append(" ")
        else:
            continue
        origin.append(position)
    return "".join(chars), origin


def resolve(section: SectionText, place: Place | None, quote: QuoteSelector) -> Place | None:
    """Find a described passage again in a section: by its position first, else by its quote.

    A quote found elsewhere counts only when it stands once in the context that it was taken from; None when
    it does not stand there, or when it could be either of two places: never a look-alike.
    """
    if place is not None and holds(section, place, quote):
        return place
    exact = [p for p in find_quote(section, quote.exact) if holds(section, p, quote)]
    context = [p for p in exact if _context(section, p) == (quote.prefix, quote.suffix)]
    return context[0] if len(context) == 1 else None


def _context(section: SectionText, place: Place) -> tuple[str, str]:
    described = describe(section, place)
    return described.prefix, described.suffix
