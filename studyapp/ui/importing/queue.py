"""What waits to be imported, what became of the rest: no widget, no library."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from studyapp.ui.translation import tr

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studyapp.services.importing import Imported

NAME_CHARS = 80
ASK = "ask"


class Task(NamedTuple):
    """A file or a text that shall be imported, and what to do where an earlier text of it is known."""

    source: Path | str
    on_change: str = ASK
    password: str = ""

    @property
    def name(self) -> str:
        """The name that the person knows it by."""
        return self.source.name if isinstance(self.source, Path) else name_of_text(self.source)


class Failure(NamedTuple):
    """What could not be imported, and why."""

    path: str
    sentence: str


@dataclass(slots=True)
class ImportQueue:
    """One sitting of import: it begins with the first source and ends when nothing waits."""

    waiting: deque[Task] = field(default_factory=deque)
    done: list[Imported] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    changed: list[tuple[Task, Imported]] = field(default_factory=list)  # earlier texts of them are known
    locked: list[Task] = field(default_factory=list)  # they want a password
    cancelled: bool = False

    def add(self, tasks: Iterable[Task]) -> None:
        """Put tasks at the end."""
        self.waiting.extend(tasks)

    @property
    def ended(self) -> int:
        """How many have been dealt with."""
        return len(self.done) + len(self.failures) + len(self.changed) + len(self.locked)

    def text_of(self, task: Task) -> str:
        """Say what is being imported, and the how manieth of how many where there are several."""
        total = self.ended + 1 + len(self.waiting)
        if total == 1:
            return tr("Importing “{name}”", name=task.name)
        return tr(
            "Importing {number} of {total}: {name}",
            number=f"{self.ended + 1:,}",
            total=f"{total:,}",
            name=task.name,
        )

    def share_of(self, share: float) -> float:
        """Return how much of everything is done when `share` of the present one is, 0 to 1."""
        return (self.ended + share) / (self.ended + 1 + len(self.waiting))


def name_of_text(text: str) -> str:
    """Return the name of a pasted text: its first line, without the signs of a heading."""
    line = next((line.strip().lstrip("#").strip() for line in text.splitlines() if line.strip("# \t")), "")
    return line[:NAME_CHARS].rstrip() or tr("Pasted text")
