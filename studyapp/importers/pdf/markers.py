"""What the items of a list begin with: bullets, and numbers or letters in order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from studyapp.importers.pdf.layout import Line

BULLETS = frozenset("•◦▪■●○‣∙►▶❖◆◇□–—*·-➢✓✔→")
_WEAK_BULLETS = frozenset("–—*·-→")  # which also begin a line of running text
_NUMBER = re.compile(r"(?:(\d{1,3})[.)]|\((\d{1,3})\)|\[(\d{1,3})\])")
_LETTER = re.compile(r"\(?([a-zA-Z]|[ivx]{2,5})[.)]")


def is_bullet(line: Line) -> bool:
    """Whether the line begins with a bullet and a word after it."""
    return len(line.words) > 1 and line.words[0].text in BULLETS and 0 not in line.raised


def is_weak_bullet(line: Line) -> bool:
    """Whether the bullet is a sign that running text has as well."""
    return line.words[0].text in _WEAK_BULLETS


def item_number(line: Line) -> int | None:
    """Return the number that the line begins with as an item of a list does, None without one."""
    match = _NUMBER.fullmatch(line.words[0].text) if len(line.words) > 1 else None
    return int(match[1] or match[2] or match[3]) if match else None


def item_letter(line: Line) -> str:
    """Return the letter that the line begins with as an item of a list does, nothing without one."""
    match = _LETTER.fullmatch(line.words[0].text) if len(line.words) > 1 else None
    return match[1].lower() if match else ""
