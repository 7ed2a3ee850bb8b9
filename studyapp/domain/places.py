"""Places in a text: every derived thing (annotation, hit) knows the exact span that it came from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Place:
    """A half-open span within one section, in code points of the blocks' texts.

    It runs from `start` in `block` to `end` in `end_block` (mostly the same block).
    """

    section: int
    block: int
    start: int
    end_block: int
    end: int

    def __post_init__(self) -> None:
        if (self.block, self.start) > (self.end_block, self.end):
            msg = f"a place cannot end before it starts: {self}"
            raise ValueError(msg)


class Mark(NamedTuple):
    """A half-open span of code points within one text."""

    start: int
    end: int


class QuoteSelector(NamedTuple):
    """What a passage says and what stands around it (W3C TextQuoteSelector; 32 characters each side)."""

    exact: str
    prefix: str
    suffix: str
