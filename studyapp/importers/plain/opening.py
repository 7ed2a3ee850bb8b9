"""The opening of a text: its title and who wrote it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from studyapp.importers.plain.forms import FormKind, form_of
from studyapp.importers.plain.looks import is_bullet, is_date, is_stopped, unwrap
from studyapp.importers.plain.prose import is_broken, is_prose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studyapp.importers.plain.lines import Unit

# The title and the authors stand among the first units.
OPENING_UNITS = 8
# Blocks of columns above a title (who, when, which number), lines of a title, short lines below it: at most.
HEAD_UNITS = 3
TITLE_LINES = 3
LINES_BELOW_TITLE = 3
# A "by" line names at most so many people.
NAMES = 6

_BY = re.compile(
    r"(?:written |edited |compiled |text )?(?:by|von|par|por|di):?\s+(?P<names>\S.*)$|"
    r"authors?:\s*(?P<named>\S.*)$",
    re.I,
)
_COLUMNS = re.compile(r"\S {3,}\S|\t")
_AND = re.compile(r"\s*(?:,|;|&|\band\b|\bund\b|\bet\b|\by\b)\s*")
_PERSON = re.compile(r"(?:(?:[^\W\d_]\.|[^\W\d_][\w'’.-]+|de|la|van|von|der|den|du|di|da)\s*){1,6}$")
_TITLES = (FormKind.TITLE, FormKind.CAPITALS, FormKind.SENTENCE, FormKind.UNDERLINED)


@dataclass(frozen=True, slots=True)
class Opening:
    """The title and authors, and the units that say nothing else."""

    title: str = ""
    authors: tuple[str, ...] = ()
    units: tuple[int, ...] = ()


def read_opening(units: Sequence[Unit]) -> Opening:
    """Return the title, which is the first prominent line, and the authors of a line "by ..." near it."""
    place = _title_place(units)
    authors: tuple[str, ...] = ()
    taken = [] if place is None else [place]
    for number, unit in enumerate(units[:OPENING_UNITS]):
        authors = _authors(unit)
        if authors:
            taken.append(number)
        if authors or is_prose(unit):
            break
    title = "" if place is None else unwrap(units[place].title)
    return Opening(title, authors, tuple(taken))


def _title_place(units: Sequence[Unit]) -> int | None:
    """Return which unit is the title: the first one, or the first below a block of columns."""
    place = 0
    while place < min(len(units), HEAD_UNITS) and _has_columns(units[place]):
        place += 1
    if place + 1 >= len(units):
        return None
    unit, form = units[place], form_of(units[place].text)
    if len(unit.lines) > TITLE_LINES or is_date(unit.text) or unit.text[0].isdigit():
        return None
    is_only = unit.outline == 1 and sum(other.outline == 1 for other in units) == 1
    is_form = unit.underlined or is_only or (form is not None and form.kind in _TITLES)
    good = is_form and _is_followed(units, place) and not _is_speaker(units, place)
    return place if good else None


def _has_columns(unit: Unit) -> bool:
    return any(_COLUMNS.search(line.text) for line in unit.lines)


def _is_speaker(units: Sequence[Unit], place: int) -> bool:
    """Return whether the line comes again, and another short line too, as names of speakers do."""
    lines = Counter(unit.text for unit in units if form_of(unit.text) is not None)
    return lines[units[place].text] > 1 and sum(count > 1 for count in lines.values()) > 1


def _is_followed(units: Sequence[Unit], place: int) -> bool:
    """Return whether text begins below the line, after a line of authors, a date or a lower title."""
    for unit in units[place + 1 : place + 1 + LINES_BELOW_TITLE]:
        if is_prose(unit) or is_broken(unit) or _authors(unit):
            return True
        if form_of(unit.text) is None and not is_date(unit.text):
            return is_stopped(unit.text) and not is_bullet(unit.text)
    return False


def _authors(unit: Unit) -> tuple[str, ...]:
    if len(unit.lines) > 1:
        return ()
    match = _BY.match(unwrap(unit.text))
    if match is None:
        return ()
    names = [name for name in _AND.split((match["names"] or match["named"]).rstrip(". ")) if name]
    good = all(_PERSON.match(name) and name[0].isupper() for name in names)
    return tuple(names) if good and len(names) <= NAMES else ()
