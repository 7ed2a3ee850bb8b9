"""Links that pages of a wiki or a manual have beside each heading, and copies have behind it: [edit], ¶."""

from __future__ import annotations

import re

from studyapp.importers.plain.outline import OUTLINE_LINES
from studyapp.importers.plain.vocabulary import EDIT_LINKS

# A heading with its link has at most so many characters.
LINKED_CHARACTERS = 120

_LINKED = re.compile(
    rf"(?P<title>\S.*?)\s*(?P<link>(?:\[\s*(?:{'|'.join(sorted(EDIT_LINKS))})[^\]]*\]|¶))\s*$", re.IGNORECASE
)


def restore_marks(lines: list[str]) -> tuple[list[str], list[str]]:
    """Return the lines, those with a link as marked headings again, and the links; a few links are left."""
    found = {n: match for n, line in enumerate(lines) if (match := _linked(line)) is not None}
    if len(found) < OUTLINE_LINES:
        return lines, []
    marked = [_marked(lines, n, found[n]["title"]) if n in found else [line] for n, line in enumerate(lines)]
    return [line for part in marked for line in part], [match["link"] for match in found.values()]


def _linked(line: str) -> re.Match[str] | None:
    return _LINKED.match(line) if len(line) <= LINKED_CHARACTERS else None


def _marked(lines: list[str], n: int, title: str) -> list[str]:
    """Return the title as a wiki marks it, set off from a line above it."""
    is_apart = n == 0 or not lines[n - 1].strip()
    return [f"== {title} =="] if is_apart else ["", f"== {title} =="]
