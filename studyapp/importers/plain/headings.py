"""Which units are headings: those whose look, place and company make it likely enough."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import groupby
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from studyapp.importers.plain.features import read_candidates
from studyapp.importers.plain.forms import TITLE_KINDS, Form, FormKind, form_of, is_numbered_question
from studyapp.importers.plain.looks import is_bullet, is_stopped
from studyapp.importers.plain.places import is_right
from studyapp.importers.plain.prose import is_broken, is_prose
from studyapp.importers.plain.rules import rule
from studyapp.text.resources import resource_folder
from studyapp.text.trees import load_trees

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from studyapp.importers.plain.features import Candidates
    from studyapp.importers.plain.lines import Unit

# The chances from which on a line is a heading: where the rules say so, where they do not, and where it ends
# as a sentence besides. Where so many are sure, a text has headings, and others need less. Chosen on texts
# that the trees had not seen.
SURE_CHANCES = (0.2, 0.45, 0.6)
LIKELY_CHANCES = (0.07, 0.2, 0.35)
SURE_HEADINGS = 4
# So many lines one below the other are a list.
LIST_LINES = 3
# A heading in a form has at most so many lines.
HEADING_LINES = 3
# A short sentence that more text follows counts as text from so many words.
LINE_WORDS = 3
# What a text without pictures has in their place.
PICTURE = "[Illustration"
# Of numbered lines, this part, and so many, must have a title below for any of them to have one.
TITLED_PART = 0.7
TITLED_LINES = 3
# Empty lines that set a heading off from what is not its own.
HEADING_GAP = 2
# A title below a label is no longer than a heading that is set as a sentence.
LOWER_TITLE_WORDS = 12

_NOTE_MARK = re.compile(r"[\[(]\d+[\])]")  # left alone on its line
# Cells of a table: words far apart, but for a number at the line's beginning and for  L E T T E R S.
_COLUMNS = re.compile(r"^(?![\w.]+ {3,}\S+(?: \S+)*$)(?!\w(?: +\w)+$).*\S {3,}\S")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: the units from `first` to `last` (inclusive), its title and its form."""

    first: int
    last: int
    title: str
    form: Form


class Reading(NamedTuple):
    """A text before it is decided what heads it: the form of each unit, and the candidates."""

    forms: list[Form | None]
    candidates: Candidates


def find_headings(
    units: Sequence[Unit], width: int, listed: Mapping[str, int] = MappingProxyType({})
) -> list[Heading]:
    """Return the headings among the units of a text of this width, in order.

    `listed` are the keys of the entries of the text's own lists of contents.
    """
    reading = read(units, width, listed)
    places = reading.candidates.places
    if not len(places):
        return []
    columns = reading.candidates.columns
    chance = _chances(columns)
    likely = places[find_likely(chance, columns)].tolist()
    likely += _missing_counts(units, reading.forms, likely, places[chance >= LIKELY_CHANCES[0]].tolist())
    ruled = set(places[columns["ruled"] > 0].tolist())
    forms: list[Form | None] = [None] * len(units)
    named = [n for n in sorted(likely) if _NOTE_MARK.fullmatch(units[n].text) is None]
    for n in _without_lists(named, ruled, reading.forms):
        forms[n] = reading.forms[n] or Form(FormKind.SENTENCE)
    return list(_joined(units, forms))


def _missing_counts(
    units: Sequence[Unit], forms: Sequence[Form | None], likely: Sequence[int], possible: Sequence[int]
) -> list[int]:
    """Return the possible lines whose number alone is missing between those of two likely ones."""
    last: dict[tuple[int, ...], tuple[int, int]] = {}
    found = []
    for n in likely:
        form = forms[n]
        if form is None or form.kind != FormKind.NUMBERED or form.rank != "digits":
            continue
        family, count = form.number[:-1], form.number[-1]
        before, number = last.get(family, (n, count))
        if count == number + 2:
            missing = ".".join(map(str, (*form.number[:-1], number + 1)))
            marks = (f"{missing}. ", f"{missing}) ", f"{missing} ")
            found += [m for m in possible if before < m < n and units[m].text.startswith(marks)][:1]
        last[family] = (n, count)
    return [n for n in found if n not in likely]


def _without_lists(likely: list[int], ruled: set[int], forms: Sequence[Form | None]) -> list[int]:
    """Return the places without what no rule knows: lines alike below each other, and a lone one.

    Lines of one form with no text between them are a list, numbered ones also where the chance takes but
    some; what heads the whole text parts nothing; the only line that may be a heading needs a form.
    """
    if len(likely) == 1 and (likely == [0] or forms[likely[0]] is None):
        likely = [n for n in likely if n in ruled]
    taken = set(likely)
    kinds = [form.kind if form else FormKind.SENTENCE for form in forms]
    alike = [kind if n in taken or kind == FormKind.NUMBERED else None for n, kind in enumerate(kinds)]
    listed: set[int] = set()
    start = 0
    for kind, group in groupby(alike):
        run = range(start, start + len(list(group)))
        if kind is not None and len(run) >= LIST_LINES and ruled.isdisjoint(run):
            listed.update(run)
        start = run.stop
    return [n for n in likely if n not in listed]


def find_likely(
    chance: NDArray[np.float64], columns: Mapping[str, NDArray[np.floating]]
) -> NDArray[np.bool_]:
    """Return which candidates (n,) of one text are likely to be headings, by their chances and columns."""
    sure: NDArray[np.bool_] = chance >= _least(columns, SURE_CHANCES)
    has_headings = np.count_nonzero(sure) >= SURE_HEADINGS
    return chance >= _least(columns, LIKELY_CHANCES) if has_headings else sure


