"""Headings by how they are set: larger than the text or bold, alone on their lines; numbers say the depth."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from studyapp.domain.documents import BlockKind
from studyapp.importers.pdf.layout import Style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studyapp.importers.pdf.passages import Passage

# Sections are set 20 % larger than the text and more; some subsections 10 %.
LARGER = 1.07
# A heading in the text's size or a little smaller is told by its weight.
SMALLEST = 0.93
HEADING_CHARACTERS = 200
HEADING_LINES = 4
# Bold lines at the text's size end without a full stop; longer ones are bold sentences.
BOLD_CHARACTERS = 120
LEVELS = 6
# From this share of numbered headings on, the number says the depth.
NUMBERED_SHARE = 0.5
# A way to set headings that has more of them than this share of all passages is no heading's.
COMMON_SHARE = 0.34
_NUMBER = re.compile(
    r"(?:(?:appendix|chapter|part|section)\s+)?(\d{1,3}(?:\.\d{1,3}){0,5}|[A-Z](?:\.\d{1,2}){1,4}|[IVXL]{1,6}|[A-Z])[.)]?\s+\S",
    re.I,
)
_NAMED = re.compile(
    r"(?:appendix|chapter|part|book)\s+(?:\d{1,3}|[IVXLC]{1,7}|[A-Z]|one|two|three|four|five|six|seven|eight|nine|ten)\b",
    re.I,
)


# Signs that formulas have and headings seldom; a heading with one is mostly words all the same.
_FORMULA_SIGN = re.compile(r"[=<>{}~^|\\≤≥≠≈∑∫√∏∈∀∃∧∨←→⇒]")
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
WORDED_PART = 0.6


class Look(NamedTuple):
    """How a heading is set; a larger look is a higher heading."""

    size: float
    is_bold: bool
    is_capitals: bool


def mark_headings(passages: Sequence[Passage], body_size: float, *, is_bold: bool) -> None:
    """Give the passages that are headings their levels; `is_bold` says that the running text is bold."""
    found = {id(p): p for p in passages if _is_heading(p, body_size, text_is_bold=is_bold)}
    _drop_common(found, passages)
    _drop_names(found, passages)
    looks = sorted({_look(p) for p in found.values()}, reverse=True)
    ranks = {look: rank for rank, look in enumerate(looks, start=1)}
    levels = _numbered_levels(list(found.values()), ranks)
    for passage in found.values():
        depth = _depth(passage.text)
        level = levels.get((_look(passage), depth)) or ranks[_look(passage)]
        passage.level = min(level, LEVELS)


def heading_like(passage: Passage, body_size: float, *, text_is_bold: bool) -> bool:
    """Whether the passage is set as a heading is."""
    return _is_heading(passage, body_size, text_is_bold=text_is_bold)


def _is_heading(passage: Passage, body_size: float, *, text_is_bold: bool) -> bool:
    if passage.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM) or len(passage.lines) > HEADING_LINES:
        return False
    text = passage.text
    count = sum(c.isalpha() for c in text)
    is_words = count >= max(2, 0.4 * len(text.replace(" ", "")))
    if not is_words or len(text) > HEADING_CHARACTERS or is_formula(text):
        return False
    if passage.size >= LARGER * body_size:
        return not (text.endswith((".", ",", ";")) and len(passage.lines) > 2)
    if passage.size < SMALLEST * body_size or len(text) > BOLD_CHARACTERS or text.endswith((",", ";", ":")):
        return False
    if Style.BOLD in passage.style and not text_is_bold:
        return not text.endswith(".") or _depth(text) > 0
    return _is_capital_heading(text, passage)


def is_formula(text: str) -> bool:
    """Whether a line of large type is a formula: signs of one, and few of its letters in words."""
    if not _FORMULA_SIGN.search(text):
        return False
    letters = sum(c.isalpha() for c in text)
    return sum(len(word) for word in _LONG_WORD.findall(text)) < WORDED_PART * letters


def _is_capital_heading(text: str, passage: Passage) -> bool:
    """Whether the text is a numbered heading in capitals or italics, as journals set them."""
    if len(passage.lines) > 2 or not _NUMBER.match(text):
        return False
    return text.upper() == text and sum(c.isalpha() for c in text) >= 6


def _look(passage: Passage) -> Look:
    return Look(round(passage.size * 2) / 2, Style.BOLD in passage.style, passage.text.isupper())


def _depth(text: str) -> int:
    """Return the depth that the number of a heading says: 0 without one."""
    if _NAMED.match(text):
        return 1
    match = _NUMBER.match(text)
    if not match or not (match[1][0].isdigit() or "." in match[1]):
        return 0
    return match[1].count(".") + 1


def _drop_common(found: dict[int, Passage], passages: Sequence[Passage]) -> None:
    """Drop what is set in a way that much of the text is set in: it is emphasis, or a table's words."""
    texts = [p for p in passages if p.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)]
    counts = Counter(_look(p) for p in found.values())
    for key, passage in list(found.items()):
        if counts[_look(passage)] > max(8, COMMON_SHARE * len(texts)):
            del found[key]


def _drop_names(found: dict[int, Passage], passages: Sequence[Passage]) -> None:
    """Drop what stands between the title and the text of the first page: authors, places, dates.

    The last of them before the text is a heading ("Abstract"), and so is what has a number.
    """
    last: Passage | None = None
    for passage in passages:
        if passage.page != passages[0].page or (id(passage) not in found and len(passage.lines) > 1):
            return
        if last is not None and not _depth(last.text):
            found.pop(id(last), None)
        last = passage if id(passage) in found else None


def _numbered_levels(headings: Sequence[Passage], ranks: dict[Look, int]) -> dict[tuple[Look, int], int]:
    """Return the levels of looks and depths where numbers say them; of the unnumbered, by their look."""
    numbered = [p for p in headings if _depth(p.text)]
    if len(numbered) < max(3, NUMBERED_SHARE * len(headings)):
        return {}
    top = min(ranks[_look(p)] for p in numbered if _depth(p.text) == min(_depth(q.text) for q in numbered))
    levels: dict[tuple[Look, int], int] = {}
    by_look: dict[Look, Counter[int]] = defaultdict(Counter)
    for passage in numbered:
        depth = _depth(passage.text)
        levels[_look(passage), depth] = top + depth - 1
        by_look[_look(passage)][depth] += 1
    for look, depths in by_look.items():
        levels.setdefault((look, 0), top + depths.most_common(1)[0][0] - 1)
    return levels
