"""What sections are called, and how they lie in each other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from studyapp.ui.reader.document import split_heading
from studyapp.ui.translation import tr

if TYPE_CHECKING:
    from studyapp.domain.documents import SectionHeading


# A number with or without its label: it names nothing by itself.
_LABEL = re.compile(
    r"(?:(?i:chapter|part|book|section|volume|act|scene|appendix|lecture|lesson|canto)\.?\s+)?"
    r"(?:\d{1,3}|[IVXLC]{1,7}|[A-Z]|(?i:one|two|three|four|five|six|seven|eight|nine|ten))\.?"
)


_BARE = re.compile(rf"(?:{_LABEL.pattern})(?: \(\d+\))?")  # (2): a part of a section that was too long


def short_name(heading: SectionHeading) -> str:
    """Return the name by which outline and paths call a section."""
    return short_title(heading.title) if heading.title else tr("Introduction")


def short_title(title: str) -> str:
    """Return the part of a heading before its colon; the whole where that is but “I” or “Chapter 4”."""
    first, rest = split_heading(title)
    return title if rest and _LABEL.fullmatch(first) else first


def full_name(title: str, parent: str | None) -> str:
    """Return how a section is called away from its outline: “I” and the like with what it belongs to."""
    name = short_title(title)
    return f"{short_title(parent)} › {name}" if parent and _BARE.fullmatch(name) else name


def depths(headings: tuple[SectionHeading, ...]) -> list[int]:
    """Return how deep each section lies, from 0; a skipped level counts as one step."""
    found: list[int] = []
    levels: list[int] = []
    for heading in headings:
        while levels and levels[-1] >= heading.level:
            levels.pop()
        found.append(len(levels))
        levels.append(heading.level)
        if heading.level == 0:
            levels.pop()
    return found


def path_to(headings: tuple[SectionHeading, ...], index: int) -> list[int]:
    """Return the sections that lead to a section, itself last."""
    deep = depths(headings)
    path = [index]
    for before in range(index - 1, -1, -1):
        if deep[before] < deep[path[0]]:
            path.insert(0, before)
    return path
