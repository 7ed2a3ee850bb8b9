"""Whether a text is English, and which of its blocks are running text."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from studyapp.domain.documents import BlockKind
from studyapp.language.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from studyapp.domain.documents import Block, Section

_RUNNING = frozenset(
    (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTE, BlockKind.CAPTION, BlockKind.FOOTNOTE)
)
# English prose has 38 to 45 % of these words; Dutch, the nearest of the neighbours, 12 %.
LEAST_FUNCTION_WORDS = 0.22
LEAST_WORDS_TO_JUDGE = 20  # below, a tag that says English is believed
WORDS_LOOKED_AT = 4_000
NOT_ENGLISH = "Actors and facts are found in English texts only."


def is_english(sections: Sequence[Section], language: str) -> bool:
    """Tell whether a text is English: by its tag, and by how many of its words are English function words."""
    if language and not language.lower().startswith("en"):
        return False
    counted: Counter[str] = Counter()
    for section in sections:
        for _, block in running_blocks(section):
            counted.update(word.strip(".,;:!?\"'()“”’").lower() for word in block.text[:20_000].split())
        if counted.total() > WORDS_LOOKED_AT:
            break
    if language and counted.total() < LEAST_WORDS_TO_JUDGE:
        return True
    known = sum(counted[word] for word in lexicon().cues.function_words)
    return known >= LEAST_FUNCTION_WORDS * counted.total()


def running_blocks(section: Section) -> Iterator[tuple[int, Block]]:
    """Yield the blocks of sentences with their numbers; no code, tables, verse, pictures."""
    for number, block in enumerate(section.blocks):
        if block.kind in _RUNNING:
            yield number, block
