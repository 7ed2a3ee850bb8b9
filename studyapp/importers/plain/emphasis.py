"""Words set off in plain text as _these_ are: emphasis, without its signs. Names of programs keep theirs."""

from __future__ import annotations

import re

from studyapp.domain.documents import Block, BlockKind, Inline, InlineKind

_EMPHASIS = re.compile(r"(?<![\w_])_(?=[^\W_]|[“‘\"'(¿¡])([^_]{1,400}?)(?<=\S)_(?![\w_])")


def with_emphasis(block: Block) -> Block:
    """Return the block with what stands between underscores as emphasis; code stays as it is."""
    if block.kind is BlockKind.CODE or "_" not in block.text:
        return block
    inlines = list[Inline]()
    for removed, found in enumerate(_EMPHASIS.finditer(block.text)):
        start = found.start() - 2 * removed
        inlines.append(Inline(start, start + len(found[1]), InlineKind.EMPHASIS))
    return block._replace(text=without_signs(block.text), inlines=tuple(inlines))


def without_signs(text: str) -> str:
    """Return a text without the underscores that stand for emphasis."""
    return _EMPHASIS.sub(r"\1", text)
