"""Rules that part a text and underline nothing: “===” between two recipes, as long as none of their lines."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from studyapp.importers.plain.looks import is_rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# From so many alike on, rules are the text's way to part it.
SEPARATORS = 3
# Of the rules alike, this part must stand in the midst of text, and below a line of another length.
SEPARATING_PART = 0.6
# A rule is as long as what it underlines, but for so many characters or this part.
UNDERLINE_CHARACTERS = 3
UNDERLINE_PART = 0.25


def set_apart(lines: Sequence[str]) -> list[str]:
    """Return the lines with an empty one above each rule that parts the text, so that none underlines."""
    alike: dict[str, list[int]] = defaultdict(list)
    for number, line in enumerate(lines):
        if is_rule(line.strip()):
            alike[line.strip()].append(number)
    apart = {n for places in alike.values() if _are_separators(lines, places) for n in places}
    return list(_with_gaps(lines, apart)) if apart else list(lines)


def _are_separators(lines: Sequence[str], places: Sequence[int]) -> bool:
    parting = sum(_parts(lines, number) for number in places)
    return parting >= max(SEPARATORS, SEPARATING_PART * len(places))


def _parts(lines: Sequence[str], number: int) -> bool:
    """Return whether the rule stands between text above and below, and below no line of its own length."""
    if not 2 <= number < len(lines) - 1 or not lines[number + 1].strip():
        return False
    above, rule = lines[number - 1].strip(), lines[number].strip()
    goes_on = bool(lines[number - 2].strip()) or above.endswith((".", "!", "?", ";"))
    slack = max(UNDERLINE_CHARACTERS, UNDERLINE_PART * len(above))
    return bool(above) and goes_on and not is_rule(above) and abs(len(rule) - len(above)) > slack


def _with_gaps(lines: Sequence[str], apart: set[int]) -> Iterator[str]:
    for number, line in enumerate(lines):
        yield from ("", line) if number in apart else (line,)
