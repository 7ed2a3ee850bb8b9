"""The article among all that a page shows: the page's own blocks, kept where an extractor's text has them."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from studyapp.domain.documents import Block, BlockKind, InlineKind
from studyapp.importers.sections import RawSection

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Words in a row that are compared: three in a row are seldom the same by chance.
RUN_WORDS = 3
# Of a block's runs, those that the article has; links and signs inside a paragraph are left out by some.
SHARED_PART = 0.6

_WORD = re.compile(r"[^\W_]+")
# What extractors leave out although it belongs to the text around it.
_SURROUNDED = (BlockKind.TABLE, BlockKind.CODE, BlockKind.CAPTION, BlockKind.IMAGE, BlockKind.VERSE)


class ArticleText:
    """The text that an extractor takes for the article, to be asked what is in it."""

    def __init__(self, lines: Iterable[str]) -> None:
        words: list[str] = []
        self._lines: set[tuple[str, ...]] = set()
        for line in lines:
            found = _words(line)
            words += found
            self._lines.add(tuple(found))
        self.length = len(words)
        self._runs = set(_runs(words))

    def has(self, text: str) -> bool:
        """Whether the article has a block's text: most of its runs, or a few words as a line of their own."""
        words = _words(text)
        if len(words) < RUN_WORDS:
            return bool(words) and tuple(words) in self._lines
        runs = list(_runs(words))
        return sum(run in self._runs for run in runs) >= SHARED_PART * len(runs)


def keep_article(sections: Sequence[RawSection], article: ArticleText) -> list[RawSection]:
    """Return the sections with the blocks of the article alone, and the headings over these."""
    blocks = [block for section in sections for block in section.blocks]
    kept = [block.kind is not BlockKind.IMAGE and article.has(block.text) for block in blocks]
    _fill(blocks, kept)
    flags = iter(kept)
    chosen: list[RawSection] = []
    topmost = next((s for s in sections if s.level == 1), None)  # may be the page's title
    for section in sections:
        own = [block for block in section.blocks if next(flags)]
        foreign = section.title is not None and section is not topmost and not article.has(section.title)
        if foreign and chosen:  # the heading of a box within the article, which goes on below it
            chosen[-1].blocks += own
        else:
            chosen.append(RawSection(section.title, section.level, own, section.anchors))
    return [s for at, s in enumerate(chosen) if s.blocks or _heads(chosen, at, article)]


def _heads(sections: Sequence[RawSection], at: int, article: ArticleText) -> bool:
    """Whether a heading without text of its own stands over headings with text."""
    title = sections[at].title
    if title is None:
        return False
    for section in sections[at + 1 :]:
        if section.title is not None and section.level <= sections[at].level:
            return False
        if section.blocks:
            return article.has(title)
    return False


def _fill(blocks: Sequence[Block], kept: list[bool]) -> None:
    """Keep what stands between blocks of the article and is seldom found in an extractor's text."""
    before = list(kept)
    _fill_lists(blocks, kept)
    following = [False] * (len(blocks) + 1)  # whether the next block of plain text is the article's
    for at in range(len(blocks) - 1, -1, -1):
        following[at] = following[at + 1] if blocks[at].kind in _SURROUNDED else before[at]
    last = False
    for at, block in enumerate(blocks):
        if block.kind in _SURROUNDED:
            kept[at] = kept[at] or (last and following[at])
            continue
        linked = any(i.kind is InlineKind.LINK for i in block.inlines)
        kept[at] = kept[at] or (last and following[at + 1] and not linked)
        last = before[at]


def _fill_lists(blocks: Sequence[Block], kept: list[bool]) -> None:
    """Keep whole lists of which the extractor took the greater part."""
    for is_item, run in groupby(range(len(blocks)), lambda at: blocks[at].kind is BlockKind.LIST_ITEM):
        items = list(run)
        if is_item and 2 * sum(kept[at] for at in items) > len(items):
            for at in items:
                kept[at] = True


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _runs(words: Sequence[str]) -> Iterable[tuple[str, ...]]:
    return zip(*(words[n:] for n in range(RUN_WORDS)), strict=False)
