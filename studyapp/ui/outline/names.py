"""What sections are called, and how they lie in each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studyapp.ui.reader.document import split_heading
from studyapp.ui.translation import tr

if TYPE_CHECKING:
    from studyapp.domain.documents import SectionHeading


def short_name(heading: SectionHeading) -> str:
    """Return the name by which outline and paths call a section: the part before the colon."""
    return split_heading(heading.title)[0] if heading.title else tr("Introduction")


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
