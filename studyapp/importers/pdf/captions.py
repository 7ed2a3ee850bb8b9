"""Captions of figures and tables, told by their first words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from studyapp.domain.documents import BlockKind
from studyapp.importers.pdf.layout import Style

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studyapp.importers.pdf.passages import Passage

CAPTION_CHARACTERS = 1500
_LABEL = re.compile(
    r"(?:figures?|fig\.|tables?|tab\.|listing|algorithm|exhibit|chart|scheme|plate|box|"
    r"abbildung|abb\.|tabelle|figura|tabla|tableau|tabella|рис\.|таблица)\s*"
    r"(?:\d{1,3}(?:[.\-–]\d{1,3})*|[IVX]{1,5}|[A-Z]\.?\d{1,2})[a-z]?(\s*[.:|–—]|\s|$)",
    re.I,
)


def mark_captions(passages: Iterable[Passage], body_size: float) -> None:
    """Make captions of the paragraphs that are captions."""
    for passage in passages:
        if passage.kind is BlockKind.PARAGRAPH and _is_caption(passage, body_size):
            passage.kind = BlockKind.CAPTION


def _is_caption(passage: Passage, body_size: float) -> bool:
    text = passage.text
    match = _LABEL.match(text)
    if not match or len(text) > CAPTION_CHARACTERS:
        return False
    if match[1].strip() or match.end() == len(text):
        return True
    first = passage.lines[0].words[0]
    is_marked = Style.BOLD in first.style or passage.size < 0.95 * body_size
    return is_marked or text[match.end() : match.end() + 1].isupper()
