"""Headings that the text itself lists: lines that return an entry of its printed list of contents."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from studyapp.importers.plain.boilerplate import line_key, without_number
from studyapp.importers.plain.forms import Form, FormKind, is_contents_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from studyapp.importers.plain.lines import Unit

# A heading has at most so many lines, and a line of verse or a cell that is in no list so many letters.
HEADING_LINES = 3
ENTRY_LETTERS = 3

# So many dots lead to a page number, which makes an entry of a line wherever it stands.
LEADER_DOTS = 4
# No heading has more characters.
KEY_CHARACTERS = 250


def listed_entries(contents: Iterable[Iterable[Unit]], units: Iterable[Unit]) -> Counter[str]:
    """Return the keys of the entries of lists of contents, and how often one of the lists has each."""
    lines = (line for unit in units for line in unit.lines)
    entries = Counter(line_key(line.raw) for line in lines if _has_leaders(line.text))
    for units_of_list in contents:
        here: Counter[str] = Counter()
        for unit in units_of_list:
            keys = [line_key(line.raw) for line in unit.lines]
            here.update(keys)
            # An entry may go on in the next line.
            here.update(f"{one} {two}" for one, two in pairwise(keys) if one and two)
        entries |= here
    for key in list(entries):
        title = without_number(key)
        if title:
            entries.setdefault(title, entries[key])
    return Counter({key: count for key, count in entries.items() if _is_title(key)})


def _has_leaders(text: str) -> bool:
    before = text.rstrip("0123456789ivxlc ")
    title = before.rstrip(". ")
    return before != text and len(text) <= KEY_CHARACTERS and before.count(".", len(title)) >= LEADER_DOTS


def _is_title(key: str) -> bool:
    return sum(c.isalpha() for c in key) >= ENTRY_LETTERS and not is_contents_word(key)


def restore_listed(
    units: Sequence[Unit], forms: list[Form | None], first: Sequence[Form | None], listed: Mapping[str, int]
) -> None:
    """Let the lines that are listed be headings, with the form they had at `first`, or as titles.

    Of lines that come more often than they are listed, as names and captions do, only the first are.
    """
    if not listed:
        return
    places: dict[str, list[int]] = {}
    for n, unit in enumerate(units[:-1]):
        if len(unit.lines) <= HEADING_LINES and sum(len(line.text) for line in unit.lines) <= KEY_CHARACTERS:
            key = line_key(unit.text)
            if key not in listed and key[:1].isdigit():
                key = without_number(key)
            if key in listed and not _has_leaders(unit.lines[-1].text):
                places.setdefault(key, []).append(n)
    for key, found in places.items():
        for n in found[: listed[key]]:
            forms[n] = forms[n] or first[n] or Form(FormKind.TITLE)
