"""The manners in which a text is set, drawn at random: widths, gaps, and how each level of headings looks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

# So many texts of all are set as if a program had taken them from printed pages.
PRINTED_PART = 0.06
LABEL_WORDS = (
    "Chapter",
    "Section",
    "Section",
    "Article",
    "Article",
    "Part",
    "Lesson",
    "Step",
    "Day",
    "Unit",
    "Kapitel",
    "Artikel",
    "Capítulo",
    "Artículo",
    "Chapitre",
    "§",
)
# Rules as long as nothing they stand beside.
RULES = ("===", "---", "=" * 40, "-" * 72, "*" * 60, "_" * 50, "-" * 20, "#" * 30)
# More ways, each seldom.
MORE_STYLES = [
    "numbered-colon-capitals",
    "numbered-dash",
    "numbered-far",
    "numbered-stopped-capitals",
    "bracket-number",
    "word",
    "word",
    "word-roman",
    "word-colon",
    "word-dash",
    "ruled",
    "boxed",
    "spaced-capitals",
    "colon-capitals",
    "equals",
    "arrow",
]


@dataclass(slots=True)
class Manner:
    """How a hand sets a text: lengths in characters and lines, one style for each level of headings."""

    width: int  # 0: a paragraph is one line
    apart: int  # empty lines between paragraphs; 0: a paragraph follows on the next line
    first_indent: int  # of a paragraph's first line
    body_indent: int
    before: tuple[int, ...]  # empty lines above a heading, by level
    after: tuple[int, ...]
    styles: tuple[str, ...]
    bullet: str
    loose_items: bool
    contents: str  # "", "plain", "dots"
    pages: str  # "", "heads", "numbers"
    furniture: float  # the chance of a line of a web page between two blocks
    opening: str  # "", "title", "capitals", "page"
    heading_indent: int
    headless: bool  # the headings are left out
    speaking: float  # the chance that a speaker's name stands above a block
    strewn: float  # the chance of lines between two blocks that look like headings
    part: int  # so many sections at most; 0: all
    word: str  # what a label says before its number
    rule: str  # what stands above a heading that is ruled off
    counting: str  # "", or how the paragraphs of a section are counted
    cells: int  # empty lines between the cells of a table, each a line; -1: a row is a line


# What stands twice is chosen twice as often.
STYLES = [
    "plain",
    "plain",
    "plain",
    "plain",
    "capitals",
    "capitals",
    "numbered",
    "numbered.",
    "numbered)",
    "roman.",
    "letter.",
    "label",
    "label-capitals",
    "label-above",
    "underlined",
    "underlined",
    "overlined",
    "centred",
    "colon",
    "emphasised",
    "starred",
    "bracketed",
    "signed",
    "stopped",
    "numbered-capitals",
    "part",
    "dashes",
    "centred-capitals",
    "hash",
    "numbered-stopped",
    "numbered-stopped",
    *MORE_STYLES,
]
_MARKED = (
    "numbered",
    "numbered.",
    "numbered)",
    "numbered-capitals",
    "numbered-stopped",
    "numbered-colon-capitals",
    "numbered-dash",
    "numbered-far",
    "numbered-stopped-capitals",
)


def choose_manner(random: Random, *, from_web: bool) -> Manner:
    """Return a manner drawn at random; texts of pages on the web are seldom wrapped, and have furniture."""
    one_line = random.random() < (0.8 if from_web else 0.3)
    width = 0 if one_line else random.choice((60, 65, 68, 70, 72, 72, 74, 76, 78))
    apart = 0 if random.random() < (0.3 if one_line else 0.12) else 1
    first_indent = random.choice((0, 0, 2, 3, 4)) if apart == 0 and not one_line else 0
    if apart and random.random() < 0.04:
        first_indent = 4
    before = random.choice((1, 1, 1, 2, 2, 3)) if apart else random.choice((0, 0, 1, 1, 1, 2))
    after = random.choice((0, 1, 1, 1, 1)) if apart else random.choice((0, 0, 1) if before else (0,))
    wider = random.choice((0, 0, 1, 2))
    befores = tuple(max(before, before + wider - level) for level in range(4))
    manner = Manner(
        width=width,
        apart=apart,
        first_indent=first_indent,
        body_indent=random.choice((3, 4, 8)) if not one_line and random.random() < 0.12 else 0,
        before=befores,
        after=tuple(max(after, 1) if random.random() < 0.2 else after for _ in range(4)),
        styles=_choose_styles(random, from_web=from_web),
        bullet=random.choice(("- ", "* ", "• ", "  - ", " * ", "+ ", "", "– ")),
        loose_items=random.random() < 0.4,
        contents=random.choice(("", "", "", "", "plain", "dots")) if not from_web else "",
        pages=random.choice(("", "", "", "", "", "", "heads", "numbers")) if width else "",
        furniture=random.choice((0, 0.03, 0.08)) if from_web else 0,
        opening=random.choice(("", "title", "title", "capitals", "page")),
        heading_indent=random.choice((2, 3, 4)) if not one_line and random.random() < 0.08 else 0,
        headless=random.random() < 0.08,
        speaking=random.choice((0.5, 0.8)) if random.random() < 0.06 else 0,
        strewn=random.choice((0.03, 0.06, 0.12)) if random.random() < 0.35 else 0,
        part=random.choice((1, 2, 2, 3, 3, 5)) if random.random() < 0.45 else 0,
        word=random.choice(LABEL_WORDS),
        rule=random.choice(RULES),
        counting=random.choice(("{}. ", "{}. ", "({}) ", "{}) ")) if random.random() < 0.07 else "",
        cells=random.choice((0, 1, 1, 1)) if random.random() < 0.5 else -1,
    )
    return _printed(manner) if random.random() < PRINTED_PART else manner


def _printed(manner: Manner) -> Manner:
    """Return the manner as a program leaves it that takes a text from printed pages: no empty lines."""
    return replace(
        manner,
        width=manner.width or 80,
        apart=0,
        first_indent=0,
        body_indent=0,
        before=(0, 0, 0, 0),
        after=(0, 0, 0, 0),
        heading_indent=0,
        furniture=0,
        pages="numbers" if manner.part else "",
    )


def _choose_styles(random: Random, *, from_web: bool) -> tuple[str, ...]:
    first = "plain" if from_web and random.random() < 0.75 else random.choice(STYLES)
    if first in _MARKED:
        deeper = first if random.random() < 0.75 else random.choice(("plain", "capitals", "underlined"))
        return (first, deeper, deeper if random.random() < 0.8 else "plain", "plain")
    if random.random() < 0.4:
        return (first,) * 4
    rest = [
        random.choice(STYLES if random.random() < 0.6 else ("plain", "underlined", "numbered"))
        for _ in range(3)
    ]
    return (first, *rest)
