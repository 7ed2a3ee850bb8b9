"""Which mentions of an actor are listed: the section that is read first, the others on demand. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studyapp.domain.places import Place
from studyapp.ui.actors.rows import StepRow, TitleRow, passage_row
from studyapp.ui.translation import tr

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studyapp.domain.actors import Mention
    from studyapp.services.casts import Passage
    from studyapp.ui.actors.rows import Row

FEWEST = 3  # mentions of the section that is read, at first
STEP = 20  # how many come at a time then


def place_of(mention: Mention) -> Place:
    """Return the place of a mention."""
    return Place(mention.section, mention.block, mention.start, mention.block, mention.end)


class MentionRows:
    """The mentions by section, and which of them are listed."""

    def __init__(self, names: list[str]) -> None:
        self._names = names
        self._by_section: dict[int, list[Passage]] = {}
        self._shown: dict[int, int] = {}  # how many mentions of an open section
        self._every = False  # all sections have their heading
        self._here = -1

    def show(self, passages: Iterable[Passage], section: int) -> None:
        """Take these mentions, seen from a section; what is open stays open."""
        self._by_section = {}
        for passage in passages:
            self._by_section.setdefault(passage.mention.section, []).append(passage)
        if not self._shown:
            self.go_to_section(section)

    def go_to_section(self, section: int) -> bool:
        """Follow the reader into a section; say whether anything else is listed now."""
        if section not in self._by_section and self._here in self._by_section:
            return False
        here = section if section in self._by_section else next(iter(sorted(self._by_section)), -1)
        if here == self._here or here < 0:
            return False
        self._here = here
        self._shown.setdefault(here, FEWEST)
        return True

    def step(self, row: TitleRow | StepRow) -> None:
        """Open or close a section, show more of it, or show the others."""
        match row:
            case StepRow(section=None):
                self._every = True
            case StepRow():
                self._shown[row.section or 0] = self._shown.get(row.section or 0, 0) + STEP
            case TitleRow(section=int(section)) if row.open:
                self._shown.pop(section, None)
                self._every = True
            case TitleRow(section=int(section)):
                self._shown[section] = STEP

    def rows(self) -> list[Row]:
        """Return what is listed."""
        listed = sorted(self._by_section) if self._every else [self._here] if self._here >= 0 else []
        rows: list[Row] = []
        for section in listed:
            passages = self._by_section[section]
            most = self._shown.get(section, 0)
            rows.append(TitleRow(self._names[section], len(passages), section, bool(most)))
            shown = passages if 0 < len(passages) <= most + 1 and most else passages[:most]
            rows += [passage_row(passage, place_of(passage.mention)) for passage in shown]
            if most and len(shown) < len(passages):
                rows.append(
                    StepRow(tr("{count} more here", count=f"{len(passages) - len(shown):,}"), section)
                )
        elsewhere = sum(len(p) for s, p in self._by_section.items() if s not in listed)
        if elsewhere:
            rows.append(StepRow(tr("{count} elsewhere", count=f"{elsewhere:,}"), None))
        return rows
