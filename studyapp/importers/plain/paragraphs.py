"""From units to blocks: paragraphs, items, verse, and lines that only make sense as lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from studyapp.domain.documents import Block, BlockKind
from studyapp.importers.plain.looks import is_bullet
from studyapp.importers.plain.prose import is_broken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studyapp.importers.plain.lines import Line, Unit

# Part of a unit's lines with columns or signs of programs that makes all of it lines to keep as they are.
KEPT_PART = 0.5

_COLUMNS = re.compile(r"\S(?: {3,}|\t+)\S|[|+][-=]{2,}|^[|+].*[|+]$")
_PROGRAM = re.compile(
    r"[{};]\s*$|^\s*(?:def|class|import|return|func|fn|let|var|const|#include|public|if|for|while)\b.*[:;{(]|=>|\(\)|==|!="
)


def unit_blocks(unit: Unit) -> Iterator[Block]:
    """Yield the blocks of a unit."""
    if len(unit.lines) > 1:
        if _is_kept(unit):
            yield Block(BlockKind.CODE, _kept(unit.lines))
            return
        if is_bullet(unit.lines[0].text):
            yield from _items(unit)
            return
        if is_broken(unit):
            yield Block(BlockKind.VERSE, "\n".join(" ".join(line.text.split()) for line in unit.lines))
            return
    kind = (
        BlockKind.LIST_ITEM if is_bullet(unit.lines[0].text) and len(unit.lines) == 1 else BlockKind.PARAGRAPH
    )
    yield Block(kind, unit.text)


def _is_kept(unit: Unit) -> bool:
    signs = sum(bool(_COLUMNS.search(line.text) or _PROGRAM.search(line.text)) for line in unit.lines)
    return signs >= KEPT_PART * len(unit.lines)


def _kept(lines: tuple[Line, ...]) -> str:
    base = min(line.indent for line in lines)
    return "\n".join(" " * (line.indent - base) + line.text for line in lines)


def _items(unit: Unit) -> Iterator[Block]:
    """Yield the items of a list, lines that go on joined."""
    item: list[str] = []
    for line in unit.lines:
        if item and is_bullet(line.text):
            yield Block(BlockKind.LIST_ITEM, " ".join(item))
            item = []
        item.append(" ".join(line.text.split()))
    yield Block(BlockKind.LIST_ITEM, " ".join(item))
