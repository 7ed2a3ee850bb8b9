"""The printed table of contents: left out where the headings themselves say the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from studyapp.domain.documents import BlockKind
from studyapp.importers.pdf.outline import letters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studyapp.importers.pdf.layout import Line
    from studyapp.importers.pdf.passages import Passage

# Fewer lines with leaders are an index's, or a form's.
CONTENTS_LINES = 4
# So many of the contents' titles must be among the headings, or leaving it out would lose something.
KNOWN_SHARE = 0.5
# Other passages between two lines of the contents: parts' titles, and lines that went over the margin.
BETWEEN = 3
_LEADER = re.compile(r"(?:\.\s*){3,}|(?:·\s*){3,}|…+\s*…*|_{4,}")
_PAGE_NUMBER = re.compile(r"(?:\d{1,4}|[ivxlc]{1,7})")


def is_contents_line(line: Line) -> bool:
    """Whether the line is a title, leaders and the number of a page."""
    last = line.words[-1]
    if len(line.words) < 2 or not _PAGE_NUMBER.fullmatch(last.text.lstrip(".…·_ ")):
        return False
    return bool(_LEADER.search(line.text))


def remove_contents(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages without a printed table of contents, as far as the headings say the same."""
    headings = {_key(p.title or p.text) for p in passages if p.level}
    removed: set[int] = set()
    for run in _runs(passages):
        lines = [line for at in run for line in passages[at].lines if is_contents_line(line)]
        titles = {_key(_title(line)) for line in lines} - {""}
        known = sum(title in headings for title in titles)
        if len(lines) >= CONTENTS_LINES and known >= KNOWN_SHARE * len(titles):
            removed |= set(range(run[0], run[-1] + 1))
            if run[0] and passages[run[0] - 1].level and len(passages[run[0] - 1].text) < 40:
                removed.add(run[0] - 1)
    return [p for at, p in enumerate(passages) if at not in removed]


def _runs(passages: Sequence[Passage]) -> list[list[int]]:
    """Return the indexes of passages with contents lines, in runs."""
    runs: list[list[int]] = []
    for at, passage in enumerate(passages):
        if passage.kind is BlockKind.CODE or not any(is_contents_line(line) for line in passage.lines):
            continue
        if runs and at - runs[-1][-1] <= BETWEEN + 1:
            runs[-1].append(at)
        else:
            runs.append([at])
    return runs


def _title(line: Line) -> str:
    return _LEADER.split(line.text)[0]


def _key(title: str) -> str:
    """Return the letters of a title without the number before it."""
    return letters(re.sub(r"^\s*(?:[\dIVXLC]+(?:\.\d+)*\.?\s+)", "", title))
