"""Rows under headings, of which the first few are listed and the others on demand. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studyapp.ui.actors.rows import StepRow, TitleRow
from studyapp.ui.translation import tr

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studyapp.ui.actors.rows import Row

FEWEST = 6  # rows of a group at first; one more takes no more room than the line that offers it
STEP = 20  # how many come at a time then


class Groups:
    """Headings with their rows, and how many of each are listed; an empty group has no heading."""

    def __init__(self, *groups: tuple[str, Iterable[Row]]) -> None:
        self._groups = [(title, list(rows)) for title, rows in groups]
        self._most = [FEWEST] * len(groups)

    def step(self, row: StepRow) -> None:
        """Show more of the group that a row belongs to."""
        if row.section is not None:
            self._most[row.section] += STEP

    def rows(self) -> list[Row]:
        """Return what is listed."""
        listed: list[Row] = []
        for number, (title, rows) in enumerate(self._groups):
            if not rows:
                continue
            most = self._most[number]
            shown = rows if len(rows) <= most + 1 else rows[:most]
            listed += [TitleRow(title, len(rows)), *shown]
            if len(shown) < len(rows):
                left = len(rows) - len(shown)
                listed.append(StepRow(tr("{count} more", count=f"{left:,}"), number))
        return listed
