"""Paragraphs that go on in the next column or on the next page, past what floats between them."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from studyapp.domain.documents import BlockKind
from studyapp.importers.pdf.layout import Style
from studyapp.importers.pdf.paragraphs import ends_sentence, is_full

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studyapp.importers.pdf.passages import Passage

# What stands between the parts of a paragraph without ending it.
_FLOATS = (BlockKind.CAPTION, BlockKind.TABLE, BlockKind.FOOTNOTE, BlockKind.IMAGE)
_GOES_ON = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTE)
# The parts are set in the same size to within this, in points, and alike.
SAME_SIZE = 0.35
# A first line set in by more than this begins a paragraph.
INDENT_EMS = 0.6


def join_parted(passages: Iterable[Passage]) -> list[Passage]:
    """Return the passages with those joined that are one paragraph."""
    joined: list[Passage] = []
    last: Passage | None = None  # of the running text
    for passage in passages:
        if passage.kind in _FLOATS:
            joined.append(passage)
            continue
        is_apart = last is not None and (joined[-1] is not last or _is_elsewhere(last, passage))
        if last is not None and is_apart and _goes_on(last, passage):
            _join(last, passage)
            continue
        joined.append(passage)
        last = passage
    return joined


def _is_elsewhere(last: Passage, passage: Passage) -> bool:
    """Whether the passage stands in another column than the last one."""
    ended_on = last.page_starts[-1][1] if last.page_starts else last.page
    return (
        ended_on != passage.page or passage.lines[0].base < last.lines[-1].base or last.left != passage.left
    )


def _goes_on(last: Passage, passage: Passage) -> bool:
    if last.kind not in _GOES_ON or passage.kind is not BlockKind.PARAGRAPH or not _look_alike(last, passage):
        return last.kind is BlockKind.CODE and passage.kind is BlockKind.CODE
    end, begin = last.lines[-1], passage.lines[0]
    text, following = end.text, begin.text
    first = following.lstrip("\"'“‘«([")[:1]
    if text.endswith(("-", "‐", "\u00ad")) and first.isalpha():
        return True
    if first.islower():
        return not ends_sentence(text) or text.endswith((":", ";"))
    is_set_in = (
        len(passage.lines) > 1
        and begin.left - min(x.left for x in passage.lines[1:]) > INDENT_EMS * begin.size
    )
    if is_set_in or ends_sentence(text) or not is_full(end, last.right, begin):
        return False
    return len(last.lines) > 1 and (first.isalnum() or unicodedata.category(first or " ")[0] in "PS")


def _look_alike(last: Passage, passage: Passage) -> bool:
    end, begin = last.lines[-1], passage.lines[0]
    is_heading = bool((end.style ^ begin.style) & Style.BOLD) and len(passage.lines) < 3
    return abs(end.size - begin.size) <= SAME_SIZE and not is_heading


def _join(last: Passage, passage: Passage) -> None:
    if passage.page != (last.page_starts[-1][1] if last.page_starts else last.page):
        last.page_starts.append((len(last.lines), passage.page))
    last.lines += passage.lines
    last.right = passage.right
