"""What stands around a book and is not its text: printed contents and title pages."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from studyapp.domain.documents import Block, BlockKind, InlineKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from studyapp.importers.sections import Description, RawSection

# Of the letters of a printed contents list, those in links; the rest are signs of chapters and pages.
LINKED_PART = 0.6
RISING_PART = 0.8  # of the steps from one line to the next, those that lead on in the book
# Fewer linked lines are no list; under a heading that says so, two are one.
LISTED_LINES = 5
LISTED_LINES_NAMED = 2

_CONTENTS_TITLE = re.compile(
    r"(?:the |detailed |brief |general )?(?:table of )?contents[.:]?|toc|"
    r"inhalt(?:sverzeichnis|s[- ]?übersicht)?|"
    r"table des mati[èe]res|sommaire|[íi]ndice(?: general| de contenidos)?|contenidos?|sum[áa]rio|sommario|"
    r"inhoud(?:sopgave)?|inneh[åa]ll(?:sf[öo]rteckning)?|indhold|innhold|sis[äa]llys|obsah|tartalom|"
    r"spis tre[śs]ci|"
    r"содержание|оглавление|зміст|目\s*[录錄次]|차례|목차",
    re.IGNORECASE,
)
_BY = frozenset(
    ("by", "von", "par", "de", "por", "di", "a", "the", "an", "und", "and", "cover", "title", "page")
)
_WORD = re.compile(r"[^\W_]+")


def remove_printed(
    sections: list[RawSection], description: Description, named: Sequence[RawSection] = ()
) -> list[RawSection]:
    """Return the sections without printed contents lists and without pages that say only title and author.

    Those pages stay whole that are among `named`: the document's own contents lead to them.
    """
    known = {id(section) for section in named}
    order = {anchor: at for at, section in enumerate(sections) for anchor in section.anchors}
    kept: list[RawSection] = []
    for at, section in enumerate(sections):
        listed = _CONTENTS_TITLE.fullmatch((section.title or "").strip()) is not None
        rest = _without_list(section.blocks, order, named=listed)
        emptied = len(rest) < len(section.blocks) and not any(b.text for b in rest)
        if id(section) not in known or not (listed or emptied):
            section.blocks = rest
        has_parts = at + 1 < len(sections) and sections[at + 1].level > section.level > 0
        if not has_parts and (
            id(section) not in known and ((listed and emptied) or _is_title_page(section, description))
        ):
            continue
        if section.title or section.blocks:
            kept.append(section)
    return kept or sections


def _without_list(blocks: list[Block], order: Mapping[str, int], *, named: bool) -> list[Block]:
    """Return the blocks without runs of lines that are links to the book's sections, in their order."""
    least = LISTED_LINES_NAMED if named else LISTED_LINES
    linked = [_linked(block, order, 0.0 if named else LINKED_PART) for block in blocks]
    kept: list[Block] = []
    at = 0
    while at < len(blocks):
        end = at
        found: list[int] = []
        while end < len(blocks) and linked[end]:
            found += linked[end]
            end += 1
        if len(found) >= least and _rises(found):
            if kept and _says_contents(kept[-1]):
                kept.pop()
            at = end
        else:
            kept.extend(blocks[at : end + 1])
            at = end + 1
    return kept


def _rises(numbers: Sequence[int]) -> bool:
    steps = list(pairwise(numbers))
    return sum(a < b for a, b in steps) >= RISING_PART * len(steps)


def _says_contents(block: Block) -> bool:
    return block.kind in (BlockKind.HEADING, BlockKind.PARAGRAPH) and bool(
        _CONTENTS_TITLE.fullmatch(block.text.strip())
    )


def _linked(block: Block, order: Mapping[str, int], least: float) -> list[int]:
    """Return the sections that the block's links lead to; none when it holds more than such links.

    `least` is the part of its letters that stands in links.
    """
    links = [i for i in block.inlines if i.kind is InlineKind.LINK]
    inner = [i for i in links if i.target.startswith("#") and i.target[1:] in order]
    if not inner or len(inner) < len(links):
        return []
    letters = sum(c.isalpha() for c in block.text)
    within = sum(c.isalpha() for i in inner for c in block.text[i.start : i.end])
    return [order[i.target[1:]] for i in inner] if letters and within >= least * letters else []


def _is_title_page(section: RawSection, description: Description) -> bool:
    """Whether the section says no more than the book's title and its authors, or shows its cover."""
    if any(b.kind is BlockKind.IMAGE and b.image and b.image != description.cover for b in section.blocks):
        return False
    known = set(_words(" ".join((description.title, *description.authors)))) | _BY
    if not set(_words(" ".join(b.text for b in section.blocks))) <= known:
        return False
    if section.title is None:
        return section.level == 0 and all(b.kind is BlockKind.IMAGE for b in section.blocks)
    return bool(section.blocks) and _titles_page(section.title)


def _titles_page(title: str) -> bool:
    words = _words(title)
    return "".join(words) in (
        "titlepage",
        "title",
        "cover",
        "coverpage",
        "halftitle",
        "halftitlepage",
        "coverimage",
    )


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
