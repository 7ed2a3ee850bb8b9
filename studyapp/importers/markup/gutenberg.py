"""The frame of Project Gutenberg around a book of elements: header, licence, notices."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from studyapp.importers.plain.gutenberg import remove_frame

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

    from studyapp.importers.sections import Description, RawSection

# The frame is looked for in so many blocks at the beginning, and at the end.
FRAME_BLOCKS = 400

_FRAME_NAMES = frozenset(
    ("pg-header", "pg-footer", "pg-machine-header", "pg-start-separator", "pg-end-separator")
)
_FRAME_CLASS = re.compile(r"(?:^|\s)pg-?(?:boilerplate|header|footer)(?:\s|$)")
_NOTICE = re.compile(r"project gutenberg", re.IGNORECASE)


def is_frame(element: _Element) -> bool:
    """Whether an element is the header or footer of Project Gutenberg."""
    return element.get("id") in _FRAME_NAMES or _FRAME_CLASS.search(element.get("class") or "") is not None


def remove_gutenberg(sections: list[RawSection], description: Description) -> list[RawSection]:
    """Return the sections without licence, notices and credits of Project Gutenberg, where these are marked.

    What the frame says of title and author goes to the description, where that has none.
    """
    blocks = [(section, block) for section in sections for block in section.blocks]
    if not any(_NOTICE.search(b.text) for _, b in (*blocks[:FRAME_BLOCKS], *blocks[-FRAME_BLOCKS:])):
        return sections
    lines = [line for _, block in blocks for line in (" ".join(block.text.split()), "")]
    frame = remove_frame(lines)
    description.title = description.title or frame.title
    description.authors = description.authors or ((frame.author,) if frame.author else ())
    first, last = _kept(lines, frame.lines, len(frame.left_out))
    left_out = {id(block) for at, (_, block) in enumerate(blocks) if not first <= 2 * at < last}
    if not left_out:
        return sections
    for section in sections:
        section.blocks = [block for block in section.blocks if id(block) not in left_out]
    return [s for s in sections if s.blocks or not _NOTICE.search(s.title or "")]


def _kept(lines: Sequence[str], kept: Sequence[str], gone: int) -> tuple[int, int]:
    """Return which lines are kept, as a half-open span: `kept` is a run of the lines."""
    for first in range(gone + 1):
        if list(lines[first : first + len(kept)]) == list(kept):
            return first, first + len(kept)
    return 0, len(lines)