def _chances(columns: Mapping[str, NDArray[np.float64]]) -> NDArray[np.float64]:
    """Return for each candidate (n,) the chance that it is a heading, by the trained trees."""
    trees = load_trees(resource_folder("headings") / "trees.npz")
    return trees.chances(np.stack([columns[name] for name in trees.names], axis=1).astype(np.float32))


def _least(
    columns: Mapping[str, NDArray[np.floating]], borders: tuple[float, float, float]
) -> NDArray[np.float64]:
    ruled, unruled, stopped = borders
    is_sentence = (columns["stopped"] > 0) & (columns["capitals"] <= 0)
    return np.where(columns["ruled"] > 0, ruled, np.where(is_sentence, stopped, unruled))


def read(units: Sequence[Unit], width: int, listed: Mapping[str, int]) -> Reading:
    """Return the forms and the candidates of a text."""
    forms = [None if is_right(unit, width) else _unit_form(unit) for unit in units]
    _bare_numbers(units, forms)
    prose = _prose(units, forms)
    ruled = rule(units, forms, prose, width, listed)
    return Reading(forms, read_candidates(units, forms, ruled, prose, width=width, listed=listed))


def _bare_numbers(units: Sequence[Unit], forms: list[Form | None]) -> None:
    """Let numbered lines be bare where most have their title below: “3. Third Day.”, then “Upholding”."""
    families: dict[str, list[int]] = {}
    for number, form in enumerate(forms):
        if form is not None and form.kind == FormKind.NUMBERED and len(form.number) == 1:
            families.setdefault(form.rank, []).append(number)
    for places in families.values():
        titled = [number for number in places if _has_title_below(units, forms, number)]
        if len(titled) >= max(TITLED_LINES, TITLED_PART * len(places)):
            for number in titled:
                form = forms[number]
                forms[number] = replace(form, bare=True) if form is not None else None


def _has_title_below(units: Sequence[Unit], forms: Sequence[Form | None], number: int) -> bool:
    """Return whether a line that looks like a title is nearer to the line above it than to the text below."""
    if number + 2 >= len(units):
        return False
    title, text = units[number + 1], units[number + 2]
    form = forms[number + 1]
    is_title = form is not None and form.kind in TITLE_KINDS and len(title.lines) == 1
    return is_title and title.gap < HEADING_GAP <= text.gap


def _prose(units: Sequence[Unit], forms: Sequence[Form | None]) -> list[bool]:
    """Return which units are text that a heading may stand above: prose, and short sentences before it."""
    prose = [is_prose(unit) for unit in units]
    for number in range(len(units) - 2, -1, -1):
        text = units[number].text
        if text.startswith(PICTURE):
            prose[number] = prose[number + 1]  # a picture parts no heading from its text
        if prose[number] or forms[number] is not None or not prose[number + 1] or is_broken(units[number]):
            continue
        is_sentence = is_stopped(text) or text.endswith(":")
        prose[number] = is_sentence and units[number].words >= LINE_WORDS and not is_bullet(text)
    return prose


def _unit_form(unit: Unit) -> Form | None:
    text = unit.text
    if unit.outline:
        return Form(FormKind.OUTLINE, number=(unit.outline,))
    if unit.underlined:
        form = form_of(text)
        sure = form is not None and form.kind in (FormKind.LABEL, FormKind.NUMBERED)
        return form if sure else Form(FormKind.UNDERLINED, unit.underlined)
    if len(unit.lines) > HEADING_LINES or any(_COLUMNS.search(line.text) for line in unit.lines):
        return None
    form = form_of(text)
    if form is None:
        return None
    return form if len(unit.lines) == 1 else _form_of_lines(unit, form)


def _form_of_lines(unit: Unit, form: Form) -> Form | None:
    """Return the form of a heading of several lines, which only sure forms have."""
    first = form_of(unit.lines[0].text)
    if form.kind == FormKind.NUMBERED and (len(form.number) > 1 or is_numbered_question(unit.text)):
        return form  # the title's first line alone may break anywhere
    if form.kind in (FormKind.LABEL, FormKind.CAPITALS, FormKind.NUMBERED):
        return form if first is not None and not is_bullet(unit.lines[1].text) else None
    if first is not None and first.kind in (FormKind.LABEL, FormKind.ORDINAL) and first.bare:
        return replace(first, bare=False)
    return None


def _is_lower_title(units: Sequence[Unit], forms: Sequence[Form | None], number: int) -> bool:
    """Return whether the unit is the title that belongs to the bare label above it."""
    form = forms[number]
    if form is not None:
        return form.kind in TITLE_KINDS
    unit = units[number]
    if len(unit.lines) > HEADING_LINES or number + 1 == len(units):
        return False
    own = form_of(unit.text)
    if own is not None:
        return own.kind in TITLE_KINDS and own.kind != FormKind.SENTENCE
    # Below a label a title may have any form, as long as it is one line, no sentence, and text follows.
    text = unit.text
    is_line = len(unit.lines) == 1 and unit.words <= LOWER_TITLE_WORDS and text[0].isupper()
    return is_line and not is_stopped(text) and text[-1].isalnum() and is_prose(units[number + 1])


def _joined(units: Sequence[Unit], forms: Sequence[Form | None]) -> list[Heading]:
    """Return the headings, a bare label and the title below it as one."""
    headings: list[Heading] = []
    number = 0
    while number < len(units):
        form = forms[number]
        if form is None:
            number += 1
            continue
        last = number
        if form.bare and number + 1 < len(units) and _is_lower_title(units, forms, number + 1):
            last = number + 1
        title = " ".join(unit.title for unit in units[number : last + 1])
        headings.append(Heading(number, last, title, form))
        number = last + 1
    return headings
