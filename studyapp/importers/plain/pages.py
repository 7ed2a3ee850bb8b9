"""Running heads and page numbers of a text that was paged for a printer."""

from __future__ import annotations

import re
from collections import Counter

from studyapp.importers.plain.forms import FormKind, form_of

# A running head or foot stands on at least so many pages, and on this part of all.
FURNITURE_PAGES = 3
FURNITURE_PART = 0.3

_NUMBER = re.compile(r"\d+|\b[ivxlc]+\b")
_LONE_NUMBER = re.compile(r"[\[(—–-]*\s*(?:page\s+)?(?:\d+|[ivxlc]+)\s*[\])—–-]*$", re.I)


def remove_furniture(lines: list[str]) -> tuple[list[str], list[str]]:
    """Return the lines without running heads, feet and page numbers at form feeds, and those left out."""
    breaks = [number for number, line in enumerate(lines) if "\f" in line]
    if len(breaks) < FURNITURE_PAGES:
        return lines, []
    heads = [_nearest(lines, number, 1) for number in breaks]
    feet = [_nearest(lines, number, -1) for number in breaks]
    feet.append(_nearest(lines, len(lines), -1))
    heads.append(_nearest(lines, -1, 1))
    drop: set[int] = set()
    for places in (heads, feet):
        keys = Counter(_key(lines[place]) for place in places if place is not None)
        for place in places:
            if place is None:
                continue
            count = keys[_key(lines[place])]
            often = count >= FURNITURE_PAGES and count >= FURNITURE_PART * len(breaks)
            if often or (_LONE_NUMBER.match(_bare(lines[place])) and _bare(lines[place])):
                drop.add(place)
    left_out = [_bare(lines[place]) for place in sorted(drop)]
    kept = [("\f" if "\f" in line else "") if number in drop else line for number, line in enumerate(lines)]
    return kept, left_out


def _bare(line: str) -> str:
    return line.replace("\f", " ").strip()


def _key(line: str) -> str:
    """Return what running heads have in common; of “Chapter 3” the number too, which counts no pages."""
    text = " ".join(_bare(line).split())
    form = form_of(text)
    return text if form is not None and form.kind == FormKind.LABEL else _NUMBER.sub("0", text)


def _nearest(lines: list[str], start: int, step: int) -> int | None:
    """Return the first line that is not empty, from `start` in a direction, within a few lines."""
    first = start if step > 0 and start >= 0 else start + step
    for number in range(first, first + 5 * step, step):
        if not 0 <= number < len(lines):
            return None
        if _bare(lines[number]):
            return number
        if "\f" in lines[number] and number != start:
            return None
    return None
