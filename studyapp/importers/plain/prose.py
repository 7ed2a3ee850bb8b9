"""Running text told from short lines, lists and verse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studyapp.importers.plain.looks import is_bullet, is_stopped

if TYPE_CHECKING:
    from studyapp.importers.plain.lines import Unit

# Words and characters from which a unit that ends as a sentence does counts as prose.
PROSE_WORDS = 9
PROSE_CHARACTERS = 160
# The same for text that begins as an item of a list does, as numbered paragraphs do.
ITEM_WORDS = 14
# Verse: so many of the lines begin with a capital, and none has more characters.
CAPITAL_PART = 0.8
VERSE_CHARACTERS = 62


def is_prose(unit: Unit) -> bool:
    """Return whether the unit is running text: sentences, and not a short line or a list of them."""
    text = unit.text
    if is_bullet(unit.lines[0].text) and unit.words < ITEM_WORDS:
        return False
    if is_stopped(text) or text.endswith((":", ",", ";", "—", "-")):
        return unit.words >= PROSE_WORDS and not is_broken(unit)
    return len(text) >= PROSE_CHARACTERS and not is_broken(unit)


def is_broken(unit: Unit) -> bool:
    """Return whether the unit's lines end before they are full and begin with capitals, as verse does."""
    if len(unit.lines) < 2:
        return False
    longest = max(len(line.text) for line in unit.lines)
    capitals = sum(not line.text[:1].islower() for line in unit.lines)
    return capitals >= CAPITAL_PART * len(unit.lines) and longest < VERSE_CHARACTERS
